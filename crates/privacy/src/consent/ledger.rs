//! Folds consent entries into the state of each contact of a run.

use std::collections::HashMap;

use jiff::Timestamp;
use tact_domain::{ContactKey, PurposeKind};

use super::{ConsentEntry, ConsentError, ConsentState, ContactRef};
use crate::live::{ConsentView, Standing};

/// What is said of everyone at once, and printed in the report: who obtained consent, when, how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The operator's words.
    pub text: String,
    /// Purposes it names.
    pub purposes: Vec<PurposeKind>,
}

/// A consent in force: which messages it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Messages sent before it do not count; `None` when the notice covers history.
    pub from: Option<Timestamp>,
}

impl Grant {
    /// True when a message sent at this instant may be used.
    pub fn covers(&self, sent_at: Timestamp) -> bool {
        self.from.is_none_or(|from| sent_at >= from)
    }
}

/// How a consent file met the contacts of a run.
#[derive(Clone, Debug, Default)]
pub struct LedgerReport {
    /// Lines read.
    pub lines: u64,
    /// Lines about contacts that are not in this run.
    pub unmatched: u64,
}

/// Consent of everyone in a run. The default is that nobody agreed to anything.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    declaration: Option<Declaration>,
    entries: HashMap<(ContactKey, PurposeKind), Vec<Event>>,
    has_file: bool,
    /// One for each contact of a store, folded at the moment they were read.
    views: Option<Vec<ConsentView>>,
}

#[derive(Clone, Copy, Debug)]
struct Event {
    at: Timestamp,
    state: ConsentState,
    covers_history: bool,
}

impl Ledger {
    /// Nobody agreed: content-free figures only.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Everyone agreed to the declared purposes, says the operator.
    pub fn declared(declaration: Declaration) -> Self {
        Self {
            declaration: Some(declaration),
            ..Self::default()
        }
    }

    /// The recorded consents of a file, matched to the contacts of this run by `find`, which
    /// returns every contact a reference fits.
    ///
    /// # Errors
    /// A display name that fits two contacts.
    pub fn recorded(
        entries: &[ConsentEntry],
        mut find: impl FnMut(&ContactRef) -> Vec<ContactKey>,
    ) -> Result<(Self, LedgerReport), ConsentError> {
        let mut ledger = Self {
            has_file: true,
            ..Self::default()
        };
        let mut report = LedgerReport::default();
        for entry in entries {
            report.lines += 1;
            match find(&entry.contact).as_slice() {
                [] => report.unmatched += 1,
                [contact] => {
                    ledger
                        .entries
                        .entry((*contact, entry.purpose))
                        .or_default()
                        .push(Event {
                            at: entry.at,
                            state: entry.state,
                            covers_history: entry.covers_history,
                        });
                }
                several => {
                    return Err(ConsentError::Ambiguous {
                        line: entry.line,
                        contacts: several.len(),
                    });
                }
            }
        }
        for events in ledger.entries.values_mut() {
            // At one instant the end wins, whatever the order of the lines.
            events.sort_by_key(|event| (event.at, event.state == ConsentState::Ended));
        }
        Ok((ledger, report))
    }

    /// What the contacts of a store agree to, in the order of their keys.
    pub fn kept(views: Vec<ConsentView>) -> Self {
        Self {
            views: Some(views),
            ..Self::default()
        }
    }

    /// The declaration, where consent rests on one.
    pub fn declaration(&self) -> Option<&Declaration> {
        self.declaration.as_ref()
    }

    /// True when there is neither a file nor a declaration.
    pub fn is_silent(&self) -> bool {
        self.declaration.is_none() && !self.has_file && self.views.is_none()
    }

    /// The consent in force at `now`, or `None`. Entries dated after `now` are not in force yet.
    pub fn grant(
        &self,
        contact: ContactKey,
        purpose: PurposeKind,
        now: Timestamp,
    ) -> Option<Grant> {
        if let Some(declaration) = &self.declaration {
            return declaration
                .purposes
                .contains(&purpose)
                .then_some(Grant { from: None });
        }
        if let Some(views) = &self.views {
            return match views.get(contact.0 as usize)?.standing(purpose) {
                Standing::Granted(grant) => Some(grant),
                Standing::Unknown | Standing::Ended => None,
            };
        }
        let events = self.entries.get(&(contact, purpose))?;
        let mut current: Option<Grant> = None;
        for event in events.iter().filter(|event| event.at <= now) {
            current = match (event.state, current) {
                (ConsentState::Ended, _) => None,
                (ConsentState::Granted, _) if event.covers_history => Some(Grant { from: None }),
                // A second grant does not shorten the first.
                (ConsentState::Granted, Some(standing)) => Some(standing),
                (ConsentState::Granted, None) => Some(Grant {
                    from: Some(event.at),
                }),
            };
        }
        current
    }

