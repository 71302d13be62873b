//! Connections kept open, each with one request under way.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::measure::Waits;
use crate::traffic::Traffic;

#[derive(Clone)]
pub(crate) struct Clients {
    address: String,
    senders: u64,
}

impl Clients {
    pub(crate) fn new(address: &str, senders: u64) -> Self {
        Self {
            address: address.to_owned(),
            senders: senders.max(1),
        }
    }

    /// Every sender sends the next body once its last was answered.
    pub(crate) async fn as_fast_as_it_goes(&self, traffic: &Arc<Traffic>, bodies: u64) -> Waits {
        let next = Arc::new(AtomicU64::new(0));
        let mut tasks = JoinSet::new();
        for _ in 0..self.senders {
            let (address, traffic) = (self.address.clone(), traffic.clone());
            let next = next.clone();
            tasks.spawn(async move {
                let (mut stream, mut waits) = (None, Waits::default());
                loop {
                    let body = next.fetch_add(1, Relaxed);
                    if body >= bodies {
                        return waits;
                    }
                    let begun = Instant::now();
                    let status = send(&mut stream, &address, &traffic, body).await;
                    waits.note(status, begun.elapsed());
                }
            });
        }
        Waits::joined(tasks.join_all().await)
    }

    /// Bodies from one number on, so many a second: the wait counts from when a body was due.
    pub(crate) async fn paced(
        &self,
        traffic: &Arc<Traffic>,
        first: u64,
        pace: u64,
        bodies: u64,
    ) -> Waits {
        let (due, waiting) = mpsc::unbounded_channel::<(u64, Instant)>();
        let waiting = Arc::new(tokio::sync::Mutex::new(waiting));
        let mut tasks = JoinSet::new();
        for _ in 0..self.senders {
            let (address, traffic) = (self.address.clone(), traffic.clone());
            let waiting = waiting.clone();
            tasks.spawn(async move {
                let (mut stream, mut waits) = (None, Waits::default());
                loop {
                    let next = waiting.lock().await.recv().await;
                    let Some((body, due)) = next else {
                        return waits;
                    };
                    let status = send(&mut stream, &address, &traffic, body).await;
                    waits.note(status, due.elapsed());
                    if status == Some(200) && traffic.deletes(body) {
                        let mut answered = traffic.deletions.answered.lock().expect("no panic");
                        answered.push((due, Instant::now()));
                    }
                }
            });
        }
        let begun = Instant::now();
        for n in 0..bodies {
            let at = begun + Duration::from_micros(n * 1_000_000 / pace.max(1));
            sleep_until(at).await;
            let _ = due.send((first + n, at));
        }
        drop(due);
        Waits::joined(tasks.join_all().await)
    }
}

/// The status of the answer; `None` where there was none, and the next try connects anew.
async fn send(
    stream: &mut Option<TcpStream>,
    address: &str,
    traffic: &Traffic,
    body: u64,
) -> Option<u16> {
    let request = traffic.request(body);
    let answer = exchange(stream, address, &request).await;
    if answer.is_none() {
        *stream = None;
    }
    answer
}

async fn exchange(stream: &mut Option<TcpStream>, address: &str, request: &[u8]) -> Option<u16> {
    if stream.is_none() {
        let fresh = TcpStream::connect(address).await.ok()?;
        fresh.set_nodelay(true).ok()?;
        *stream = Some(fresh);
    }
    let stream = stream.as_mut()?;
    stream.write_all(request).await.ok()?;
    let mut answer = Vec::with_capacity(512);
    loop {
        if stream.read_buf(&mut answer).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let headers: BTreeMap<String, &str> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect();
        let length = headers.get("content-length").and_then(|n| n.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            return head.split(' ').nth(1)?.parse().ok();
        }
    }
}
