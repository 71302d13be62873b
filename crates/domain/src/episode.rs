//! Where a conversation begins in a thread that carries no status: the one rule behind stored
//! conversations and behind those of exports.
//!
//! A new conversation begins when nobody wrote for the idle time, unless the customer waits for an
//! answer; while they wait, it stays open however long. A closing word after the silence stays with
//! what it closes; at the head of a thread it belongs to no conversation.

/// What one message does to the conversation it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpisodeStep {
    /// The customer says something that wants an answer.
    Asks,
    /// The customer says thanks or goodbye.
    Closes,
    /// A person of the business answers.
    Answers,
    /// Neither: an automatic message, an answer taken back, a deleted question.
    Passes,
}

/// Follows one thread, message by message in order of time.
#[derive(Clone, Copy, Debug)]
pub struct Episodes {
    idle: i64,
    latest: Option<i64>,
    waiting: bool,
    open: bool,
}

impl Episodes {
    /// Begins a thread. `idle` is the silence that ends a conversation, in the unit of the times.
    pub fn new(idle: i64) -> Self {
        Self {
            idle,
            latest: None,
            waiting: false,
            open: false,
        }
    }

    /// Takes the next message; true when a conversation begins with it.
    pub fn begins(&mut self, at: i64, step: EpisodeStep) -> bool {
        let mut begins = false;
        if step != EpisodeStep::Closes {
            let silent = self
                .latest
                .is_some_and(|latest| at.saturating_sub(latest) >= self.idle);
            begins = !self.open || (silent && !self.waiting);
            self.open = true;
        }
        match step {
            EpisodeStep::Asks => self.waiting = true,
            EpisodeStep::Answers => self.waiting = false,
            EpisodeStep::Closes | EpisodeStep::Passes => {}
        }
        self.latest = Some(self.latest.map_or(at, |latest| latest.max(at)));
        begins
    }

    /// True while a conversation is open, so that the message just taken belongs to one.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// True while the customer waits for an answer.
    pub fn waiting(&self) -> bool {
        self.waiting
    }
}

#[cfg(test)]
mod tests {
    use super::{EpisodeStep::*, *};

    /// Places at which conversations begin, with an idle time of 10.
    fn begins(steps: &[(i64, EpisodeStep)]) -> Vec<i64> {
        let mut episodes = Episodes::new(10);
        let begin = |&(at, step): &(i64, EpisodeStep)| episodes.begins(at, step).then_some(at);
        steps.iter().filter_map(begin).collect()
    }

    #[test]
    fn silence_ends_a_conversation_that_was_answered() {
        assert_eq!(begins(&[(0, Asks), (1, Answers), (10, Asks)]), [0]);
        assert_eq!(begins(&[(0, Asks), (1, Answers), (11, Asks)]), [0, 11]);
    }

    #[test]
    fn a_waiting_customer_keeps_it_open_whatever_a_machine_says() {
        assert_eq!(begins(&[(0, Asks), (1, Passes), (50, Asks)]), [0]);
    }

    #[test]
    fn a_closing_word_begins_nothing_and_ends_no_wait() {
        assert_eq!(
            begins(&[(0, Closes), (1, Asks), (2, Closes), (50, Answers)]),
            [1]
        );
        assert_eq!(
            begins(&[(0, Asks), (1, Answers), (40, Closes), (45, Asks)]),
            [0]
        );
    }
}
