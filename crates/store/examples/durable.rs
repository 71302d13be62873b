//! How many updates a second become durable, and how long a request waits for it.
//!
//! ```text
//! cargo run --release -p tact-store --example durable -- FOLDER [UPDATES] [SENDERS]
//! ```
//!
//! First as fast as it goes, with so many senders waiting at once; then at half of 5,000 updates a
//! second, each sent at its time whether or not the one before was answered.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use tact_domain::{
    Direction, PurposeKind, Sensitive, WithdrawnBy,
    live::{AliasKind, ContentField, DeliveryState, Forwarding, LiveKind, RevokeSignal, Source},
};
use tact_privacy::{consent::ConsentState, live::LiveKeys};
use tact_store::live::{Act, ConsentLine, GroupCommit, NamedContact, Store};
use tokio::task::JoinSet;
use wire::webhook::{
    Received, ReceivedContact, ReceivedEvent, ReceivedId, ReceivedMessage, ReceivedRevoke,
    ReceivedStatus, SecretText, Wamid,
};

const CONTACTS: u64 = 2000;
const PACE: u64 = 2500;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let updates: u64 = arguments.next().map_or(Ok(40_000), |text| text.parse())?;
    let senders: u64 = arguments.next().map_or(Ok(256), |text| text.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(measure(folder, updates, senders))
}

async fn measure(
    folder: PathBuf,
    updates: u64,
    senders: u64,
) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(&folder.join("data"), &folder.join("keys"), start()).await?;
    let keys = store.live_keys();
    agree(&store, &keys).await?;
    let (group, committer) = store.group_commit(4096);
    let committing = tokio::spawn(committer.run(start, |error| eprintln!("{error}")));

    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for sender in 0..senders {
        let (group, keys) = (group.clone(), keys.clone());
        tasks.spawn(async move {
            let mut waits = Vec::new();
            let mut n = sender;
            while n < updates {
                waits.push(send(&group, &keys, n).await);
                n += senders;
            }
            waits
        });
    }
    let waits: Vec<_> = tasks.join_all().await.concat();
    let rate = updates as f64 / begun.elapsed().as_secs_f64();
    report(
        &format!("{senders} senders: {rate:.0} durable updates/s"),
        waits,
    );

    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for n in 0..PACE * 10 {
        let due = begun + Duration::from_micros(n * 1_000_000 / PACE);
        tokio::time::sleep_until(due.into()).await;
        let (group, keys) = (group.clone(), Arc::clone(&keys));
        tasks.spawn(async move { send(&group, &keys, updates + n).await });
    }
    report(&format!("{PACE} updates/s offered"), tasks.join_all().await);
    if let Some(p99) = store.erasure_p99().await {
        println!("erasures: p99 {:.1} ms from turn to done", millis(p99));
    }
    drop(group);
    committing.await?;
    store.close().await?;
    Ok(())
}

/// How long the answer took; `None` when the update was refused.
async fn send(group: &GroupCommit, keys: &LiveKeys, n: u64) -> Option<Duration> {
    let candidate = keys.candidate(update(n));
    let sent = Instant::now();
    group.append(vec![candidate]).await.ok()?;
    Some(sent.elapsed())
}

fn report(what: &str, waits: Vec<Option<Duration>>) {
    let refused = waits.iter().filter(|wait| wait.is_none()).count();
    let mut waits: Vec<_> = waits.into_iter().flatten().collect();
    waits.sort_unstable();
    let at = |share: usize| {
        waits
            .get(waits.len() * share / 1000)
            .copied()
            .map_or(0.0, millis)
    };
    println!(
        "{what}; wait p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms; refused {refused}",
        at(500),
        at(990),
        waits.last().copied().map_or(0.0, millis),
    );
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn start() -> Timestamp {
    Timestamp::from_second(1_793_000_000).unwrap_or(Timestamp::UNIX_EPOCH)
}

async fn agree(store: &Store, keys: &LiveKeys) -> Result<(), Box<dyn std::error::Error>> {
    // Three of four agree to analysis.
    let line = |contact: u64| ConsentLine {
        line: contact,
        contact: NamedContact::Alias(keys.alias(AliasKind::WaId, &number(contact))),
        purpose: PurposeKind::Analysis,
        state: ConsentState::Granted,
        at: Timestamp::UNIX_EPOCH,
        covers_history: true,
        notice: "v1".to_owned(),
        channel: "made up".to_owned(),
        proof: "made up".to_owned(),
    };
    let lines: Vec<_> = (0..CONTACTS).filter(|n| n % 4 != 0).map(line).collect();
    store
        .record_consents(&lines, &Act::of_server(start()))
        .await?;
    Ok(())
}

fn number(contact: u64) -> String {
    format!("33639{contact:06}")
}

fn id(n: u64) -> Sensitive<Wamid> {
    Sensitive::new(Wamid::new(format!("wamid.{n}").into()))
}

/// Of ten updates six are messages of contacts, three are statuses, one deletes a message.
fn update(n: u64) -> ReceivedEvent {
    let contact = n / 10 % CONTACTS;
    let what = match n % 10 {
        0..6 => Received::Message(ReceivedMessage {
            id: id(n),
            direction: Direction::Inbound,
            kind: LiveKind::Text,
            source: Source::Live,
            group: None,
            quoted: None,
            forwarding: Forwarding::Original,
            from_ad: false,
            about_product: false,
            delivery: None,
            content: vec![(
                ContentField::Text,
                SecretText::new(format!(
                    "Bonjour, où en est ma commande numéro {n} ? Merci !"
                )),
            )],
        }),
        6..9 => Received::Status(ReceivedStatus {
            id: id(n / 10 * 10 + 6),
            state: [
                DeliveryState::Sent,
                DeliveryState::Delivered,
                DeliveryState::Read,
            ]
            .get((n % 10 - 6) as usize)
            .copied()
            .unwrap_or(DeliveryState::Sent),
            group: None,
            code: None,
            pricing: None,
        }),
        _ => Received::Revoke(ReceivedRevoke {
            original: id(n / 10 * 10),
            by: WithdrawnBy::Contact,
            signal: RevokeSignal::Event,
        }),
    };
    ReceivedEvent {
        account: None,
        number: Some(Sensitive::new("109000000000001".to_owned())),
        shown_as: None,
        contact: ReceivedContact {
            ids: vec![ReceivedId {
                kind: AliasKind::WaId,
                value: SecretText::new(number(contact)),
            }],
            name: Some(SecretText::new("Camille Exemple".to_owned())),
            identity: None,
        },
        at: start(),
        clamped: false,
        what,
    }
}
