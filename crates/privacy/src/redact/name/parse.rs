//! The grammar of a name: initials, first names, particles, family names, hyphens and apostrophes.

use crate::redact::PiiKind;
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading, rank};
use crate::redact::token::{Case, Kind, Token};

/// Most words in one name, particles and initials aside.
const MOST_PARTS: usize = 4;

/// First names of any language.
pub(super) const ANY_FIRST: Sense = Sense::FIRST_OR_FOREIGN;

/// How much the context vouches for what follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Trust {
    /// «je m'appelle»: any word that is not vocabulary.
    Any,
    /// «Mme»: the same, and everyday words if they are family names with a capital.
    Title,
    /// «bonjour», «mon mari»: an unknown word needs a capital.
    Capital,
    /// «c'est», or a German greeting: only known names.
    Known,
}

/// Reads a name from a token on; the token after it.
pub(super) fn take(reading: &Reading, index: usize, trust: Trust) -> Option<usize> {
    let (mut at, mut after, mut parts, mut lower_style) = (index, None, 0, false);
    let mut initials = false;
    while let Some(token) = reading.token(at).filter(|token| token.is_word()) {
        if parts >= MOST_PARTS {
            break;
        }
        if token.length() == 1 {
            if let Some(next) = elided(reading, at, parts, trust, lower_style) {
                (at, after, parts) = (next, Some(next), parts + 1);
                continue;
            }
            let Some(next) = initial(reading, at, parts, trust) else {
                break;
            };
            at = next;
            initials = true;
            if parts > 0 {
                after = Some(next);
            }
            continue;
        }
        let part = is_part(token, parts, trust, lower_style)
            || parts == 0 && opens_compound(reading, at, trust)
            || initials
                && token.has(Sense::LAST)
                && !token.has(Sense::STOP)
                && (token.is_capital() || !token.has(Sense::COMMON))
            || lower_style && between(reading, at)
            || is_saint(reading, at) && (token.is_capital() || lower_style);
        if part {
            lower_style |= parts == 0 && !token.is_capital();
            at = hyphenated(reading, at + 1);
            (after, parts) = (Some(at), parts + 1);
            continue;
        }
        match over_particles(
            reading,
            at,
            parts + usize::from(initials),
            trust,
            lower_style,
        ) {
            Some(next) => at = next,
            None => break,
        }
    }
    after
}

/// Whether a word may be a part of a name, given how many parts stand before it.
fn is_part(token: &Token, parts: usize, trust: Trust, lower_style: bool) -> bool {
    let (capital, first) = (token.is_capital(), token.has(ANY_FIRST));
    let known = first || token.has(Sense::LAST);
    let vocabulary = token.has(
        Sense::COMMON
            | Sense::THING
            | Sense::PERSON
            | Sense::MONTH
            | Sense::NUMBER
            | Sense::ARTICLE
            | Sense::UNIT_WORD
            | Sense::PARTICLE,
    );
    if token.has(Sense::STOP) {
        return capital
            && token.has(Sense::FIRST)
            && !token.has(Sense::ARTICLE)
            && trust == Trust::Any
            && token.length() > 3;
    }
    if parts > 0 {
        return if capital {
            known && !token.has(Sense::GUARDED)
                || known && token.has(Sense::GUARDED) && !token.has(Sense::MONTH | Sense::COMMON)
                || !vocabulary && !token.has(Sense::GUARDED)
                || known && token.case == Case::Upper
        } else if lower_style {
            known && !vocabulary && (token.has(Sense::TOWN) || !token.has(Sense::GUARDED))
                || matches!(trust, Trust::Any | Trust::Title)
                    && !known
                    && !vocabulary
                    && token.length() > 2
        } else {
            token.has(Sense::LAST)
                && !vocabulary
                && !token.has(Sense::TIMID | Sense::GUARDED)
                && token.length() > 3
        };
    }
    match (trust, capital) {
        // «je m'appelle Titi»: after such words a capital outweighs the vocabulary list.
        (Trust::Any, true) => {
            known
                || !vocabulary
                || token.case == Case::Title
                    && !token.has(
                        Sense::THING
                            | Sense::PERSON
                            | Sense::ARTICLE
                            | Sense::NUMBER
                            | Sense::UNIT_WORD
                            | Sense::PARTICLE
                            | Sense::MONTH,
                    )
        }
        (Trust::Any, false) => {
            known && !token.has(Sense::COMMON) && (first || !token.has(Sense::GUARDED))
                || !vocabulary && !token.has(Sense::GUARDED)
        }
        (Trust::Title, true) => known && !token.has(Sense::PERSON) || !vocabulary,
        (Trust::Title, false) => {
            known && !token.has(Sense::COMMON) && !token.has(Sense::GUARDED)
                || !vocabulary && !token.has(Sense::GUARDED) && token.length() > 2
        }
        (Trust::Capital, true) => {
            token.has(Sense::FIRST) && !token.has(Sense::COMMON)
                || !vocabulary && !token.has(Sense::GUARDED)
        }
        (Trust::Known, true) => {
            first
                && !token.has(Sense::COMMON)
                && (!token.has(Sense::GUARDED) || token.has(Sense::TOWN))
        }
        (Trust::Capital | Trust::Known, false) => is_sure_in_lower_case(token),
    }
}

