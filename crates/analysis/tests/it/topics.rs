//! What comes back across many conversations.

use tact_analysis::{
    TopicInput, TopicKind, TopicMemory, TopicOptions, Topics, TrendDirection, find_topics,
};
use tact_domain::{ContactKey, Language};
use tact_privacy::{OperatorText, Permitted};

const PARCEL: [&str; 8] = [
    "bonjour où en est le suivi de mon colis",
    "le suivi de colis ne bouge plus",
    "pas de nouvelle de mon colis, le suivi est bloqué",
    "suivi de colis svp",
    "mon colis est où ? le suivi de colis dit en cours",
    "je veux le suivi de mon colis",
    "SUIVI DE COLIS INTROUVABLE",
    "le lien de suivi de colis ne marche pas",
];
const SIZE: [&str; 8] = [
    "je voudrais échanger pour une taille 40",
    "échange de taille possible ?",
    "trop petit, un échange de taille svp",
    "comment faire un échange, la taille ne va pas",
    "la taille est trop grande, je veux un échange",
    "echange de taille pour la robe",
    "guide des tailles et échange ?",
    "mauvaise taille, échange possible",
];
const HOURS: [&str; 8] = [
    "quels sont vos horaires d’ouverture",
    "horaires d’ouverture le dimanche ?",
    "vos horaires d'ouverture pendant les fêtes",
    "horaires ouverture svp",
    "les horaires d’ouverture du magasin",
    "je cherche les horaires d’ouverture",
    "horaires d’ouverture lundi",
    "vous avez changé d’horaires d’ouverture ?",
];

/// Every text of each list once a week, each by another person.
fn messages(weeks: i32, lists: &[&[&'static str]]) -> Vec<(i32, &'static str)> {
    (0..weeks)
        .flat_map(|week| {
            lists
                .iter()
                .flat_map(move |list| list.iter().map(move |text| (week, *text)))
        })
        .collect()
}

fn inputs<'a>(messages: &[(i32, &'a str)]) -> Vec<TopicInput<'a, OperatorText>> {
    messages
        .iter()
        .enumerate()
        .map(|(at, (week, text))| TopicInput {
            conversation: at as u32,
            contact: ContactKey(at as u32),
            week: *week,
            kind: TopicKind::Question,
            language: Some(Language::FR),
            sensitive: text.contains("guide"),
            text: Permitted::own_text(*text),
        })
        .collect()
}

fn find(messages: &[(i32, &str)], memory: &TopicMemory) -> Topics {
    let options = TopicOptions {
        k: 10,
        last_complete_week: messages.iter().map(|(week, _)| *week).max().unwrap_or(0),
    };
    find_topics(&inputs(messages), memory, &options)
}

