//! The consent ledger, from the operator's side.

use tact_domain::live::AliasKind;
use tact_privacy::consent::{ConsentEntry, ContactRef, read_consents};
use tact_store::live::{Act, ConsentLine, NamedContact, StoreError};

use super::{Desk, Reply};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::problem::consent_sentence;

impl Desk {
    pub(super) async fn import_consents(
        &self,
        file: &str,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let entries = match read_consents(file.as_bytes()) {
            Ok(entries) => entries,
            Err(error) => {
                let why = consent_sentence(&error, texts);
                return Ok(Reply::refused(Exit::NotUnderstood, why));
            }
        };
        let called = entries
            .iter()
            .map(|entry| self.recipients.contact(&entry.contact))
            .collect();
        let lines: Vec<_> = entries.into_iter().map(|entry| self.line(entry)).collect();
        let recorded = self.store.record_consents_telling(&lines, called, act);
        let report = recorded.await?;
        let json = serde_json::json!({
            "lines": lines.len(),
            "recorded": report.recorded,
            "known": report.known,
            "unmatched": report.unmatched,
        });
        let words = args![
            "recorded" => report.recorded,
            "known" => report.known,
            "unmatched" => report.unmatched,
        ];
        let mut text = texts.get("consent-imported", words);
        if report.unmatched > 0 {
            text.push('\n');
            text.push_str(&texts.get("consent-unmatched", args!["count" => report.unmatched]));
        }
        Ok(Reply::said(&json, text))
    }

    fn line(&self, entry: ConsentEntry) -> ConsentLine {
        let contact = match &entry.contact {
            ContactRef::Number(digits) => {
                NamedContact::Alias(self.keys.alias(AliasKind::Phone, digits))
            }
            ContactRef::UserId(id) => NamedContact::Alias(self.keys.alias(AliasKind::UserId, id)),
            ContactRef::Name(name) => NamedContact::Name(self.keys.name(name)),
        };
        ConsentLine {
            line: entry.line,
            contact,
            purpose: entry.purpose,
            state: entry.state,
            at: entry.at,
            covers_history: entry.covers_history,
            notice: entry.notice,
            channel: entry.channel,
            proof: entry.proof,
        }
    }
}
