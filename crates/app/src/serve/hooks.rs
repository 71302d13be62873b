//! Tells recipients with a hook what was erased, until they have heard it.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{HeaderMap, Method, Request};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tact_privacy::live::RecipientSecret;
use tact_store::live::{ErasureEvent, Notice, Store, StoreError};
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::again::{Schedule, later, retry_after};
use crate::clock;
use crate::outbound::{Client, NotSent, Target};

/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Notices read at once.
const AT_ONCE: u32 = 64;
/// How long one recipient may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// From five seconds to six hours: [`ENOUGH`] tries take about three days.
const TRIES: Schedule = Schedule {
    first: Duration::from_secs(5),
    longest: Duration::from_secs(6 * 3600),
};
/// How long a recipient that does not answer is left alone at most.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);
/// Tries after which a person has to see to it.
const ENOUGH: u32 = 18;
/// Of a recipient's answer nothing but its status is wanted.
const ANSWER: usize = 64 * 1024;

/// When the request was signed: seconds since 1970.
const TIMESTAMP: HeaderName = HeaderName::from_static("tact-timestamp");
/// `v1=` and the HMAC-SHA256 of timestamp, point and body, hexadecimal.
const SIGNATURE: HeaderName = HeaderName::from_static("tact-signature");
/// The same for each try of one notice.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// A recipient that is told.
pub(super) struct Hook {
    pub(super) name: String,
    pub(super) target: Target,
    pub(super) secret: RecipientSecret,
}

/// What a recipient reads. Keys stand in this order, so that the same notice is the same bytes.
#[derive(Serialize)]
struct Told<'a> {
    version: u8,
    key: &'a str,
    event: ErasureEvent,
    at: Timestamp,
    subject: &'static str,
    references: &'a [String],
}

/// Why a recipient has not heard it.
enum Unheard {
    /// It answered, but not that it did.
    Answered(u16, Option<SignedDuration>),
    /// It did not answer.
    Silent(Option<NotSent>),
}

/// Tells one recipient until it is dropped.
pub(super) async fn tell(store: Store, hook: Hook, client: Client) {
    let mut turns = interval(LOOK);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut paused = Timestamp::MIN;
    loop {
        turns.tick().await;
        if clock::now() < paused {
            continue;
        }
        match turn(&store, &hook, &client).await {
            Ok(Some(until)) => paused = until,
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the outbox could not be read"),
        }
    }
}

/// Tells what is due; answers until when the recipient is to be left alone.
async fn turn(
    store: &Store,
    hook: &Hook,
    client: &Client,
) -> Result<Option<Timestamp>, StoreError> {
    let due = store.notices_due(&hook.name, clock::now(), AT_ONCE).await?;
    for notice in due {
        let Err(unheard) = send(hook, client, &notice).await else {
            store.notice_delivered(&notice, clock::now()).await?;
            continue;
        };
        let (status, after) = match unheard {
            Unheard::Answered(status, after) => (status, after),
            Unheard::Silent(why) => {
                let why = why.map_or_else(|| "no answer in time".to_owned(), |why| why.to_string());
                tracing::warn!(recipient = %hook.name, why, "a recipient cannot be reached");
                (0, None)
            }
        };
        tracing::warn!(recipient = %hook.name, status, "a recipient has not heard of an erasure");
        let now = clock::now();
        let until = TRIES.next(now, notice.tries, after);
        if notice.tries + 1 >= ENOUGH {
            store.notice_give_up(&notice, now).await?;
        } else {
            store.notice_put_off(&notice, until, now).await?;
        }
        // Whoever hears nothing now does not hear the next one; one that is refused alone stands in
        // nobody's way.
        if matches!(status, 0 | 408 | 429 | 500..) {
            return Ok(Some(until.min(later(now, PAUSE))));
        }
    }
    Ok(None)
}

async fn send(hook: &Hook, client: &Client, notice: &Notice) -> Result<(), Unheard> {
    let request = request(&hook.secret, notice, clock::now()).ok_or(Unheard::Silent(None))?;
    let sent = timeout(PATIENCE, async {
        let mut answer = client.send(&hook.target, request).await?;
        let (mut read, status) = (0, answer.response.status());
        let after = retry_after(answer.response.headers());
        // Read so that the other side may end in peace; a redirect is no consent to go elsewhere.
        while let Some(Ok(frame)) = answer.response.body_mut().frame().await {
            read += frame.data_ref().map_or(0, Bytes::len);
            if read > ANSWER {
                break;
            }
        }
        Ok::<_, NotSent>((status, after))
    });
    match sent.await {
        Ok(Ok((status, _))) if status.is_success() => Ok(()),
        Ok(Ok((status, after))) => Err(Unheard::Answered(status.as_u16(), after)),
        Ok(Err(error)) => Err(Unheard::Silent(Some(error))),
        Err(_) => Err(Unheard::Silent(None)),
    }
}

/// The signed request; `None` never happens with what the store keeps.
fn request(
    secret: &RecipientSecret,
    notice: &Notice,
    now: Timestamp,
) -> Option<Request<Full<Bytes>>> {
    let body = serde_json::to_vec(&Told {
        version: 1,
        key: &notice.key,
        event: notice.event,
        at: notice.at,
        subject: match notice.event {
            ErasureEvent::MessageDeleted | ErasureEvent::MessageEdited => "message",
            ErasureEvent::ContactErased | ErasureEvent::ConsentEnded => "contact",
        },
        references: &notice.references,
    })
    .ok()?;
    let timestamp = now.as_second().to_string();
    let signature = secret.sign(&[timestamp.as_bytes(), b".", &body]);
    let signature: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(TIMESTAMP, HeaderValue::from_str(&timestamp).ok()?);
    let signature = HeaderValue::from_str(&format!("v1={signature}")).ok()?;
    headers.insert(SIGNATURE, signature);
    headers.insert(IDEMPOTENCY_KEY, HeaderValue::from_str(&notice.key).ok()?);
    let mut request = Request::new(Full::new(Bytes::from(body)));
    *request.method_mut() = Method::POST;
    *request.headers_mut() = headers;
    Some(request)
}
