//! Names announced by an expression or by a noun for a person.

use crate::redact::cues::{Cue, CueHit};
use crate::redact::lexicon::Sense;
use crate::redact::reading::{Finding, Reading};
use crate::redact::token::{Case, Kind, Token};

use super::parse::{self, ANY_FIRST, Trust, push, skip};

/// Titles that may stand between an expression and the name.
const TITLES: &[&[u8]] = &[
    b"monsieur",
    b"madame",
    b"mademoiselle",
    b"mme",
    b"mlle",
    b"mr",
    b"mrs",
    b"ms",
    b"dr",
    b"docteur",
    b"maitre",
    b"frau",
    b"herr",
    b"herrn",
    b"sr",
    b"sra",
    b"senor",
    b"senora",
    b"sig",
    b"signor",
    b"signora",
    b"dott",
    b"dottore",
    b"senhor",
    b"senhora",
    b"don",
    b"dona",
    b"tonton",
    b"tata",
    b"famille",
];
const COPULAS: &[&[u8]] = &[
    b"est", b"is", b"es", b"ist", b"e", b"c", b"cest", b"lautet", b"sera", b"called",
];

/// Titles too short or too common to be believed before a lower-case word.
const CAPITAL_TITLES: &[&[u8]] = &[
    b"m",
    b"me",
    b"si",
    b"don",
    b"dona",
    b"d.",
    b"sir",
    b"miss",
    b"ing.",
    b"famille",
    b"family",
    b"familia",
    b"familie",
    b"famiglia",
    b"m.",
    b"signore",
    b"dr",
    b"doctor",
    b"ms",
    b"pr.",
    b"maitre",
    b"mister",
    b"tante",
    b"tata",
    b"oncle",
    b"papi",
    b"papy",
    b"mamie",
    b"tonton",
    b"tatie",
    b"tantie",
    b"professeur",
    b"docteur",
    b"don",
    b"senhor",
    b"senhora",
    b"signora",
    b"dottore",
    b"herr",
    b"frau",
    b"herrn",
    b"sig",
];

/// Finds names after cues, after nouns for people and before «à l'appareil».
pub(super) fn find(reading: &Reading, found: &mut Vec<Finding>) {
    for hit in &reading.cues {
        let next = reading.token_from(hit.end);
        match hit.cue {
            Cue::NameStrong => strong(reading, next, found),
            Cue::NameRole => label(reading, hit, next, Trust::Capital, found),
            Cue::NameLabel => label(reading, hit, next, Trust::Known, found),
            Cue::NameWeak => weak(reading, hit, next, found),
            Cue::NameSelf => own(reading, next, found),
            Cue::Address => addressed(reading, hit, next, Trust::Capital, found),
            Cue::AddressNoun => addressed(reading, hit, next, Trust::Known, found),
            Cue::Title => titled(reading, hit, next, found),
            Cue::Spoken => spoken(reading, next, found),
            Cue::NameBefore => before(reading, hit, found),
            Cue::Telling => telling(reading, hit, found),
            _ => {}
        }
    }
    for (index, token) in reading.tokens.iter().enumerate() {
        if token.has(Sense::PERSON) {
            related(reading, index, token, found);
        } else if token.is_word() && RECIPIENTS.contains(&reading.text(token)) {
            recipient(reading, index + 1, found);
        }
    }
}

/// Prepositions after which two unknown capitals in a row are a person.
const RECIPIENTS: &[&[u8]] = &[
    b"a", b"pour", b"chez", b"par", b"to", b"for", b"by", b"from", b"para", b"per", b"fur", b"von",
    b"an", b"con", b"avec", b"with", b"mit",
];

