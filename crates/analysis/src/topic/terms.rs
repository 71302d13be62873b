//! From a message to the words that name its subject.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use tact_domain::Language;

use super::problem::ProblemBook;
use crate::text::fold;

/// One word that names something, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Stem after folding: one for all spellings of a word in one language.
    pub(crate) stem: String,
    /// Concept shared between languages, where the word belongs to one.
    pub(crate) concept: Option<u16>,
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Words of any kind since the term before it; `None` when a sentence ends between them.
    pub(crate) gap: Option<usize>,
    /// Stands right after an article, a possessive or «de»: most nouns do, most verbs do not.
    pub(crate) determined: bool,
}

/// Articles, possessives and the like, folded, in every language.
const DETERMINERS: [&str; 96] = [
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "mon", "ma", "mes", "votre",
    "vos", "notre", "nos", "ton", "ta", "tes", "son", "sa", "ses", "ce", "cet", "cette", "ces",
    "au", "aux", "en", "quel", "quelle", "quels", "quelles", "aucun", "aucune", "sans", "leur",
    "leurs", "the", "a", "an", "my", "your", "our", "this", "that", "his", "her", "their", "of",
    "no", "any", "el", "los", "las", "una", "mi", "su", "mis", "sus", "o", "os", "as", "um", "uma",
    "meu", "minha", "seu", "sua", "do", "da", "der", "die", "das", "den", "dem", "ein", "eine",
    "einen", "mein", "meine", "ihr", "ihre", "il", "lo", "gli", "mio", "mia", "het", "een", "mijn",
    "uw", "del", "kein", "keine",
];

static DETERMINER_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| DETERMINERS.into_iter().collect());

type Words = HashSet<String>;

static STOPWORDS: LazyLock<HashMap<Language, Words>> = LazyLock::new(|| {
    let mut lists: HashMap<Language, Words> = HashMap::new();
    for line in include_str!("../../data/stopwords.txt").lines() {
        let mut words = line.split_whitespace();
        if let Some(language) = words.next().and_then(Language::parse) {
            lists.entry(language).or_default().extend(words.map(fold));
        }
    }
    lists
});

#[derive(Default)]
struct Concepts {
    whole: HashMap<String, u16>,
    starts: Vec<(String, u16)>,
    names: Vec<&'static str>,
}

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    let mut concepts = Concepts::default();
    for line in include_str!("../../data/concepts.txt").lines() {
        let Some((name, words)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let index = concepts.names.len() as u16;
        concepts.names.push(name);
        for word in words.split(',').map(|word| fold(word.trim())) {
            match word.strip_suffix('*') {
                Some(start) => concepts.starts.push((start.to_owned(), index)),
                None => {
                    concepts.whole.entry(word).or_insert(index);
                }
            }
        }
    }
    concepts.starts.sort();
    concepts
});

/// Key of the concept behind a feature («#12», or «@» and a problem's key), as its list names it.
pub(crate) fn concept_key(feature: &str) -> Option<&'static str> {
    if let Some(problem) = feature.strip_prefix('@') {
        let book = ProblemBook::embedded();
        return book.index(problem).and_then(|index| book.key(index));
    }
    let index: usize = feature.strip_prefix('#')?.parse().ok()?;
    CONCEPTS.names.get(index).copied()
}

/// Keys of all concepts, for whoever writes their names.
pub fn concept_keys() -> &'static [&'static str] {
    &CONCEPTS.names
}

fn concept_of(word: &str) -> Option<u16> {
    if let Some(index) = CONCEPTS.whole.get(word) {
        return Some(*index);
    }
    // The longest start that fits stands right before the word in sorted order, or before one of
    // its own starts.
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.filter(|end| *end >= 3)
        .filter_map(|end| {
            let start = word.get(..end)?;
            let found = CONCEPTS
                .starts
                .binary_search_by(|(known, _)| known.as_str().cmp(start))
                .ok()?;
            CONCEPTS.starts.get(found).map(|(_, index)| *index)
        })
        .next_back()
}

/// Is this folded word one that names no subject, in the given language?
pub(crate) fn is_stopword(word: &str, language: Language) -> bool {
    word.chars().count() < 2
        || STOPWORDS
            .get(&language)
            .is_some_and(|words| words.contains(word))
}

