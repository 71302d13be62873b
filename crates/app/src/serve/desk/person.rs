//! What is kept of one person, and its erasure, said line by line.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tact_domain::live::{Alias, AliasKind, Request};
use tact_privacy::consent::ContactRef;
use tact_store::live::{
    Act, ConsentEntry, ContactErasure, ContactRequest, ContactSummary, StoreError,
};

use super::hold::with_held;
use super::{Desk, Reply};
use crate::exit::Exit;
use crate::i18n::{Texts, args};

/// A request for a copy is to be answered within this time (GDPR 12(3)).
const DUE_MONTHS: i32 = 1;

impl Desk {
    /// The name a contact is looked up by: a number, an id, or the display name an export was
    /// imported under, which finds one contact at most; never a name the platform told.
    pub(in crate::serve) fn alias(&self, named: &str) -> Option<Alias> {
        match ContactRef::parse(named)? {
            ContactRef::Number(digits) => Some(self.keys.alias(AliasKind::Phone, &digits)),
            ContactRef::UserId(id) => Some(self.keys.alias(AliasKind::UserId, &id)),
            ContactRef::Name(name) => Some(self.keys.alias(AliasKind::ExportName, &name)),
        }
    }

    pub(super) async fn show(
        &self,
        who: Alias,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        Ok(match self.store.contact_show(who, act).await? {
            Some(summary) => Reply::said(&summary, lines(&summary_lines(&summary, texts))),
            None => nobody(texts),
        })
    }

    pub(super) async fn erase(
        &self,
        who: Alias,
        named: &str,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let called = ContactRef::parse(named).map(|contact| self.recipients.contact(&contact));
        let called = called.unwrap_or_default();
        let erased = self.store.contact_erase_telling(who, called, act).await?;
        Ok(match erased {
            Some(erasure) => {
                let said = receipt(&erasure, texts);
                Reply::said(&erasure, with_held(said, erasure.held, texts))
            }
            None => nobody(texts),
        })
    }

    pub(super) async fn consents(
        &self,
        who: Alias,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let Some(entries) = self.store.consent_history(who, act).await? else {
            return Ok(nobody(texts));
        };
        let said: Vec<_> = entries.iter().map(|entry| consent(entry, texts)).collect();
        let text = match said.is_empty() {
            true => texts.say("consent-none"),
            false => said.join("\n"),
        };
        Ok(Reply::said(&entries, text))
    }

    pub(super) async fn requests(
        &self,
        now: Timestamp,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let requests = self.store.contact_requests().await?;
        let said: Vec<_> = requests
            .iter()
            .map(|asked| request(asked, now, texts))
            .collect();
        let text = match said.is_empty() {
            true => texts.say("request-none"),
            false => said.join("\n"),
        };
        let json: Vec<_> = requests
            .iter()
            .map(|asked| {
                serde_json::json!({
                    "contact": asked.contact,
                    "request": asked.request,
                    "at": asked.at,
                    "answered_at": asked.answered_at,
                    "due": due(asked.at),
                })
            })
            .collect();
        Ok(Reply::said(&json, text))
    }
}

pub(super) fn nobody(texts: &Texts) -> Reply {
    Reply::refused(Exit::NoInput, texts.say("contact-unknown"))
}

