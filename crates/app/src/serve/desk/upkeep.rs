//! What keeps a store in order, at an operator's word: copies, keys, periods, the audit chain.

use std::path::Path;

use tact_store::live::{Act, AuditEntry, StoreError};

use super::person::when;
use super::{Desk, Reply};
use crate::exit::Exit;
use crate::i18n::{Texts, args};

impl Desk {
    pub(super) async fn backup(
        &self,
        folder: &Path,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let made = self.store.backup(folder, act).await?;
        let words = args![
            "file" => made.path.display().to_string(),
            "bytes" => texts.format().count(made.bytes),
        ];
        let text = texts.get("backup-made", words);
        Ok(Reply::said(&made, text))
    }

    pub(super) async fn rotate_keys(&self, act: &Act, texts: &Texts) -> Result<Reply, StoreError> {
        let epoch = self.store.rotate(act).await?;
        let text = texts.get("keys-rotated", args!["epoch" => epoch.to_string()]);
        Ok(Reply::said(&serde_json::json!({"epoch": epoch}), text))
    }

    pub(super) async fn mirror_keys(
        &self,
        folder: Option<&Path>,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(folder) = folder.or(self.mirror.as_deref()) else {
            let why = texts.say("keys-no-mirror");
            return Ok(Reply::refused(Exit::WrongUsage, why));
        };
        self.store.mirror_keys(folder).await?;
        let shown = folder.display().to_string();
        let text = texts.get("keys-mirrored", args!["folder" => shown.clone()]);
        Ok(Reply::said(&serde_json::json!({"folder": shown}), text))
    }

    /// Destroys in the configured mirror what a command has just destroyed here.
    pub(super) async fn follow_in_mirror(&self, reply: &mut Reply, texts: &Texts) {
        let Some(folder) = &self.mirror else {
            return;
        };
        if let Err(error) = self.store.mirror_keys(folder).await {
            tracing::error!(%error, "the mirror of the keys could not be brought up to date");
            if let Reply::Said { text, .. } = reply {
                let words = args!["folder" => folder.display().to_string()];
                text.push('\n');
                text.push_str(&texts.get("keys-mirror-behind", words));
            }
        }
    }

    pub(super) async fn run_retention(
        &self,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let report = self.store.retention_run(self.periods, act).await?;
        let words = args![
            "contents" => report.contents,
            "features" => report.features,
            "reactions" => report.reactions,
            "consents" => report.consent_lines,
            "audit" => report.audit_entries,
            "tombstones" => report.tombstones,
            "holds" => report.holds,
        ];
        let text = texts.get("retention-done", words);
        Ok(Reply::said(&report, text))
    }

    pub(super) async fn audit(&self, newest: u32, texts: &Texts) -> Result<Reply, StoreError> {
        let mut entries = self.store.audit_entries(newest).await?;
        entries.reverse();
        let lines: Vec<_> = entries.iter().map(|entry| line(entry, texts)).collect();
        let text = match lines.is_empty() {
            true => texts.say("audit-none"),
            false => lines.join("\n"),
        };
        Ok(Reply::said(&entries, text))
    }
}

/// One entry, as the chain has it: the words are codes that never change.
fn line(entry: &AuditEntry, texts: &Texts) -> String {
    let words = args![
        "seq" => entry.seq.to_string(),
        "at" => when(entry.at, texts),
        "actor" => entry.actor.clone(),
        "action" => entry.action.map_or("?", |action| action.word()),
        "contact" => entry.contact.map_or_else(|| "-".to_owned(), |id| id.to_string()),
        "count" => entry.count.to_string(),
    ];
    texts.get("audit-line", words)
}
