//! The process dies at moments drawn by lot, in the middle of traffic. What was answered 200 is
//! there, and what was deleted stays deleted.
//!
//! The plan of a run follows from its seed: `TACT_KILLS=100 TACT_SEED=7 cargo test -p tact-app --test it
//! kills:: -- --nocapture`.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use tact_app::clock;
use tact_intake::webhook::Wamid;
use tact_store::{
    forensic,
    live::{Shown, Store},
};

use super::server::{NUMBER, Place, SECRET, delivery, revoke, signature, text};

const FROM: [&str; 4] = ["33639980101", "33639980102", "33639980103", "33639980104"];
const AT: i64 = 1_763_000_000;
/// Kills between two looks at everything.
const LOOK: u64 = 25;

/// One message and what became of it.
struct Sent {
    id: String,
    words: String,
    acknowledged: bool,
    deletion: Deletion,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deletion {
    None,
    /// No answer came: it may have happened.
    Asked,
    Acknowledged,
}

/// Numbers that follow from a seed (splitmix64).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A word no other text holds.
    fn word(&mut self) -> String {
        (0..24)
            .map(|_| char::from(b'a' + u8::try_from(self.next() % 26).expect("a letter")))
            .collect()
    }
}

fn asked(name: &str, or: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(or)
}

#[test]
fn kills_at_any_moment_lose_nothing_acknowledged_and_bring_nothing_deleted_back() {
    let (kills, seed) = (asked("TACT_KILLS", 5), asked("TACT_SEED", 7));
    println!("seed {seed}, {kills} kills");
    let place = Place::new();
    place.consent(&FROM, "granted", "2025-01-01T00:00:00Z");
    let (mut lot, mut sent) = (Lot(seed), Vec::new());
    for kill in 1..=kills {
        let server = place.serve();
        let (after, address) = (lot.next() % 80, server.address.clone());
        let acknowledged = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            let senders: Vec<_> = FROM
                .iter()
                .map(|from| {
                    let (address, acknowledged) = (&address, &acknowledged);
                    let lot = Lot(lot.next());
                    scope.spawn(move || traffic(address, from, kill, lot, acknowledged))
                })
                .collect();
            while acknowledged.load(SeqCst) < usize::try_from(after).expect("small") {
                std::thread::yield_now();
            }
            server.kill();
            for sender in senders {
                sent.extend(sender.join().expect("it ends"));
            }
        });
        if kill % LOOK == 0 || kill == kills {
            look(&place, &sent);
        }
    }
    let of = |deletion| sent.iter().filter(|one| one.deletion == deletion).count();
    let acknowledged = sent.iter().filter(|one| one.acknowledged).count();
    println!(
        "{kills} kills: {acknowledged} messages acknowledged, {} deletions acknowledged, {} cut off: \
         none lost, none back",
        of(Deletion::Acknowledged),
        of(Deletion::Asked),
    );
}

/// Messages, and the deletion of every third, until the server is gone.
fn traffic(
    address: &str,
    from: &str,
    kill: u64,
    mut lot: Lot,
    acknowledged: &AtomicUsize,
) -> Vec<Sent> {
    let mut sent: Vec<Sent> = Vec::new();
    loop {
        let number = sent.len();
        let (id, words) = (format!("wamid.{kill}.{from}.{number}"), lot.word());
        let message = text(&id, from, AT, &words);
        let taken = post(address, &delivery(NUMBER, from, &[message]));
        sent.push(Sent {
            id,
            words,
            acknowledged: taken,
            deletion: Deletion::None,
        });
        if !taken {
            return sent;
        }
        acknowledged.fetch_add(1, SeqCst);
        if number % 3 != 2 {
            continue;
        }
        let place = usize::try_from(lot.next()).unwrap_or(0) % sent.len();
        let target = &mut sent[place];
        let gone = revoke(&format!("{}.r", target.id), from, AT + 60, &target.id);
        target.deletion = Deletion::Asked;
        if !post(address, &delivery(NUMBER, from, &[gone])) {
            return sent;
        }
        target.deletion = Deletion::Acknowledged;
        acknowledged.fetch_add(1, SeqCst);
    }
}

/// True when it was answered 200.
fn post(address: &str, body: &[u8]) -> bool {
    let head = format!(
        "POST /webhook/whatsapp HTTP/1.1\r\nHost: tact\r\nConnection: close\r\n\
         X-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n",
        signature(SECRET, body),
        body.len()
    );
    let exchange = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    exchange().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// Every message by itself, and every byte of every file.
fn look(place: &Place, sent: &[Sent]) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let (data, keys) = (place.path("data"), place.path("keys"));
    runtime.block_on(async {
        let store = Store::open(&data, &keys, clock::now())
            .await
            .expect("it opens");
        let digests = store.live_keys();
        for one in sent {
            let key = digests.message(&Wamid::new(one.id.clone()));
            let shown = store.content(key).await.expect("it reads");
            match (one.acknowledged, one.deletion) {
                (_, Deletion::Acknowledged) => assert_eq!(shown, Shown::Deleted, "{}", one.id),
                (true, Deletion::None) => {
                    let Shown::Content(fields) = shown else {
                        panic!("{} is lost", one.id);
                    };
                    assert_eq!(fields[0].1.as_slice(), one.words.as_bytes(), "{}", one.id);
                }
                // No answer: it may have happened or not.
                (_, Deletion::Asked) | (false, Deletion::None) => {}
            }
        }
        store.close().await.expect("it closes");
    });
    let words: Vec<_> = sent.iter().map(|one| one.words.as_str()).collect();
    for some in words.chunks(500) {
        let found = forensic::scan(&[data.clone(), keys.clone()], some).expect("a scan");
        assert!(found.findings.is_empty(), "{:?}", found.findings);
    }
}
