//! Reading request bodies within bounds: of each, of all together, and of time.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header::CONTENT_LENGTH};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use zeroize::Zeroizing;

/// Largest body. The platform sends up to 3 MB.
pub(super) const LARGEST: usize = 3 * 1024 * 1024;
/// What of a body that is too large is still taken off the line, so that its sender reads the answer.
const DRAINED: usize = 16 * 1024 * 1024;

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotRead {
    /// Larger than [`LARGEST`].
    TooLarge,
    /// The client took too long.
    TooSlow,
    /// The client left.
    Left,
    /// Bodies of others take all the memory there is for them.
    NoRoom,
}

impl NotRead {
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Left => StatusCode::BAD_REQUEST,
            Self::NoRoom => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// A body, wiped when dropped, and its share of the memory for bodies.
pub(super) struct Held {
    bytes: Zeroizing<Vec<u8>>,
    _room: Option<OwnedSemaphorePermit>,
}

impl Held {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads a body. Room is taken as bytes arrive: who announces much and sends nothing holds nothing.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    room: &Arc<Semaphore>,
    patience: Duration,
) -> Result<Held, NotRead> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    match timeout(patience, gather(announced, body, room)).await {
        Ok(read) => read,
        Err(_) => Err(NotRead::TooSlow),
    }
}

async fn gather(
    announced: Option<usize>,
    mut body: Body,
    room: &Arc<Semaphore>,
) -> Result<Held, NotRead> {
    if announced.is_some_and(|length| length > LARGEST) {
        return drain(body, 0).await;
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let mut held: Option<OwnedSemaphorePermit> = None;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| NotRead::Left)?.into_data() else {
            continue;
        };
        if bytes.len() + data.len() > LARGEST {
            let read = bytes.len() + data.len();
            drop((bytes, held));
            return drain(body, read).await;
        }
        let share = u32::try_from(data.len()).unwrap_or(u32::MAX);
        let Ok(more) = room.clone().try_acquire_many_owned(share) else {
            return Err(NotRead::NoRoom);
        };
        match &mut held {
            Some(held) => held.merge(more),
            None => held = Some(more),
        }
        append(&mut bytes, &data, announced);
    }
    Ok(Held { bytes, _room: held })
}

/// Adds to the buffer; a buffer that must grow is wiped before it is given back.
fn append(bytes: &mut Zeroizing<Vec<u8>>, data: &[u8], announced: Option<usize>) {
    let needed = bytes.len() + data.len();
    if needed > bytes.capacity() {
        let size = announced.unwrap_or(0).max(needed.next_power_of_two());
        let mut larger = Zeroizing::new(Vec::with_capacity(size.min(LARGEST).max(needed)));
        larger.extend_from_slice(bytes);
        *bytes = larger;
    }
    bytes.extend_from_slice(data);
}

async fn drain(mut body: Body, mut read: usize) -> Result<Held, NotRead> {
    while read <= DRAINED {
        match body.frame().await {
            Some(Ok(frame)) => read += frame.data_ref().map_or(0, |data| data.len()),
            Some(Err(_)) | None => break,
        }
    }
    Err(NotRead::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read_bytes(body: Vec<u8>, announced: bool, room: usize) -> Result<Vec<u8>, NotRead> {
        let mut headers = HeaderMap::new();
        if announced {
            headers.insert(CONTENT_LENGTH, body.len().into());
        }
        let room = Arc::new(Semaphore::new(room));
        let whole = room.available_permits();
        let held = read(&headers, body.into(), &room, Duration::from_secs(60)).await;
        let bytes = held.map(|held| held.bytes().to_vec());
        assert_eq!(room.available_permits(), whole, "room is given back");
        bytes
    }

    #[tokio::test]
    async fn a_body_of_the_largest_size_is_read_and_one_byte_more_is_not() {
        for announced in [true, false] {
            let body = vec![7; LARGEST];
            assert_eq!(read_bytes(body.clone(), announced, LARGEST).await, Ok(body));
            assert_eq!(
                read_bytes(vec![7; LARGEST + 1], announced, 2 * LARGEST).await,
                Err(NotRead::TooLarge)
            );
        }
    }

    #[tokio::test]
    async fn a_body_for_which_there_is_no_room_is_not_held() {
        assert_eq!(
            read_bytes(vec![7; 1000], true, 999).await,
            Err(NotRead::NoRoom)
        );
    }

    #[tokio::test]
    async fn who_announces_much_and_sends_nothing_holds_nothing() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_LENGTH, LARGEST.into());
        let room = Arc::new(Semaphore::new(10));
        let read = read(&headers, Body::from("abc"), &room, Duration::from_secs(60));
        assert_eq!(read.await.unwrap().bytes(), b"abc");
    }
}
