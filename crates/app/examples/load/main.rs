//! The platform at full speed: signed webhooks against the real server, over connections kept open.
//!
//! ```text
//! cargo build --release -p tact-app
//! cargo run --release -p tact-app --example load -- rate FOLDER [UPDATES] [SENDERS] [PER_BODY]
//! cargo run --release -p tact-app --example load -- erasure FOLDER [SECONDS]
//! cargo run --release -p tact-app --example load -- memory FOLDER [MINUTES] [UPDATES_A_SECOND]
//! ```
//!
//! `rate`: as fast as it goes, then half of 5,000 updates a second, each at its time whether or not
//! the one before was answered. `erasure`: 500 updates a second; how long from a deletion to the
//! moment at which no file holds anything of it. `memory`: the server's memory while the load lasts.
//! `FOLDER` must not exist; it gets configuration, data and keys. Client and server share the machine.

mod client;
mod measure;
mod place;
mod traffic;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use client::Clients;
use measure::{Waits, erasures_done};
use place::{Place, Usage};
use traffic::Traffic;

/// Half of the rate that is asked for.
const PACE: u64 = 2_500;
const PACED: u64 = 20;
const ERASURE_PACE: u64 = 500;
/// How often memory is looked at.
const LOOK: Duration = Duration::from_secs(10);

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize| arguments.get(at).map(String::as_str);
    let number = |at: usize, or: u64| word(at).map_or(Ok(or), str::parse);
    let folder = PathBuf::from(word(1).ok_or("which folder?")?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let place = Place::new(&folder)?;
    match word(0) {
        Some("rate") => {
            let (updates, senders) = (number(2, 100_000)?, number(3, 128)?);
            runtime.block_on(rate(&place, updates, senders, number(4, 1)?))
        }
        Some("erasure") => runtime.block_on(erasure(&place, number(2, 30)?)),
        Some("memory") => {
            let (minutes, pace) = (number(2, 30)?, number(3, 500)?);
            runtime.block_on(memory(&place, minutes, pace))
        }
        _ => Err("rate, erasure or memory?".into()),
    }
}

async fn rate(place: &Place, updates: u64, senders: u64, each: u64) -> Result<(), Failed> {
    let server = place.serve()?;
    let clients = Clients::new(server.address(), senders);
    let traffic = Arc::new(Traffic::new(each));
    let bodies = updates / each;
    let (before, begun) = (server.usage()?, Instant::now());
    let waits = clients.as_fast_as_it_goes(&traffic, bodies).await;
    let (took, used) = (begun.elapsed(), server.usage()?.since(before));
    let rate = (bodies * each) as f64 / took.as_secs_f64();
    println!("{senders} senders, {each} updates a body: {rate:.0} durable updates/s");
    told(waits, used, took);
    let (before, begun) = (server.usage()?, Instant::now());
    let waits = clients
        .paced(&traffic, bodies, PACE / each, PACED * PACE / each)
        .await;
    println!("{PACE} updates/s offered for {PACED} s");
    told(waits, server.usage()?.since(before), begun.elapsed());
    Ok(())
}

async fn erasure(place: &Place, seconds: u64) -> Result<(), Failed> {
    let server = place.serve()?;
    let clients = Clients::new(server.address(), 64);
    let traffic = Arc::new(Traffic::new(1));
    let deletions = traffic.deletions.clone();
    let watching = tokio::spawn(erasures_done(place.ledger(), deletions));
    let waits = clients
        .paced(&traffic, 0, ERASURE_PACE, ERASURE_PACE * seconds)
        .await;
    println!("{ERASURE_PACE} updates/s offered for {seconds} s");
    println!("  {waits}");
    traffic.deletions.end();
    println!("  deletion to gone from every file: {}", watching.await?);
    Ok(())
}

async fn memory(place: &Place, minutes: u64, pace: u64) -> Result<(), Failed> {
    let server = place.serve()?;
    let clients = Clients::new(server.address(), 64);
    let traffic = Arc::new(Traffic::new(1));
    let begun = Instant::now();
    let load = {
        let (clients, traffic) = (clients.clone(), traffic.clone());
        tokio::spawn(async move { clients.paced(&traffic, 0, pace, pace * 60 * minutes).await })
    };
    let mut samples = Vec::new();
    for look in 1..=minutes * 60 / LOOK.as_secs() {
        sleep_until(begun + LOOK * u32::try_from(look)?).await;
        let mib = server.usage()?.resident_mib;
        samples.push((look as f64 * LOOK.as_secs_f64() / 60.0, mib));
        if look % 6 == 0 {
            println!("{:3} min {mib:7.1} MiB", look / 6);
        }
    }
    let waits = load.await?;
    sleep(Duration::from_secs(1)).await;
    // The first fifth fills caches.
    let later = samples.get(samples.len() / 5..).unwrap_or_default();
    let most = samples.iter().map(|(_, mib)| *mib).fold(0.0, f64::max);
    println!("{pace} updates/s for {minutes} min: at most {most:.1} MiB");
    println!(
        "  slope after the first fifth: {:.4} MiB a minute",
        measure::slope(later)
    );
    println!("  {waits}");
    Ok(())
}

fn told(waits: Waits, used: Usage, took: Duration) {
    println!("  {waits}");
    println!(
        "  server: {:.2} of {:.2} s a core, {:.1} MiB",
        used.cpu_seconds,
        took.as_secs_f64(),
        used.resident_mib
    );
}
