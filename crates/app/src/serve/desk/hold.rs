//! Legal holds and objections, at the word of operators.

use askama::Template;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tact_domain::Direction;
use tact_domain::live::Alias;
use tact_store::live::{
    Act, AskedHold, HeldBack, Hold, HoldAnswer, HoldExport, HoldId, HoldRefused, HoldState,
    StoreError,
};

use super::page::field_word;
use super::person::{day, nobody, when};
use super::{Desk, Reply};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::report::inert::clean;

impl Desk {
    pub(super) async fn object(
        &self,
        who: Alias,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(done) = self.store.contact_object(who, act).await? else {
            return Ok(nobody(texts));
        };
        let words = args![
            "receipt" => done.receipt.to_string(),
            "contact" => done.contact.to_string(),
            "at" => when(done.objected_at, texts),
            "facts" => done.facts,
            "reactions" => done.reactions,
            "tombstones" => done.tombstones,
            "keys" => done.keys,
        ];
        let text = with_held(texts.get("object-receipt", words), done.held, texts);
        Ok(Reply::said(&done, text))
    }

    pub(super) async fn end_objection(
        &self,
        who: Alias,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        Ok(match self.store.contact_end_objection(who, act).await? {
            None => nobody(texts),
            Some(ended) => {
                let text = match ended {
                    true => texts.say("object-ended"),
                    false => texts.say("object-none"),
                };
                Reply::said(&serde_json::json!({"ended": ended}), text)
            }
        })
    }

    pub(super) async fn hold_ask(
        &self,
        contact: &str,
        reason: &str,
        until: &str,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(who) = self.alias(contact) else {
            return Ok(nobody(texts));
        };
        let Some(until) = end_of(until) else {
            return Ok(Reply::refused(Exit::WrongUsage, texts.say("hold-until")));
        };
        let asked = self.store.hold_ask(who, reason, until, act).await?;
        Ok(answered(asked, texts, |id| {
            let words = args![
                "id" => id.to_string(),
                "until" => when(until, texts),
                "actor" => act.actor.as_str().to_owned(),
            ];
            let json = serde_json::json!({"id": id, "until": until, "state": HoldState::Asked});
            Reply::said(&json, texts.get("hold-asked", words))
        }))
    }

    pub(super) async fn hold_approve(
        &self,
        id: &str,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(id) = HoldId::parse(id) else {
            return Ok(refused(HoldRefused::Unknown, texts));
        };
        let approved = self.store.hold_approve(id, act).await?;
        Ok(answered(approved, texts, |hold| {
            let words = args![
                "id" => id.to_string(),
                "contact" => hold.contact.to_string(),
                "until" => when(hold.until, texts),
            ];
            Reply::said(&hold, texts.get("hold-approved", words))
        }))
    }

    pub(super) async fn holds(&self, act: &Act, texts: &Texts) -> Result<Reply, StoreError> {
        self.store.hold_expire(act.at).await?;
        let holds = self.store.holds().await?;
        let mut json = Vec::with_capacity(holds.len());
        let mut lines = Vec::with_capacity(holds.len());
        for (hold, reason) in &holds {
            let reason = reason.as_ref().map(|reason| clean(reason.expose()));
            let reason = reason.unwrap_or_default();
            lines.push(line(hold, reason.clone(), texts));
            let mut value = serde_json::to_value(hold).unwrap_or_default();
            value["reason"] = reason.into();
            json.push(value);
        }
        let text = match lines.is_empty() {
            true => texts.say("hold-none"),
            false => lines.join("\n"),
        };
        Ok(Reply::said(&json, text))
    }

    pub(super) async fn hold_end(
        &self,
        id: &str,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(id) = HoldId::parse(id) else {
            return Ok(refused(HoldRefused::Unknown, texts));
        };
        let ended = self.store.hold_end(id, act).await?;
        Ok(answered(ended, texts, |erased| {
            let words = args!["id" => id.to_string(), "erased" => erased];
            let json = serde_json::json!({"id": id, "erased": erased});
            Reply::said(&json, texts.get("hold-ended", words))
        }))
    }

