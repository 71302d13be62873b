//! What is wrong, in one shape (RFC 9457) and in the language of whoever asks. Never what was sent,
//! never what the program was doing.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tact_store::live::StoreError;

use crate::accounts::NotSignedIn;
use crate::i18n::{Texts, args};
use crate::report::model::Lang;

/// Seconds after which one may try again when the server is busy.
const BUSY: u64 = 5;

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Detail {
    /// A sentence of the interface.
    Key(&'static str),
    /// A sentence already in the reader's language.
    Said(String),
}

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    status: StatusCode,
    /// Stable word for machines.
    kind: &'static str,
    /// Key of the title.
    title: &'static str,
    detail: Detail,
    retry_after: Option<u64>,
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
}

impl Problem {
    fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: Detail) -> Self {
        Self {
            status,
            kind,
            title,
            detail,
            retry_after: None,
        }
    }

    /// Nobody known.
    pub(super) fn unauthorized() -> Self {
        let detail = Detail::Key("api-unauthorized-detail");
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "api-unauthorized",
            detail,
        )
    }

    /// Somebody known whose role lacks the right.
    pub(super) fn forbidden() -> Self {
        let detail = Detail::Key("api-forbidden-detail");
        Self::new(StatusCode::FORBIDDEN, "forbidden", "api-forbidden", detail)
    }

    /// A browser on somebody else's page.
    pub(super) fn cross_site() -> Self {
        let detail = Detail::Key("api-cross-site-detail");
        Self::new(StatusCode::FORBIDDEN, "cross-site", "api-forbidden", detail)
    }

    /// Nothing there, or nothing that is theirs: the two look the same.
    pub(super) fn not_found() -> Self {
        let detail = Detail::Key("api-not-found-detail");
        Self::new(StatusCode::NOT_FOUND, "not-found", "api-not-found", detail)
    }

    /// The same, said otherwise.
    pub(super) fn because(self, detail: String) -> Self {
        let detail = Detail::Said(detail);
        Self { detail, ..self }
    }

    /// Another method.
    pub(super) fn method() -> Self {
        let detail = Detail::Key("api-method-detail");
        let status = StatusCode::METHOD_NOT_ALLOWED;
        Self::new(status, "method-not-allowed", "api-method", detail)
    }

    /// Something sent that is not understood.
    pub(super) fn malformed(detail: String) -> Self {
        let detail = Detail::Said(detail);
        Self::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "api-malformed",
            detail,
        )
    }

    /// A body of another kind.
    pub(super) fn media_type(detail: String) -> Self {
        let detail = Detail::Said(detail);
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::new(status, "media-type", "api-media-type", detail)
    }

    /// A body beyond what the address takes.
    pub(super) fn too_large(detail: String) -> Self {
        let detail = Detail::Said(detail);
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        Self::new(status, "too-large", "api-too-large", detail)
    }

    /// A body that does not come.
    pub(super) fn too_slow() -> Self {
        let detail = Detail::Key("api-too-slow-detail");
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "too-slow",
            "api-too-slow",
            detail,
        )
    }

    /// Understood, allowed, and not possible as things are.
    pub(super) fn conflict(detail: String) -> Self {
        let detail = Detail::Said(detail);
        Self::new(StatusCode::CONFLICT, "conflict", "api-conflict", detail)
    }

    /// The account one is signed in with would lose itself.
    pub(super) fn own_account() -> Self {
        let detail = Detail::Key("api-own-account-detail");
        Self::new(StatusCode::CONFLICT, "own-account", "api-conflict", detail)
    }

    /// Whoever asked for a copy would allow it.
    pub(super) fn same_account() -> Self {
        let detail = Detail::Key("api-same-account-detail");
        Self::new(
            StatusCode::FORBIDDEN,
            "same-account",
            "api-forbidden",
            detail,
        )
    }

    /// Allowed before.
    pub(super) fn approved() -> Self {
        let detail = Detail::Key("api-approved-detail");
        Self::new(StatusCode::CONFLICT, "approved", "api-conflict", detail)
    }

    /// Too much at once.
    pub(super) fn busy() -> Self {
        let detail = Detail::Key("api-busy-detail");
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Self {
            retry_after: Some(BUSY),
            ..Self::new(status, "busy", "api-busy", detail)
        }
    }

    /// Stores are being opened.
    pub(super) fn starting() -> Self {
        Self {
            kind: "starting",
            detail: Detail::Key("api-starting-detail"),
            ..Self::busy()
        }
    }

    /// Something on our side.
    pub(super) fn failed() -> Self {
        let detail = Detail::Key("api-failed-detail");
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, "failed", "api-failed", detail)
    }

    /// Too many wrong passwords.
    fn wait(left: Duration, texts: &Texts) -> Self {
        // A wait of less than a second is one.
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        let words = args!["seconds" => seconds];
        let detail = Detail::Said(texts.get("api-wait-detail", words));
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self {
            retry_after: Some(seconds),
            ..Self::new(status, "wait", "api-wait", detail)
        }
    }

    /// Why nobody was let in.
    pub(super) fn not_signed_in(why: NotSignedIn, texts: &Texts) -> Self {
        match why {
            NotSignedIn::Wrong => Self {
                kind: "wrong-password",
                detail: Detail::Key("api-wrong-detail"),
                ..Self::unauthorized()
            },
            NotSignedIn::Wait(left) => Self::wait(left, texts),
            NotSignedIn::Busy(_) => Self::busy(),
            NotSignedIn::Store(error) => error.into(),
        }
    }

    /// As an answer.
    pub(super) fn written(&self, texts: &Texts) -> Response {
        let detail = match &self.detail {
            Detail::Key(key) => texts.say(key),
            Detail::Said(said) => said.clone(),
        };
        let written = Written {
            kind: format!("urn:tact:problem:{}", self.kind),
            title: &texts.say(self.title),
            status: self.status.as_u16(),
            detail: &detail,
        };
        // Texts and a number: written without fail.
        let body = serde_json::to_string(&written).unwrap_or_default();
        let language = match texts.lang() {
            Lang::Fr => "fr",
            Lang::En => "en",
        };
        let headers = [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CONTENT_LANGUAGE, language),
            (header::VARY, "Accept-Language"),
        ];
        let mut response = (self.status, headers, body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store could not answer a request");
        Self::failed()
    }
}
