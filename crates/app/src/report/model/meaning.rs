//! What a figure rests on.

use serde::{Deserialize, Serialize};

/// Formula, assumption and reference of one figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The figure's name.
    pub name: String,
    /// How it is computed, in words.
    pub formula: String,
    /// What must be believed for it to be right, and what it cannot see.
    pub assumption: String,
    /// Authors and years.
    pub reference: String,
}
