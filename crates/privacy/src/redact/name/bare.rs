//! Names without any announcement: the gazetteer, capitals, and what stands around.

use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::shadow::SYMBOL;
use crate::redact::token::{Case, Kind, Token};

use super::cued::is_brand;
use super::parse::{self, ANY_FIRST, Trust, push};

/// Vocabulary that keeps a known name from standing on its own.
const DOUBTFUL: Sense = Sense::DOUBTFUL;

/// Finds names by gazetteer.
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    let mut index = 0;
    while let Some(token) = reading.token(index) {
        let after = if token.is_word() && !is_brand(reading, token) {
            name_at(reading, index, token)
        } else {
            None
        };
        match after {
            Some(Sighting::Person(first, after)) => {
                push(reading, first, after, "known name", found);
                index = after.max(index + 1);
            }
            Some(Sighting::Thing(after)) => index = after.max(index + 1),
            None => index += 1,
        }
    }
}

/// What a known name turned out to be.
enum Sighting {
    /// A person: first token and the token after.
    Person(usize, usize),
    /// A thing, a shop or a street that bears the name: the token after.
    Thing(usize),
}

/// A name around a token.
fn name_at(reading: &Reading, index: usize, token: &Token) -> Option<Sighting> {
    if token.length() == 1 {
        return initial_and_family(reading, index, token)
            .map(|(first, after)| Sighting::Person(first, after));
    }
    if !token.has(ANY_FIRST | Sense::LAST) && !token.is_capital() {
        return None;
    }
    // `lea@…`, `site.paul`, `snake_case`; but «@Julien» calls someone.
    let glued = reading.touches(index)
        && reading.previous(index).is_some_and(|before| {
            matches!(before.kind, Kind::Sign(b'.' | b'_' | b'/'))
                || before.is_sign(b'@')
                    && !(token.is_capital() && reading.shadow.before(before.start) == b' ')
        });
    if glued {
        return None;
    }
    if token.has(ANY_FIRST) && !token.has(Sense::STOP) {
        return first_name(reading, index, token);
    }
    family_first(reading, index, token)
}

/// A first name, perhaps with more.
fn first_name(reading: &Reading, index: usize, token: &Token) -> Option<Sighting> {
    let capital = token.is_capital();
    let after = parse::take(reading, index, Trust::Capital)
        .or_else(|| lower_pair(reading, index, token))?;
    let more = reading.tokens.get(index + 1..after).unwrap_or_default();
    let family = more.iter().any(|part| {
        part.is_word()
            && (part.has(Sense::LAST) && !part.has(Sense::GUARDED)
                || part.is_capital() && part.length() > 1 && !part.has(DOUBTFUL))
    });
    let compound = more
        .iter()
        .any(|part| part.is_word() && part.has(Sense::FIRST));
    let thing = names_a_thing(reading, index, after, family);
    if thing {
        return Some(Sighting::Thing(after));
    }
    let sure = if capital {
        let guarded = token.has(Sense::GUARDED);
        let timid =
            token.has(Sense::TIMID | Sense::COMMON | Sense::THING | Sense::MONTH | Sense::NUMBER);
        let foreign = !token.has(Sense::FIRST);
        if guarded {
            family
                && more.iter().any(|part| part.has(Sense::LAST))
                && !starts_sentence(reading, index)
        } else if timid {
            family
                || compound
                || !starts_sentence(reading, index)
                    && token.case == Case::Title
                    && !foreign
                    && token.length() >= 3
                    && !token.has(Sense::COMMON | Sense::THING | Sense::MONTH)
        } else if foreign {
            family || compound || token.length() >= 5 && !starts_sentence(reading, index)
        } else {
            token.length() >= 3 || family
        }
    } else {
        parse::is_sure_in_lower_case(token) && token.length() >= 4
            || (family || compound)
                && token.has(Sense::FIRST)
                && !token.has(Sense::GUARDED | Sense::COMMON | Sense::THING)
    };
    sure.then(|| Sighting::Person(extend_left(reading, index), after))
}

