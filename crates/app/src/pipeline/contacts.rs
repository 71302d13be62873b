//! Finds the contacts that a line of a consent or survey file names.

use std::collections::HashMap;

use tact_domain::ContactKey;
use tact_intake::{export::display_name, threads::ReceivedThread};
use tact_privacy::consent::ContactRef;

/// The contacts of a run by number and by name.
#[derive(Default)]
pub struct ContactIndex {
    by_number: HashMap<String, Vec<ContactKey>>,
    by_name: HashMap<String, Vec<ContactKey>>,
}

impl ContactIndex {
    /// Indexes the threads of a run: contact `n` is that of thread `n`.
    pub(super) fn of(threads: &[ReceivedThread]) -> Self {
        let mut index = Self {
            by_number: HashMap::new(),
            by_name: HashMap::new(),
        };
        for (key, thread) in (0..).map(ContactKey).zip(threads) {
            if let Some(phone) = &thread.contact.phone {
                let digits = phone.e164().trim_start_matches('+').to_owned();
                index.by_number.entry(digits).or_default().push(key);
            }
            for name in &thread.contact.names {
                let keys = index.by_name.entry(display_name(name)).or_default();
                if keys.last() != Some(&key) {
                    keys.push(key);
                }
            }
        }
        index
    }

    /// Every contact a reference fits.
    pub(super) fn find(&self, reference: &ContactRef) -> &[ContactKey] {
        let found = match reference {
            ContactRef::Number(digits) => self.by_number.get(digits),
            ContactRef::Name(name) => self.by_name.get(&display_name(name)),
            // Exports do not know business-scoped ids.
            ContactRef::UserId(_) => None,
        };
        found.map(Vec::as_slice).unwrap_or_default()
    }
}
