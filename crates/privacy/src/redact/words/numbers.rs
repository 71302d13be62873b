//! Number words and month names of six languages.

use super::{Builder, Sense};

pub(super) fn fill(lexicon: &mut Builder) {
    for list in [UNITS, TENS] {
        lexicon.add(Sense::NUMBER, list);
    }
    lexicon.add(Sense::ZERO, ZEROS);
    lexicon.add(Sense::MONTH, MONTHS);
    // German and Italian write two-digit numbers as one word.
    let mut word = String::with_capacity(24);
    for ten in GERMAN_TENS.split(' ') {
        for unit in GERMAN_UNITS.split(' ') {
            word.clear();
            word.extend([unit, "und", ten]);
            lexicon.add_word(Sense::NUMBER, word.as_bytes());
        }
    }
    for ten in ITALIAN_TENS.split(' ') {
        for unit in ITALIAN_UNITS.split(' ') {
            // The last vowel of the ten falls before «uno» and «otto».
            let stem = if unit.starts_with(['u', 'o']) {
                &ten[..ten.len() - 1]
            } else {
                ten
            };
            word.clear();
            word.extend([stem, unit]);
            lexicon.add_word(Sense::NUMBER, word.as_bytes());
        }
    }
}

const ZEROS: &str = "zero zeros cero null oh nought";

const UNITS: &str = "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize \
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen double triple \
    uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve \
    veintiuno veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve doble \
    eins zwei zwo drei vier funf fuenf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn doppel \
    due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove doppio \
    um uma dois duas quatro sete oito dez doze treze quatorze quinze dezasseis dezesseis dezassete dezessete dezoito dezanove dezenove meia";

const TENS: &str = "vingt vingts trente quarante cinquante soixante septante huitante octante nonante \
    twenty thirty forty fourty fifty sixty seventy eighty ninety hundred \
    veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa \
    zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig \
    venti trenta quaranta cinquanta sessanta settanta ottanta novanta \
    vinte trinta quarenta cinquenta sessenta oitenta";

const GERMAN_UNITS: &str = "ein zwei drei vier funf sechs sieben acht neun";
const GERMAN_TENS: &str = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig";
const ITALIAN_UNITS: &str = "uno due tre quattro cinque sei sette otto nove";
const ITALIAN_TENS: &str = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta";

const MONTHS: &str = "janvier janv fevrier fevr fev mars avril avr mai juin juillet juil aout septembre sept octobre oct novembre nov decembre dec \
    january jan february feb march mar april apr may june jun july jul august aug september sep october november december \
    enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre setiembre octubre noviembre diciembre dic \
    januar februar marz maerz juni juli oktober okt dezember dez \
    gennaio gen febbraio aprile maggio mag giugno giu luglio lug settembre set ottobre ott dicembre \
    janeiro fevereiro marco maio junho julho setembro outubro out novembro dezembro";

#[cfg(test)]
mod tests {
    use super::super::super::lexicon::{Lexicon, Sense};

    #[test]
    fn compound_numbers_of_german_and_italian_are_number_words() {
        let lexicon = Lexicon::new();
        for word in [
            "vierunddreissig",
            "trentaquattro",
            "settantotto",
            "ventuno",
            "veintidos",
        ] {
            assert!(lexicon.senses(word.as_bytes()).has(Sense::NUMBER), "{word}");
        }
    }
}
