//! What the accurate model's file answers, and what it does with files it should not trust.

use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;
use tact_analysis::{
    AccurateError, AccurateModel, Kernel, LanguageSet, Model, ModelName, TextModel, ThreadContext,
    WeightsError,
};
use tact_privacy::{OperatorText, Permitted};

/// One text of `models/accurate/golden.jsonl`: labels a person gave, scores the encoder gave when
/// its weights were written.
#[derive(Deserialize)]
struct Golden {
    text: String,
    gold_sentiment: String,
    gold_act: String,
    scores: Vec<f32>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models/accurate")
}

static WEIGHTS: LazyLock<Option<Vec<u8>>> = LazyLock::new(|| {
    let path = folder().join("weights.bin");
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: models/accurate/weights.bin, which is optional, is not here");
    }
    bytes
});

static MODEL: LazyLock<Option<AccurateModel>> = LazyLock::new(|| {
    let bytes = WEIGHTS.as_ref()?;
    Some(AccurateModel::read(bytes).expect("the committed weights fit this version"))
});

fn golden() -> Vec<Golden> {
    std::fs::read_to_string(folder().join("golden.jsonl"))
        .expect("the golden set is committed")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a golden line has text, labels and scores"))
        .collect()
}

fn permitted(text: &str) -> Permitted<&str, OperatorText> {
    Permitted::own_text(text)
}

/// Unoptimised code reads one text a second: it reads every fourth.
const EVERY: usize = if cfg!(debug_assertions) { 4 } else { 1 };

static FOUND: LazyLock<Vec<(Golden, Vec<f32>)>> = LazyLock::new(|| {
    let Some(model) = MODEL.as_ref() else {
        return Vec::new();
    };
    let context = ThreadContext::new(LanguageSet::ALL);
    golden()
        .into_iter()
        .step_by(EVERY)
        .map(|row| {
            let found = model.evidence(&permitted(&row.text), &context);
            (row, found)
        })
        .collect()
});

#[test]
fn the_golden_set_is_scored_as_when_the_weights_were_written() {
    for (row, found) in FOUND.iter() {
        assert_eq!(row.scores.len(), 25);
        for (found, wanted) in found.iter().zip(&row.scores) {
            assert!(
                (found - wanted).abs() < 0.05,
                "{}: {found} instead of {wanted}",
                row.text
            );
        }
    }
}

fn highest<'a>(scores: &[f32], names: &[&'a str]) -> &'a str {
    let pairs = scores.iter().zip(names);
    pairs
        .max_by(|a, b| a.0.total_cmp(b.0))
        .map_or("", |pair| pair.1)
}

#[test]
fn most_of_the_golden_set_is_understood_as_a_person_does() {
    let acts = [
        "question",
        "request",
        "complaint",
        "information",
        "confirmation",
        "thanks",
        "greeting",
        "other",
    ];
    let (mut right_sentiments, mut right_acts) = (0, 0);
    for (row, found) in FOUND.iter() {
        let sentiment = highest(&found[3..6], &["negative", "neutral", "positive"]);
        right_sentiments += usize::from(sentiment == row.gold_sentiment);
        right_acts += usize::from(highest(&found[15..23], &acts) == row.gold_act);
    }
    let all = FOUND.len();
    assert!(
        right_sentiments * 10 >= all * 8 && right_acts * 10 >= all * 7,
        "{right_sentiments} and {right_acts} of {all}"
    );
}

#[test]
fn texts_on_one_subject_point_the_same_way_across_languages() {
    let Some(model) = MODEL.as_ref() else { return };
    let vector = |text: &str| model.sentence_vector(&permitted(text));
    let near =
        |a: &str, b: &str| -> f32 { vector(a).iter().zip(vector(b)).map(|(a, b)| a * b).sum() };
    let alike = near("où est mon colis", "where is my parcel?");
    let other = near("où est mon colis", "je voudrais changer mon mot de passe");
    assert!(alike > other + 0.2, "{alike} {other}");
    let length: f32 = vector("bonjour").iter().map(|value| value * value).sum();
    assert!((length - 1.0).abs() < 1e-4);
}

#[test]
fn both_kernels_answer_alike_to_the_bit() {
    let Some(bytes) = WEIGHTS.as_ref() else {
        return;
    };
    let read = || AccurateModel::read(bytes).expect("read once already");
    let plain = read().with_kernel(Kernel::Scalar);
    let text = permitted("Toujours rien reçu, c’est long…");
    let context = ThreadContext::default();
    assert_eq!(
        read().evidence(&text, &context),
        plain.evidence(&text, &context)
    );
}

#[test]
fn a_vector_beside_an_annotation_changes_neither() {
    let Some(model) = MODEL.as_ref() else { return };
    let text = permitted("merci, à demain");
    let context = ThreadContext::default();
    let (annotation, vector) = model.annotate_with_vector(&text, &context);
    assert_eq!(annotation, model.annotate(&text, &context));
    assert_eq!(vector, model.sentence_vector(&text));
}

#[test]
fn texts_without_words_and_endless_texts_are_answered() {
    let Some(model) = MODEL.as_ref() else { return };
    for text in ["", " \n ", "…", "\u{0}\u{fffd}", &"a".repeat(20_000)] {
        let said = model.annotate(&permitted(text), &ThreadContext::default());
        let sum: f32 = said.sentiment_p.iter().sum();
        assert!((sum - 1.0).abs() < 1e-4, "{text:.20}");
    }
    assert!(
        model
            .annotate(&permitted("…"), &ThreadContext::default())
            .abstain
    );
}

#[test]
fn a_model_in_a_file_of_its_own_is_not_loaded_by_name() {
    assert_eq!(ModelName::parse("accurate"), Some(ModelName::Accurate));
    assert_eq!(
        Model::load(ModelName::Accurate).map(|_| ()),
        Err(WeightsError::FileOfItsOwn)
    );
    assert_eq!(
        Model::accurate(b"no weights").map(|_| ()),
        Err(AccurateError::NotWeights)
    );
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let Some(bytes) = WEIGHTS.as_ref() else {
        return;
    };
    for share in [
        0,
        1,
        7,
        15,
        16,
        17,
        60,
        1_000,
        bytes.len() / 2,
        bytes.len() - 1,
    ] {
        let cut = bytes.get(..share).expect("shorter than the file");
        assert!(AccurateModel::read(cut).is_err(), "{share} bytes");
    }
}

proptest! {
    #[test]
    fn bytes_of_any_kind_are_refused_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        signed in any::<bool>(),
    ) {
        let mut file = if signed { b"TACTAC01".to_vec() } else { Vec::new() };
        file.extend(bytes);
        prop_assert!(AccurateModel::read(&file).is_err());
    }
}