/// «ibrahima sory camara»: an unknown word between a first name and a family name.
fn between(reading: &Reading, index: usize) -> bool {
    let unknown = |token: &Token| {
        token.is_word()
            && token.length() > 2
            && !token.has(
                Sense::DOUBTFUL | Sense::ARTICLE | Sense::PARTICLE | Sense::NUMBER | Sense::GUARDED,
            )
    };
    let family =
        |token: &Token| unknown(token) && token.has(Sense::LAST) && !token.has(Sense::TIMID);
    reading.token(index).is_some_and(unknown)
        && reading.token(index + 1).is_some_and(family)
        && !reading.touches(index + 1)
}

/// «St-Pierre», «Saint-Ex».
fn is_saint(reading: &Reading, index: usize) -> bool {
    let hyphen = reading
        .token(index + 1)
        .is_some_and(|sign| sign.is_sign(b'-'))
        && reading.touches(index + 1)
        && reading.touches(index + 2);
    hyphen
        && reading.token(index).is_some_and(|token| {
            matches!(reading.text(token), b"st" | b"ste" | b"saint" | b"sainte")
        })
}

/// A first name nobody writes for anything else.
pub(super) fn is_sure_in_lower_case(token: &Token) -> bool {
    token.has(Sense::FIRST)
        && token.length() >= 3
        && !token.has(
            Sense::TIMID
                | Sense::GUARDED
                | Sense::COMMON
                | Sense::STOP
                | Sense::THING
                | Sense::PERSON
                | Sense::ARTICLE
                | Sense::PARTICLE
                | Sense::NUMBER
                | Sense::STREET
                | Sense::MONTH,
        )
}

/// «Honoré-Claudine»: the second half may vouch for the first.
fn opens_compound(reading: &Reading, index: usize, trust: Trust) -> bool {
    let second = reading.token(index + 2).filter(|second| {
        second.is_word() && reading.touches(index + 1) && reading.touches(index + 2)
    });
    let Some(second) = second.filter(|_| {
        reading
            .token(index + 1)
            .is_some_and(|sign| sign.is_sign(b'-'))
    }) else {
        return false;
    };
    let Some(first) = reading.token(index) else {
        return false;
    };
    first.has(Sense::FIRST)
        && second.has(Sense::FIRST)
        && !first.has(Sense::STOP)
        && (trust != Trust::Known || first.is_capital() || is_sure_in_lower_case(second))
}

/// The token after a chain of hyphens.
fn hyphenated(reading: &Reading, mut at: usize) -> usize {
    while reading.token(at).is_some_and(|sign| sign.is_sign(b'-'))
        && reading.touches(at)
        && reading.touches(at + 1)
        && reading.token(at + 1).is_some_and(|next| {
            next.is_word()
                && !(next.has(Sense::STOP) && !next.is_capital() && !next.has(Sense::FIRST))
        })
    {
        at += 2;
        // «Marie-d'Arc», «Saint-Ex».
        if reading.token(at).is_some_and(|sign| sign.is_sign(b'\''))
            && reading.touches(at)
            && reading.touches(at + 1)
            && reading.token(at + 1).is_some_and(Token::is_word)
        {
            at += 2;
        }
    }
    at
}

/// «d'Aubigné», «N'Guessan», «O'Sullivan»: the token after it.
fn elided(
    reading: &Reading,
    index: usize,
    parts: usize,
    trust: Trust,
    lower_style: bool,
) -> Option<usize> {
    let letter = reading.token(index)?;
    let sign = reading
        .token(index + 1)
        .filter(|sign| sign.is_sign(b'\'') && reading.touches(index + 1))?;
    let word = reading
        .token(index + 2)
        .filter(|word| word.is_word() && word.start == sign.end && word.length() > 1)?;
    let prefix = reading.text(letter);
    // «l'agent», «j'ai», «c'est», «s'il», «qu'il»: elision of the sentence, unless capitals say a name.
    let of_names = matches!(
        prefix,
        b"d" | b"n" | b"o" | b"m" | b"k" | b"l" | b"y" | b"a" | b"g" | b"b" | b"t"
    );
    if !of_names || word.has(Sense::STOP) && !(letter.is_capital() && word.is_capital()) {
        return None;
    }
    let both = letter.is_capital() && word.is_capital() && prefix != b"l";
    let arab = letter.is_capital()
        && matches!(prefix, b"m" | b"n")
        && word.has(ANY_FIRST | Sense::LAST)
        && !word.has(Sense::COMMON);
    let believed = arab
        || is_part(word, parts.max(1), trust, lower_style)
            && (word.is_capital() || parts > 0 && lower_style)
        || both && !word.has(Sense::COMMON)
        || matches!(prefix, b"n" | b"o" | b"d")
            && parts > 0
            && word.has(Sense::LAST)
            && !word.has(Sense::COMMON)
        || matches!(prefix, b"o" | b"n")
            && trust != Trust::Known
            && !word.has(Sense::COMMON)
            && !matches!(reading.text(word), b"est");
    believed.then(|| hyphenated(reading, index + 3))
}