/// «livrer à Soazig Kervella».
fn recipient(reading: &Reading, index: usize, found: &mut Vec<Finding>) {
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

/// «je m'appelle X», «au nom de X».
fn strong(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let at = skip(reading, next, b":=\"'-.(", COPULAS);
    let at = skip(reading, at, b".:", TITLES);
    if let Some(after) = parse::take(reading, at, Trust::Any) {
        push(reading, at, after, "announced name", found);
    }
}

/// «destinataire : X», «nom : X».
fn label(reading: &Reading, hit: &CueHit, next: usize, otherwise: Trust, found: &mut Vec<Finding>) {
    let at = skip(reading, next, b":=\n", COPULAS);
    let stated = reading
        .tokens
        .get(next..at)
        .unwrap_or_default()
        .iter()
        .any(|token| token.is_sign(b':') || token.is_sign(b'='));
    let at = skip(reading, at, b".", TITLES);
    let trust = if stated { Trust::Any } else { otherwise };
    // «De : X» heads a letter, «de Nancy» does not.
    if !stated
        && matches!(
            reading.shadow.slice(hit.start, hit.end),
            b"de" | b"from" | b"a"
        )
    {
        return;
    }
    if let Some(after) = parse::take(reading, at, trust) {
        push(reading, at, after, "label", found);
    }
}

/// «c'est X»: a known first name, or two capitals in a row.
fn weak(reading: &Reading, hit: &CueHit, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b":", TITLES);
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    let preposition = matches!(
        reading.shadow.slice(hit.start, hit.end),
        b"pour" | b"avec" | b"with" | b"con" | b"mit" | b"com" | b"voici" | b"parla"
    );
    if is_brand(reading, first) || preposition && first.has(Sense::TOWN) {
        return;
    }
    if let Some(after) = parse::take(reading, next, Trust::Known) {
        // «c'est Noël Martin», «it's May»: guarded words were refused; «c'est Claire» is taken.
        push(reading, next, after, "self", found);
        return;
    }
    // «i'm nancy», «je suis florence», and nothing after.
    let closed = reading
        .token(next + 1)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number));
    if closed
        && !preposition
        && first.has(Sense::TOWN)
        && first.has(Sense::FIRST)
        && !matches!(
            reading.shadow.slice(hit.start, hit.end),
            b"c'est" | b"cest" | b"it's" | b"c est"
        )
    {
        push(reading, next, next + 1, "self", found);
        return;
    }
    // «sono Zorek», «I'm Velala»: unless it says where one comes from.
    let own = matches!(
        reading.shadow.slice(hit.start, hit.end),
        b"je suis"
            | b"jsuis"
            | b"j suis"
            | b"i'm"
            | b"i am"
            | b"im"
            | b"soy"
            | b"yo soy"
            | b"sono"
            | b"sou"
            | b"sou o"
            | b"sou a"
            | b"eu sou"
            | b"ich bin"
            | b"c'est"
            | b"cest"
            | b"this is"
    );
    let ends = [
        b"ien".as_slice(),
        b"ienne",
        b"ais",
        b"aise",
        b"ois",
        b"oise",
        b"ish",
        b"ian",
        b"ican",
        b"ese",
        b"ano",
        b"ana",
        b"er",
        b"in",
    ];
    let origin = ends.iter().any(|end| reading.text(first).ends_with(end));
    if own && !origin && is_unknown_title(first) && is_closed(reading, next + 1) {
        push(reading, next, next + 1, "self, unknown word", found);
        return;
    }
    let unknown = |token: &Token| {
        token.is_capital()
            && !token
                .has(Sense::STOP | Sense::COMMON | Sense::GUARDED | Sense::THING | Sense::PERSON)
    };
    let pair = unknown(first)
        && first.length() > 1
        && reading.token(next + 1).is_some_and(|second| {
            second.is_word() && unknown(second) && second.case != Case::Upper
        });
    let whole = reading.tokens.len();
    if (pair || first.length() == 1)
        && whole > 0
        && let Some(after) = parse::take(reading, next, Trust::Capital)
    {
        push(reading, next, after, "self, two capitals", found);
    }
}

