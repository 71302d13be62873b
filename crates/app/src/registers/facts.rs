//! What a register rests on: the configuration, the store, the folders, at one moment.

use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use tact_domain::PurposeKind;
use tact_domain::live::Observability;
use tact_store::live::{
    AuditReport, RegisterCounts, RetentionPeriods, StoreError, read_register, verify_audit,
};

use crate::config::{Config, Controller, LogForm, Recipient, Tenant};
use crate::models::{Asked, Surroundings};

/// Fewest people a count may be of, to be shown.
pub(super) const FEWEST: u64 = 10;
/// Counts of people are rounded to this: a register leaves the team.
const ROUNDED: u64 = 5;

/// What is known at the moment of the question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facts {
    /// When it was asked.
    pub made_at: Timestamp,
    /// Name of the company in the configuration, where there are several.
    pub tenant: Option<String>,
    /// What the configuration says of the controller.
    pub controller: Controller,
    /// Periods, in hours, beside the usual ones.
    pub retention: Vec<Period>,
    /// Why some of them are longer.
    pub retention_reason: String,
    /// Address and port of the server.
    pub listen: String,
    /// Something in front of it speaks TLS.
    pub behind_proxy: bool,
    /// Where figures of operation are read.
    pub metrics: Option<String>,
    /// True when the log is JSON.
    pub log_json: bool,
    /// True when a second folder of keys is kept.
    pub mirror: bool,
    /// True when attachments are fetched from the platform.
    pub fetches_attachments: bool,
    /// Who else holds copies, and is told what to erase.
    pub recipients: Vec<CopyHolder>,
    /// Business numbers, and whether deletions are told of them.
    pub numbers: Vec<Number>,
    /// Mode of the folder of the keys, octal; `None` where there is none yet.
    pub keys_mode: Option<String>,
    /// The default model of this account; `None` where the choice cannot be read.
    pub model: Option<&'static str>,
    /// What is kept; `None` where nothing was ever received.
    pub store: Option<Kept>,
}

/// Somebody who holds copies of messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopyHolder {
    /// Its name.
    pub name: String,
    /// True when it is told by the server, false when a person does it.
    pub told: bool,
}

impl CopyHolder {
    fn of(recipient: &Recipient) -> Self {
        Self {
            name: recipient.name.clone(),
            told: recipient.hook.is_some(),
        }
    }
}

/// A business number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Number {
    /// The platform's id of it.
    pub id: String,
    /// Whether deletions are told.
    pub observability: Observability,
}

/// One period of retention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Of what.
    pub class: &'static str,
    /// As set, hours.
    pub hours: i64,
    /// As usual, hours.
    pub usual_hours: i64,
}

/// What the store holds, without a small count of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Contacts.
    pub contacts: People,
    /// Contacts whose objection stands.
    pub objecting: People,
    /// By purpose: agree, and ended or refused.
    pub consents: Vec<(PurposeKind, People, People)>,
    /// Messages whose content is held.
    pub contents: u64,
    /// Of them, those past their period.
    pub overdue: u64,
    /// True when a legal hold is in force.
    pub holds: bool,
    /// When retention was last applied.
    pub retention_at: Option<Timestamp>,
    /// When keys were last changed.
    pub rotation_at: Option<Timestamp>,
    /// When a copy was last made.
    pub backup_at: Option<Timestamp>,
    /// Entries of the audit chain that are as they were written.
    pub audit_entries: u64,
    /// The first entry that is not.
    pub audit_broken: Option<i64>,
}

/// A count of people, rounded, or hidden where it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// About so many.
    About(u64),
    /// Fewer than [`FEWEST`], none among the possibilities.
    Fewer,
}

impl People {
    /// Hides or rounds a count.
    pub fn of(count: u64) -> Self {
        if count < FEWEST {
            Self::Fewer
        } else {
            Self::About((count + ROUNDED / 2) / ROUNDED * ROUNDED)
        }
    }
}

impl Facts {
    /// Asks configuration, store and folders. Nothing is changed; also while the server runs.
    ///
    /// # Errors
    /// There is a store, and it cannot be read.
    pub async fn gather(
        config: &Config,
        tenant: &Tenant,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let store = if tenant.store.join("tact.db").exists() {
            let counts = read_register(&tenant.store, tenant.retention, now).await?;
            let audit = verify_audit(&tenant.store, &tenant.keys).await?;
            Some(Kept::of(&counts, &audit))
        } else {
            None
        };
        Ok(Self {
            made_at: now,
            tenant: tenant.name.clone(),
            controller: tenant.controller.clone(),
            retention: periods(&tenant.retention),
            retention_reason: tenant.retention_reason.clone(),
            listen: config.server.listen.to_string(),
            behind_proxy: config.server.behind_proxy,
            metrics: config.server.metrics.map(|address| address.to_string()),
            log_json: config.server.log == LogForm::Json,
            mirror: tenant.keys_mirror.is_some(),
            fetches_attachments: tenant.whatsapp.access_token.is_some(),
            recipients: tenant.recipients.iter().map(CopyHolder::of).collect(),
            numbers: tenant
                .whatsapp
                .numbers
                .iter()
                .map(|number| Number {
                    id: number.id.clone(),
                    observability: number.observability,
                })
                .collect(),
            keys_mode: mode(&tenant.keys),
            model: Asked::default()
                .decide(&Surroundings::of_process())
                .ok()
                .map(|decision| decision.chosen.word()),
            store,
        })
    }

    /// True when a period is longer than the usual one.
    pub fn keeps_longer(&self) -> bool {
        let longer = |period: &Period| period.hours > period.usual_hours;
        self.retention.iter().any(longer)
    }
}

impl Kept {
    fn of(counts: &RegisterCounts, audit: &AuditReport) -> Self {
        Self {
            contacts: People::of(counts.contacts),
            objecting: People::of(counts.objecting),
            consents: PurposeKind::ALL
                .into_iter()
                .zip(counts.consents)
                .map(|(purpose, count)| {
                    let (granted, ended) = (People::of(count.granted), People::of(count.ended));
                    (purpose, granted, ended)
                })
                .collect(),
            contents: counts.contents,
            overdue: counts.overdue,
            holds: counts.holds > 0,
            retention_at: counts.retention_at,
            rotation_at: counts.rotation_at,
            backup_at: counts.backup_at,
            audit_entries: audit.entries,
            audit_broken: audit.broken.map(|broken| broken.seq),
        }
    }
}

fn periods(set: &RetentionPeriods) -> Vec<Period> {
    let usual = RetentionPeriods::default();
    let fold = |periods: &RetentionPeriods| periods.deletion_window.as_hours() + 8 * 24;
    [
        ("content", set.content.as_hours(), usual.content.as_hours()),
        (
            "features",
            set.features.as_hours(),
            usual.features.as_hours(),
        ),
        (
            "proof",
            set.consent_proof.as_hours(),
            usual.consent_proof.as_hours(),
        ),
        ("audit", set.audit.as_hours(), usual.audit.as_hours()),
        ("tombstones", fold(set), fold(&usual)),
    ]
    .map(|(class, hours, usual_hours)| Period {
        class,
        hours,
        usual_hours,
    })
    .into()
}

fn mode(folder: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(folder).ok()?.permissions().mode();
    Some(format!("{:04o}", mode & 0o7777))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_count_of_people_is_hidden_and_a_large_one_rounded() {
        let shown = [0, 9, 10, 12, 13, 1001].map(People::of);
        use People::{About, Fewer};
        let expected = [Fewer, Fewer, About(10), About(10), About(15), About(1000)];
        assert_eq!(shown, expected);
    }
}
