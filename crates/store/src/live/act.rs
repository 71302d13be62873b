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
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if name.is_empty() || name.len() > LONGEST || !name.chars().all(fits) {
            return Err(NotAName);
        }
        Ok(Self(format!("operator:{name}").into()))
    }

    /// An account of the server.
    ///
    /// # Errors
    /// As [`Actor::operator`].
    pub fn account(name: &str) -> Result<Self, NotAName> {
        Self::operator(name)?;
        Ok(Self(format!("account:{name}").into()))
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
