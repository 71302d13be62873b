//! Where in a body something stands.

use std::fmt::Write;
use std::rc::Rc;

/// A place, written as an RFC 6901 pointer when a report needs it. Its steps are positions and the
/// platform's own keys, never text of the body.
#[derive(Clone, Default)]
pub(in crate::webhook) struct Place(Option<Rc<Node>>);

struct Node {
    above: Place,
    step: Step,
}

enum Step {
    Key(&'static str),
    Index(usize),
}

impl Place {
    /// The place below a key.
    pub(in crate::webhook) fn key(&self, key: &'static str) -> Self {
        self.below(Step::Key(key))
    }

    /// The place of one element of a list.
    pub(in crate::webhook) fn index(&self, index: usize) -> Self {
        self.below(Step::Index(index))
    }

    fn below(&self, step: Step) -> Self {
        Self(Some(Rc::new(Node {
            above: self.clone(),
            step,
        })))
    }

    /// The pointer, `/entry/0/changes/1`.
    pub(in crate::webhook) fn pointer(&self) -> String {
        let (mut steps, mut place) = (Vec::new(), self);
        while let Some(node) = &place.0 {
            steps.push(&node.step);
            place = &node.above;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                // The platform's keys hold neither `~` nor `/`, so nothing needs an escape.
                Step::Key(key) => pointer.push_str(key),
                Step::Index(index) => {
                    let _ = write!(pointer, "{index}");
                }
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_a_pointer() {
        assert_eq!(Place::default().pointer(), "");
        assert_eq!(
            Place::default()
                .key("entry")
                .index(0)
                .key("changes")
                .pointer(),
            "/entry/0/changes"
        );
    }
}
