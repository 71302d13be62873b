//! Who does something to what is kept of people, and when: what the audit chain says of every such
//! act.

use jiff::Timestamp;
use serde::Serialize;
use thiserror::Error;

/// Longest name of an operator.
const LONGEST: usize = 32;

/// Who acts. A code, never a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Actor(Box<str>);

/// The name is not one: 1 to 32 letters, digits, `.`, `_`, `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an operator is named by 1 to 32 letters, digits, '.', '_' or '-'")]
pub struct NotAName;

impl Actor {
    /// The server, by its schedule.
    pub fn server() -> Self {
        Self("server".into())
    }

    /// A person of the company.
    ///
    /// # Errors
    /// The name is not 1 to 32 letters, digits, `.`, `_`, `-`.
    pub fn operator(name: &str) -> Result<Self, NotAName> {
        Self::of("operator", name)
    }

    /// A user of the machine of whom it is not known which person it is: root, a service.
    ///
    /// # Errors
    /// As [`Actor::operator`].
    pub fn system_user(name: &str) -> Result<Self, NotAName> {
        Self::of("system", name)
    }

    fn of(kind: &str, name: &str) -> Result<Self, NotAName> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if name.is_empty() || name.len() > LONGEST || !name.chars().all(fits) {
            return Err(NotAName);
        }
        Ok(Self(format!("{kind}:{name}").into()))
    }

    /// True when two words of the chain surely are two people: a person, a user of the machine and an
    /// account of the server may be the same.
    pub(crate) fn is_surely_not(&self, other: &str) -> bool {
        let kind = |word: &str| word.split_once(':').map(|(kind, _)| kind.to_owned());
        kind(self.as_str()) == kind(other) && self.as_str() != other
    }

    /// An account of the server.
    ///
    /// # Errors
    /// As [`Actor::operator`].
    pub fn account(name: &str) -> Result<Self, NotAName> {
        Self::of("account", name)
    }

    /// The word kept in the chain.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An act: who, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

impl Act {
    /// An act of the server's own schedule.
    pub fn of_server(at: Timestamp) -> Self {
        Self {
            actor: Actor::server(),
            at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_and_a_user_of_the_machine_are_not_surely_two_people() {
        let (claire, tact) = (Actor::operator("claire"), Actor::system_user("tact"));
        let (claire, tact) = (claire.unwrap(), tact.unwrap());
        assert!(claire.is_surely_not("operator:david") && tact.is_surely_not("system:root"));
        for same in ["operator:claire", "account:claire", "system:tact", "server"] {
            assert!(!claire.is_surely_not(same), "{same}");
        }
    }

    #[test]
    fn an_operator_has_a_short_plain_name() {
        assert_eq!(
            Actor::operator("m.diallo").unwrap().as_str(),
            "operator:m.diallo"
        );
        for name in ["", "a b", "é", "a\n", &"a".repeat(33)] {
            assert_eq!(Actor::operator(name), Err(NotAName), "{name:?}");
        }
    }
}
