//! From messages to the conversation: what it is for, how it sounds, which message says it best.

use tact_domain::{Act, ConversationAnnotation, Emotion, Flow, MessageAnnotation, Sentiment, Tone};

/// One customer message that was kept, as understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeptMessage {
    /// Its index in the thread.
    pub index: u32,
    /// Its length in words.
    pub words: u32,
    /// What the model says of it.
    pub annotation: MessageAnnotation,
}

impl KeptMessage {
    fn is_substantive(&self) -> bool {
        !self.annotation.closing && self.annotation.act != Act::Greeting && self.words > 0
    }
}

/// Tone of the last third of a customer's messages, and its move since the first third. −1..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToneCourse {
    /// `tone_end`.
    pub end: f32,
    /// `tone_shift`: last third − first third, −2..2.
    pub shift: f32,
}

/// Understands one conversation from the customer messages that remain of it, in order.
///
/// The topic and the products are filled in by those who know the other conversations.
pub fn annotate_conversation(kept: &[KeptMessage]) -> ConversationAnnotation {
    ConversationAnnotation {
        flow: flow(kept),
        tone: tone(kept),
        topic: None,
        products: Vec::new(),
        main_message: main_message(kept),
    }
}

/// The message that best says what a conversation is about: early, long enough, and asking,
/// requesting or complaining. `None` when nothing but greetings and closings remains.
pub fn main_message(kept: &[KeptMessage]) -> Option<u32> {
    let mut best: Option<(f32, u32)> = None;
    let substantive = kept.iter().filter(|message| message.is_substantive());
    for (order, message) in substantive.enumerate() {
        let weight = match message.annotation.act {
            Act::Complaint | Act::Question | Act::Request => 1.0,
            Act::Information => 0.5,
            Act::Other | Act::Thanks => 0.3,
            Act::Confirmation => 0.1,
            Act::Greeting => 0.0,
        };
        let length = message.words.min(12) as f32 / 12.0 * 0.7;
        let lateness = (order as f32 * 0.18).min(1.2);
        let score = weight + length - lateness;
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, message.index));
        }
    }
    best.map(|(_, index)| index)
}

/// Probability mass a conversation needs on one side before its tone is said.
const CLEAR: f32 = 0.20;

/// Tone of what remains as a number, −1 to 1: what [`annotate_conversation`] cuts into three.
/// `None` when nothing remains that the model would speak of.
pub fn tone_balance(kept: &[KeptMessage]) -> Option<f32> {
    let readable: Vec<_> = kept
        .iter()
        .filter(|message| !message.annotation.abstain && message.annotation.language_or_emoji())
        .collect();
    balance(&readable)
}

fn tone(kept: &[KeptMessage]) -> Tone {
    let Some(balance) = tone_balance(kept) else {
        return Tone::Unclear;
    };
    if balance > CLEAR {
        Tone::Positive
    } else if balance < -CLEAR {
        Tone::Negative
    } else {
        Tone::Unclear
    }
}

trait Readable {
    fn language_or_emoji(&self) -> bool;
}

impl Readable for MessageAnnotation {
    /// A lone emoji has no language and still has a tone.
    fn language_or_emoji(&self) -> bool {
        self.language.is_some() || self.sentiment != Sentiment::Neutral
    }
}

/// Weighted mean of positive minus negative probability; later messages count more, and a polite
/// closing counts less.
fn balance(messages: &[&KeptMessage]) -> Option<f32> {
    let last = messages.len().checked_sub(1)?;
    let (mut sum, mut weights) = (0.0, 0.0);
    for (order, message) in messages.iter().enumerate() {
        let place = if last == 0 {
            1.0
        } else {
            order as f32 / last as f32
        };
        let [negative, neutral, positive] = message.annotation.sentiment_p;
        // A neutral message says little either way: it must not drown what was felt.
        let said = 1.0 - 0.75 * neutral;
        let closing = if message.annotation.closing { 0.7 } else { 1.0 };
        let weight = (1.0 + 2.0 * place) * said * closing;
        sum += weight * (positive - negative);
        weights += weight;
    }
    (weights > 0.0).then(|| sum / weights)
}

/// `tone_end` and `tone_shift`; `None` below three messages in a known language.
pub fn tone_course(kept: &[KeptMessage]) -> Option<ToneCourse> {
    let readable: Vec<_> = kept
        .iter()
        .filter(|message| message.annotation.language_or_emoji())
        .collect();
    if readable.len() < 3 {
        return None;
    }
    let third = readable.len() / 3;
    let mean = |messages: &[&KeptMessage]| {
        let sum: f32 = messages
            .iter()
            .map(|message| {
                let [negative, _, positive] = message.annotation.sentiment_p;
                positive - negative
            })
            .sum();
        sum / messages.len().max(1) as f32
    };
    let first = mean(readable.get(..third).unwrap_or_default());
    let end = mean(readable.get(readable.len() - third..).unwrap_or_default());
    Some(ToneCourse {
        end,
        shift: end - first,
    })
}

