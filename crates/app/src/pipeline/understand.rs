//! From permitted text to annotations. Text is read here through permits, and nowhere else in the
//! shell but for quotes.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rayon::prelude::*;
use tact_analysis::{
    KeptMessage, Model, ModelCard, ProductList, SENTENCE, SentenceVectors, TextModel,
    ThreadContext, TopicInput, TopicKind, TopicMemory, TopicOptions, Topics, annotate_conversation,
    find_topics, is_rating,
};
use tact_domain::{
    Act, AgentKind, ContactKey, Conversation, ConversationAnnotation, MessageAnnotation, Sender,
    Sentiment, ThreadFacts,
};
use tact_metrics::service::Readability;
use tact_privacy::{Admitted, Analysis, Gate, HeldText, Permitted, redact::Redactor};

/// Words under which a conversation is too short to be read fairly.
const FEWEST_WORDS: u32 = 10;

/// First messages read beside the main one to tell what a conversation is about: people say it in
/// several short ones.
const MOST_BESIDE: usize = 2;

/// The messages of one thread that were read, by index in the thread.
pub type ReadMessages = Vec<KeptMessage>;

/// All that was understood.
#[derive(Debug)]
pub struct Understanding {
    /// Who answered.
    pub card: ModelCard,
    /// Per thread, the customer messages that were read.
    pub messages: Vec<ReadMessages>,
    /// Per conversation, in the order of the conversations.
    pub conversations: Vec<ConversationAnnotation>,
    /// Per conversation, whether it can be read fairly; says nothing where consent is missing.
    pub readability: Vec<Readability>,
    /// Questions and problems that come back.
    pub topics: Topics,
    /// Per topic input: its thread and message, for the quote.
    pub sources: Vec<(u32, u32)>,
}

/// What a model says of one message before the thread around it is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// What is understood.
    pub annotation: MessageAnnotation,
    /// Length in words.
    pub words: u32,
    /// True for a rating and nothing else.
    pub rating: bool,
}

impl Reading {
    /// Lets a model read a permitted message.
    pub fn by(model: &Model, words: &Permitted<&str, Analysis>, context: &ThreadContext) -> Self {
        let count = words.get().split_whitespace().count();
        Self {
            annotation: model.annotate(words, context),
            words: u32::try_from(count).unwrap_or(u32::MAX),
            rating: is_rating(words),
        }
    }
}

/// Who says what is understood of a message: a model, or what is kept of its earlier reading.
pub trait MessageReader: Sync {
    /// The reading of one message of a thread, `None` where there is nothing that may be read.
    /// `words` are there where the gate permits them.
    fn read(
        &self,
        thread: usize,
        message: usize,
        words: Option<Permitted<&str, Analysis>>,
        context: &ThreadContext,
    ) -> Option<Reading>;
}

/// Every message is read anew.
pub struct ByModel<'a>(pub &'a Model);

impl MessageReader for ByModel<'_> {
    fn read(
        &self,
        _thread: usize,
        _message: usize,
        words: Option<Permitted<&str, Analysis>>,
        context: &ThreadContext,
    ) -> Option<Reading> {
        Some(Reading::by(self.0, &words?, context))
    }
}

/// Reads every permitted customer message, and notes which are mere closing words.
pub fn read_messages(
    reader: &impl MessageReader,
    gate: &Gate,
    threads: &mut [ThreadFacts],
    texts: &[Admitted<HeldText>],
) -> Vec<ReadMessages> {
    threads
        .par_iter_mut()
        .zip(texts)
        .enumerate()
        .map(|(thread, (facts, text))| {
            let mut context = ThreadContext::default();
            let mut read = ReadMessages::new();
            let (mut last_agent, mut answered) = (None, false);
            for index in 0..facts.messages.len() {
                if let Some(Sender::Agent { kind, .. }) =
                    facts.messages.get(index).map(|message| message.sender)
                {
                    last_agent = Some(kind);
                    answered |= kind == AgentKind::Human;
                }
                let words = gate.permit::<Analysis>(facts, text, index);
                let Some(reading) = reader.read(thread, index, words, &context) else {
                    continue;
                };
                let mut annotation = reading.annotation;
                // «5» after a survey answers it; elsewhere it may be a quantity.
                annotation.closing |= last_agent == Some(AgentKind::Bot) && reading.rating;
                annotation.closing |= answered && asks_nothing(&annotation);
                context = context.after(&annotation);
                read.push(KeptMessage {
                    index: u32::try_from(index).unwrap_or(u32::MAX),
                    words: reading.words,
                    annotation,
                });
                if let Some(fact) = facts.messages.get_mut(index) {
                    fact.closing = Some(annotation.closing);
                }
            }
            read
        })
        .collect()
}

