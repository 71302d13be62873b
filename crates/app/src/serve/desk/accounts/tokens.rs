//! Tokens, with which scripts come in.

use jiff::{SignedDuration, Timestamp};
use tact_store::live::{AccountToken, Act, NewToken};

use super::{Done, nobody, refused, system};
use crate::accounts::{AccountName, Held, Role};
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::serve::desk::person::when;
use crate::serve::desk::{Desk, Reply};

/// Longest life of a token, days.
const LONGEST: u32 = 366;
/// Most characters of what a token is for.
const LABEL: usize = 64;

impl Desk {
    pub(super) async fn tokens(&self, name: &AccountName, now: Timestamp, texts: &Texts) -> Done {
        let Some(tokens) = self.store.tokens(name.as_str(), now).await? else {
            return Err(nobody(name, texts));
        };
        let said: Vec<_> = tokens.iter().map(|one| token_line(one, texts)).collect();
        let text = match said.is_empty() {
            true => texts.say("token-none"),
            false => said.join("\n"),
        };
        Ok(Reply::said(&tokens, text))
    }

    pub(super) async fn make_token(
        &self,
        name: &AccountName,
        label: &str,
        days: u32,
        act: &Act,
        texts: &Texts,
    ) -> Done {
        let label = label.trim();
        let plain = !label.is_empty()
            && label.chars().count() <= LABEL
            && !label.chars().any(char::is_control);
        if !plain {
            let why = texts.get("token-label", args!["most" => LABEL]);
            return Err(refused(Exit::WrongUsage, why));
        }
        if !(1..=LONGEST).contains(&days) {
            let why = texts.get("token-days", args!["most" => LONGEST]);
            return Err(refused(Exit::WrongUsage, why));
        }
        let Some(known) = self.store.credentials(name.as_str()).await? else {
            return Err(nobody(name, texts));
        };
        let role: Option<Role> = known.role.parse().ok();
        if role.is_none_or(Role::needs_second_factor) {
            return Err(refused(Exit::Refused, texts.say("token-not-admin")));
        }
        let held = Held::new(self.company.as_deref()).map_err(|_| system(texts))?;
        let lasts = SignedDuration::from_hours(i64::from(days) * 24);
        let from = Timestamp::from_second(act.at.as_second()).unwrap_or(act.at);
        let ends_at = from.saturating_add(lasts).unwrap_or(from);
        let new = NewToken {
            account: name.to_string(),
            key: held.key(),
            label: label.to_owned(),
            ends_at,
        };
        let Some(id) = self.store.add_token(new, act).await? else {
            return Err(nobody(name, texts));
        };
        let json = serde_json::json!({
            "id": id, "label": label, "ends_at": ends_at, "token": held.expose(),
        });
        let words = args!["token" => held.expose().to_owned(), "until" => when(ends_at, texts)];
        Ok(Reply::said(&json, texts.get("token-made", words)))
    }

    pub(super) async fn end_token(
        &self,
        name: &AccountName,
        id: i64,
        act: &Act,
        texts: &Texts,
    ) -> Done {
        if !self.store.end_token(name.as_str(), id, act).await? {
            let words = args!["name" => name.to_string(), "id" => id.to_string()];
            return Err(refused(Exit::NoInput, texts.get("token-unknown", words)));
        }
        let text = texts.get("token-ended", args!["id" => id.to_string()]);
        Ok(Reply::said(&serde_json::json!({"id": id}), text))
    }
}

fn token_line(token: &AccountToken, texts: &Texts) -> String {
    let words = args![
        "id" => token.id.to_string(),
        "label" => crate::report::inert::clean(&token.label),
        "made" => when(token.made_at, texts),
        "until" => when(token.ends_at, texts),
    ];
    texts.get("token-line", words)
}
