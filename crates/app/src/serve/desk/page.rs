//! All that is kept of one person: a page to read, and a file to import elsewhere.

use askama::Template;
use tact_domain::live::{Alias, ContentField, LiveKind, WithheldReason};
use tact_domain::{Direction, WithdrawnBy};
use tact_store::live::{Act, ContactExport, ExportedMessage, ExportedThread, StoreError};

use super::person::{consent, nobody, summary_lines, when};
use super::{Desk, Reply};
use crate::exit::Exit;
use crate::i18n::Texts;
use crate::report::inert::clean;

impl Desk {
    pub(super) async fn export(
        &self,
        who: Alias,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(export) = self.store.contact_export(who, act).await? else {
            return Ok(nobody(texts));
        };
        let written = serde_json::to_string_pretty(&export)
            .map_err(|error| error.to_string())
            .and_then(|data| {
                let page = Page::new(&export, texts).render();
                page.map(|page| (data, page))
                    .map_err(|error| error.to_string())
            });
        Ok(match written {
            Ok((data, page)) => Reply::Export { data, page },
            Err(why) => Reply::refused(Exit::Failed, why),
        })
    }
}

/// The page, every text cleaned; the template escapes.
#[derive(Template)]
#[template(path = "live/contact.html")]
struct Page<'a> {
    texts: &'a Texts,
    lang: &'static str,
    made_at: String,
    summary: Vec<(String, String)>,
    address_book: Vec<String>,
    threads: Vec<Thread>,
    reactions: Vec<(String, String)>,
    consents: Vec<String>,
    accesses: Vec<(String, String, String)>,
}

struct Thread {
    group: bool,
    rows: Vec<Row>,
    deletions: Vec<String>,
}

struct Row {
    at: String,
    from: String,
    kind: String,
    marks: Vec<String>,
    content: Vec<(String, String)>,
}

impl<'a> Page<'a> {
    fn new(export: &ContactExport, texts: &'a Texts) -> Self {
        let reaction = |emoji: Option<&str>, removed| match (emoji, removed) {
            (_, true) => texts.say("export-reaction-removed"),
            (Some(emoji), false) => clean(emoji),
            (None, false) => texts.say("export-not-kept"),
        };
        Self {
            texts,
            lang: texts.lang().tag(),
            made_at: when(export.made_at, texts),
            summary: summary_lines(&export.summary, texts),
            address_book: export
                .address_book
                .iter()
                .map(|text| clean(text.expose()))
                .collect(),
            threads: export
                .threads
                .iter()
                .map(|one| thread(one, texts))
                .collect(),
            reactions: export
                .reactions
                .iter()
                .map(|one| {
                    let emoji = one.emoji.as_ref().map(|emoji| emoji.expose());
                    (when(one.at, texts), reaction(emoji, one.removed))
                })
                .collect(),
            consents: export
                .consents
                .iter()
                .map(|one| clean(&consent(one, texts)))
                .collect(),
            accesses: export
                .accesses
                .iter()
                .map(|one| {
                    let action = one.action.map_or("?", |action| action.word());
                    (when(one.at, texts), clean(&one.actor), action.to_owned())
                })
                .collect(),
        }
    }
}

fn thread(thread: &ExportedThread, texts: &Texts) -> Thread {
    let by = |by| {
        texts.say(match by {
            WithdrawnBy::Contact => "export-deleted-by-contact",
            WithdrawnBy::Business | WithdrawnBy::Admin => "export-deleted-by-business",
        })
    };
    Thread {
        group: thread.group,
        rows: thread
            .messages
            .iter()
            .map(|message| row(message, texts))
            .collect(),
        deletions: thread
            .deletions
            .iter()
            .map(|deletion| format!("{}, {}", when(deletion.deleted_at, texts), by(deletion.by)))
            .collect(),
    }
}

fn row(message: &ExportedMessage, texts: &Texts) -> Row {
    let mut marks = Vec::new();
    if message.edited_at.is_some() {
        marks.push(texts.say("export-edited"));
    }
    if message.forwarded {
        marks.push(texts.say("export-forwarded"));
    }
    if let Some(reason) = message.withheld {
        marks.push(texts.say(match reason {
            WithheldReason::NoConsent => "stats-no-consent",
            WithheldReason::ConsentEnded => "stats-consent-ended",
            WithheldReason::Erased => "stats-erased",
            WithheldReason::OptedOut => "stats-opted-out",
        }));
    }
    Row {
        at: message
            .sent_at
            .map(|at| when(at, texts))
            .unwrap_or_default(),
        from: texts.say(match message.direction {
            Direction::Inbound => "export-inbound",
            Direction::Outbound => "export-outbound",
        }),
        kind: message
            .kind
            .map(|kind| kind_word(kind, texts))
            .unwrap_or_default(),
        marks,
        content: message
            .content
            .iter()
            .map(|part| (field_word(part.field, texts), clean(part.text.expose())))
            .collect(),
    }
}

fn kind_word(kind: LiveKind, texts: &Texts) -> String {
    texts.say(match kind {
        LiveKind::Text => "kind-text",
        LiveKind::Choice | LiveKind::Form => "kind-answer",
        LiveKind::Image | LiveKind::Gif | LiveKind::Sticker => "kind-picture",
        LiveKind::Video => "kind-video",
        LiveKind::Audio | LiveKind::VoiceNote => "kind-sound",
        LiveKind::Document => "kind-document",
        LiveKind::ContactCard => "kind-contact-card",
        LiveKind::Location => "kind-location",
        LiveKind::Order => "kind-order",
        LiveKind::Poll | LiveKind::GroupInvite | LiveKind::Media => "kind-other",
        LiveKind::Unknown | LiveKind::Unavailable | LiveKind::UnseenEdit | LiveKind::UnseenAct => {
            "kind-unreadable"
        }
    })
}

fn field_word(field: ContentField, texts: &Texts) -> String {
    texts.say(match field {
        ContentField::Text => "field-text",
        ContentField::Caption => "field-caption",
        ContentField::FileName => "field-file-name",
        ContentField::Media => "field-media",
        ContentField::Location => "kind-location",
        ContentField::ContactCards => "kind-contact-card",
        ContentField::Choice => "field-choice",
        ContentField::Form => "field-form",
        ContentField::Order => "kind-order",
        ContentField::Emoji => "field-emoji",
        ContentField::Referral => "field-referral",
        ContentField::Product => "field-product",
    })
}
