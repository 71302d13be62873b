//! A request as the functions that answer see it: who asks is known, may ask, and has sent no more
//! than they may.

use std::sync::Arc;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use tact_store::live::{Act, Actor};

use super::problem::Problem;
use super::reply::{Answer, of_desk};
use super::route::Route;
use crate::accounts::{AccountName, Role};
use crate::i18n::{Texts, args};
use crate::serve::body::Held as Body;
use crate::serve::desk::What;
use crate::serve::server::Server;
use crate::serve::site::Site;

/// A request of anybody.
pub(super) struct Visit {
    pub(super) server: Arc<Server>,
    pub(super) lang: crate::report::model::Lang,
    pub(super) now: Timestamp,
    pub(super) body: Option<Body>,
}

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// A session, by the digest of its cookie.
    Session([u8; 32]),
    /// A token.
    Token,
}

/// Somebody who is known.
pub(super) struct Who {
    /// Their company. Everything is looked up in its store, so that what belongs to another company
    /// is not there.
    pub(super) site: Arc<Site>,
    /// Internal number of the account.
    pub(super) account: i64,
    pub(super) name: AccountName,
    pub(super) role: Role,
    pub(super) ends_at: Timestamp,
    pub(super) proof: Proof,
}

/// A request of somebody who may ask it.
pub(super) struct Call {
    pub(super) visit: Visit,
    pub(super) who: Who,
    pub(super) route: &'static Route,
    /// What stands in the address where the list has a word in braces.
    pub(super) named: Option<String>,
    /// What stands behind `?`, by the name the list has for it.
    pub(super) asked: Option<String>,
}

impl Visit {
    /// Words in the language of whoever asks.
    pub(super) fn texts(&self) -> &Texts {
        self.server.entry.texts(self.lang)
    }

    /// The JSON of the body.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let bytes = self.body.as_ref().map(Body::bytes).unwrap_or_default();
        serde_json::from_slice(bytes).map_err(|error| {
            // What serde says may quote what was sent: only the place is told.
            let why = format!("{}:{}", error.line(), error.column());
            Problem::malformed(
                self.texts()
                    .get("api-malformed-detail", args!["why" => why]),
            )
        })
    }
}

impl Call {
    /// The act of this account, for the audit chain.
    pub(super) fn act(&self) -> Result<Act, Problem> {
        let actor = Actor::account(self.who.name.as_str()).map_err(|_| Problem::failed())?;
        Ok(Act {
            actor,
            at: self.visit.now,
        })
    }

    /// Asks the desk in the name of this account.
    pub(super) async fn ask(&self, what: What) -> Result<Answer, Problem> {
        let desk = &self.who.site.desk;
        let act = self.act()?;
        let reply = desk.answer_to(&act, &what, self.visit.texts()).await;
        of_desk(reply, self.route.status)
    }

    /// The same about a person: one nobody knows is told as the commands tell it, whether another
    /// company knows them or not.
    pub(super) async fn ask_about(&self, what: What) -> Result<Answer, Problem> {
        self.ask(what).await.map_err(|problem| match problem {
            problem if problem == Problem::not_found() => self.nobody(),
            problem => problem,
        })
    }

    /// Nobody is known by the number or id that was sent.
    pub(super) fn nobody(&self) -> Problem {
        Problem::not_found().because(self.visit.texts().say("contact-unknown"))
    }

    /// The number in the address; what is no number names nothing.
    pub(super) fn id(&self) -> Result<i64, Problem> {
        let named = self.named.as_deref();
        named
            .and_then(|named| named.parse().ok())
            .ok_or_else(Problem::not_found)
    }

    /// The account in the address; what is no name names nobody.
    pub(super) fn account(&self) -> Result<AccountName, Problem> {
        let named = self.named.as_deref();
        named
            .and_then(|named| named.parse().ok())
            .ok_or_else(Problem::not_found)
    }

    /// What is wrong with the parameter behind `?`.
    pub(super) fn wrong_query(&self, name: &str, expected: &str) -> Problem {
        let texts = self.visit.texts();
        let words = args!["name" => name.to_owned(), "expected" => texts.say(expected)];
        Problem::malformed(texts.get("api-query-detail", words))
    }
}