/// Name and value of everything that is kept, in numbers and times.
pub(super) fn summary_lines(summary: &ContactSummary, texts: &Texts) -> Vec<(String, String)> {
    let count = |count: i64| texts.format().count(u64::try_from(count).unwrap_or(0));
    let time = |at: Option<Timestamp>| at.map(|at| when(at, texts));
    let known_by: Vec<_> = summary
        .known_by
        .iter()
        .map(|alias| {
            let kind = texts.say(match alias.kind {
                AliasKind::Phone | AliasKind::WaId => "alias-number",
                AliasKind::UserId => "alias-user-id",
                AliasKind::ParentUserId => "alias-parent-user-id",
                AliasKind::ExportName => "alias-export-name",
            });
            format!("{kind} × {}", count(alias.count))
        })
        .collect();
    let granted: Vec<_> = summary
        .granted
        .iter()
        .map(|p| p.word().to_owned())
        .collect();
    let list = |items: Vec<String>| match items.is_empty() {
        true => texts.say("contact-nothing"),
        false => items.join(", "),
    };
    let mut said = vec![
        (texts.say("contact-pseudonym"), summary.contact.to_string()),
        (texts.say("contact-known-by"), list(known_by)),
        (texts.say("contact-granted"), list(granted)),
        (texts.say("contact-inbound"), count(summary.inbound)),
        (texts.say("contact-outbound"), count(summary.outbound)),
        (
            texts.say("contact-with-content"),
            count(summary.with_content),
        ),
        (texts.say("contact-annotated"), count(summary.annotated)),
        (texts.say("stats-no-consent"), count(summary.no_consent)),
        (
            texts.say("stats-consent-ended"),
            count(summary.consent_ended),
        ),
        (texts.say("stats-erased"), count(summary.erased)),
        (texts.say("contact-reactions"), count(summary.reactions)),
        (texts.say("stats-tombstones"), count(summary.tombstones)),
    ];
    let address_book = match summary.in_address_book {
        true => "contact-yes",
        false => "contact-no",
    };
    said.push((texts.say("contact-address-book"), texts.say(address_book)));
    let times = [
        ("contact-first", summary.first),
        ("contact-last", summary.last),
        ("contact-opted-out", summary.opted_out_at),
        ("contact-opted-out-until", summary.opted_out_until),
        ("contact-erased-at", summary.erased_at),
    ];
    for (name, at) in times {
        said.extend(time(at).map(|at| (texts.say(name), at)));
    }
    if let Some(held) = summary.held {
        let words = args!["messages" => held.messages, "until" => when(held.until, texts)];
        said.push((
            texts.say("contact-held"),
            texts.get("contact-held-until", words),
        ));
    }
    for asked in &summary.requests {
        said.push((request_word(asked.request, texts), when(asked.at, texts)));
    }
    said
}

/// Names under each other, values behind them.
fn lines(said: &[(String, String)]) -> String {
    let names = said
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    let written: Vec<_> = said
        .iter()
        .map(|(name, value)| format!("{name:<names$}  {value}"))
        .collect();
    written.join("\n")
}

fn receipt(erasure: &ContactErasure, texts: &Texts) -> String {
    let kept = &erasure.kept;
    let words = args![
        "receipt" => erasure.receipt.to_string(),
        "contact" => erasure.contact.to_string(),
        "at" => when(erasure.erased_at, texts),
        "messages" => erasure.messages.len(),
        "reactions" => erasure.reactions,
        "addresses" => erasure.address_book,
        "names" => erasure.names,
        "keys" => erasure.keys,
        "facts" => kept.facts,
        "tombstones" => kept.tombstones,
        "consents" => kept.consent_lines,
        "aliases" => kept.aliases,
    ];
    texts.get("erase-receipt", words)
}

pub(super) fn consent(entry: &ConsentEntry, texts: &Texts) -> String {
    let purpose = entry.purpose.map_or("?", |purpose| purpose.word());
    let words = args![
        "at" => when(entry.at, texts),
        "purpose" => purpose,
        "notice" => entry.notice.clone(),
        "channel" => entry.channel.clone(),
        "proof" => entry.proof.clone(),
    ];
    match entry.granted {
        true => texts.get("consent-granted", words),
        false => texts.get("consent-ended", words),
    }
}

fn request(asked: &ContactRequest, now: Timestamp, texts: &Texts) -> String {
    let due = due(asked.at);
    let key = match (asked.answered_at, due) {
        (Some(_), _) => "request-answered",
        (None, Some(due)) if due < now => "request-overdue",
        (None, _) => "request-open",
    };
    let words = args![
        "at" => when(asked.at, texts),
        "contact" => asked.contact.to_string(),
        "request" => request_word(asked.request, texts),
        "answered" => asked.answered_at.map(|at| when(at, texts)).unwrap_or_default(),
        "due" => due.map(|due| day(due, texts)).unwrap_or_default(),
    ];
    match key {
        "request-answered" => texts.get("request-answered", words),
        "request-overdue" => texts.get("request-overdue", words),
        _ => texts.get("request-open", words),
    }
}

fn request_word(request: Request, texts: &Texts) -> String {
    texts.say(match request {
        Request::Stop => "request-stop",
        Request::Erase => "request-erase",
        Request::MyData => "request-my-data",
    })
}

fn due(at: Timestamp) -> Option<Timestamp> {
    let asked = at.to_zoned(TimeZone::UTC);
    let span = jiff::Span::new().try_months(DUE_MONTHS).ok()?;
    Some(asked.checked_add(span).ok()?.timestamp())
}

/// A time as the operator's clock shows it.
pub(super) fn when(at: Timestamp, texts: &Texts) -> String {
    texts
        .format()
        .date_time(at.to_zoned(TimeZone::system()).datetime())
}

pub(super) fn day(at: Timestamp, texts: &Texts) -> String {
    texts.format().date(at.to_zoned(TimeZone::system()).date())
}