/// «moi c'est X», «ici X».
fn own(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
    let next = skip(reading, next, b":,", TITLES);
    if let Some(after) = parse::take(reading, next, Trust::Capital) {
        push(reading, next, after, "self", found);
        return;
    }
    // A lower-case word nobody knows, and then the sentence ends.
    if let Some(after) = parse::take(reading, next, Trust::Any)
        && reading.token(next).is_some_and(|token| {
            token.length() >= 3 && reading.cues.iter().all(|other| other.start != token.start)
        })
        && reading.token(after).is_none_or(|token| {
            !matches!(token.kind, Kind::Word | Kind::Number) || token.has(Sense::STOP)
        })
        && after == next + 1
    {
        push(reading, next, after, "self, unknown word", found);
    }
}

/// «bonjour X», «merci X».
fn addressed(reading: &Reading, hit: &CueHit, next: usize, trust: Trust, found: &mut Vec<Finding>) {
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    // A line end or a full stop after the greeting starts something new; only a known name may follow a comma.
    if is_brand(reading, first) || reading.shadow.slice(hit.end, first.start).contains(&b'\n') {
        return;
    }
    // «bjr SIREN 898…»: what announces a number is nobody's name.
    let cue = reading.cues.iter().any(|other| other.start == first.start);
    if cue && !first.has(ANY_FIRST | Sense::LAST) && first.length() > 1 {
        return;
    }
    // «re X», «yo X», «cc X»: too short to vouch for an unknown word.
    let trust = if hit.end - hit.start <= 2 {
        Trust::Known
    } else {
        trust
    };
    if let Some(after) = parse::take(reading, next, trust) {
        push(reading, next, after, "addressed", found);
        return;
    }
    // «Hallo Zorek»: a German noun hardly stands alone after a greeting.
    if trust == Trust::Known
        && hit.cue == Cue::AddressNoun
        && is_unknown_title(first)
        && is_closed(reading, next + 1)
    {
        push(reading, next, next + 1, "addressed", found);
        return;
    }
    // «bonjour rose,»: an ambiguous first name alone before a sign or the end.
    let closed = reading
        .token(next + 1)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number));
    let pair = reading.token(next + 1).is_some_and(|second| {
        second.is_word() && second.has(Sense::FIRST) && !second.has(Sense::DOUBTFUL)
    });
    // «bonjour soazig»: a word in no list, alone after a greeting; after thanks it may be anything.
    let thanks = matches!(
        reading.shadow.slice(hit.start, hit.start + 3),
        b"mer"
            | b"mrc"
            | b"tha"
            | b"gra"
            | b"obr"
            | b"bra"
            | b"fel"
            | b"enc"
            | b"un "
            | b"muc"
            | b"man"
            | b"che"
            | b"ok "
            | b"rem"
    );
    if closed
        && !thanks
        && !cue
        && trust != Trust::Known
        && first.length() >= 4
        && first.sense == Sense::default()
    {
        push(reading, next, next + 1, "addressed, unknown word", found);
        return;
    }
    if (closed || pair)
        && first.has(Sense::FIRST)
        && !first.has(Sense::STOP | Sense::COMMON | Sense::PERSON | Sense::ARTICLE)
        && (first.has(Sense::TOWN) || !first.has(Sense::GUARDED))
        && first.length() >= 3
    {
        push(reading, next, next + 1, "addressed, alone", found);
    }
}