/// «leo martin», «rose ndour» in lower case: an ambiguous first name needs an unambiguous family name.
fn lower_pair(reading: &Reading, index: usize, token: &Token) -> Option<usize> {
    let next = reading.token(index + 1)?;
    let pair = token.has(Sense::FIRST)
        && !token
            .has(Sense::GUARDED | Sense::COMMON | Sense::THING | Sense::ARTICLE | Sense::PARTICLE)
        && token.length() >= 3
        && next.is_word()
        && next.has(Sense::LAST)
        && !next.has(DOUBTFUL)
        && !next.has(Sense::TIMID)
        && next.length() >= 4;
    pair.then_some(index + 2)
}

/// `RAMOS Gilbert`, `Traoré Awa`: family name first.
fn extend_left(reading: &Reading, index: usize) -> usize {
    let Some(before) = index
        .checked_sub(1)
        .and_then(|at| reading.token(at))
        .filter(|before| before.is_word())
    else {
        return index;
    };
    let adjacent = reading
        .token(index)
        .is_some_and(|token| token.start == before.end + 1);
    let family =
        before.has(Sense::LAST) && before.is_capital() && !before.has(DOUBTFUL | Sense::GUARDED)
            || before.case == Case::Upper
                && before.length() > 2
                && !before.has(DOUBTFUL | Sense::GUARDED | Sense::THING)
            || before.has(Sense::LAST) && before.case == Case::Upper && !before.has(Sense::STOP)
            || !before.is_capital()
                && before.has(Sense::LAST)
                && !before.has(DOUBTFUL | Sense::GUARDED | Sense::TIMID | Sense::FIRST)
                && before.length() >= 4;
    if adjacent && family && !is_brand(reading, before) {
        index - 1
    } else {
        index
    }
}

/// A family name with a capital, then a first name or another family name; or an unknown capital before a family name.
fn family_first(reading: &Reading, index: usize, token: &Token) -> Option<Sighting> {
    if token.has(DOUBTFUL | Sense::GUARDED) || !token.is_capital() {
        return None;
    }
    let next = reading
        .token(index + 1)
        .filter(|next| next.is_word() && next.start == token.end + 1)?;
    let known = token.has(Sense::LAST);
    let first_follows =
        next.has(ANY_FIRST) && next.is_capital() && !next.has(DOUBTFUL | Sense::GUARDED) && known;
    let family_follows = next.has(Sense::LAST)
        && next.is_capital()
        && !next.has(DOUBTFUL | Sense::GUARDED)
        && token.length() > 2
        && (known || !starts_sentence(reading, index) || next.length() > 3);
    if !(first_follows || family_follows) {
        return None;
    }
    if names_a_thing(reading, index, index + 2, true) {
        return Some(Sighting::Thing(index + 2));
    }
    parse::take(reading, index, Trust::Capital)
        .map(|after| Sighting::Person(index, after.max(index + 2)))
}

/// `B. Chauvet`, `b. chauvet`.
fn initial_and_family(reading: &Reading, index: usize, letter: &Token) -> Option<(usize, usize)> {
    if reading.touches(index)
        && reading.previous(index).is_some_and(|before| {
            before.kind != Kind::Line
                && !matches!(before.kind, Kind::Sign(b'(' | b'"' | b',' | b':' | SYMBOL))
        })
    {
        return None;
    }
    let dotted = reading
        .token(index + 1)
        .is_some_and(|dot| dot.is_sign(b'.'))
        && reading.touches(index + 1);
    // «M. Dupont» is a title, and only the name after it is masked.
    if reading.text(letter) == b"m" {
        return None;
    }
    let word = reading.token(index + 2).filter(|_| dotted)?;
    let capitals = letter.is_capital()
        && word.is_capital()
        && (!word.has(DOUBTFUL | Sense::GUARDED)
            || word.has(Sense::LAST) && !word.has(Sense::STOP));
    let known = word.has(Sense::LAST) && !word.has(DOUBTFUL | Sense::GUARDED) && word.length() >= 3;
    let particle = letter.is_capital()
        && word.has(Sense::PARTICLE)
        && reading.token(index + 3).is_some_and(Token::is_capital);
    if !(capitals || known || particle || letter.is_capital() && word.length() == 1) {
        return None;
    }
    let after = parse::take(reading, index, Trust::Capital)?;
    (after > index + 2).then_some((index, after))
}

