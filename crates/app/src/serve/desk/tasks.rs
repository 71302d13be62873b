//! What waits for a person: tasks where copies are, and what stands in the way of the rest.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::Serialize;
use tact_store::live::{Act, ErasureEvent, MediaCounts, StoreError, Task, TaskCounts, TaskReason};

use super::person::{day, when};
use super::{Desk, Reply};
use crate::config::RecipientKind;
use crate::exit::Exit;
use crate::i18n::{Texts, args};

/// A task, with what its recipient is.
#[derive(Serialize)]
struct Listed {
    kind: Option<RecipientKind>,
    #[serde(flatten)]
    task: Task,
}

/// What a checkup found.
#[derive(Serialize)]
struct Checkup {
    tasks: TaskCounts,
    notices_waiting: i64,
    media: MediaCounts,
    fetches_media: bool,
}

impl Desk {
    pub(super) async fn tasks(&self, now: Timestamp, texts: &Texts) -> Result<Reply, StoreError> {
        let tasks = self.store.tasks(now).await?;
        let said: Vec<_> = tasks.iter().map(|task| self.task(task, texts)).collect();
        let text = match said.is_empty() {
            true => texts.say("tasks-none"),
            false => said.join("\n"),
        };
        let listed: Vec<_> = tasks
            .into_iter()
            .map(|task| Listed {
                kind: self.kind(&task.recipient),
                task,
            })
            .collect();
        Ok(Reply::said(&listed, text))
    }

    pub(super) async fn tasks_done(
        &self,
        ids: &[i64],
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        Ok(match self.store.tasks_done(ids, act).await? {
            Ok(done) => {
                let words = args!["tasks" => done.tasks, "count" => done.count];
                let mut text = texts.get("tasks-done", words);
                if done.left > 0 {
                    text.push('\n');
                    text.push_str(&texts.get("tasks-left", args!["count" => done.left]));
                }
                Reply::said(&done, text)
            }
            Err(unknown) => {
                let words = args!["id" => unknown.0.to_string()];
                Reply::refused(Exit::NoInput, texts.get("tasks-unknown", words))
            }
        })
    }

    /// What an operator should know of without having asked for it.
    pub(super) async fn checkup(&self, now: Timestamp, texts: &Texts) -> Result<Reply, StoreError> {
        let found = Checkup {
            tasks: self.store.task_counts(now).await?,
            notices_waiting: self.store.notices_waiting().await?,
            media: self.store.media_counts().await?,
            fetches_media: self.fetches_media,
        };
        let mut lines = Vec::new();
        let mut line = |key: &'static str, count: i64| {
            if count > 0 {
                lines.push(texts.get(key, args!["count" => count]));
            }
        };
        line("checkup-overdue", found.tasks.overdue);
        line("checkup-open", found.tasks.open - found.tasks.overdue);
        line("checkup-notices", found.notices_waiting);
        line("checkup-unauthorized", found.media.unauthorized);
        if !self.fetches_media {
            line("checkup-no-token", found.media.waiting);
        }
        if lines.is_empty() {
            lines.push(texts.say("checkup-nothing"));
        }
        Ok(Reply::said(&found, lines.join("\n")))
    }

    pub(super) async fn media(&self, message: &str, texts: &Texts) -> Result<Reply, StoreError> {
        let held = match id(message) {
            Some(message) => self.store.media(&message).await?,
            None => None,
        };
        let Some(held) = held else {
            return Ok(Reply::refused(Exit::NoInput, texts.say("media-gone")));
        };
        let json = serde_json::json!({
            "mime_type": held.mime_type,
            "bytes": BASE64_STANDARD.encode(held.bytes.expose()),
        });
        Ok(Reply::said(&json, String::new()))
    }

    fn kind(&self, recipient: &str) -> Option<RecipientKind> {
        let mut listed = self.listed.iter();
        listed
            .find(|known| known.name == recipient)
            .map(|known| known.kind)
    }

    fn task(&self, task: &Task, texts: &Texts) -> String {
        let event = texts.say(match task.event {
            ErasureEvent::MessageDeleted => "task-message-deleted",
            ErasureEvent::MessageEdited => "task-message-edited",
            ErasureEvent::ContactErased => "task-contact-erased",
            ErasureEvent::ConsentEnded => "task-consent-ended",
        });
        let reason = texts.say(match task.reason {
            TaskReason::ByHand => "task-by-hand",
            TaskReason::NotDelivered => "task-not-delivered",
            TaskReason::Unnamed => "task-unnamed",
        });
        let kind = texts.say(match self.kind(&task.recipient) {
            Some(RecipientKind::Helpdesk) => "task-helpdesk",
            Some(RecipientKind::Phone) => "task-phone",
            Some(RecipientKind::Other) | None => "task-other",
        });
        let words = args![
            "id" => task.id.to_string(),
            "recipient" => task.recipient.clone(),
            "kind" => kind,
            "event" => event,
            "reason" => reason,
            "count" => task.count,
            "since" => when(task.since, texts),
            "due" => day(task.due, texts),
        ];
        match task.overdue {
            true => texts.get("task-overdue", words),
            false => texts.get("task-line", words),
        }
    }
}

/// The 16 bytes of an internal id.
fn id(hex: &str) -> Option<[u8; 16]> {
    if hex.len() != 32 || !hex.is_ascii() {
        return None;
    }
    u128::from_str_radix(hex, 16).ok().map(u128::to_be_bytes)
}
