//! One media: asked for, checked, handed in piece by piece.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, HeaderValue, LOCATION};
use hyper::{HeaderMap, Request};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use tact_store::live::{
    MEDIA_PART, MediaEnd, MediaKept, MediaTicket, MediaWanted, Store, StoreError,
};
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::super::again::retry_after;
use super::graph::{Described, Expected, Reference};
use crate::clock;
use crate::config::{Media, Secret};
use crate::outbound::{Answer, Client, NotSent, Target};

/// How long one media may take, from the first question to its last byte.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest description of a media.
const DESCRIPTION: usize = 64 * 1024;
/// How many redirects are followed.
const REDIRECTS: usize = 3;

/// What fetching needs.
#[derive(Clone)]
pub(super) struct Fetch {
    pub(super) store: Store,
    pub(super) media: Media,
    pub(super) client: Client,
}

/// How fetching one media ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is held.
    Kept,
    /// Its message went meanwhile, or nobody may read it now.
    Gone,
    /// It will never be had.
    Over(MediaEnd),
    /// It may be had later.
    Again {
        /// How often it was tried before.
        tries: u32,
        /// The status that stood in the way; 0 for a connection that broke.
        status: u16,
        /// How long the platform asks us to wait.
        after: Option<SignedDuration>,
    },
}

/// Why it did not work this time.
enum Stop {
    Gone,
    Over(MediaEnd),
    Again(u16, Option<SignedDuration>),
    Store(StoreError),
}

