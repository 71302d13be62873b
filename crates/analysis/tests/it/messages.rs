//! What is said of single messages.

use std::sync::LazyLock;

use proptest::prelude::*;
use tact_analysis::{
    About, ExplainIn, FastModel, LanguageSet, Moved, TextModel, ThreadContext, explanation,
};
use tact_domain::{Act, Emotion, Language, MessageAnnotation, Sentiment};
use tact_privacy::{OperatorText, Permitted};

static MODEL: LazyLock<FastModel> =
    LazyLock::new(|| FastModel::embedded().expect("the embedded weights fit this version"));

fn read_in(text: &str, context: &ThreadContext) -> MessageAnnotation {
    let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
    MODEL.annotate(&text, context)
}

fn read(text: &str) -> MessageAnnotation {
    read_in(text, &ThreadContext::default())
}

#[track_caller]
fn check_sentiment(sentiment: Sentiment, texts: &[&str]) {
    for text in texts {
        assert_eq!(read(text).sentiment, sentiment, "{text}");
    }
}

#[test]
fn meant_thanks_and_praise_are_positive() {
    check_sentiment(
        Sentiment::Positive,
        &[
            "Merci infiniment pour votre aide, vous êtes formidables !",
            "Parfait, livraison rapide et vendeuse adorable 😍",
            "Thank you so much, you saved my day!",
            "Muchas gracias, todo perfecto",
            "Vielen Dank, super Service!",
        ],
    );
}

#[test]
fn reproaches_and_harm_told_calmly_are_negative() {
    check_sentiment(
        Sentiment::Negative,
        &[
            "C’est inadmissible, trois semaines sans réponse !!!",
            "Toujours pas reçu mon colis, je suis très déçue",
            "Mon lave-linge est arrivé cassé",
            "This is ridiculous, nobody answers and my order is lost",
            "Es una vergüenza, nadie contesta",
            "Das Paket ist kaputt angekommen, ich bin sehr enttäuscht",
        ],
    );
}

#[test]
fn practical_questions_and_polite_formulas_are_neutral() {
    check_sentiment(
        Sentiment::Neutral,
        &[
            "Bonjour, à quelle heure ouvrez-vous samedi ?",
            "merci de m’envoyer la facture",
            "Pouvez-vous m’envoyer une attestation svp ? Cordialement",
            "Do you deliver to Brussels?",
            "👍",
        ],
    );
}

#[test]
fn the_customer_ends_on_the_side_after_but() {
    check_sentiment(
        Sentiment::Negative,
        &["Le vendeur était gentil mais la veste est déchirée et personne ne répond"],
    );
    check_sentiment(
        Sentiment::Positive,
        &["Un peu d’attente mais au final tout est parfait, merci beaucoup"],
    );
}

#[test]
fn a_message_gets_the_language_it_is_written_in() {
    let cases = [
        ("jsuis tjrs pas livré svp", "fr"),
        ("Bonjour, ou en est ma commande", "fr"),
        ("salam khouya, le colis est arrivé wala mazal ?", "fr"),
        ("Where is my order please?", "en"),
        ("¿Dónde está mi pedido?", "es"),
        ("Onde está a minha encomenda?", "pt"),
        ("Wo bleibt meine Bestellung?", "de"),
        ("Quando arriva il mio pacco?", "it"),
        ("Waar blijft mijn pakket?", "nl"),
        ("أين طلبي من فضلك", "ar"),
        ("मेरा ऑर्डर कहाँ है", "hi"),
        ("bhai mera order kab aayega, abhi tak nahi mila hai", "hi"),
        ("nanga def, mon colis bi dafa yagg, jerejef", "fr"),
        ("abeg where my package dey, e don tey o", "en"),
        ("c koi se delire j attend mon remboursement", "fr"),
    ];
    for (text, tag) in cases {
        assert_eq!(read(text).language, Language::parse(tag), "{text}");
    }
}

#[test]
fn without_letters_or_in_a_script_of_no_candidate_the_language_is_unknown() {
    for text in [
        "",
        "12 34",
        "👍👍",
        "???",
        "Где мой заказ",
        "我的包裹在哪里",
    ] {
        assert_eq!(read(text).language, None, "{text}");
    }
}

#[test]
fn a_short_answer_takes_the_language_of_its_thread() {
    let german = ThreadContext::default().after(&read("Guten Tag, wo bleibt meine Bestellung?"));
    assert_eq!(german.previous, Some(Language::DE));
    assert_eq!(read_in("ok", &german).language, Some(Language::DE));
}

#[test]
fn only_configured_languages_are_candidates() {
    let context = LanguageSet::new(&[Language::EN, Language::FR])
        .map(ThreadContext::new)
        .unwrap_or_default();
    let language = read_in("Quando arriva il mio pacco?", &context).language;
    assert!(language.is_none_or(|language| context.languages.contains(language)));
}

#[test]
fn acts_are_told_apart_without_marks() {
    let cases = [
        ("vous ouvrez à quelle heure le dimanche", Act::Question),
        ("annulez ma commande svp", Act::Request),
        ("merci beaucoup pour votre aide", Act::Thanks),
        ("Bonjour", Act::Greeting),
        (
            "le colis est arrivé cassé et personne ne répond",
            Act::Complaint,
        ),
        ("oui c’est bon pour moi", Act::Confirmation),
    ];
    for (text, act) in cases {
        assert_eq!(read(text).act, act, "{text}");
    }
}

