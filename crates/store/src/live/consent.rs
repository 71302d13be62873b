//! The consent ledger: lines are added, never changed; what a contact agrees to is their fold.

use jiff::Timestamp;
use tact_domain::PurposeKind;
use tact_domain::live::{Alias, NameKey};
use tact_privacy::consent::ConsentState;
use tact_privacy::live::References;

use super::{
    Act, ErasureEvent, Store, StoreError,
    audit::AuditAction,
    batch::{Batch, millis, number},
};

/// How a line names its contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedContact {
    /// By a number or id. Somebody not known yet becomes known by it.
    Alias(Alias),
    /// By a display name, which must fit one contact.
    Name(NameKey),
}

/// One line of the ledger.
#[derive(Clone, Debug)]
pub struct ConsentLine {
    /// Line of the file it comes from, from 1.
    pub line: u64,
    /// Who.
    pub contact: NamedContact,
    /// For what.
    pub purpose: PurposeKind,
    /// Given or ended.
    pub state: ConsentState,
    /// When.
    pub at: Timestamp,
    /// The notice covers what was sent before.
    pub covers_history: bool,
    /// Version of the notice shown.
    pub notice: String,
    /// Where it was given.
    pub channel: String,
    /// What proves it: a button's id, a reference. Never free text of the contact.
    pub proof: String,
}

/// What became of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentsRecorded {
    /// Lines now in the ledger for the first time.
    pub recorded: u64,
    /// Lines that were in it already.
    pub known: u64,
    /// Lines whose display name nobody bears.
    pub unmatched: u64,
}

impl Store {
    /// Adds lines to the ledger, all or none, and destroys what an ended consent no longer allows
    /// to hold. The same line twice is one line.
    ///
    /// # Errors
    /// A name that several contacts bear; the disk or the database refuses.
    pub async fn record_consents(
        &self,
        lines: &[ConsentLine],
        act: &Act,
    ) -> Result<ConsentsRecorded, StoreError> {
        self.record_consents_telling(lines, Vec::new(), act).await
    }

    /// The same, with what recipients of copies call the contact of each line, in order.
    ///
    /// # Errors
    /// As [`Store::record_consents`].
    pub async fn record_consents_telling(
        &self,
        lines: &[ConsentLine],
        called: Vec<References>,
        act: &Act,
    ) -> Result<ConsentsRecorded, StoreError> {
        let (lines, act) = (lines.to_vec(), act.clone());
        let mut called = called.into_iter();
        self.transact(act.at, async move |batch| {
            let (mut report, mut touched) = (ConsentsRecorded::default(), Vec::new());
            for line in &lines {
                batch.subject = called.next().unwrap_or_default();
                match batch.find(line).await? {
                    None => report.unmatched += 1,
                    Some(contact) => {
                        if batch.record(contact, line).await? {
                            report.recorded += 1;
                            if line.state == ConsentState::Ended {
                                let told = ErasureEvent::ConsentEnded;
                                batch.travel_contact(told, contact, millis(line.at)).await?;
                            }
                        } else {
                            report.known += 1;
                        }
                        touched.push(contact);
                    }
                }
            }
            touched.sort_unstable();
            touched.dedup();
            for contact in touched {
                batch.views.remove(&contact);
                batch.apply_consent(contact, act.at).await?;
            }
            let action = AuditAction::ConsentsRecorded;
            batch
                .audit(&act, action, None, number(report.recorded))
                .await?;
            Ok(report)
        })
        .await
        .map(|(_, report)| report)
    }
}

impl Batch<'_> {
    async fn find(&mut self, line: &ConsentLine) -> Result<Option<i64>, StoreError> {
        match line.contact {
            NamedContact::Alias(alias) => self.join_aliases(&[alias]).await,
            NamedContact::Name(name) => {
                let found: Vec<i64> =
                    sqlx::query_scalar("select contact from contact_name where name = $1")
                        .bind(&name.as_bytes()[..])
                        .fetch_all(&mut *self.sql)
                        .await?;
                match found.as_slice() {
                    [] => Ok(None),
                    [contact] => Ok(Some(*contact)),
                    several => Err(StoreError::Ambiguous {
                        line: line.line,
                        contacts: several.len(),
                    }),
                }
            }
        }
    }

    /// True when the line is new.
    async fn record(&mut self, contact: i64, line: &ConsentLine) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "insert into consent (contact, purpose, state, at, covers_history, notice, channel, \
             proof) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        )
        .bind(contact)
        .bind(line.purpose as i64)
        .bind(i64::from(line.state == ConsentState::Ended))
        .bind(millis(line.at))
        .bind(i64::from(line.covers_history))
        .bind(&line.notice)
        .bind(&line.channel)
        .bind(&line.proof)
        .execute(&mut *self.sql)
        .await?;
        if done.rows_affected() > 0 && line.state == ConsentState::Ended {
            self.journal_end(contact, line.purpose as i64, millis(line.at))
                .await?;
        }
        Ok(done.rows_affected() > 0)
    }
}
