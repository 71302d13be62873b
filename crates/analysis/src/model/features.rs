//! The few dozen numbers that sum a message up, beside its hashed n-grams.

use std::sync::LazyLock;

use tact_domain::Language;

use super::hashing::HashedRows;
use crate::evidence::{CUES, Cue, CueBook, CueHits, Lexicon, LexiconBook};
use crate::text::{TokenKind, Tokens};

/// Names of the numbers that do not come from cues.
const SURFACE: [&str; 46] = [
    "lexicon_positive",
    "lexicon_negative",
    "lexicon_net",
    "polarity_positive",
    "polarity_negative",
    "polarity_net",
    "negated_positive",
    "negated_negative",
    "last_side_positive",
    "last_side_negative",
    "first_side_net",
    "last_word_positive",
    "last_word_negative",
    "emoji_positive",
    "emoji_negative",
    "emoji_count",
    "only_emoji",
    "words_log",
    "one_word",
    "up_to_three_words",
    "over_twenty_words",
    "exclamations",
    "question_mark",
    "question_marks_many",
    "ends_with_question_mark",
    "ellipsis",
    "shouting",
    "elongated",
    "quotes",
    "breaks",
    "numbers",
    "only_numbers_and_marks",
    "side_changes",
    "thanks_meets_trouble",
    "praise_meets_trouble",
    "thanks_without_trouble",
    "praise_without_trouble",
    "trouble",
    "formula_covers_thanks",
    "asks_politely",
    "mark_meets_trouble",
    "quotes_meet_praise",
    "mentions",
    "links",
    "hashtags",
    "inverted_pronoun",
];

/// Pronouns that ask when they follow their verb behind a hyphen.
const INVERTED: [&str; 10] = [
    "vous", "tu", "il", "elle", "on", "ils", "elles", "je", "ce", "t",
];

/// Cue counts come three times: anywhere, after the last "but", and at the start.
const CUE_VIEWS: [&str; 3] = ["", "after_but:", "opening:"];

/// Number of dense features.
pub(crate) const DENSE: usize = SURFACE.len() + CUES * CUE_VIEWS.len();

/// Names of the dense features, in order: what the training script prints and the card explains.
pub static DENSE_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    SURFACE
        .iter()
        .map(|name| (*name).to_owned())
        .chain(CUE_VIEWS.iter().flat_map(|view| {
            Cue::ALL
                .iter()
                .map(move |(_, name)| format!("{view}{name}"))
        }))
        .collect()
});

/// One message as the heads see it.
#[derive(Debug)]
pub struct FeatureVector {
    /// Dense features, in the order of [`DENSE_NAMES`].
    pub dense: Vec<f32>,
    /// Rows of word n-grams, with repeats.
    pub word_rows: Vec<u32>,
    /// Rows of character n-grams, with repeats.
    pub character_rows: Vec<u32>,
    /// Rows of the table of questions, with repeats.
    pub asking_rows: Vec<u32>,
}

impl FeatureVector {
    pub(crate) fn new(dense: &[f32], rows: HashedRows) -> Self {
        Self {
            dense: dense.to_vec(),
            word_rows: rows.words,
            character_rows: rows.characters,
            asking_rows: rows.asking,
        }
    }
}

/// What the word lists said, kept for the rules that read it after the heads.
#[derive(Debug)]
pub(crate) struct Evidence {
    /// Cues found.
    pub(crate) cues: CueHits,
    /// Dense features.
    pub(crate) dense: [f32; DENSE],
}

/// Grows slower and slower: a fourth complaint adds little to three.
fn damped(value: f32) -> f32 {
    value.max(0.0).ln_1p()
}

fn damped_count(count: u8) -> f32 {
    match count {
        0 => 0.0,
        1 => 1.0,
        2 => 1.5,
        _ => 2.0,
    }
}

fn flag(condition: bool) -> f32 {
    f32::from(u8::from(condition))
}

