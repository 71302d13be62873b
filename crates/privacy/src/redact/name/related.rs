//! Names beside a noun for a person, a verb of speech, or someone a parcel goes to.

use crate::redact::cues::CueHit;
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::token::{Case, Kind, Token};

use super::cued::{TITLES, is_brand, is_unknown_title, timid};
use super::parse::{self, ANY_FIRST, Trust, push, skip};

/// Prepositions after which two unknown capitals in a row are a person.
pub(super) const RECIPIENTS: &[&[u8]] = &[
    b"a", b"pour", b"chez", b"par", b"to", b"for", b"by", b"from", b"para", b"per", b"fur", b"von",
    b"an", b"con", b"avec", b"with", b"mit",
];

/// «livrer à Soazig Kervella».
pub(super) fn recipient(reading: &Reading, index: usize, found: &mut Vec<Finding>) {
    let unknown = |at: usize| {
        reading.token(at).is_some_and(|token| {
            token.is_word()
                && token.case == Case::Title
                && token.length() >= 3
                && !token.has(
                    Sense::DOUBTFUL
                        | Sense::GUARDED
                        | Sense::ARTICLE
                        | Sense::PARTICLE
                        | Sense::NUMBER,
                )
        })
    };
    if unknown(index)
        && unknown(index + 1)
        && reading
            .token(index)
            .zip(reading.token(index + 1))
            .is_some_and(|(first, second)| {
                second.start == first.end + 1 && !is_brand(reading, first)
            })
        && let Some(after) = parse::take(reading, index, Trust::Capital)
    {
        push(reading, index, after, "recipient", found);
    }
}

/// «parlé avec X».
pub(super) fn spoken(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b"", TITLES);
    // «falei com a X», «demander à X».
    let next = skip(
        reading,
        next,
        b"",
        &[b"a", b"o", b"with", b"to", b"mit", b"con"],
    );
    if reading
        .token(next)
        .is_some_and(|first| is_brand(reading, first))
    {
        return;
    }
    if let Some(after) = parse::take(reading, next, Trust::Capital).or_else(|| timid(reading, next))
    {
        push(reading, next, after, "spoken to", found);
    }
}

/// «mon mari X», «le papa de X», «votre technicien X».
pub(super) fn related(reading: &Reading, index: usize, person: &Token, found: &mut Vec<Finding>) {
    let at = skip(
        reading,
        index + 1,
        b",:('-",
        &[
            b"de",
            b"d",
            b"of",
            b"von",
            b"di",
            b"do",
            b"da",
            b"del",
            b"est",
            b"is",
            b"s",
            b"a",
            b"mme",
            b"m",
            b"monsieur",
            b"madame",
            b"mr",
            b"mrs",
        ],
    );
    let Some(first) = reading.token(at).filter(|token| token.is_word()) else {
        return;
    };
    if is_brand(reading, first) || at > index + 4 {
        return;
    }
    let owned = index
        .checked_sub(1)
        .and_then(|before| reading.token(before))
        .is_some_and(|before| {
            matches!(
                reading.text(before),
                b"mon"
                    | b"ma"
                    | b"mes"
                    | b"votre"
                    | b"vos"
                    | b"notre"
                    | b"son"
                    | b"sa"
                    | b"ton"
                    | b"ta"
                    | b"my"
                    | b"your"
                    | b"our"
                    | b"his"
                    | b"her"
                    | b"mi"
                    | b"su"
                    | b"mis"
                    | b"mio"
                    | b"mia"
                    | b"suo"
                    | b"sua"
                    | b"mein"
                    | b"meine"
                    | b"unser"
                    | b"unsere"
                    | b"ihr"
                    | b"ihre"
                    | b"euer"
                    | b"eure"
                    | b"meu"
                    | b"minha"
                    | b"seu"
                    | b"vosso"
                    | b"vossa"
                    | b"grand"
                    | b"belle"
                    | b"beau"
            )
        })
        || reading.shadow.before(person.start) == b'-';
    let determined = owned
        || index
            .checked_sub(1)
            .and_then(|before| reading.token(before))
            .is_some_and(|before| before.has(Sense::ARTICLE));
    let trust = if owned { Trust::Capital } else { Trust::Known };
    if let Some(after) = parse::take(reading, at, trust)
        .or_else(|| if determined { timid(reading, at) } else { None })
    {
        push(reading, at, after, "person noun", found);
        return;
    }
    // «le livreur Zorek est passé»: no noun of any list, but written like a name.
    if determined
        && at == index + 1
        && is_unknown_title(first)
        && !is_document(reading.text(person))
        && !reading.has_german_article(index)
    {
        push(reading, at, at + 1, "person noun, unknown word", found);
        return;
    }
    // «famille Martin», «dossier Dupont»: a family name with a capital.
    let family = first.is_capital()
        && first.has(Sense::LAST)
        && !first.has(Sense::STOP | Sense::COMMON | Sense::GUARDED | Sense::THING);
    if family && let Some(after) = parse::take(reading, at, Trust::Capital) {
        push(reading, at, after, "person noun, family name", found);
    }
}

