//! A wrapper that keeps a value out of logs, errors and snapshots.

use std::fmt;

use serde::{Serialize, Serializer};

/// What stands in for a value that may not be shown.
const REDACTED: &str = "‹redacted›";

/// A secret, an identifier or a person's words. `Debug` and `Serialize` print `‹redacted›`; there is
/// no `Display`. The only way in is [`Sensitive::expose`], which a review can search for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the one use it is kept for.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Gives the value up; from here on it is the caller's to keep out of sight.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensitive_value_prints_nothing_of_itself() {
        #[derive(Debug)]
        struct Holder {
            _number: Sensitive<&'static str>,
        }
        let holder = Holder {
            _number: "33639980001".into(),
        };
        assert_eq!(format!("{holder:?}"), "Holder { _number: ‹redacted› }");
    }
}
