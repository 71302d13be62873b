//! The consent of one contact at one moment, folded from its ledger.

use jiff::Timestamp;
use tact_domain::PurposeKind;

use crate::{
    Permitted, Purpose,
    consent::{ConsentState, Grant},
};

/// One line of a contact's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentEvent {
    /// For what.
    pub purpose: PurposeKind,
    /// Given or ended.
    pub state: ConsentState,
    /// When.
    pub at: Timestamp,
    /// The notice covers messages sent before the grant.
    pub covers_history: bool,
}

/// How a contact stands towards one purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was ever said: no.
    #[default]
    Unknown,
    /// Agreed, for the messages the grant covers.
    Granted(Grant),
    /// Agreed once, and ended it (or said no).
    Ended,
}

/// What a contact agreed to, at the moment of use. The default is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentView {
    standings: [Standing; PurposeKind::ALL.len()],
    objection: Objection,
}

/// Whether a contact objects to what rests on no consent: being counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Objection {
    /// They never did.
    #[default]
    None,
    /// They do: nothing of theirs enters, whenever it was written.
    Standing,
    /// They did until this moment: nothing written before it enters.
    Until(Timestamp),
}

impl ConsentView {
    /// Folds a ledger, in any order, at the moment `now`; lines dated after it are not in force
    /// yet. At one instant the end wins; a second grant does not shorten the first.
    pub fn fold(events: impl IntoIterator<Item = ConsentEvent>, now: Timestamp) -> Self {
        let mut events: Vec<_> = events.into_iter().filter(|event| event.at <= now).collect();
        events.sort_by_key(|event| {
            (
                event.at,
                event.state == ConsentState::Ended,
                event.covers_history,
            )
        });
        let mut view = Self::default();
        for event in events {
            let standing = &mut view.standings[event.purpose as usize];
            *standing = match (event.state, *standing) {
                (ConsentState::Ended, _) => Standing::Ended,
                (ConsentState::Granted, _) if event.covers_history => {
                    Standing::Granted(Grant { from: None })
                }
                (ConsentState::Granted, Standing::Granted(first)) => Standing::Granted(first),
                (ConsentState::Granted, _) => Standing::Granted(Grant {
                    from: Some(event.at),
                }),
            };
        }
        view
    }

    /// The same view for a contact who objected: not even facts are kept.
    #[must_use]
    pub fn objecting(self, objection: Objection) -> Self {
        Self { objection, ..self }
    }

    /// True when not even the fact of something written at this instant may be kept.
    pub fn objects_to(&self, written_at: Timestamp) -> bool {
        match self.objection {
            Objection::None => false,
            Objection::Standing => true,
            Objection::Until(end) => written_at < end,
        }
    }

    /// How the contact stands towards one purpose.
    pub fn standing(&self, purpose: PurposeKind) -> Standing {
        self.standings[purpose as usize]
    }

    /// True when a purpose is granted for what was sent at this instant.
    pub fn covers(&self, purpose: PurposeKind, sent_at: Timestamp) -> bool {
        matches!(self.standing(purpose), Standing::Granted(grant) if grant.covers(sent_at))
    }

    /// Something written at this instant, for one purpose, if that purpose is granted for it. What
    /// is shown for a purpose without consent (an operator's own text) is nothing of a contact's.
    pub fn permit<T, P: Purpose>(
        &self,
        written_at: Timestamp,
        subject: T,
    ) -> Option<Permitted<T, P>> {
        self.covers(P::CONSENT?, written_at)
            .then(|| Permitted::grant(subject))
    }

    /// True when a purpose is granted for which something is sent, hence an address needed.
    pub fn grants_sending(&self) -> bool {
        [PurposeKind::Survey, PurposeKind::Panel]
            .into_iter()
            .any(|purpose| self.grants(purpose))
    }

    /// True when a purpose is granted, whatever it covers.
    pub fn grants(&self, purpose: PurposeKind) -> bool {
        matches!(self.standing(purpose), Standing::Granted(_))
    }
}
