//! What an operator may ask of a store, whoever has it open.

mod accounts;
mod consents;
mod figures;
mod hold;
pub mod import;
mod page;
mod person;
mod session;
mod tasks;
mod upkeep;

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tact_domain::live::Alias;
use tact_privacy::live::{LiveKeys, Recipients};
use tact_store::live::{Act, Actor, ImportMode, RetentionPeriods, Store, StoreError};

pub use accounts::AccountAsk;
pub use session::{Session, ask};

use super::caller::Caller;
use super::problem::{store_exit, store_sentence};
use super::recipients::as_far_as_readable;
use crate::accounts::Hasher;
use crate::clock;
use crate::config::{self, Tenant};
use crate::exit::Exit;
use crate::i18n::Texts;
use crate::report::model::Lang;

/// A question of an operator.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ask {
    /// Who asks, for the audit chain.
    pub actor: String,
    /// True when the answer is to be in French, else English.
    pub french: bool,
    /// What.
    pub what: What,
}

/// What is asked.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Record a consent file, all of it or nothing.
    ImportConsents {
        /// The file.
        file: String,
    },
    /// What is kept of one contact, without content.
    Show {
        /// Number or id.
        contact: String,
    },
    /// All that is kept of one contact, in clear.
    Export {
        /// Number or id.
        contact: String,
    },
    /// Erase every content of one contact.
    Erase {
        /// Number or id.
        contact: String,
    },
    /// A contact objects to being counted.
    Object {
        /// Number or id.
        contact: String,
    },
    /// A contact objects no longer.
    EndObjection {
        /// Number or id.
        contact: String,
    },
    /// Ask for a legal hold.
    HoldAsk {
        /// Number or id.
        contact: String,
        /// Why.
        reason: String,
        /// Last day.
        until: String,
    },
    /// Approve a legal hold.
    HoldApprove {
        /// Which.
        id: String,
    },
    /// Legal holds, with their reasons.
    Holds,
    /// End a legal hold.
    HoldEnd {
        /// Which.
        id: String,
    },
    /// Ask for a copy of what a legal hold keeps.
    HoldExport {
        /// Which.
        id: String,
    },
    /// What one contact agreed to, line by line.
    Consents {
        /// Number or id.
        contact: String,
    },
    /// What contacts asked for with keywords.
    Requests,
    /// Something about accounts.
    Account(AccountAsk),
    /// Copy the database.
    Backup {
        /// Folder the copy goes to, from the root.
        folder: PathBuf,
    },
    /// Begin another epoch of keys.
    RotateKeys,
    /// Bring a second folder of keys up to date.
    MirrorKeys {
        /// Which, from the root; the configured one for none.
        folder: Option<PathBuf>,
    },
    /// Erase what is past its period.
    RunRetention,
    /// The newest entries of the audit chain.
    Audit {
        /// How many.
        newest: u32,
    },
    /// The media of one message, in clear.
    Media {
        /// Random id of the message, hexadecimal.
        message: String,
    },
    /// What has to be done by hand where copies are.
    Tasks,
    /// Tasks that are done.
    TasksDone {
        /// Their numbers.
        ids: Vec<i64>,
    },
    /// Does anything wait for a person?
    Checkup,
    /// Keep what a report concluded from messages, sealed with them.
    KeepConclusions {
        /// [`Concluded`](tact_store::live::Concluded) in bytes, base64.
        conclusions: String,
    },
    /// Keep the result of a report, sealed, for its hour.
    KeepReport {
        /// Which report it is.
        name: String,
        /// The moment whose state it shows.
        made_at: jiff::Timestamp,
        /// [`Publication`](tact_store::live::Publication) in bytes, base64.
        publication: String,
    },
    /// An import of chat exports begins.
    ImportBegins {
        /// How many chats.
        chats: u64,
        /// Whether anything is to be kept.
        mode: ImportMode,
    },
    /// Take in pieces of chats, all or none.
    Import {
        /// The pieces.
        pieces: Vec<import::Piece>,
        /// Whether they are to be kept.
        mode: ImportMode,
    },
    /// An import came to its end.
    ImportEnds {
        /// How many messages were new.
        new: u64,
        /// Whether anything was kept.
        mode: ImportMode,
    },
}

impl What {
    /// True when it takes two people: then the system says who asks, not the command.
    fn takes_two(&self) -> bool {
        matches!(
            self,
            Self::HoldAsk { .. }
                | Self::HoldApprove { .. }
                | Self::HoldEnd { .. }
                | Self::HoldExport { .. }
        )
    }

    /// True when it may destroy keys or make new ones.
    fn touches_keys(&self) -> bool {
        matches!(
            self,
            Self::ImportConsents { .. }
                | Self::Erase { .. }
                | Self::Object { .. }
                | Self::HoldEnd { .. }
                | Self::RotateKeys
                | Self::RunRetention
                | Self::ImportEnds { .. }
        )
    }
}

impl std::fmt::Debug for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("What(‹redacted›)")
    }
}

/// An answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Done; both forms of the answer.
    Said {
        /// For machines.
        json: String,
        /// For people, line by line.
        text: String,
    },
    /// A copy of all that is kept of a contact, in clear.
    Export {
        /// For machines.
        data: String,
        /// For people.
        page: String,
    },
    /// Not done.
    Refused {
        /// How the command ends.
        exit: u8,
        /// Why, and what to do.
        text: String,
    },
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reply(‹redacted›)")
    }
}

impl Reply {
    fn refused(exit: Exit, text: String) -> Self {
        let exit = exit.code();
        Self::Refused { exit, text }
    }

