//! The address the platform calls.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tact_domain::live::{UnrecognizedKey, UnrecognizedKind};
use tact_intake::webhook::{Delivery, Received, SIGNATURE_HEADER, WebhookError};
use tact_privacy::live::Candidate;
use tact_store::live::NotStored;

use super::body::{self, NotRead};
use super::server::Server;
use super::site::Site;
use super::unknown::unknown_parts;
use crate::clock;

/// A body from this size on is read apart from the requests of others.
const LONG_WORK: usize = 64 * 1024;
/// Longest challenge of a handshake.
const CHALLENGE: usize = 256;
/// Seconds after which a refused sender may try again.
const RETRY_AFTER: &str = "2";

/// The question of the handshake.
#[derive(Deserialize)]
pub(super) struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    verify_token: Option<String>,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
}

/// Answers the handshake of a webhook.
pub(super) async fn handshake(
    State(server): State<Arc<Server>>,
    name: Option<Path<String>>,
    question: Result<Query<Handshake>, QueryRejection>,
) -> Response {
    let site = match server.site(name.as_ref().map(|Path(name)| name.as_str())) {
        Ok(site) => site,
        Err(status) => return refused(status),
    };
    let Ok(Query(question)) = question else {
        return refused(StatusCode::FORBIDDEN);
    };
    let asked = question.mode.as_deref() == Some("subscribe");
    let known = question
        .verify_token
        .as_deref()
        .is_some_and(|word| site.knows(word));
    match question.challenge {
        Some(challenge) if asked && known && is_challenge(&challenge) => {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (plain, challenge).into_response()
        }
        _ => refused(StatusCode::FORBIDDEN),
    }
}

/// What is sent back is what a challenge looks like, and nothing else.
fn is_challenge(word: &str) -> bool {
    (1..=CHALLENGE).contains(&word.len())
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~=+/".contains(&b))
}

/// Takes a delivery: 200 once everything in it that can be understood is on the disk.
pub(super) async fn receive(
    State(server): State<Arc<Server>>,
    name: Option<Path<String>>,
    request: Request<Body>,
) -> Response {
    let arrived = Instant::now();
    let name = name.as_ref().map(|Path(name)| name.as_str());
    let status = match take(&server, name, request, arrived).await {
        Ok(()) => StatusCode::OK,
        Err(status) => status,
    };
    server.gauges.answered(status.as_u16());
    match status {
        StatusCode::OK => StatusCode::OK.into_response(),
        status => refused(status),
    }
}

async fn take(
    server: &Server,
    name: Option<&str>,
    request: Request<Body>,
    arrived: Instant,
) -> Result<(), StatusCode> {
    let site = server.site(name)?;
    let (parts, body) = request.into_parts();
    let body = body::read(&parts.headers, body, &server.room, server.limits.patience)
        .await
        .map_err(NotRead::status)?;
    let understand = || understand(&site, body.bytes(), signature(&parts.headers));
    let understood: Result<Understood, WebhookError> = if body.bytes().len() < LONG_WORK {
        understand()
    } else {
        tokio::task::block_in_place(understand)
    };
    let understood = understood.map_err(|error| match error {
        WebhookError::SignatureMissing | WebhookError::SignatureMismatch => {
            StatusCode::UNAUTHORIZED
        }
        _ => StatusCode::BAD_REQUEST,
    })?;
    drop(body);
    store(server, &site, understood, arrived).await
}

/// The one signature of a request; two are as good as none.
fn signature(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(SIGNATURE_HEADER).iter();
    let first = values.next()?;
    match values.next() {
        None => first.to_str().ok(),
        Some(_) => None,
    }
}

/// A delivery, and what of it is not known here.
struct Understood {
    delivery: Delivery,
    unknown: Vec<(UnrecognizedKind, UnrecognizedKey)>,
}

fn understand(
    site: &Site,
    body: &[u8],
    signature: Option<&str>,
) -> Result<Understood, WebhookError> {
    site.verify(body, signature)?;
    let delivery = match site.decoder.decode(body, clock::now()) {
        // Signed by the platform and of no known shape: sent again it would be no better.
        Err(WebhookError::NotAWebhook) => Delivery {
            unrecognized_total: 1,
            ..Delivery::default()
        },
        decoded => decoded?,
    };
    let unknown = unknown_parts(&delivery, body, &site.keys);
    Ok(Understood { delivery, unknown })
}

async fn store(
    server: &Server,
    site: &Site,
    Understood { delivery, unknown }: Understood,
    arrived: Instant,
) -> Result<(), StatusCode> {
    report(&delivery);
    let gauges = &server.gauges;
    let deletions = delivery
        .events
        .iter()
        .filter(|event| matches!(event.what, Received::Revoke(_)))
        .count();
    for event in &delivery.events {
        gauges.event(&event.what);
    }
    gauges.unreadable(delivery.unreadable_total);
    let candidates: Vec<Candidate> = delivery
        .events
        .into_iter()
        .map(|event| site.candidate(event))
        .collect();
    let handed_in = Instant::now();
    let waiting = gauges.wait();
    if !candidates.is_empty() {
        site.append(candidates).await.map_err(not_stored)?;
    }
    if !unknown.is_empty() {
        let counted = site.store.count_unrecognized(&unknown, clock::now());
        counted.await.map_err(|error| {
            tracing::error!(%error, "the store cannot write");
            StatusCode::SERVICE_UNAVAILABLE
        })?;
        for (kind, _) in &unknown {
            gauges.unrecognized(*kind);
        }
    }
    drop(waiting);
    gauges.committed(handed_in.elapsed());
    gauges.deleted(deletions, arrived.elapsed());
    Ok(())
}

fn not_stored(why: NotStored) -> StatusCode {
    tracing::debug!(%why, "a delivery was refused");
    StatusCode::SERVICE_UNAVAILABLE
}

/// Says what is wrong with a delivery: counts and places, never what stands there.
fn report(delivery: &Delivery) {
    if let Some(first) = delivery.unreadable.first() {
        tracing::warn!(
            count = delivery.unreadable_total,
            first = %first.pointer,
            reason = %first.reason,
            "parts of a delivery are damaged; the rest is stored"
        );
    }
    if let Some(first) = delivery.unrecognized.first() {
        tracing::info!(
            count = delivery.unrecognized_total,
            first = %first.pointer,
            kind = first.kind.word(),
            "parts of a delivery are not known here; they are counted"
        );
    }
    if delivery.clamped > 0 {
        tracing::warn!(
            count = delivery.clamped,
            "times lie more than a day ahead of this machine's clock; check it"
        );
    }
}

/// A refusal says its status and nothing else.
fn refused(status: StatusCode) -> Response {
    match status {
        StatusCode::SERVICE_UNAVAILABLE => {
            (status, [(header::RETRY_AFTER, RETRY_AFTER)]).into_response()
        }
        status => status.into_response(),
    }
}