/// «Mme X», «Herrn X».
fn titled(reading: &Reading, hit: &CueHit, next: usize, found: &mut Vec<Finding>) {
    let title = reading.shadow.slice(hit.start, hit.end);
    // «Mme. Petit», but not «Bonsoir Madame. Confirmez…».
    let abbreviated: &[u8] = if title.len() <= 4 { b"." } else { b"" };
    // «Dott.ssa» also holds «dott.».
    if title.ends_with(b".")
        && reading.shadow.at(hit.end).is_ascii_lowercase()
        && !reading.shadow.is_upper(hit.end)
    {
        return;
    }
    let next = skip(reading, next, abbreviated, TITLES);
    let Some(first) = reading.token(next).filter(|token| token.is_word()) else {
        return;
    };
    if reading.shadow.slice(hit.end, first.start).contains(&b'\n') {
        return;
    }
    if CAPITAL_TITLES.contains(&title) {
        let single = title.len() <= 2 && !title.contains(&b'.') && !matches!(title, b"dr" | b"ms");
        let courteous = matches!(
            title,
            b"herr"
                | b"herrn"
                | b"dona"
                | b"signora"
                | b"senhora"
                | b"m."
                | b"frau"
                | b"maitre"
                | b"docteur"
                | b"dr"
                | b"dr."
        ) && first.sense == Sense::default()
            && first.length() >= 4;
        let wife = title == b"frau" && index_of_possessive(reading, hit);
        let courteous = courteous && !wife;
        let elided = first.length() == 1
            && reading
                .token(next + 1)
                .is_some_and(|sign| sign.is_sign(b'\''));
        let believed = elided
            || courteous
            || first.is_capital()
            || first.has(ANY_FIRST | Sense::LAST)
                && !single
                && !first.has(Sense::COMMON | Sense::STOP);
        // «M Dupont», «Me Lacroix»: the title itself needs its capital; «la M est trop petite» has no name after it.
        if !believed
            || single
                && (!reading.shadow.is_upper(hit.start)
                    || first.has(Sense::COMMON) && !first.has(Sense::LAST))
            || title == b"si" && !reading.shadow.is_upper(hit.start)
        {
            return;
        }
    }
    if let Some(after) = parse::take(reading, next, Trust::Title) {
        push(reading, next, after, "title", found);
    }
}

/// «meine Frau wartet»: a wife, not a title.
fn index_of_possessive(reading: &Reading, hit: &CueHit) -> bool {
    let index = reading.token_from(hit.start);
    index
        .checked_sub(1)
        .and_then(|before| reading.token(before))
        .is_some_and(|before| {
            matches!(
                reading.text(before),
                b"meine"
                    | b"meiner"
                    | b"eine"
                    | b"die"
                    | b"der"
                    | b"ihre"
                    | b"seine"
                    | b"deine"
                    | b"unsere"
            )
        })
}

/// «parlé avec X».
fn spoken(reading: &Reading, next: usize, found: &mut Vec<Finding>) {
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

/// «demandez jules», «ma fille nina»: where a person is expected, an ambiguous first name may be in lower case.
fn timid(reading: &Reading, index: usize) -> Option<usize> {
    let token = reading.token(index)?;
    let plain = token.is_word()
        && token.length() >= 3
        && token.has(Sense::FIRST)
        && !token.has(Sense::DOUBTFUL | Sense::ARTICLE | Sense::NUMBER | Sense::PARTICLE);
    (plain && (token.has(Sense::TOWN) || !token.has(Sense::GUARDED))).then_some(index + 1)
}

/// «mon mari X», «le papa de X», «votre technicien X».
fn related(reading: &Reading, index: usize, person: &Token, found: &mut Vec<Finding>) {
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

/// A word in no list, with one capital.
fn is_unknown_title(token: &Token) -> bool {
    token.is_word()
        && token.case == Case::Title
        && token.length() >= 3
        && !token.has(
            Sense::DOUBTFUL | Sense::GUARDED | Sense::ARTICLE | Sense::PARTICLE | Sense::NUMBER,
        )
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

/// Whether the sentence, or its clause, ends before a token.
fn is_closed(reading: &Reading, index: usize) -> bool {
    reading
        .token(index)
        .is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number))
}

/// «X à l'appareil», «X here»: up to three words with a capital, or a known first name.
fn before(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
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
fn telling(reading: &Reading, hit: &CueHit, found: &mut Vec<Finding>) {
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

/// Whether a token belongs to a brand or to a famous person.
pub(super) fn is_brand(reading: &Reading, token: &Token) -> bool {
    reading
        .cues
        .iter()
        .any(|hit| hit.cue == Cue::Brand && hit.start <= token.start && token.end <= hit.end)
}
