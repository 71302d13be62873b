//! Names of days in French and English, and the small words around them.

use jiff::civil::Weekday::{self, *};

use super::token::Token;

/// Monday to Sunday.
pub(super) const EVERY_DAY: [Weekday; 7] = [
    Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
];

/// What a word stands for; `None` for a word nobody knows. `word` is lower case, without accents.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    use Meaning::{Holiday, Silent, Stands};
    Some(match word {
        "lundi" | "lundis" | "lun" | "lu" | "monday" | "mondays" | "mon" | "mo" => {
            Stands(Token::Day(Monday))
        }
        "mardi" | "mardis" | "mar" | "ma" | "tuesday" | "tuesdays" | "tues" | "tue" | "tu" => {
            Stands(Token::Day(Tuesday))
        }
        "mercredi" | "mercredis" | "mer" | "me" | "wednesday" | "wednesdays" | "weds" | "wed"
        | "we" => Stands(Token::Day(Wednesday)),
        "jeudi" | "jeudis" | "jeu" | "je" | "thursday" | "thursdays" | "thurs" | "thur" | "thu"
        | "th" => Stands(Token::Day(Thursday)),
        "vendredi" | "vendredis" | "ven" | "ve" | "friday" | "fridays" | "fri" | "fr" => {
            Stands(Token::Day(Friday))
        }
        "samedi" | "samedis" | "sam" | "sa" | "saturday" | "saturdays" | "sat" => {
            Stands(Token::Day(Saturday))
        }
        "dimanche" | "dimanches" | "dim" | "di" | "sunday" | "sundays" | "sun" | "su" => {
            Stands(Token::Day(Sunday))
        }
        "tous" | "daily" | "every" | "everyday" | "quotidien" => {
            Stands(Token::Days(EVERY_DAY.to_vec()))
        }
        "semaine" | "weekday" | "weekdays" => Stands(Token::Days(from_to(Monday, Friday))),
        "weekend" | "weekends" => Stands(Token::Days(from_to(Saturday, Sunday))),
        "ferme" | "fermee" | "closed" | "off" => Stands(Token::Closed),
        "midi" | "noon" => Stands(Token::Time(12 * 60)),
        "minuit" | "midnight" => Stands(Token::Time(0)),
        "a" | "au" | "to" | "until" | "till" | "through" | "thru" | "jusqu" | "jusque" => {
            Stands(Token::Dash)
        }
        "et" | "and" | "puis" | "then" => Stands(Token::Comma),
        "du" | "de" | "des" | "from" | "le" | "les" | "the" | "en" | "on" | "jour" | "jours"
        | "day" | "days" | "open" | "ouvert" => Silent,
        "ferie" | "feries" | "holiday" | "holidays" => Holiday,
        _ => return None,
    })
}

/// What a word does in a line of hours.
pub(super) enum Meaning {
    /// It is a token.
    Stands(Token),
    /// It only makes the line pleasant to read.
    Silent,
    /// It asks for something a week cannot say.
    Holiday,
}

/// The days from one to another, over Sunday if need be.
pub(super) fn from_to(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let steps = first.until(last);
    (0..=steps).map(|step| first.wrapping_add(step)).collect()
}