fn stemmer(language: Language) -> Option<Stemmer> {
    let algorithm = match language {
        Language::EN => Algorithm::English,
        Language::ES => Algorithm::Spanish,
        Language::PT => Algorithm::Portuguese,
        Language::DE => Algorithm::German,
        Language::IT => Algorithm::Italian,
        Language::NL => Algorithm::Dutch,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}

/// Endings of French words after folding, longest first. Snowball's French stemmer needs the
/// accents that customers leave out.
const FRENCH_ENDINGS: [&str; 38] = [
    "issements",
    "issement",
    "ations",
    "ateurs",
    "ements",
    "ation",
    "ateur",
    "ement",
    "aient",
    "erait",
    "euses",
    "ables",
    "ences",
    "ances",
    "eront",
    "asse",
    "euse",
    "able",
    "ence",
    "ance",
    "ions",
    "ives",
    "ive",
    "eux",
    "ees",
    "ait",
    "ais",
    "ant",
    "ent",
    "era",
    "ons",
    "ee",
    "er",
    "ez",
    "es",
    "if",
    "e",
    "s",
];

fn french_stem(word: &str) -> &str {
    let stem = FRENCH_ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 4))
        .unwrap_or(word);
    let stem = stem.strip_suffix('x').unwrap_or(stem);
    // "annulle" and "annule" meet; so do "appel" and "appell".
    match stem.as_bytes() {
        [.., before, last] if before == last && stem.len() > 4 && stem.is_ascii() => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

/// Reads the terms of texts; one per thread, since stemmers keep no state but cost to make.
pub(crate) struct TermReader {
    stemmers: HashMap<Language, Stemmer>,
}

impl TermReader {
    /// A reader for every language.
    pub(crate) fn new() -> Self {
        let languages = [
            Language::EN,
            Language::ES,
            Language::PT,
            Language::DE,
            Language::IT,
            Language::NL,
        ];
        Self {
            stemmers: languages
                .into_iter()
                .filter_map(|language| Some((language, stemmer(language)?)))
                .collect(),
        }
    }

    fn stem(&self, word: &str, language: Language) -> String {
        if language == Language::FR {
            return french_stem(word).to_owned();
        }
        match self.stemmers.get(&language) {
            Some(stemmer) => stemmer.stem(word).into_owned(),
            None => word.strip_prefix("ال").unwrap_or(word).to_owned(),
        }
    }

    /// The terms of a text, in order. Redaction placeholders, numbers, links and addresses name
    /// nothing and are left out.
    pub(crate) fn read(&self, text: &str, language: Language) -> Vec<Term> {
        let mut terms = Vec::new();
        let mut gap = None;
        let mut determined = false;
        for piece in pieces(text) {
            let word = match piece {
                Piece::Break => {
                    gap = None;
                    determined = false;
                    continue;
                }
                Piece::Word(word) => word,
            };
            let folded = fold(word.text);
            let content = word.is_plain && !is_stopword(&folded, language);
            if content {
                terms.push(Term {
                    stem: self.stem(&folded, language),
                    concept: concept_of(&folded),
                    start: word.start,
                    end: word.end,
                    gap,
                    determined,
                });
                gap = Some(0);
            } else {
                gap = gap.map(|gap| gap + 1);
            }
            determined = DETERMINER_SET.contains(folded.as_str());
        }
        terms
    }
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// Only letters: neither a number nor part of a link.
    is_plain: bool,
}

enum Piece<'a> {
    Word(Word<'a>),
    Break,
}

/// Cuts a text into words and breaks, leaving out placeholders and links.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut words = Vec::new();
    let mut breaks = Vec::new();
    let mut start = None;
    let (mut masked, mut link, mut letters_only) = (false, false, true);
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        masked |= character == '‹';
        if character.is_alphanumeric() && !masked {
            if start.is_none() {
                start = Some(at);
                letters_only = true;
            }
            letters_only &= character.is_alphabetic();
            continue;
        }
        link |= matches!(character, '@' | '/' | '_' | '#' | '=');
        if let Some(from) = start.take()
            && let Some(word) = text.get(from..at)
        {
            words.push(Piece::Word(Word {
                text: word,
                start: from,
                end: at,
                is_plain: letters_only && !link,
            }));
        }
        link &= !character.is_whitespace();
        if character == '›' {
            masked = false;
            breaks.push(at);
        }
        if matches!(
            character,
            '.' | '!' | '?' | ';' | ':' | '\n' | '…' | '(' | ')' | '"'
        ) {
            breaks.push(at);
        }
    }
    with_breaks(words, &breaks)
}

fn with_breaks<'a>(words: Vec<Piece<'a>>, breaks: &[usize]) -> Vec<Piece<'a>> {
    let mut out = Vec::with_capacity(words.len() + breaks.len());
    let mut breaks = breaks.iter().copied().peekable();
    for piece in words {
        if let Piece::Word(word) = &piece {
            let mut broken = false;
            while breaks.next_if(|at| *at < word.start).is_some() {
                broken = true;
            }
            if broken {
                out.push(Piece::Break);
            }
        }
        out.push(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str, language: Language) -> Vec<String> {
        TermReader::new()
            .read(text, language)
            .into_iter()
            .map(|term| term.stem)
            .collect()
    }

    #[test]
    fn words_of_one_family_share_a_stem_with_or_without_accents() {
        let first = stems("remboursement", Language::FR);
        for word in [
            "rembourser",
            "REMBOURSEZ",
            "remboursé",
            "remboursée",
            "rembourse",
        ] {
            assert_eq!(stems(word, Language::FR), first, "{word}");
        }
    }

    #[test]
    fn placeholders_numbers_links_and_greetings_name_nothing() {
        assert_eq!(
            stems(
                "Bonjour ‹PERSON› mon colis 4812 voir https://suivi.example/x ou jean@exemple.fr",
                Language::FR
            ),
            stems("colis", Language::FR)
        );
    }

    #[test]
    fn a_concept_meets_in_every_language() {
        let reader = TermReader::new();
        let concept = |text: &str, language| {
            reader
                .read(text, language)
                .first()
                .and_then(|term| term.concept)
        };
        assert!(concept("colis", Language::FR).is_some());
        assert_eq!(
            concept("colis", Language::FR),
            concept("parcel", Language::EN)
        );
        assert_eq!(
            concept("rembourser", Language::FR),
            concept("Rückerstattung", Language::DE)
        );
    }

    #[test]
    fn a_sentence_end_parts_two_terms() {
        let terms = TermReader::new().read("colis perdu. Facture", Language::FR);
        let gaps: Vec<_> = terms.iter().map(|term| term.gap).collect();
        assert_eq!(gaps, [None, Some(0), None]);
    }
}