fn flow(kept: &[KeptMessage]) -> Flow {
    let substantive: Vec<_> = kept
        .iter()
        .filter(|message| message.is_substantive())
        .map(|message| message.annotation)
        .collect();
    if substantive.is_empty() {
        // Thanks alone is feedback when it is meant.
        let thanked = kept.iter().any(|message| {
            message.annotation.act == Act::Thanks
                && message.annotation.sentiment == Sentiment::Positive
                && message.words > 3
        });
        return if thanked { Flow::Feedback } else { Flow::Other };
    }
    let counts = |wanted: fn(&MessageAnnotation) -> bool| {
        substantive.iter().filter(|said| wanted(said)).count()
    };
    let complaints = counts(|said| said.act == Act::Complaint);
    let requests = counts(|said| said.act == Act::Request);
    let questions = counts(|said| said.act == Act::Question);
    let praise = counts(|said| said.sentiment == Sentiment::Positive);
    let suggestions = counts(|said| said.suggestion && said.act != Act::Confirmation);
    let regrets = counts(|said| {
        said.act == Act::Complaint
            && matches!(said.emotion, Emotion::Disappointment | Emotion::Surprise)
    });
    if suggestions > 0 && suggestions * 2 >= complaints + requests {
        Flow::Suggestion
    } else if requests > 0 || complaints > regrets {
        Flow::Assistance
    } else if questions > 0 {
        if regrets > questions {
            Flow::Assistance
        } else {
            Flow::Question
        }
    } else if regrets > 0 || praise > 0 {
        Flow::Feedback
    } else {
        Flow::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tact_domain::Language;

    fn message(index: u32, act: Act, sentiment: Sentiment) -> KeptMessage {
        let sentiment_p = match sentiment {
            Sentiment::Negative => [0.8, 0.15, 0.05],
            Sentiment::Neutral => [0.1, 0.8, 0.1],
            Sentiment::Positive => [0.05, 0.15, 0.8],
        };
        KeptMessage {
            index,
            words: 8,
            annotation: MessageAnnotation {
                language: Some(Language::FR),
                sentiment,
                sentiment_p,
                abstain: false,
                emotion: Emotion::Neutral,
                act,
                question: act == Act::Question,
                suggestion: false,
                closing: false,
                sensitive: false,
            },
        }
    }

    #[test]
    fn nothing_that_remains_is_unclear_and_other() {
        let annotation = annotate_conversation(&[]);
        assert_eq!(annotation.tone, Tone::Unclear);
        assert_eq!(annotation.flow, Flow::Other);
        assert_eq!(annotation.main_message, None);
    }

    #[test]
    fn thanks_after_trouble_ends_on_the_positive_side_of_the_course() {
        let kept = [
            message(0, Act::Complaint, Sentiment::Negative),
            message(2, Act::Information, Sentiment::Neutral),
            message(4, Act::Thanks, Sentiment::Positive),
        ];
        let course = tone_course(&kept);
        assert!(course.is_some_and(|course| course.end > 0.0 && course.shift > 0.0));
        assert_eq!(tone_course(&kept[..2]), None);
    }

    #[test]
    fn a_question_makes_a_question_and_a_request_an_assistance() {
        let flow = |acts: &[Act]| {
            let kept: Vec<_> = acts
                .iter()
                .enumerate()
                .map(|(index, act)| message(index as u32, *act, Sentiment::Neutral))
                .collect();
            annotate_conversation(&kept).flow
        };
        assert_eq!(flow(&[Act::Greeting, Act::Question]), Flow::Question);
        assert_eq!(flow(&[Act::Question, Act::Request]), Flow::Assistance);
        assert_eq!(flow(&[Act::Complaint]), Flow::Assistance);
        assert_eq!(flow(&[Act::Greeting]), Flow::Other);
    }

    #[test]
    fn praise_alone_is_feedback_and_an_idea_is_a_suggestion() {
        let praise = [message(0, Act::Other, Sentiment::Positive)];
        assert_eq!(annotate_conversation(&praise).flow, Flow::Feedback);
        let mut idea = message(0, Act::Other, Sentiment::Neutral);
        idea.annotation.suggestion = true;
        assert_eq!(annotate_conversation(&[idea]).flow, Flow::Suggestion);
    }

    #[test]
    fn the_main_message_is_the_first_that_asks_or_complains() {
        let kept = [
            message(3, Act::Greeting, Sentiment::Neutral),
            message(4, Act::Question, Sentiment::Neutral),
            message(6, Act::Confirmation, Sentiment::Neutral),
        ];
        assert_eq!(main_message(&kept), Some(4));
    }
}