/// Whether the words around say that a thing, a shop or a street is called so.
fn names_a_thing(reading: &Reading, first: usize, after: usize, family: bool) -> bool {
    let next = reading.token(after).filter(|next| {
        next.is_word()
            && reading
                .previous(after)
                .is_some_and(|last| next.start <= last.end + 1)
    });
    if next.is_some_and(|next| {
        next.has(Sense::THING)
            && !next.has(Sense::STOP | Sense::PERSON)
            && (!family || next.is_capital())
    }) {
        return true;
    }
    let place = reading
        .tokens
        .get(first + 1..after)
        .unwrap_or_default()
        .iter()
        .any(|word| {
            matches!(
                reading.text(word),
                b"street"
                    | b"road"
                    | b"avenue"
                    | b"boulevard"
                    | b"square"
                    | b"bridge"
                    | b"station"
                    | b"tower"
                    | b"court"
                    | b"gardens"
                    | b"plaza"
                    | b"hotel"
                    | b"school"
                    | b"hospital"
                    | b"museum"
                    | b"stadium"
                    | b"centre"
                    | b"center"
                    | b"airport"
            )
        });
    if place {
        return true;
    }
    let Some(mut before) = first.checked_sub(1) else {
        return false;
    };
    // «le modèle "Camille"», «fauteuil de Gustave», «Sainte-Catherine».
    while before > 0
        && reading.token(before).is_some_and(|token| {
            token.is_sign(b'"')
                || token.is_sign(b'-')
                || token.is_word() && token.has(Sense::PARTICLE) && !token.is_capital()
        })
    {
        before -= 1;
    }
    let stepped = before + 1 < first;
    let Some(word) = reading.token(before).filter(|word| word.is_word()) else {
        return false;
    };
    if word.has(Sense::PERSON) {
        return false;
    }
    // «HALL Heather»: a family name in capitals.
    if word.case == Case::Upper && word.has(Sense::LAST) {
        return false;
    }
    let trousers = reading.text(word) == b"jean" && !word.is_capital();
    if (word.has(Sense::THING | Sense::STREET) || trousers) && !word.has(Sense::STOP) {
        return true;
    }
    // «table basse Oscar», «canapé d'angle Hugo»: up to two words between the thing and its name.
    if described_thing(reading, before) && !family {
        return true;
    }
    if word.has(Sense::FIRST | Sense::LAST) && word.is_capital() || stepped {
        return false;
    }
    // «le Gustave», «la Zoé»: an article right before; Portuguese, Italian and German put one before people.
    if matches!(
        reading.text(word),
        b"un" | b"une" | b"le" | b"la" | b"the" | b"el" | b"an"
    ) && !family
    {
        return true;
    }
    let noun = !word.has(Sense::STOP | Sense::PARTICLE) && !word.is_capital() && word.length() > 2;
    let determined = before
        .checked_sub(1)
        .and_then(|at| reading.token(at))
        .is_some_and(|article| {
            article.has(Sense::ARTICLE)
                || article.is_sign(b'\'') && reading.shadow.before(article.start) == b'l'
        });
    noun && determined && !family
}

/// Whether a thing stands one or two plain words before a token.
fn described_thing(reading: &Reading, index: usize) -> bool {
    let mut at = index;
    for _ in 0..4 {
        let Some(token) = reading.token(at) else {
            return false;
        };
        if token.is_word() && token.has(Sense::THING) && !token.has(Sense::PERSON) {
            return true;
        }
        let plain = token.is_word()
            && !token.is_capital()
            && (!token.has(Sense::STOP | Sense::PERSON) || token.has(Sense::PARTICLE))
            || token.is_sign(b'\'');
        let Some(before) = at.checked_sub(1).filter(|_| plain) else {
            return false;
        };
        at = before;
    }
    false
}

/// Whether a capital says nothing because a sentence starts here.
fn starts_sentence(reading: &Reading, index: usize) -> bool {
    match index
        .checked_sub(1)
        .and_then(|before| reading.token(before))
    {
        None => true,
        Some(token) => matches!(
            token.kind,
            Kind::Line | Kind::Sign(b'.' | b'!' | b'?' | SYMBOL | b':' | b'"' | b'(' | b'-')
        ),
    }
}
