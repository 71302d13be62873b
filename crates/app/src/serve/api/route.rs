//! The list of addresses, and all that is told of each: the router, the checks and the document are
//! made from it, so that none knows an address the others do not.

use std::future::Future;
use std::pin::Pin;

use axum::http::Method;

use super::call::{Call, Visit};
use super::problem::Problem;
use super::reply::Answer;
use super::{accounts, audit, contacts, document, exports, figures, session, status, tokens};
use crate::accounts::Action;

/// An answer on its way.
pub(super) type Answering = Pin<Box<dyn Future<Output = Result<Answer, Problem>> + Send>>;

/// Who is let in, and who answers.
pub(super) enum Door {
    /// Anybody.
    Open(fn(Visit) -> Answering),
    /// Whose role has the right.
    Right(Action, fn(Call) -> Answering),
}

/// What a request brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brings {
    /// Nothing.
    Nothing,
    /// JSON of this shape of the document.
    Json(&'static str),
    /// A consent file.
    ConsentFile,
}

/// One address with one method.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) door: Door,
    pub(super) brings: Brings,
    /// Name and what it means of a parameter behind `?`.
    pub(super) query: Option<(&'static str, &'static str)>,
    pub(super) status: u16,
    /// Shape of the answer in the document; empty for none.
    pub(super) answers: &'static str,
    pub(super) summary: &'static str,
}

