//! What became of the messages of an export, in numbers only.

use serde::{Deserialize, Serialize};

/// What an import did. Pieces add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Messages new to the store, those without their words among them.
    pub new: u64,
    /// Messages the store knew already, from a webhook or another export.
    pub known: u64,
    /// Of the known ones, those that got their words now: their contact has agreed since.
    pub completed: u64,
    /// Of the known ones, those whose older words gave way to an edit.
    pub edited: u64,
    /// Deletions the export shows of which nothing was known.
    pub deletions: u64,
    /// Messages of the store that the export shows to be deleted: their words were erased.
    pub deleted: u64,
    /// Why words were not kept.
    pub withheld: ImportWithheld,
}

/// Messages of an import whose words were not kept, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportWithheld {
    /// The contact never agreed, or the consent does not cover what was sent before it.
    pub no_consent: u64,
    /// The contact agreed once and has ended it.
    pub consent_ended: u64,
    /// The contact had everything erased.
    pub erased: u64,
    /// Older than words are kept.
    pub expired: u64,
    /// One of them may be a message that was deleted.
    pub in_doubt: u64,
    /// The contact objected: not even the fact is kept.
    pub opted_out: u64,
}

impl ImportReport {
    /// Adds what another piece did.
    pub fn add(&mut self, other: &Self) {
        let Self {
            new,
            known,
            completed,
            edited,
            deletions,
            deleted,
            withheld,
        } = other;
        for (sum, part) in [
            (&mut self.new, new),
            (&mut self.known, known),
            (&mut self.completed, completed),
            (&mut self.edited, edited),
            (&mut self.deletions, deletions),
            (&mut self.deleted, deleted),
            (&mut self.withheld.no_consent, &withheld.no_consent),
            (&mut self.withheld.consent_ended, &withheld.consent_ended),
            (&mut self.withheld.erased, &withheld.erased),
            (&mut self.withheld.expired, &withheld.expired),
            (&mut self.withheld.in_doubt, &withheld.in_doubt),
            (&mut self.withheld.opted_out, &withheld.opted_out),
        ] {
            *sum += part;
        }
    }
}