/// Words after our answer that want none: thanks, praise, an exclamation. Whoever writes them is
/// not waiting.
fn asks_nothing(said: &MessageAnnotation) -> bool {
    matches!(said.act, Act::Thanks | Act::Other)
        && !said.question
        && !said.suggestion
        && said.sentiment != Sentiment::Negative
}

/// Everything conversation-level work needs.
pub struct Inputs<'a> {
    /// Reads messages; an accurate one groups them by meaning too.
    pub model: &'a Model,
    /// The gate.
    pub gate: &'a Gate,
    /// Masks personal data before words are counted.
    pub redactor: &'a Redactor,
    /// Facts per thread.
    pub threads: &'a [ThreadFacts],
    /// Words per thread.
    pub texts: &'a [Admitted<HeldText>],
    /// Conversations of all threads.
    pub conversations: &'a [Conversation],
    /// Products to look for.
    pub products: Option<&'a ProductList>,
    /// Zone of weeks.
    pub zone: &'a TimeZone,
    /// Topics remembered from earlier runs.
    pub memory: &'a TopicMemory,
    /// Fewest contacts of a shown topic.
    pub k: u32,
}

/// Understands conversations from the messages that were read.
pub fn understand(messages: Vec<ReadMessages>, inputs: &Inputs<'_>) -> Understanding {
    let (mut conversations, readability): (Vec<_>, Vec<_>) = inputs
        .conversations
        .par_iter()
        .map(|conversation| annotate(conversation, &messages, inputs))
        .unzip();
    let (topics, sources) = topics(&mut conversations, &messages, inputs);
    Understanding {
        card: inputs.model.card().clone(),
        messages,
        conversations,
        readability,
        topics,
        sources,
    }
}

/// The read messages of one conversation.
pub fn kept_of<'a>(messages: &'a [ReadMessages], conversation: &Conversation) -> &'a [KeptMessage] {
    let Some(all) = messages.get(conversation.thread as usize) else {
        return &[];
    };
    let start = all.partition_point(|kept| kept.index < conversation.messages.start);
    let end = all.partition_point(|kept| kept.index < conversation.messages.end);
    all.get(start..end).unwrap_or_default()
}

fn annotate(
    conversation: &Conversation,
    messages: &[ReadMessages],
    inputs: &Inputs<'_>,
) -> (ConversationAnnotation, Readability) {
    let kept = kept_of(messages, conversation);
    let mut annotation = annotate_conversation(kept);
    let (Some(facts), Some(text)) = (
        inputs.threads.get(conversation.thread as usize),
        inputs.texts.get(conversation.thread as usize),
    ) else {
        return (annotation, Readability::TooShort);
    };
    if let Some(products) = inputs.products {
        let mut named: Vec<u16> = kept
            .iter()
            .filter_map(|kept| {
                inputs
                    .gate
                    .permit::<Analysis>(facts, text, kept.index as usize)
            })
            .flat_map(|words| products.find(&words))
            .collect();
        named.sort_unstable();
        named.dedup();
        annotation.products = named;
    }
    (annotation, readability(kept))
}

fn readability(kept: &[KeptMessage]) -> Readability {
    let words: u32 = kept.iter().map(|kept| kept.words).sum();
    if words < FEWEST_WORDS {
        return Readability::TooShort;
    }
    let unknown: u32 = kept
        .iter()
        .filter(|kept| kept.annotation.language.is_none())
        .map(|kept| kept.words)
        .sum();
    if unknown * 2 > words {
        Readability::UnsupportedLanguage
    } else {
        Readability::Readable
    }
}

/// Number of the week of an instant: Mondays count, any start.
pub fn week_number(at: Timestamp, zone: &TimeZone) -> i32 {
    let monday = jiff::civil::date(1970, 1, 5);
    let days = zone
        .to_datetime(at)
        .date()
        .since(monday)
        .map_or(0, |span| span.get_days());
    days.div_euclid(7)
}

