//! Fills a store with made-up conversations, to measure `tact report` on many.
//!
//! ```text
//! cargo run --release -p tact-app --example fill_store -- FOLDER CONVERSATIONS
//! ```
//!
//! `FOLDER` gets a configuration beside its data and keys. Each conversation is a question, an
//! answer and thanks, spread over the 26 weeks before the given end; three of four customers agreed
//! to analysis; one question in a hundred is deleted.

use std::{fmt::Write as _, fs, path::PathBuf, time::Instant};

use jiff::Timestamp;
use tact_domain::{
    Direction, PurposeKind, Sensitive, WithdrawnBy,
    live::{AliasKind, ContentField, Forwarding, LiveKind, RevokeSignal, Source},
};
use tact_intake::webhook::{
    Received, ReceivedContact, ReceivedEvent, ReceivedId, ReceivedMessage, ReceivedRevoke,
    SecretText, Wamid,
};
use tact_privacy::{consent::ConsentState, live::LiveKeys};
use tact_store::live::{Act, ConsentLine, NamedContact, Store};

const NUMBER: &str = "109000000000001";
/// Conversations of one customer.
const EACH: u64 = 4;
const AT_ONCE: u64 = 1_000;
const WEEKS: i64 = 26;
const ASKED: [&str; 8] = [
    "Bonjour, où en est ma commande ? Le suivi ne bouge plus depuis cinq jours.",
    "Bonjour, quelle taille prendre pour la robe Alba, je fais un 40 d’habitude ?",
    "Ma commande n’est toujours pas arrivée, je suis très déçue de votre service.",
    "Bonjour, est-ce que la veste Nola existe en bleu marine cette saison ?",
    "Le colis est arrivé ouvert et il manque une chaussure, que dois-je faire ?",
    "Bonsoir, je voudrais échanger un pull trop petit contre la taille au-dessus.",
    "Est-ce que je peux payer en trois fois sans frais sur votre site ?",
    "Vous devriez proposer un retrait en boutique, ce serait bien plus pratique.",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let conversations: u64 = arguments.next().ok_or("how many?")?.parse()?;
    configure(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(fill(folder, conversations))
}

fn configure(folder: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(folder)?;
    for secret in ["app-secret", "verify-token"] {
        let path = folder.join(secret);
        fs::write(&path, "made up")?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    }
    let mut config = String::new();
    let _ = write!(
        config,
        "[server]\nlisten = \"127.0.0.1:0\"\n[store]\npath = \"data\"\n[keys]\npath = \"keys\"\n\
         [whatsapp]\napp_secret_file = \"app-secret\"\nverify_token_file = \"verify-token\"\n\
         [[whatsapp.number]]\nid = \"{NUMBER}\"\nobservability = \"coexistence\"\n"
    );
    fs::write(folder.join("tact.toml"), config)
}

async fn fill(folder: PathBuf, conversations: u64) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(&folder.join("data"), &folder.join("keys"), end()).await?;
    let keys = store.live_keys();
    let begun = Instant::now();
    agree(&store, &keys, conversations.div_ceil(EACH)).await?;
    let mut from = 0;
    while from < conversations {
        let to = conversations.min(from + AT_ONCE);
        let events = (from..to).flat_map(conversation);
        let candidates = events.map(|event| keys.candidate(event)).collect();
        store.append(candidates, end()).await?;
        from = to;
        if from.is_multiple_of(50_000) {
            println!("{from} after {:.0} s", begun.elapsed().as_secs_f64());
        }
    }
    store.close().await?;
    println!(
        "{conversations} conversations in {:.0} s",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Sunday 18 October 2026, midnight in Paris.
fn end() -> Timestamp {
    Timestamp::from_second(1_792_360_800).unwrap_or(Timestamp::UNIX_EPOCH)
}

async fn agree(
    store: &Store,
    keys: &LiveKeys,
    customers: u64,
) -> Result<(), Box<dyn std::error::Error>> {
    let line = |customer: u64| ConsentLine {
        line: customer,
        contact: NamedContact::Alias(keys.alias(AliasKind::WaId, &number(customer))),
        purpose: PurposeKind::Analysis,
        state: ConsentState::Granted,
        at: Timestamp::UNIX_EPOCH,
        covers_history: true,
        notice: "v1".to_owned(),
        channel: "made up".to_owned(),
        proof: "made up".to_owned(),
    };
    let lines: Vec<_> = (0..customers).filter(|n| n % 4 != 0).map(line).collect();
    for some in lines.chunks(20_000) {
        store.record_consents(some, &Act::of_server(end())).await?;
    }
    Ok(())
}

fn number(customer: u64) -> String {
    format!("336{customer:08}")
}

/// A number that looks like chance and is the same each time.
fn scattered(n: u64) -> u64 {
    (n ^ n >> 7).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

fn conversation(n: u64) -> Vec<ReceivedEvent> {
    let chance = scattered(n);
    let customer = n / EACH;
    let span = WEEKS * 7 * 86_400;
    // Four stretches of the half year, so that one customer's conversations do not run together.
    let stretch = span / EACH as i64;
    let at = end().as_second() - span
        + (n % EACH) as i64 * stretch
        + (chance % (stretch as u64 - 5 * 86_400)) as i64;
    let asked = ASKED[(chance / 7 % 8) as usize];
    let wait = 120 + (chance / 11 % 7_200) as i64;
    let said = |place: u64, at: i64, direction: Direction, words: String| {
        event(
            customer,
            at,
            Received::Message(ReceivedMessage {
                id: id(n, place),
                direction,
                kind: LiveKind::Text,
                source: match direction {
                    Direction::Inbound => Source::Live,
                    Direction::Outbound => Source::Echo,
                },
                group: None,
                quoted: None,
                forwarding: Forwarding::Original,
                from_ad: false,
                about_product: false,
                delivery: None,
                content: vec![(ContentField::Text, SecretText::new(words))],
            }),
        )
    };
    let mut events = vec![
        said(0, at, Direction::Inbound, asked.to_owned()),
        said(
            1,
            at + wait,
            Direction::Outbound,
            "Bonjour, je regarde.".to_owned(),
        ),
    ];
    if chance.is_multiple_of(3) {
        let thanks = "Merci beaucoup, c’est parfait, vous êtes adorables !";
        events.push(said(
            2,
            at + wait + 900,
            Direction::Inbound,
            thanks.to_owned(),
        ));
    }
    if chance.is_multiple_of(100) {
        let gone = Received::Revoke(ReceivedRevoke {
            original: id(n, 0),
            by: WithdrawnBy::Contact,
            signal: RevokeSignal::Event,
        });
        events.push(event(customer, at + wait + 1_800, gone));
    }
    events
}

fn id(conversation: u64, place: u64) -> Sensitive<Wamid> {
    Sensitive::new(Wamid::new(format!("wamid.{conversation}.{place}")))
}

fn event(customer: u64, at: i64, what: Received) -> ReceivedEvent {
    ReceivedEvent {
        account: None,
        number: Some(Sensitive::new(NUMBER.to_owned())),
        shown_as: None,
        contact: ReceivedContact {
            ids: vec![ReceivedId {
                kind: AliasKind::WaId,
                value: SecretText::new(number(customer)),
            }],
            name: None,
            identity: None,
        },
        at: Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH),
        clamped: false,
        what,
    }
}
