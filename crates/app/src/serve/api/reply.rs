//! Answers, and what the operators' desk says as one.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;
use crate::exit::Exit;
use crate::serve::desk::Reply;

/// An answer.
pub(super) struct Answer {
    status: u16,
    /// JSON; empty for none.
    body: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Answer {
    /// JSON that is written already.
    pub(super) fn written_json(status: u16, body: String) -> Self {
        Self {
            status,
            body,
            headers: Vec::new(),
        }
    }

    /// A value as JSON.
    pub(super) fn json(status: u16, value: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_string(value).map_err(|_| Problem::failed())?;
        Ok(Self::written_json(status, body))
    }

    /// Nothing to say.
    pub(super) fn nothing() -> Self {
        Self::written_json(204, String::new())
    }

    /// The same with one header more.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Result<Self, Problem> {
        let value = HeaderValue::from_str(value).map_err(|_| Problem::failed())?;
        self.headers.push((name, value));
        Ok(self)
    }

    pub(super) fn written(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = match self.body.is_empty() {
            true => status.into_response(),
            false => {
                let json = [(header::CONTENT_TYPE, "application/json")];
                (status, json, self.body).into_response()
            }
        };
        response.headers_mut().extend(self.headers);
        response
    }
}

/// What the desk said, as an answer.
pub(super) fn of_desk(reply: Reply, status: u16) -> Result<Answer, Problem> {
    match reply {
        Reply::Said { .. } if status == 204 => Ok(Answer::nothing()),
        Reply::Said { json, .. } => Ok(Answer::written_json(status, json)),
        // Both forms are JSON texts already; the page goes in as one string.
        Reply::Export { data, page } => {
            let page = serde_json::to_string(&page).map_err(|_| Problem::failed())?;
            let body = format!("{{\"data\":{data},\"page\":{page}}}");
            Ok(Answer::written_json(status, body))
        }
        Reply::Refused { exit, .. } if exit == Exit::NoInput.code() => Err(Problem::not_found()),
        Reply::Refused { exit, text } if exit == Exit::Refused.code() => {
            Err(Problem::conflict(text))
        }
        Reply::Refused { exit, text }
            if exit == Exit::WrongUsage.code() || exit == Exit::NotUnderstood.code() =>
        {
            Err(Problem::malformed(text))
        }
        Reply::Refused { .. } => Err(Problem::failed()),
    }
}