const fn route(
    method: Method,
    path: &'static str,
    door: Door,
    brings: Brings,
    (status, answers): (u16, &'static str),
    summary: &'static str,
) -> Route {
    Route {
        method,
        path,
        door,
        brings,
        query: None,
        status,
        answers,
        summary,
    }
}

const fn asked(mut route: Route, query: (&'static str, &'static str)) -> Route {
    route.query = Some(query);
    route
}

/// A function that answers, as the list holds it.
macro_rules! open {
    ($answer:path) => {
        Door::Open(|visit| Box::pin($answer(visit)))
    };
}
macro_rules! right {
    ($action:ident, $answer:path) => {
        Door::Right(Action::$action, |call| Box::pin($answer(call)))
    };
}

use Brings::{ConsentFile, Json, Nothing};

/// Every address.
pub(super) static ROUTES: &[Route] = &[
    route(
        Method::GET,
        "/api/v1/openapi.json",
        open!(document::show),
        Nothing,
        (200, "Anything"),
        "This document.",
    ),
    route(
        Method::POST,
        "/api/v1/session",
        open!(session::open),
        Json("SignIn"),
        (201, "Session"),
        "Sign in: the answer sets the cookie of a session of 12 hours.",
    ),
    route(
        Method::GET,
        "/api/v1/session",
        right!(OwnSession, session::show),
        Nothing,
        (200, "Session"),
        "Who one is signed in as, and until when.",
    ),
    route(
        Method::DELETE,
        "/api/v1/session",
        right!(OwnSession, session::end),
        Nothing,
        (204, ""),
        "Sign out. Does nothing to a token.",
    ),
    route(
        Method::PUT,
        "/api/v1/session/password",
        right!(OwnSession, session::change_password),
        Json("PasswordChange"),
        (204, ""),
        "Change one's own password. Every session and token of the account ends, this one too.",
    ),
    route(
        Method::GET,
        "/api/v1/tokens",
        right!(OwnTokens, tokens::list),
        Nothing,
        (200, "Tokens"),
        "One's own tokens, without what they are used by.",
    ),
    route(
        Method::POST,
        "/api/v1/tokens",
        right!(OwnTokens, tokens::make),
        Json("NewToken"),
        (201, "MadeToken"),
        "Make a token for a script. It is shown this once. Takes a session, not a token.",
    ),
    route(
        Method::DELETE,
        "/api/v1/tokens/{id}",
        right!(OwnTokens, tokens::end),
        Nothing,
        (204, ""),
        "End one of one's own tokens.",
    ),
    route(
        Method::GET,
        "/api/v1/status",
        right!(ReadStatus, status::show),
        Nothing,
        (200, "Status"),
        "Whether the server works; how much it holds, for those who watch over data or accounts.",
    ),
    asked(
        route(
            Method::GET,
            "/api/v1/figures",
            right!(ReadServiceFigures, figures::show),
            Nothing,
            (200, "Figures"),
            "The report of a period, as `tact report --format json` gives it: the result of the hour, else computed. An agent gets its content-free service figures only.",
        ),
        (
            "period",
            "last-week (when left out), last-month, a month like 2026-10, a week like 2026-W41, or, for the role dpo, days like 2026-10-01..2026-10-15.",
        ),
    ),
    route(
        Method::POST,
        "/api/v1/contacts/show",
        right!(ReadContacts, contacts::show),
        Json("Named"),
        (200, "Contact"),
        "What is kept of a contact, in numbers and times; no content. Noted in the audit chain.",
    ),
    route(
        Method::POST,
        "/api/v1/contacts/consents",
        right!(ReadContacts, contacts::consents),
        Json("Named"),
        (200, "ConsentLines"),
        "What a contact agreed to, line by line. Noted in the audit chain.",
    ),
    route(
        Method::POST,
        "/api/v1/contacts/erase",
        right!(EraseContacts, contacts::erase),
        Json("Named"),
        (200, "Receipt"),
        "Erase every content of a contact, for good, and end their consents. The receipt says what stays, and why it may.",
    ),
    route(
        Method::GET,
        "/api/v1/requests",
        right!(ReadRequests, contacts::requests),
        Nothing,
        (200, "Requests"),
        "What contacts asked for with keywords (STOP, EFFACER, MES DONNÉES…), and until when it is to be answered.",
    ),
    route(
        Method::POST,
        "/api/v1/consents",
        right!(RecordConsents, contacts::record),
        Json("ConsentLine"),
        (200, "ConsentsRecorded"),
        "Record one line of the consent ledger. The same line twice is one line.",
    ),
    route(
        Method::POST,
        "/api/v1/consents/import",
        right!(RecordConsents, contacts::import),
        ConsentFile,
        (200, "ConsentsRecorded"),
        "Record a consent file, all of it or nothing.",
    ),
    route(
        Method::GET,
        "/api/v1/exports",
        right!(ApproveExports, exports::list),
        Nothing,
        (200, "Exports"),
        "Copies asked for whose time is not over.",
    ),
    route(
        Method::POST,
        "/api/v1/exports",
        right!(TakeExports, exports::ask),
        Json("Named"),
        (201, "Export"),
        "Ask for a copy of all that is kept of a contact, with content. Another account has 72 hours to allow it.",
    ),
    route(
        Method::DELETE,
        "/api/v1/exports/{id}",
        right!(TakeExports, exports::withdraw),
        Nothing,
        (204, ""),
        "Take one's own request back.",
    ),
    route(
        Method::POST,
        "/api/v1/exports/{id}/approval",
        right!(ApproveExports, exports::approve),
        Nothing,
        (200, "Export"),
        "Allow a copy another account asked for. It may be taken for 24 hours.",
    ),
    route(
        Method::POST,
        "/api/v1/exports/{id}/copy",
        right!(TakeExports, exports::take),
        Nothing,
        (200, "Copy"),
        "Take a copy one asked for and another account allowed: made now, kept nowhere.",
    ),
    asked(
        route(
            Method::GET,
            "/api/v1/audit",
            right!(ReadAudit, audit::entries),
            Nothing,
            (200, "Audit"),
            "The newest entries of the audit chain, the newest last, and the hash at its head.",
        ),
        ("newest", "How many entries, 1 to 1000; 50 when left out."),
    ),
    route(
        Method::GET,
        "/api/v1/audit/verify",
        right!(ReadAudit, audit::verify),
        Nothing,
        (200, "AuditReport"),
        "Follow the audit chain from its first entry to its last. `broken` is null when it is whole.",
    ),
    route(
        Method::GET,
        "/api/v1/accounts",
        right!(ManageAccounts, accounts::list),
        Nothing,
        (200, "Accounts"),
        "Every account.",
    ),
    route(
        Method::POST,
        "/api/v1/accounts",
        right!(ManageAccounts, accounts::add),
        Json("NewAccount"),
        (201, "MadeAccount"),
        "Make an account. The secret of an administrator's one-time codes is shown this once.",
    ),
    route(
        Method::DELETE,
        "/api/v1/accounts/{name}",
        right!(ManageAccounts, accounts::remove),
        Nothing,
        (204, ""),
        "Remove an account, with its sessions and tokens.",
    ),
    route(
        Method::PUT,
        "/api/v1/accounts/{name}/role",
        right!(ManageAccounts, accounts::give_role),
        Json("RoleChange"),
        (200, "MadeAccount"),
        "Give an account another role. Its sessions and tokens end.",
    ),
    route(
        Method::PUT,
        "/api/v1/accounts/{name}/password",
        right!(ManageAccounts, accounts::give_password),
        Json("PasswordGiven"),
        (204, ""),
        "Give an account another password. Its sessions and tokens end.",
    ),
    route(
        Method::POST,
        "/api/v1/accounts/{name}/second-factor",
        right!(ManageAccounts, accounts::give_second_factor),
        Nothing,
        (200, "MadeAccount"),
        "Give an account a new secret for one-time codes, shown this once. Its sessions end.",
    ),
];
