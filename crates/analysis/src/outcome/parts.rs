//! The parts of a conversation that tell its subject.

use tact_privacy::ReadsText;

use super::{Speaker, Turn};

/// Customer messages that open a conversation even where an answer came between them.
const OPENING_TURNS: usize = 2;

/// What is said, by who says it, put together from the turns that may be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseParts {
    /// The customer's messages before the first answer, two at least.
    pub opening: String,
    /// The customer's later ones.
    pub later: String,
    /// The answers of people, not of bots.
    pub answers: String,
}

/// Puts the turns of one conversation together.
pub fn case_parts<P: ReadsText>(turns: &[Turn<'_, P>]) -> CaseParts {
    let mut parts = CaseParts::default();
    let (mut answered, mut customers) = (false, 0);
    for turn in turns {
        let Some(text) = &turn.text else {
            answered |= turn.speaker == Speaker::Agent;
            continue;
        };
        let part = match turn.speaker {
            Speaker::Bot => continue,
            Speaker::Agent => {
                answered = true;
                &mut parts.answers
            }
            Speaker::Customer => {
                customers += 1;
                if answered && customers > OPENING_TURNS {
                    &mut parts.later
                } else {
                    &mut parts.opening
                }
            }
        };
        if !part.is_empty() {
            part.push('\n');
        }
        part.push_str(text.get());
    }
    parts
}