    /// True when the contact once agreed and has ended it.
    pub fn ended(&self, contact: ContactKey, purpose: PurposeKind, now: Timestamp) -> bool {
        if let Some(views) = &self.views {
            return views
                .get(contact.0 as usize)
                .is_some_and(|view| view.standing(purpose) == Standing::Ended);
        }
        self.entries
            .get(&(contact, purpose))
            .and_then(|events| events.iter().rfind(|event| event.at <= now))
            .is_some_and(|event| event.state == ConsentState::Ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTACT: ContactKey = ContactKey(0);

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn ledger(events: &[(&str, ConsentState, bool)]) -> Ledger {
        let entries: Vec<_> = events
            .iter()
            .map(|(when, state, covers_history)| ConsentEntry {
                line: 2,
                contact: ContactRef::Name("Awa".into()),
                purpose: PurposeKind::Analysis,
                state: *state,
                at: at(when),
                covers_history: *covers_history,
                notice: String::new(),
                channel: String::new(),
                proof: String::new(),
            })
            .collect();
        Ledger::recorded(&entries, |_| vec![CONTACT]).unwrap().0
    }

    fn granted(ledger: &Ledger, now: &str) -> Option<Grant> {
        ledger.grant(CONTACT, PurposeKind::Analysis, at(now))
    }

    #[test]
    fn silence_is_no() {
        assert_eq!(granted(&Ledger::nobody(), "2026-02-01T00:00:00Z"), None);
    }

    #[test]
    fn a_grant_covers_what_was_sent_after_it_only() {
        let ledger = ledger(&[("2026-01-10T00:00:00Z", ConsentState::Granted, false)]);
        let grant = granted(&ledger, "2026-02-01T00:00:00Z").unwrap();
        assert!(!grant.covers(at("2026-01-09T23:59:59Z")));
        assert!(grant.covers(at("2026-01-10T00:00:00Z")));
    }

    #[test]
    fn a_notice_that_covers_history_covers_history() {
        let ledger = ledger(&[("2026-01-10T00:00:00Z", ConsentState::Granted, true)]);
        assert!(
            granted(&ledger, "2026-02-01T00:00:00Z")
                .unwrap()
                .covers(at("2020-01-01T00:00:00Z"))
        );
    }

    #[test]
    fn an_ended_consent_covers_nothing_not_even_what_it_covered() {
        let ledger = ledger(&[
            ("2026-01-10T00:00:00Z", ConsentState::Granted, true),
            ("2026-01-20T00:00:00Z", ConsentState::Ended, false),
        ]);
        assert_eq!(granted(&ledger, "2026-02-01T00:00:00Z"), None);
        assert!(ledger.ended(CONTACT, PurposeKind::Analysis, at("2026-02-01T00:00:00Z")));
    }

    #[test]
    fn the_end_wins_over_a_grant_of_the_same_instant_in_any_order() {
        for order in [[0, 1], [1, 0]] {
            let lines = [
                ("2026-01-10T00:00:00Z", ConsentState::Granted, true),
                ("2026-01-10T00:00:00Z", ConsentState::Ended, false),
            ];
            let ledger = ledger(&[lines[order[0]], lines[order[1]]]);
            assert_eq!(granted(&ledger, "2026-02-01T00:00:00Z"), None);
        }
    }

    #[test]
    fn after_an_end_a_new_grant_starts_anew() {
        let ledger = ledger(&[
            ("2026-01-01T00:00:00Z", ConsentState::Granted, true),
            ("2026-01-10T00:00:00Z", ConsentState::Ended, false),
            ("2026-01-20T00:00:00Z", ConsentState::Granted, false),
        ]);
        let grant = granted(&ledger, "2026-02-01T00:00:00Z").unwrap();
        assert!(!grant.covers(at("2026-01-05T00:00:00Z")));
        assert!(grant.covers(at("2026-01-21T00:00:00Z")));
    }

    #[test]
    fn a_grant_of_tomorrow_is_not_in_force_today() {
        let ledger = ledger(&[("2026-03-01T00:00:00Z", ConsentState::Granted, true)]);
        assert_eq!(granted(&ledger, "2026-02-01T00:00:00Z"), None);
    }

    #[test]
    fn granting_one_purpose_grants_no_other() {
        let ledger = ledger(&[("2026-01-10T00:00:00Z", ConsentState::Granted, true)]);
        assert_eq!(
            ledger.grant(CONTACT, PurposeKind::Quotation, at("2026-02-01T00:00:00Z")),
            None
        );
    }

    #[test]
    fn a_name_that_fits_two_contacts_is_refused_with_its_line() {
        let entry = ConsentEntry {
            line: 7,
            contact: ContactRef::Name("Awa".into()),
            purpose: PurposeKind::Analysis,
            state: ConsentState::Granted,
            at: at("2026-01-10T00:00:00Z"),
            covers_history: false,
            notice: String::new(),
            channel: String::new(),
            proof: String::new(),
        };
        let refused = Ledger::recorded(&[entry], |_| vec![ContactKey(0), ContactKey(1)]);
        assert_eq!(
            refused.unwrap_err(),
            ConsentError::Ambiguous {
                line: 7,
                contacts: 2
            }
        );
    }

    #[test]
    fn a_declaration_grants_its_purposes_and_no_other() {
        let ledger = Ledger::declared(Declaration {
            text: "By the shop, in January, by a button".into(),
            purposes: vec![PurposeKind::Analysis],
        });
        let now = at("2026-02-01T00:00:00Z");
        assert!(ledger.grant(CONTACT, PurposeKind::Analysis, now).is_some());
        assert!(ledger.grant(CONTACT, PurposeKind::Quotation, now).is_none());
    }
}
