//! What was erased, slot by slot, in a file beside the keys: append-only, without an id of any
//! content. An erasure that was interrupted is finished from it; a restored older database, too.

use std::{collections::HashMap, path::Path};

use super::{
    StoreError,
    batch::Doomed,
    erasure::Cause,
    records::{self, Records},
};

/// Name of the ledger in `keys.path`.
const NAME: &str = "erasures";
/// Kind (1), cause (1), nothing (2), epoch (4), slot (8), time (8), checksum (16).
const RECORD: usize = 40;
const BEGUN: u8 = 1;
const DONE: u8 = 2;

/// One destroyed key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Erased {
    pub(crate) cause: Cause,
    /// Epoch in which it was destroyed: rows that name the slot since a later one live.
    pub(crate) epoch: u32,
    pub(crate) slot: u64,
    /// Milliseconds.
    pub(crate) at: i64,
    /// True when the erasure came to its end.
    pub(crate) done: bool,
}

/// The file, open for adding.
pub(crate) struct Ledger(Records<RECORD>);

impl Ledger {
    /// Opens the ledger and reads what it holds: of each slot the newest erasure.
    pub(crate) fn open(folder: &Path) -> Result<(Self, HashMap<u64, Erased>), StoreError> {
        let (mut erased, mut done) = (Vec::<Erased>::new(), 0);
        let records = Records::open(&folder.join(NAME), |record| {
            if record[0] == DONE {
                for entry in erased.iter_mut().skip(done) {
                    entry.done = true;
                }
                done = erased.len();
            } else {
                erased.extend(read(record));
            }
        })?;
        let newest = erased
            .into_iter()
            .map(|entry| (entry.slot, entry))
            .collect();
        Ok((Self(records), newest))
    }

    /// How many erasures have not come to their end; nothing is changed.
    pub(crate) fn unfinished(folder: &Path) -> Result<u64, StoreError> {
        let mut unfinished = 0;
        records::read::<RECORD>(&folder.join(NAME), |record| {
            unfinished = if record[0] == DONE { 0 } else { unfinished + 1 };
        })?;
        Ok(unfinished)
    }

    /// Writes what is about to be destroyed; durable when this returns.
    pub(crate) fn begin(&mut self, doomed: &[Doomed], epoch: u32) -> Result<(), StoreError> {
        let record = |doomed: &Doomed| {
            let mut bytes = [0; RECORD];
            bytes[0] = BEGUN;
            bytes[1] = doomed.cause.code();
            bytes[4..8].copy_from_slice(&epoch.to_be_bytes());
            bytes[8..16].copy_from_slice(&doomed.slot.slot.to_be_bytes());
            bytes[16..24].copy_from_slice(&doomed.at.to_be_bytes());
            bytes
        };
        self.0.add(doomed.iter().map(record).collect())
    }

    /// Says that everything begun has come to its end. Not synced: lost, it is only finished again.
    pub(crate) fn done(&mut self) -> Result<(), StoreError> {
        let mut bytes = [0; RECORD];
        bytes[0] = DONE;
        self.0.note(bytes)
    }
}

fn read(bytes: &[u8; RECORD]) -> Option<Erased> {
    let word = |from: usize| bytes.get(from..from + 8)?.try_into().ok();
    Some(Erased {
        cause: Cause::from_code(bytes[1])?,
        epoch: u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?),
        slot: u64::from_be_bytes(word(8)?),
        at: i64::from_be_bytes(word(16)?),
        done: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::SlotRef;

    fn doomed(slot: u64) -> Doomed {
        Doomed {
            slot: SlotRef { slot, epoch: 1 },
            cause: Cause::Edited,
            at: 7,
        }
    }

    #[test]
    fn an_erasure_is_pending_until_it_is_said_to_be_done() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ledger.begin(&[doomed(1)], 1).unwrap();
        ledger.done().unwrap();
        ledger.begin(&[doomed(2)], 3).unwrap();
        let (_, found) = Ledger::open(folder.path()).unwrap();
        assert!(found[&1].done && !found[&2].done);
        assert_eq!((found[&2].epoch, found[&2].at), (3, 7));
    }

    #[test]
    fn a_damaged_record_before_others_is_an_error_that_names_it_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ledger.begin(&[doomed(1), doomed(2), doomed(3)], 1).unwrap();
        let path = folder.path().join(NAME);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[RECORD + 9] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        for found in [
            Ledger::open(folder.path()).map(|_| 0),
            Ledger::unfinished(folder.path()),
        ] {
            let error = found.err().unwrap();
            assert!(
                matches!(&error, StoreError::DamagedRecords { path: at, record: 2 } if *at == path),
                "{error}"
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn a_last_record_that_was_cut_or_changed_is_dropped_and_the_next_is_readable() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ledger.begin(&[doomed(1), doomed(2)], 1).unwrap();
        let path = folder.path().join(NAME);
        let bytes = std::fs::read(&path).unwrap();
        for torn in [
            &bytes[..RECORD + 11],
            &[&bytes[..RECORD], &[9; RECORD]].concat(),
        ] {
            std::fs::write(&path, torn).unwrap();
            let (mut ledger, found) = Ledger::open(folder.path()).unwrap();
            assert_eq!(found.len(), 1);
            ledger.begin(&[doomed(5)], 1).unwrap();
            assert_eq!(Ledger::open(folder.path()).unwrap().1.len(), 2);
        }
    }
}