/// The Monday that opens a week of [`week_number`].
pub fn monday_of(week: i32) -> jiff::civil::Date {
    jiff::civil::date(1970, 1, 5).saturating_add((i64::from(week) * 7).days())
}

fn topics(
    conversations: &mut [ConversationAnnotation],
    messages: &[ReadMessages],
    inputs: &Inputs<'_>,
) -> (Topics, Vec<(u32, u32)>) {
    let mut main_messages: Vec<MainMessage> = inputs
        .conversations
        .par_iter()
        .zip(&*conversations)
        .enumerate()
        .filter_map(|(index, (conversation, annotation))| {
            main_message(
                index,
                conversation,
                annotation.main_message?,
                messages,
                inputs,
            )
        })
        .collect();
    add_meaning(inputs.model, &mut main_messages);
    let found: Vec<_> = main_messages
        .iter()
        .map(|main| TopicInput {
            conversation: main.conversation,
            contact: main.contact,
            week: main.week,
            kind: main.kind,
            language: main.said.language,
            sensitive: main.said.sensitive,
            text: main.words.borrowed(),
            meaning: main.meaning.clone(),
        })
        .collect();
    let options = TopicOptions {
        k: inputs.k as usize,
        last_complete_week: last_complete_week(inputs.threads, inputs.zone),
    };
    let topics = find_topics(&found, inputs.memory, &options);
    for (input, topic) in found.iter().zip(&topics.of_input) {
        if let Some(annotation) = conversations.get_mut(input.conversation as usize) {
            annotation.topic = *topic;
        }
    }
    (
        topics,
        main_messages.iter().map(|main| main.source).collect(),
    )
}

/// The message that says what a conversation is about.
struct MainMessage {
    conversation: u32,
    source: (u32, u32),
    contact: ContactKey,
    week: i32,
    kind: TopicKind,
    said: MessageAnnotation,
    /// Redacted, so that no name becomes a topic's term.
    words: Permitted<String, Analysis>,
    /// Where they point, with a model that has sentence vectors.
    meaning: Option<Box<[f32; SENTENCE]>>,
}

/// Most messages whose meaning is worked out: a vector costs milliseconds. Of more, an even sample; the
/// others are grouped by their words.
const MOST_MEANINGS: usize = 20_000;

fn add_meaning(model: &Model, messages: &mut [MainMessage]) {
    let stride = messages.len().div_ceil(MOST_MEANINGS).max(1);
    messages.par_iter_mut().step_by(stride).for_each(|message| {
        message.meaning = model.vector_of(&message.words.borrowed()).map(Box::new);
    });
}

fn main_message(
    index: usize,
    conversation: &Conversation,
    main: u32,
    messages: &[ReadMessages],
    inputs: &Inputs<'_>,
) -> Option<MainMessage> {
    let facts = inputs.threads.get(conversation.thread as usize)?;
    let text = inputs.texts.get(conversation.thread as usize)?;
    let said = annotation_of(messages, conversation, main)?;
    let told = std::iter::once(main as usize).chain(
        kept_of(messages, conversation)
            .iter()
            .filter(|kept| {
                kept.index != main
                    && !kept.annotation.closing
                    && kept.annotation.act != Act::Greeting
            })
            .map(|kept| kept.index as usize)
            .take(MOST_BESIDE),
    );
    Some(MainMessage {
        conversation: u32::try_from(index).ok()?,
        source: (conversation.thread, main),
        contact: facts.contact,
        week: week_number(facts.messages.get(main as usize)?.sent_at, inputs.zone),
        kind: TopicKind::of(&said)?,
        said,
        words: inputs
            .gate
            .permit_redacted_all(inputs.redactor, facts, text, told)?,
        meaning: None,
    })
}

fn annotation_of(
    messages: &[ReadMessages],
    conversation: &Conversation,
    index: u32,
) -> Option<MessageAnnotation> {
    kept_of(messages, conversation)
        .iter()
        .find(|kept| kept.index == index)
        .map(|kept| kept.annotation)
}

/// The week before the one in which observation ends.
fn last_complete_week(threads: &[ThreadFacts], zone: &TimeZone) -> i32 {
    threads
        .iter()
        .map(|thread| week_number(thread.observed_until, zone) - 1)
        .max()
        .unwrap_or(i32::MAX)
}