    pub(super) async fn hold_export(
        &self,
        id: &str,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(id) = HoldId::parse(id) else {
            return Ok(refused(HoldRefused::Unknown, texts));
        };
        let asked = self.store.hold_export(id, act).await?;
        Ok(answered(asked, texts, |asked| match asked {
            AskedHold::Noted => {
                let words = args!["actor" => act.actor.as_str().to_owned()];
                let json = serde_json::json!({"id": id, "state": "noted"});
                Reply::said(&json, texts.get("hold-copy-noted", words))
            }
            AskedHold::Opened(export) => copy(&export, texts),
        }))
    }
}

/// A receipt, and what a hold keeps back of what it tells.
pub(super) fn with_held(receipt: String, held: Option<HeldBack>, texts: &Texts) -> String {
    let Some(held) = held else { return receipt };
    let words = args!["messages" => held.messages, "until" => when(held.until, texts)];
    format!("{receipt}\n{}", texts.get("erase-held", words))
}

/// The end of the day, on the operator's clock.
fn end_of(until: &str) -> Option<Timestamp> {
    let date: Date = until.trim().parse().ok()?;
    let next = date.checked_add(1.day()).ok()?;
    Some(next.to_zoned(TimeZone::system()).ok()?.timestamp())
}

fn answered<T>(answer: HoldAnswer<T>, texts: &Texts, said: impl FnOnce(T) -> Reply) -> Reply {
    match answer {
        Ok(done) => said(done),
        Err(why) => refused(why, texts),
    }
}

fn refused(why: HoldRefused, texts: &Texts) -> Reply {
    let (exit, text) = match why {
        HoldRefused::Nobody => return nobody(texts),
        HoldRefused::Unknown => (Exit::NoInput, texts.say("hold-unknown")),
        HoldRefused::Reason => (Exit::WrongUsage, texts.say("hold-reason")),
        HoldRefused::Past => (Exit::WrongUsage, texts.say("hold-past")),
        HoldRefused::TooLong => (Exit::WrongUsage, texts.say("hold-too-long")),
        HoldRefused::SamePerson => (Exit::Refused, texts.say("hold-same-person")),
        HoldRefused::Approved => (Exit::WrongUsage, texts.say("hold-already")),
        HoldRefused::NotApproved => (Exit::Refused, texts.say("hold-not-approved")),
    };
    Reply::refused(exit, text)
}

fn line(hold: &Hold, reason: String, texts: &Texts) -> String {
    let words = args![
        "id" => hold.id.to_string(),
        "contact" => hold.contact.to_string(),
        "asked" => hold.asked_by.clone(),
        "at" => day(hold.asked_at, texts),
        "approved" => hold.approved_by.clone().unwrap_or_default(),
        "until" => when(hold.until, texts),
        "held" => hold.held,
        "reason" => reason,
    ];
    match hold.state {
        HoldState::Asked => texts.get("hold-line-asked", words),
        HoldState::InForce => texts.get("hold-line-in-force", words),
    }
}

/// The page, every text cleaned; the template escapes.
#[derive(Template)]
#[template(path = "live/hold.html")]
struct Page<'a> {
    texts: &'a Texts,
    lang: &'static str,
    made_at: String,
    hold: String,
    rows: Vec<Row>,
}

struct Row {
    at: String,
    from: String,
    erased_at: String,
    content: Vec<(String, String)>,
}

fn copy(export: &HoldExport, texts: &Texts) -> Reply {
    let reason = export.reason.as_ref().map(|reason| clean(reason.expose()));
    let rows = export.messages.iter().map(|message| Row {
        at: message
            .written_at
            .map(|at| when(at, texts))
            .unwrap_or_default(),
        from: texts.say(match message.direction {
            Direction::Inbound => "hold-inbound",
            Direction::Outbound => "export-outbound",
        }),
        erased_at: when(message.erased_at, texts),
        content: message
            .content
            .iter()
            .map(|part| (field_word(part.field, texts), clean(part.text.expose())))
            .collect(),
    });
    let page = Page {
        texts,
        lang: match texts.lang() {
            crate::report::model::Lang::Fr => "fr",
            crate::report::model::Lang::En => "en",
        },
        made_at: when(export.made_at, texts),
        hold: line(&export.hold, reason.unwrap_or_default(), texts),
        rows: rows.collect(),
    };
    match (serde_json::to_string_pretty(export), page.render()) {
        (Ok(data), Ok(page)) => Reply::Export { data, page },
        (Err(error), _) => Reply::refused(Exit::Failed, error.to_string()),
        (_, Err(error)) => Reply::refused(Exit::Failed, error.to_string()),
    }
}
