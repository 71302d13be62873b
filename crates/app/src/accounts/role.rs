//! Roles, and the one table of what each may do. What is not in it is refused.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Leads a service: reads figures.
    Manager,
    /// Answers customers: reads the service's figures without what customers feel.
    Agent,
    /// Watches over data protection: rights of people, consents, audit.
    Dpo,
    /// Runs the server: accounts and audit. Signs in with a one-time code.
    Admin,
}

/// The word names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected `manager`, `agent`, `dpo` or `admin`")]
pub struct UnknownRole;

/// Something one may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave, see who one is, change one's own password.
    OwnSession,
    /// Make, see and end tokens of one's own.
    OwnTokens,
    /// Whether the server works, and how much it holds.
    ReadStatus,
    /// Content-free figures of the service.
    ReadServiceFigures,
    /// Every figure, tone and quotes among them.
    ReadAllFigures,
    /// Figures of any run of days, not of whole weeks and months only.
    ReadAnyPeriod,
    /// What is kept of a person, without content; their consents.
    ReadContacts,
    /// Erase a person's content.
    EraseContacts,
    /// Ask for a copy with content, and take it once another allowed it.
    TakeExports,
    /// See and allow copies others asked for.
    ApproveExports,
    /// Write into the consent ledger.
    RecordConsents,
    /// What people asked for with keywords.
    ReadRequests,
    /// The audit chain.
    ReadAudit,
    /// Accounts.
    ManageAccounts,
}

use Role::{Admin, Agent, Dpo, Manager};

/// Who may do what. A right that stands nowhere here is nobody's.
const MATRIX: &[(Action, &[Role])] = &[
    (Action::OwnSession, &[Manager, Agent, Dpo, Admin]),
    // A token needs no one-time code, so an administrator has none.
    (Action::OwnTokens, &[Manager, Agent, Dpo]),
    (Action::ReadStatus, &[Manager, Agent, Dpo, Admin]),
    (Action::ReadServiceFigures, &[Manager, Agent, Dpo]),
    (Action::ReadAllFigures, &[Manager, Dpo]),
    (Action::ReadAnyPeriod, &[Dpo]),
    (Action::ReadContacts, &[Dpo]),
    (Action::EraseContacts, &[Dpo]),
    (Action::TakeExports, &[Dpo]),
    // The second pair of eyes sees that a copy is asked for, never the copy.
    (Action::ApproveExports, &[Dpo, Admin]),
    (Action::RecordConsents, &[Dpo]),
    (Action::ReadRequests, &[Dpo]),
    (Action::ReadAudit, &[Dpo, Admin]),
    (Action::ManageAccounts, &[Admin]),
];

/// True when the table says so.
pub fn may(role: Role, action: Action) -> bool {
    MATRIX
        .iter()
        .any(|(known, roles)| *known == action && roles.contains(&role))
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Manager, Agent, Dpo, Admin];

    /// The word that names it.
    pub fn word(self) -> &'static str {
        match self {
            Manager => "manager",
            Agent => "agent",
            Dpo => "dpo",
            Admin => "admin",
        }
    }

    /// True when nobody may have it without one-time codes.
    pub fn needs_second_factor(self) -> bool {
        self == Admin
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|role| role.word() == word);
        found.ok_or(UnknownRole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_right_stands_once_and_words_come_back() {
        for (place, (action, _)) in MATRIX.iter().enumerate() {
            let first = MATRIX.iter().position(|(known, _)| known == action);
            assert_eq!(first, Some(place), "{action:?} stands twice");
        }
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert_eq!("root".parse::<Role>(), Err(UnknownRole));
    }

    #[test]
    fn nobody_reads_people_but_the_data_protection_officer() {
        let about_people = [
            Action::ReadContacts,
            Action::EraseContacts,
            Action::TakeExports,
            Action::RecordConsents,
            Action::ReadRequests,
        ];
        for role in Role::ALL {
            for action in about_people {
                assert_eq!(may(role, action), role == Dpo, "{role} {action:?}");
            }
        }
    }
}