    fn said(json: &impl Serialize, text: String) -> Self {
        match serde_json::to_string(json) {
            Ok(json) => Self::Said { json, text },
            Err(error) => Self::refused(Exit::Failed, error.to_string()),
        }
    }
}

/// Answers operators from one store.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    keys: Arc<LiveKeys>,
    periods: RetentionPeriods,
    mirror: Option<PathBuf>,
    listed: Vec<config::Recipient>,
    recipients: Recipients,
    fetches_media: bool,
    company: Option<String>,
    hasher: Arc<Hasher>,
}

impl Desk {
    /// A desk in front of the store of a company.
    pub fn new(store: Store, tenant: &Tenant, hasher: Arc<Hasher>) -> Self {
        let keys = store.live_keys();
        Self {
            store,
            keys,
            periods: tenant.retention,
            mirror: tenant.keys_mirror.clone(),
            listed: tenant.recipients.clone(),
            recipients: as_far_as_readable(tenant),
            fetches_media: tenant.whatsapp.access_token.is_some(),
            company: tenant.name.clone(),
            hasher,
        }
    }

    /// Answers one question of a user of the system, as far as the system says who it is.
    pub async fn answer(&self, ask: &Ask, caller: Option<&Caller>) -> Reply {
        let texts = Texts::new(if ask.french { Lang::Fr } else { Lang::En });
        let named = match (ask.what.takes_two(), caller) {
            (true, Some(caller)) => caller.actor(),
            (true, None) => {
                return Reply::refused(Exit::Refused, texts.say("hold-no-caller"));
            }
            (false, _) => Actor::operator(&ask.actor),
        };
        let act = match named {
            Ok(actor) => Act {
                actor,
                at: clock::now(),
            },
            Err(error) => return Reply::refused(Exit::WrongUsage, error.to_string()),
        };
        self.answer_to(&act, &ask.what, &texts).await
    }

    /// Answers one question of somebody whose right to ask was checked.
    pub async fn answer_to(&self, act: &Act, what: &What, texts: &Texts) -> Reply {
        let answered = self.answer_as(act, what, texts).await;
        let mut reply = answered.unwrap_or_else(|error| {
            tracing::error!(%error, "an operator's command failed");
            Reply::refused(store_exit(&error), store_sentence(&error, texts))
        });
        if what.touches_keys() {
            self.follow_in_mirror(&mut reply, texts).await;
        }
        reply
    }

    /// A copy of all that is kept of a contact two people agreed on.
    pub async fn copy_of(&self, who: Alias, act: &Act, texts: &Texts) -> Result<Reply, StoreError> {
        self.export(who, act, texts).await
    }
}

impl Desk {
    async fn answer_as(&self, act: &Act, what: &What, texts: &Texts) -> Result<Reply, StoreError> {
        let named = |contact: &str| self.alias(contact).ok_or_else(|| person::nobody(texts));
        let answered = match what {
            What::ImportConsents { file } => return self.import_consents(file, act, texts).await,
            What::Account(ask) => return self.account(ask, act, texts).await,
            What::Requests => return self.requests(act.at, texts).await,
            What::Backup { folder } => return self.backup(folder, act, texts).await,
            What::RotateKeys => return self.rotate_keys(act, texts).await,
            What::MirrorKeys { folder } => {
                return self.mirror_keys(folder.as_deref(), texts).await;
            }
            What::RunRetention => return self.run_retention(act, texts).await,
            What::Holds => return self.holds(act, texts).await,
            What::HoldAsk {
                contact,
                reason,
                until,
            } => return self.hold_ask(contact, reason, until, act, texts).await,
            What::HoldApprove { id } => return self.hold_approve(id, act, texts).await,
            What::HoldEnd { id } => return self.hold_end(id, act, texts).await,
            What::HoldExport { id } => return self.hold_export(id, act, texts).await,
            What::Audit { newest } => return self.audit(*newest, texts).await,
            What::Media { message } => return self.media(message, texts).await,
            What::Tasks => return self.tasks(act.at, texts).await,
            What::TasksDone { ids } => return self.tasks_done(ids, act, texts).await,
            What::Checkup => return self.checkup(act.at, texts).await,
            What::KeepConclusions { conclusions } => {
                return self.keep_conclusions(conclusions, act.at).await;
            }
            What::KeepReport {
                name,
                made_at,
                publication,
            } => return self.keep_report(name, *made_at, publication).await,
            What::ImportBegins { chats, mode } => {
                return self.import_begins(*chats, *mode, act).await;
            }
            What::Import { pieces, mode } => return self.import_pieces(pieces, *mode, act).await,
            What::ImportEnds { new, mode } => return self.import_ends(*new, *mode, act).await,
            What::Show { contact } => match named(contact) {
                Ok(who) => self.show(who, act, texts).await?,
                Err(reply) => reply,
            },
            What::Export { contact } => match named(contact) {
                Ok(who) => self.export(who, act, texts).await?,
                Err(reply) => reply,
            },
            What::Erase { contact } => match named(contact) {
                Ok(who) => self.erase(who, contact, act, texts).await?,
                Err(reply) => reply,
            },
            What::Object { contact } => match named(contact) {
                Ok(who) => self.object(who, act, texts).await?,
                Err(reply) => reply,
            },
            What::EndObjection { contact } => match named(contact) {
                Ok(who) => self.end_objection(who, act, texts).await?,
                Err(reply) => reply,
            },
            What::Consents { contact } => match named(contact) {
                Ok(who) => self.consents(who, act, texts).await?,
                Err(reply) => reply,
            },
        };
        Ok(answered)
    }
}