fn names(topics: &Topics) -> Vec<&str> {
    let mut names: Vec<&str> = topics
        .topics
        .iter()
        .map(|topic| topic.name.as_str())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn what_comes_back_is_found_counted_and_named_as_customers_say_it() {
    let messages = messages(3, &[&PARCEL, &SIZE, &HOURS]);
    let topics = find(&messages, &TopicMemory::default());
    assert_eq!(
        names(&topics),
        [
            "horaires d’ouverture",
            "suivi de colis",
            "échange de taille"
        ]
    );
    assert!(topics.topics.iter().all(|topic| topic.contacts == 24));
    assert!(topics.of_input.iter().all(Option::is_some));
}

#[test]
fn a_sensitive_message_is_never_the_example() {
    let topics = find(&messages(3, &[&PARCEL, &SIZE]), &TopicMemory::default());
    let all = messages(3, &[&PARCEL, &SIZE]);
    for topic in &topics.topics {
        let example = topic.example.and_then(|at| all.get(at as usize));
        assert!(example.is_some_and(|(_, text)| !text.contains("guide")));
    }
}

#[test]
fn a_topic_of_fewer_than_k_people_is_withheld_and_its_words_are_not_shown() {
    let mut messages = messages(3, &[&PARCEL, &SIZE]);
    messages.extend((0..4).map(|week| (week % 3, "la gravure de la bague est ratée")));
    let topics = find(&messages, &TopicMemory::default());
    let shown = format!("{:?} {:?}", names(&topics), topics.memory);
    assert!(!shown.contains("gravure") && !shown.contains("bague"));
    assert!(
        topics
            .topics
            .iter()
            .flat_map(|topic| &topic.terms)
            .all(|term| term.contacts >= 10)
    );
}

#[test]
fn a_week_more_changes_neither_id_nor_name() {
    let before = find(&messages(3, &[&PARCEL, &SIZE]), &TopicMemory::default());
    let mut more = messages(3, &[&PARCEL, &SIZE]);
    more.extend(
        messages(2, &[&HOURS, &PARCEL])
            .into_iter()
            .map(|(week, text)| (week + 3, text)),
    );
    let after = find(&more, &before.memory);
    for topic in &before.topics {
        let same = after.topics.iter().find(|other| other.id == topic.id);
        assert_eq!(
            same.map(|same| same.name.as_str()),
            Some(topic.name.as_str())
        );
    }
    assert_eq!(after.topics.len(), 3);
}

#[test]
fn a_name_a_manager_gave_stays() {
    let mut memory = find(&messages(3, &[&PARCEL]), &TopicMemory::default()).memory;
    for topic in &mut memory.topics {
        topic.name = "Colis perdus de vue".to_owned();
    }
    let topics = find(&messages(4, &[&PARCEL]), &memory);
    assert_eq!(names(&topics), ["Colis perdus de vue"]);
}

#[test]
fn the_same_messages_give_the_same_topics() {
    let messages = messages(4, &[&PARCEL, &SIZE, &HOURS]);
    let first = find(&messages, &TopicMemory::default());
    assert_eq!(find(&messages, &TopicMemory::default()), first);
}

#[test]
fn a_topic_that_appears_is_new_and_rising() {
    let mut all = messages(8, &[&PARCEL, &PARCEL, &HOURS]);
    all.extend((6..8).flat_map(|week| SIZE.iter().map(move |text| (week, *text))));
    let topics = find(&all, &TopicMemory::default());
    let new: Vec<&str> = topics
        .topics
        .iter()
        .filter(|topic| topic.is_new)
        .map(|topic| topic.name.as_str())
        .collect();
    assert_eq!(new, ["échange de taille"]);
    assert!(
        topics
            .topics
            .iter()
            .any(|topic| topic.is_new && topic.trend.direction == TrendDirection::Rising)
    );
}

#[test]
fn nothing_gives_nothing() {
    let topics = find(&[], &TopicMemory::default());
    assert!(topics.topics.is_empty() && topics.of_input.is_empty());
}

#[test]
fn spellings_and_languages_of_one_problem_meet() {
    let texts = [
        ("où est mon colis, le suivi ne bouge plus", Language::FR),
        ("suivi colis svp", Language::FR),
        ("where is my parcel, tracking is stuck", Language::EN),
        ("parcel tracking please", Language::EN),
    ];
    let inputs: Vec<TopicInput<'_, OperatorText>> = (0..40)
        .filter_map(|at| {
            let (text, language) = texts.get(at % texts.len())?;
            Some(TopicInput {
                conversation: at as u32,
                contact: ContactKey(at as u32),
                week: 0,
                kind: TopicKind::Problem,
                language: Some(*language),
                sensitive: false,
                text: Permitted::own_text(*text),
            })
        })
        .collect();
    let options = TopicOptions {
        k: 10,
        last_complete_week: 0,
    };
    let topics = find_topics(&inputs, &TopicMemory::default(), &options);
    assert_eq!(topics.topics.len(), 1);
    assert_eq!(topics.topics.first().map(|topic| topic.contacts), Some(40));
}

#[test]
fn a_topic_merged_by_hand_stays_merged_and_a_pinned_one_comes_first() {
    let weeks = messages(3, &[&PARCEL, &SIZE, &HOURS, &HOURS]);
    let mut memory = find(&weeks, &TopicMemory::default()).memory;
    let id = |memory: &TopicMemory, word: &str| {
        let named = |topic: &&tact_analysis::RememberedTopic| {
            topic.terms.iter().any(|(term, _)| term.contains(word))
        };
        memory.topics.iter().find(named).map(|topic| topic.id)
    };
    let (parcel, size) = (id(&memory, "parcel"), id(&memory, "size"));
    assert!(parcel.is_some() && size.is_some() && parcel != size);
    for topic in &mut memory.topics {
        topic.pinned = Some(topic.id) == parcel;
        if Some(topic.id) == size {
            topic.merge_into = parcel;
        }
    }
    let after = find(&weeks, &memory);
    assert_eq!(
        after.topics.first().map(|topic| Some(topic.id)),
        Some(parcel)
    );
    assert_eq!(after.topics.first().map(|topic| topic.contacts), Some(48));
    assert!(after.topics.iter().all(|topic| Some(topic.id) != size));
}