/// «J. Ford», «Nathalie R.», «J. P. Harcourt»: the token after the initial and its dot.
fn initial(reading: &Reading, index: usize, parts: usize, trust: Trust) -> Option<usize> {
    let letter = reading.token(index)?;
    if letter.start > 0 && reading.shadow.before(letter.start) == b'\'' {
        return None;
    }
    let dotted = reading
        .token(index + 1)
        .is_some_and(|dot| dot.is_sign(b'.'))
        && reading.touches(index + 1);
    if !(letter.is_capital() || dotted) {
        return None;
    }
    let next = index + 1 + usize::from(dotted);
    // «J.-P. Martin».
    let next =
        next + usize::from(dotted && reading.token(next).is_some_and(|sign| sign.is_sign(b'-')));
    let follows = reading.token(next).filter(|word| {
        word.is_word() && (next == index + 2 || reading.shadow.at(letter.end) == b' ' || dotted)
    });
    let before_name = follows.is_some_and(|word| {
        let another = word.length() == 1 && word.is_capital();
        let noble = letter.is_capital()
            && dotted
            && word.has(Sense::PARTICLE)
            && reading
                .token(next + 1)
                .is_some_and(|family| family.is_capital() && !family.has(Sense::STOP));
        another
            || noble
            || !word.has(Sense::STOP)
                && (word.is_capital()
                    && (word.has(Sense::LAST) || !word.has(Sense::COMMON | Sense::THING))
                    || word.has(Sense::LAST | Sense::FIRST) && dotted && !word.has(Sense::COMMON)
                    || trust == Trust::Any && dotted && !word.has(Sense::COMMON))
    });
    let closes = parts > 0
        && letter.is_capital()
        && (dotted || follows.is_none_or(|word| word.has(Sense::STOP)));
    (before_name || closes).then_some(next)
}

/// «de la Rochefoucauld», «van den Berghe», «El Amrani»: the word after the particles, if it is a part.
fn over_particles(
    reading: &Reading,
    index: usize,
    parts: usize,
    trust: Trust,
    lower_style: bool,
) -> Option<usize> {
    let mut at = index;
    let mut noble = false;
    while reading
        .token(at)
        .is_some_and(|token| token.is_word() && token.has(Sense::PARTICLE))
        && at < index + 3
    {
        noble |= reading.token(at).is_some_and(Token::is_capital);
        at += 1;
    }
    // «Al-Hassan».
    if at == index + 1
        && reading.token(at).is_some_and(|sign| sign.is_sign(b'-'))
        && reading.touches(at)
        && reading.touches(at + 1)
    {
        at += 1;
    }
    let word = reading
        .token(at)
        .filter(|word| at > index && word.is_word())?;
    let opening = parts == 0;
    let titled = trust == Trust::Title && word.has(Sense::LAST) && !word.has(Sense::COMMON);
    if opening && !titled && !reading.token(index)?.is_capital() {
        return None;
    }
    if word.length() == 1 {
        return elided(reading, at, parts.max(1), trust, lower_style).map(|_| at);
    }
    let capital = word.is_capital();
    // «Marie de Lyon»: towns are not family names here; «Jean de la comptabilité» neither.
    let believed = !word.has(Sense::STOP)
        && if capital {
            noble && parts > 0
                || !word.has(Sense::GUARDED | Sense::COMMON)
                || word.has(Sense::LAST) && !word.has(Sense::GUARDED)
        } else {
            (lower_style || titled)
                && !word.has(Sense::COMMON | Sense::THING | Sense::PERSON | Sense::GUARDED)
                && (word.has(Sense::LAST | Sense::FIRST) || trust == Trust::Any)
        };
    believed.then_some(at)
}

/// Records a name between two tokens.
pub(super) fn push(
    reading: &Reading,
    first: usize,
    after: usize,
    rule: &'static str,
    found: &mut Vec<Finding>,
) {
    if let (Some(start), Some(end)) = (reading.token(first), reading.previous(after))
        && start.start < end.end
    {
        found.push(Finding {
            start: start.start,
            end: end.end,
            kind: PiiKind::Name,
            rule,
            rank: rank::NAME,
        });
    }
}

/// Skips signs and small words between an expression and the name it announces.
pub(super) fn skip(reading: &Reading, index: usize, signs: &[u8], words: &[&[u8]]) -> usize {
    let mut at = index;
    while at < index + 6 {
        match reading.token(at) {
            Some(token) if matches!(token.kind, Kind::Sign(byte) if signs.contains(&byte)) => {
                at += 1
            }
            Some(token) if token.kind == Kind::Line && signs.contains(&b'\n') => at += 1,
            // «c. anglada» is an initial, «c marie» is not.
            Some(token)
                if token.length() == 1
                    && reading.token(at + 1).is_some_and(|dot| dot.is_sign(b'.')) =>
            {
                break;
            }
            Some(token) if token.is_word() && words.contains(&reading.text(token)) => at += 1,
            _ => break,
        }
    }
    at
}