#[test]
fn a_question_is_seen_without_its_mark_and_an_idea_is_a_suggestion() {
    assert!(read("vous livrez le samedi").question);
    assert!(!read("je serai là à 14h").question);
    assert!(read("ce serait bien de pouvoir payer en trois fois").suggestion);
    assert!(read("You should add a dark mode").suggestion);
    assert!(!read("merci pour tout").suggestion);
}

#[test]
fn health_and_religion_are_sensitive_and_a_parcel_is_not() {
    for text in [
        "je suis diabétique, puis-je prendre ce sirop",
        "is the meat halal",
        "ma mère a un cancer",
    ] {
        assert!(read(text).sensitive, "{text}");
    }
    assert!(!read("mon colis est en retard").sensitive);
}

#[test]
fn an_emotion_never_contradicts_its_sentiment() {
    for text in include_str!("../../../../fixtures/chat/unlabelled-fr.txt").lines() {
        let said = read(text);
        let allowed = match said.emotion {
            Emotion::Anger | Emotion::Disappointment | Emotion::Worry => {
                said.sentiment == Sentiment::Negative
            }
            Emotion::Gratitude | Emotion::Satisfaction => said.sentiment == Sentiment::Positive,
            Emotion::Confusion => said.sentiment != Sentiment::Positive,
            Emotion::Neutral => said.sentiment == Sentiment::Neutral,
            Emotion::Surprise => true,
        };
        assert!(allowed, "{text}: {said:?}");
    }
}

#[test]
fn the_model_says_who_it_is() {
    assert_eq!(MODEL.card().to_string(), "fast 3");
    assert_eq!(MODEL.card().languages.first(), Some(&Language::FR));
}

fn explain(text: &str) -> Vec<Moved> {
    let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
    MODEL.explain(&text, &ThreadContext::default())
}

#[test]
fn the_words_that_speak_for_a_reproach_are_named_as_they_were_typed() {
    let text = "c’est INADMISSIBLE, trois semaines que personne ne répond";
    let moved = explain(text);
    let named = |moved: &&Moved| moved.words.contains("INADMISSIBLE");
    for about in [About::Sentiment, About::Emotion] {
        let found = moved
            .iter()
            .filter(|moved| moved.about == about)
            .find(named);
        assert!(found.is_some_and(|moved| moved.by > 0.0), "{moved:?}");
    }
    assert!(moved.iter().all(|moved| text.contains(&moved.words)));
}

#[test]
fn the_most_telling_words_come_first_and_no_word_is_named_twice_for_one_answer() {
    let moved = explain("toujours rien reçu depuis 3 semaines, merci pour votre silence, bravo");
    for about in [About::Sentiment, About::Emotion, About::Act] {
        let of: Vec<&Moved> = moved.iter().filter(|moved| moved.about == about).collect();
        assert!(of.len() <= 4);
        assert!(of.is_sorted_by(|one, other| one.by.abs() >= other.by.abs()));
        let distinct: std::collections::BTreeSet<&str> =
            of.iter().map(|moved| moved.words.as_str()).collect();
        assert_eq!(distinct.len(), of.len());
    }
}

#[test]
fn the_sentence_that_explains_follows_the_language_of_its_reader() {
    let annotation = read("c’est inadmissible");
    let moved = [Moved {
        about: About::Sentiment,
        words: "c’est\ninadmissible".to_owned(),
        by: 1.0,
    }];
    assert_eq!(
        explanation(&annotation, &moved, ExplainIn::French),
        "négatif\u{a0}: «\u{a0}c’est inadmissible\u{a0}»"
    );
    assert_eq!(
        explanation(&annotation, &moved, ExplainIn::English),
        "negative: “c’est inadmissible”"
    );
    assert_eq!(
        explanation(&annotation, &[], ExplainIn::English),
        "negative: no word stands out"
    );
}

#[test]
fn hostile_texts_are_read_and_explained_like_any_other() {
    let texts = [
        String::new(),
        "a".repeat(1 << 20),
        "mot ".repeat(1 << 18),
        "😡👨‍👩‍👧🏾".repeat(2_000),
        "?!… ".repeat(10_000),
        (0..32_u8).map(char::from).collect::<String>().repeat(500),
        "\u{202e}\u{feff}\u{200d}\u{301}".repeat(2_000),
        "@".repeat(5_000),
        "http://".repeat(2_000),
        "क्षत्रिय्".repeat(1_000),
    ];
    for text in &texts {
        let said = read(text);
        let sum: f32 = said.sentiment_p.iter().sum();
        assert!((sum - 1.0).abs() < 1e-3);
        for moved in explain(text) {
            assert!(text.contains(&moved.words));
        }
    }
}

#[test]
fn an_address_or_a_name_says_nothing_of_the_feeling() {
    let feeling = |text: &str| read(text).sentiment_p;
    assert_eq!(
        feeling("@karim_92 voir https://exemple.fr/merci-super"),
        feeling("@zoe voir http://honte.example/scandale?x=1")
    );
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_and_probabilities_always_sum_to_one(text in "\\PC{0,200}") {
        let said = read(&text);
        let sum: f32 = said.sentiment_p.iter().sum();
        prop_assert!((sum - 1.0).abs() < 1e-4);
        prop_assert!(said.sentiment_p.iter().all(|p| (0.0..=1.0).contains(p)));
        prop_assert_eq!(read(&text), said);
    }
}