/// Words counted among people because a family name may follow them, though a brand may too.
fn is_document(word: &[u8]) -> bool {
    matches!(
        word,
        b"dossier"
            | b"compte"
            | b"nom"
            | b"prenom"
            | b"commercial"
            | b"agent"
            | b"client"
            | b"cliente"
            | b"manager"
            | b"partner"
    )
}

/// «X à l'appareil», «X here»: up to three words with a capital, or a known first name.
pub(super) fn before(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
    let end = reading.token_from(hit.start);
    let mut first = end;
    while first > 0 && end - first < 3 {
        let Some(word) = reading.token(first - 1).filter(|word| word.is_word()) else {
            break;
        };
        let part = word.is_capital()
            && !word
                .has(Sense::STOP | Sense::COMMON | Sense::THING | Sense::PERSON | Sense::GUARDED)
            || parse::is_sure_in_lower_case(word)
            || end - first == 0
                && word.has(Sense::LAST)
                && !word.has(Sense::COMMON | Sense::STOP | Sense::THING | Sense::PERSON);
        let telephone = matches!(
            reading.shadow.slice(hit.start, hit.end),
            b"a l'appareil" | b"am apparat" | b"al habla" | b"al telefono" | b"ao telefone"
        ) && word.sense == Sense::default()
            && word.length() >= 3;
        if !(part || telephone) {
            break;
        }
        first -= 1;
    }
    let known = reading
        .tokens
        .get(first..end)
        .unwrap_or_default()
        .iter()
        .any(|word| word.has(ANY_FIRST) || word.is_capital() || word.sense == Sense::default());
    if first < end && known {
        push(reading, first, end, "speaking", found);
    }
}

/// «Rita told me», «Jordan m'a dit»: one ambiguous first name that opens its sentence.
pub(super) fn telling(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
    let end = reading.token_from(hit.start);
    let Some(first) = end.checked_sub(1) else {
        return;
    };
    let opens = first
        .checked_sub(1)
        .and_then(|before| reading.token(before))
        .is_none_or(|before| {
            !matches!(before.kind, Kind::Word | Kind::Number)
                || matches!(
                    reading.text(before),
                    b"mais"
                        | b"que"
                        | b"et"
                        | b"but"
                        | b"and"
                        | b"pero"
                        | b"ma"
                        | b"mas"
                        | b"aber"
                        | b"o"
                        | b"a"
                )
        });
    let sentence_word = reading
        .token(first)
        .is_some_and(|word| word.end + 1 == hit.start);
    let told = matches!(
        reading.shadow.slice(hit.start, hit.end),
        b"m'a"
            | b"told me"
            | b"told us"
            | b"me dijo"
            | b"me ha dicho"
            | b"nos dijo"
            | b"mi ha"
            | b"me disse"
            | b"disse"
            | b"sagte"
            | b"a dit"
            | b"called me"
            | b"et moi"
            | b"and i"
            | b"y yo"
            | b"e io"
            | b"e eu"
    );
    if opens && sentence_word && told && reading.token(first).is_some_and(is_unknown_title) {
        push(reading, first, end, "telling, unknown word", found);
        return;
    }
    if opens
        && sentence_word
        && let Some(after) = timid(reading, first)
    {
        push(reading, first, after, "telling", found);
    }
}