/// Gathers the evidence of one message in one language.
pub(crate) fn gather(
    tokens: &Tokens,
    language: Language,
    cues: &CueBook,
    lexicons: &LexiconBook,
) -> Evidence {
    let hits = cues.find(tokens, language);
    let lexicon = lexicons.weigh(tokens, language, hits.turn);
    let mut dense = [0.0; DENSE];
    let surface = surface(tokens, &hits, &lexicon);
    let counts = [&hits.counts, &hits.after_but, &hits.opening];
    let values = surface.into_iter().chain(
        counts
            .into_iter()
            .flatten()
            .map(|count| damped_count(*count)),
    );
    for (slot, value) in dense.iter_mut().zip(values) {
        *slot = value;
    }
    Evidence { cues: hits, dense }
}

fn surface(tokens: &Tokens, hits: &CueHits, lexicon: &Lexicon) -> [f32; SURFACE.len()] {
    let words = tokens.count(TokenKind::Word);
    let numbers = tokens.count(TokenKind::Number);
    let emoji = tokens.count(TokenKind::Emoji);
    let mark = |wanted: &str| {
        tokens
            .list
            .iter()
            .filter(|token| token.kind == TokenKind::Mark && tokens.text(token) == wanted)
            .count()
    };
    let questions = mark("?");
    let dots = mark(".");
    let ends_asking = tokens
        .list
        .iter()
        .rev()
        .find(|token| token.kind != TokenKind::Emoji)
        .is_some_and(|token| tokens.text(token) == "?");
    let shouted = tokens.list.iter().filter(|token| token.capitals).count();
    let any = |kinds: &[Cue]| kinds.iter().any(|cue| hits.has(*cue));
    let trouble = any(&[
        Cue::NotReceived,
        Cue::Broken,
        Cue::Unanswered,
        Cue::Wrong,
        Cue::Anger,
        Cue::Threat,
        Cue::Disappointment,
    ]);
    let formula = hits.has(Cue::Formula);
    let thanks = hits.has(Cue::Thanks);
    let praise = hits.has(Cue::Praise) || hits.has(Cue::Blessing);
    [
        damped(lexicon.positive),
        damped(lexicon.negative),
        (lexicon.positive - lexicon.negative).clamp(-6.0, 6.0) / 3.0,
        damped(lexicon.polarity_positive * 2.0),
        damped(lexicon.polarity_negative * 2.0),
        (lexicon.polarity_positive - lexicon.polarity_negative).clamp(-2.0, 2.0),
        damped(lexicon.negated_positive),
        damped(lexicon.negated_negative),
        damped(lexicon.last_side),
        damped(-lexicon.last_side),
        lexicon.first_side.clamp(-6.0, 6.0) / 3.0,
        damped(lexicon.last_word),
        damped(-lexicon.last_word),
        damped(lexicon.emoji_positive),
        damped(lexicon.emoji_negative),
        damped(emoji as f32),
        flag(emoji > 0 && words + numbers == 0),
        damped(words as f32) / 2.0,
        flag(words == 1),
        flag(words <= 3),
        flag(words > 20),
        damped(mark("!") as f32),
        flag(questions > 0),
        flag(questions > 1),
        flag(ends_asking),
        flag(mark("…") > 0 || dots >= 3),
        flag(shouted > 1 || (tokens.letters > 6 && tokens.upper * 10 > tokens.letters * 7)),
        flag(tokens.list.iter().any(|token| token.elongated)),
        flag(tokens.quotes > 0),
        flag(tokens.breaks > 0),
        damped(numbers as f32),
        flag(words == 0 && emoji == 0),
        damped_count(hits.of(Cue::But)),
        flag(thanks && trouble),
        flag(praise && trouble),
        flag(thanks && !trouble && !formula),
        flag(praise && !trouble),
        flag(trouble),
        flag(formula && thanks),
        flag(hits.has(Cue::Please) && any(&[Cue::Request, Cue::Want])),
        flag(questions > 0 && trouble),
        flag(tokens.quotes > 0 && praise),
        damped(tokens.mentions as f32),
        damped(tokens.links as f32),
        damped(tokens.hashtags as f32),
        flag(
            tokens
                .list
                .iter()
                .any(|token| token.hyphened && INVERTED.contains(&tokens.text(token))),
        ),
    ]
}