impl From<NotSent> for Stop {
    fn from(error: NotSent) -> Self {
        match error {
            // The name leads where nothing is fetched from.
            NotSent::OutOfReach => Self::Over(MediaEnd::Refused),
            other => {
                tracing::info!(error = %other, "the platform could not be reached");
                Self::Again(0, None)
            }
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Fetch {
    pub(super) async fn one(
        &self,
        ticket: MediaTicket,
        token: &Secret,
    ) -> Result<Outcome, StoreError> {
        let begun = self.store.media_begin(ticket, clock::now()).await?;
        let Some(wanted) = begun else {
            return Ok(Outcome::Gone);
        };
        if wanted.is_past(clock::now()) {
            return Ok(Outcome::Over(MediaEnd::Expired));
        }
        let fetched = timeout(PATIENCE, self.fetch(ticket, &wanted, token)).await;
        let stopped = match fetched {
            Ok(Ok(())) => return Ok(Outcome::Kept),
            Ok(Err(stopped)) => stopped,
            Err(_) => Stop::Again(0, None),
        };
        Ok(match stopped {
            Stop::Gone => Outcome::Gone,
            Stop::Over(end) => Outcome::Over(end),
            Stop::Again(status, after) => Outcome::Again {
                tries: wanted.tries,
                status,
                after,
            },
            Stop::Store(error) => return Err(error),
        })
    }

    async fn fetch(
        &self,
        ticket: MediaTicket,
        wanted: &MediaWanted,
        token: &Secret,
    ) -> Result<(), Stop> {
        let refused = || Stop::Over(MediaEnd::Refused);
        let reference: Reference =
            serde_json::from_str(wanted.reference.expose()).map_err(|_| refused())?;
        let about = self.media.from.about(&reference.id).ok_or_else(refused)?;
        let described = self.describe(&about, token).await?;
        let expected = described.agrees_with(&reference).ok_or_else(refused)?;
        if expected
            .length
            .is_some_and(|length| length > self.media.largest)
        {
            return Err(refused());
        }
        let mut answer = self.open(&described.url, token).await?;
        self.take_in(ticket, &mut answer, &expected).await
    }

    /// Asks what the platform knows of the media.
    async fn describe(&self, about: &Target, token: &Secret) -> Result<Described, Stop> {
        let mut answer = self.client.send(about, question(Some(token))?).await?;
        let status = answer.response.status().as_u16();
        match status {
            200 => {}
            // An id that has expired, or never was: the interface says 400 for both.
            400 | 404 | 410 => return Err(Stop::Over(MediaEnd::Expired)),
            _ => {
                let after = retry_after(answer.response.headers());
                return Err(Stop::Again(status, after));
            }
        }
        let mut body = Zeroizing::new(Vec::with_capacity(DESCRIPTION));
        while let Some(data) = next(&mut answer).await? {
            if body.len() + data.len() > DESCRIPTION {
                return Err(Stop::Over(MediaEnd::Refused));
            }
            body.extend_from_slice(&data);
        }
        Described::read(&body).ok_or(Stop::Again(status, None))
    }

    /// Follows an address to the bytes. The token goes to the first host and to no other.
    async fn open(&self, address: &str, token: &Secret) -> Result<Answer, Stop> {
        let refused = |_| Stop::Over(MediaEnd::Refused);
        let first = self.media.from.admit(address).map_err(refused)?;
        let mut target = first.clone();
        for _ in 0..=REDIRECTS {
            let shown = first.same_origin(&target).then_some(token);
            let answer = self.client.send(&target, question(shown)?).await?;
            let status = answer.response.status().as_u16();
            match status {
                200 => return Ok(answer),
                301 | 302 | 303 | 307 | 308 => {
                    let place = location(answer.response.headers());
                    let place = place.and_then(|place| target.resolve(place));
                    let place = place.ok_or(Stop::Over(MediaEnd::Refused))?;
                    target = self.media.from.admit(&place).map_err(refused)?;
                }
                // The address lives five minutes: the next try asks for a new one.
                _ => {
                    let after = retry_after(answer.response.headers());
                    return Err(Stop::Again(status, after));
                }
            }
        }
        Err(Stop::Over(MediaEnd::Refused))
    }

    /// Hands the bytes in, never more than one piece of them in memory.
    async fn take_in(
        &self,
        ticket: MediaTicket,
        answer: &mut Answer,
        expected: &Expected,
    ) -> Result<(), Stop> {
        let refused = || Stop::Over(MediaEnd::Refused);
        let announced = announced(answer.response.headers());
        if announced.is_some_and(|length| length > self.media.largest) {
            return Err(refused());
        }
        let (mut hash, mut length, mut place) = (Sha256::new(), 0_u64, 0_u32);
        let mut piece = Zeroizing::new(Vec::with_capacity(MEDIA_PART));
        while let Some(data) = next(answer).await? {
            length += data.len() as u64;
            if length > self.media.largest {
                return Err(refused());
            }
            hash.update(&data);
            let mut data = data.as_ref();
            while !data.is_empty() {
                let fits = data.len().min(MEDIA_PART - piece.len());
                let (now, rest) = data.split_at(fits);
                piece.extend_from_slice(now);
                data = rest;
                if piece.len() == MEDIA_PART {
                    place += 1;
                    let whole = Zeroizing::new(Vec::with_capacity(MEDIA_PART));
                    let whole = std::mem::replace(&mut piece, whole);
                    self.hand_in(ticket, place, whole).await?;
                }
            }
        }
        let short = |told: Option<u64>| told.is_some_and(|told| told != length);
        if short(announced) || short(expected.length) {
            return Err(Stop::Again(0, None));
        }
        let digest: [u8; 32] = hash.finalize().into();
        if digest != expected.sha256 {
            return Err(refused());
        }
        if !piece.is_empty() {
            self.hand_in(ticket, place + 1, piece).await?;
        }
        let kept = self
            .store
            .media_keep(ticket, &expected.mime_type, length, clock::now())
            .await?;
        there(kept)
    }

    async fn hand_in(
        &self,
        ticket: MediaTicket,
        place: u32,
        piece: Zeroizing<Vec<u8>>,
    ) -> Result<(), Stop> {
        let kept = self.store.media_part(ticket, place, piece, clock::now());
        there(kept.await?)
    }
}

fn there(kept: MediaKept) -> Result<(), Stop> {
    match kept {
        MediaKept::Kept => Ok(()),
        MediaKept::Gone => Err(Stop::Gone),
    }
}

/// The token goes into one header and nowhere else.
fn question(token: Option<&Secret>) -> Result<Request<Full<Bytes>>, Stop> {
    let mut request = Request::new(Full::default());
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    if let Some(token) = token {
        let mut words = Zeroizing::new(b"Bearer ".to_vec());
        words.extend_from_slice(token.expose());
        let value = HeaderValue::from_bytes(&words);
        // A token with a line end in it is none the platform would take.
        let mut value = value.map_err(|_| Stop::Again(401, None))?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(request)
}

/// The next bytes of a body.
async fn next(answer: &mut Answer) -> Result<Option<Bytes>, Stop> {
    while let Some(frame) = answer.response.body_mut().frame().await {
        let frame = frame.map_err(|_| Stop::Again(0, None))?;
        if let Ok(data) = frame.into_data() {
            return Ok(Some(data));
        }
    }
    Ok(None)
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn location(headers: &HeaderMap) -> Option<&str> {
    headers.get(LOCATION)?.to_str().ok()
}
