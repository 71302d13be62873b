//! Attachments: fetched with consent, sealed, gone with their message.

use std::sync::mpsc::channel;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::server::{NUMBER, Place, Server, delivery, revoke};
use super::stand_in::{Answered, Asked, StandIn, wait_for};

const FROM: &str = "33639980101";
const OTHER: &str = "33639980102";
const ACCESS: &str = "EAAfictif-jeton-0123456789";
const CANARY: &str = "qwzvkxjtrmbplhgfdscnyaoe";

/// Now, in seconds: the platform forgets old media.
fn now() -> i64 {
    tact_app::clock::now().as_second()
}

/// Bytes of a picture that holds a word in its middle.
fn picture(length: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..length).map(|place| (place % 251) as u8).collect();
    let middle = length / 2;
    bytes[middle..middle + CANARY.len()].copy_from_slice(CANARY.as_bytes());
    bytes
}

fn hash(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

/// A picture, as a webhook names it.
fn image(id: &str, from: &str, media: &str, bytes: &[u8]) -> Value {
    json!({
        "from": from, "id": id, "timestamp": now().to_string(), "type": "image",
        "image": {"id": media, "mime_type": "image/jpeg", "sha256": hash(bytes)},
    })
}

/// What the interface says of a media of these bytes.
fn described(url: &str, bytes: &[u8]) -> Answered {
    let hex: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let told = json!({
        "messaging_product": "whatsapp", "url": url, "mime_type": "image/jpeg",
        "sha256": hex, "file_size": bytes.len().to_string(), "id": "1",
    });
    Answered::of(200, told.to_string())
}

/// A platform that has one media.
fn platform(bytes: Vec<u8>) -> StandIn {
    StandIn::start(move |asked, here| match asked.path() {
        "/file" => Answered::of(200, bytes.clone()),
        _ => described(&format!("http://{here}/file"), &bytes),
    })
}

fn place(platform: &StandIn, more: &str) -> Place {
    let lines = format!(
        "access_token_file = \"token\"\ngraph_url = \"http://{}/v26.0\"\n",
        platform.address
    );
    let place = Place::with_platform(&lines, more);
    place.secret("token", ACCESS);
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    place
}

/// Waits until the figures of media are these.
#[track_caller]
fn settled(place: &Place, state: &str, count: i64) {
    let mut media = Value::Null;
    for _ in 0..2_000 {
        media = place.stats()["media"].clone();
        if media[state] == count {
            return;
        }
    }
    panic!("{state} is not {count}: {media}");
}

/// How many rows of media there are, and how many pieces.
fn rows(place: &Place) -> (i64, i64) {
    use sqlx::Connection;
    use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
    let options = SqliteConnectOptions::new()
        .filename(place.path("data/tact.db"))
        .read_only(true);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async {
        let mut sql = SqliteConnection::connect_with(&options)
            .await
            .expect("a reader");
        sqlx::query_as("select (select count(*) from media), (select count(*) from media_part)")
            .fetch_one(&mut sql)
            .await
            .expect("two numbers")
    })
}

fn in_clear(place: &Place) -> Vec<String> {
    let found = place.files().into_iter();
    found
        .filter(|(_, bytes)| memchr::memmem::find(bytes, CANARY.as_bytes()).is_some())
        .map(|(path, _)| path.display().to_string())
        .collect()
}

/// Names of the files of a copy, and what the first attachment holds.
fn copied(place: &Place, name: &str) -> (Vec<String>, Option<Vec<u8>>) {
    let folder = place.path(name);
    let out = folder.to_str().expect("a path");
    let said = place.json(&["contact", "export", FROM, "--json", "--out", out]);
    let files: Vec<String> = said["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| file.as_str().expect("a name").to_owned())
        .collect();
    let media = files.iter().find(|file| file.starts_with("media/"));
    let bytes = media.map(|file| std::fs::read(folder.join(file)).expect("a file"));
    (files, bytes)
}

fn send(server: &Server, from: &str, message: Value) {
    server.deliver(&delivery(NUMBER, from, &[message]));
}

#[test]
fn a_picture_is_fetched_with_the_token_sealed_and_part_of_the_copy_until_its_message_goes() {
    let bytes = picture(700_000);
    let platform = platform(bytes.clone());
    let place = place(&platform, "");
    let server = place.serve();
    send(&server, FROM, image("wamid.A", FROM, "2423001", &bytes));
    let asked = [platform.next(), platform.next()];
    assert_eq!(asked[0].path(), "/v26.0/2423001");
    assert_eq!(asked[1].path(), "/file");
    for asked in &asked {
        assert_eq!(
            asked.header("authorization"),
            Some(&*format!("Bearer {ACCESS}"))
        );
        assert!(!asked.path().contains(ACCESS));
    }
    settled(&place, "held", 1);
    assert_eq!(in_clear(&place), Vec::<String>::new());
    assert_eq!(rows(&place), (1, 4));
    // The same delivery again asks for nothing again.
    send(&server, FROM, image("wamid.A", FROM, "2423001", &bytes));
    let (files, copy) = copied(&place, "before");
    assert_eq!(files.len(), 3, "{files:?}");
    assert!(files[2].ends_with(".jpg"), "{files:?}");
    assert_eq!(copy, Some(bytes));
    let gone = revoke("wamid.R", FROM, now(), "wamid.A");
    send(&server, FROM, gone);
    assert_eq!(rows(&place), (0, 0));
    assert_eq!(copied(&place, "after").1, None);
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(!log.contains(ACCESS) && !log.contains("2423001"), "{log}");
    assert!(platform.so_far().is_empty());
}

#[test]
fn nothing_is_asked_about_the_picture_of_somebody_who_did_not_agree() {
    let bytes = picture(1_000);
    let platform = platform(bytes.clone());
    let place = place(&platform, "");
    let server = place.serve();
    send(&server, OTHER, image("wamid.B", OTHER, "2423002", &bytes));
    send(&server, FROM, image("wamid.A", FROM, "2423001", &bytes));
    settled(&place, "held", 1);
    let asked: Vec<String> = platform.so_far().iter().map(Asked::whole).collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(!asked.concat().contains("2423002"));
    // Consent that ended before the queue came to it is no consent.
    drop(server);
}

#[test]
fn without_a_token_nothing_is_fetched_and_the_doctor_says_so() {
    let place = Place::new();
    place.consent(&[FROM], "granted", "2025-01-01T00:00:00Z");
    let server = place.serve();
    send(&server, FROM, image("wamid.A", FROM, "2423001", b"x"));
    assert_eq!(place.stats()["media"]["waiting"], 1);
    let said = place.done(&["doctor"]);
    assert!(said.contains("access_token_file"), "{said}");
    let (_, log) = server.stop();
    assert!(log.contains("media are not fetched"), "{log}");
}

/// A platform that stops in the middle of the bytes, once.
fn halting(
    bytes: Vec<u8>,
) -> (
    StandIn,
    std::sync::mpsc::Receiver<()>,
    std::sync::mpsc::Sender<()>,
) {
    let (tell, halted) = channel();
    let (go_on, wait) = channel();
    let mut once = Some((tell, wait));
    let platform = StandIn::start(move |asked, here| match asked.path() {
        "/file" => Answered {
            pause: once.take().map(|(tell, wait)| (400_000, tell, wait)),
            ..Answered::of(200, bytes.clone())
        },
        _ => described(&format!("http://{here}/file"), &bytes),
    });
    (platform, halted, go_on)
}

/// Waits until one piece is sealed and on the disk.
#[track_caller]
fn one_piece_is_in(place: &Place) {
    for _ in 0..20_000 {
        if rows(place).1 > 0 {
            return;
        }
    }
    panic!("no piece came in");
}

#[test]
fn a_deletion_while_the_picture_is_on_its_way_wins() {
    let bytes = picture(700_000);
    let (platform, halted, go_on) = halting(bytes.clone());
    let place = place(&platform, "");
    let server = place.serve();
    send(&server, FROM, image("wamid.A", FROM, "2423001", &bytes));
    wait_for(&halted);
    one_piece_is_in(&place);
    let gone = revoke("wamid.R", FROM, now(), "wamid.A");
    send(&server, FROM, gone);
    assert_eq!(rows(&place), (0, 0));
    go_on.send(()).expect("it waits");
    // Another picture, fetched afterwards, shows that the first one came to its end.
    send(&server, FROM, image("wamid.B", FROM, "2423002", &bytes));
    settled(&place, "held", 1);
    assert_eq!(rows(&place).0, 1);
    assert_eq!(place.stats()["tombstones"], 1);
}

#[test]
fn a_process_that_dies_in_the_middle_leaves_no_half_and_fetches_it_again() {
    let bytes = picture(700_000);
    let (platform, halted, _go_on) = halting(bytes.clone());
    let place = place(&platform, "");
    let server = place.serve();
    send(&server, FROM, image("wamid.A", FROM, "2423001", &bytes));
    wait_for(&halted);
    one_piece_is_in(&place);
    server.kill();
    assert_eq!(in_clear(&place), Vec::<String>::new());
    let _server = place.serve();
    settled(&place, "held", 1);
    assert_eq!(rows(&place), (1, 4));
    assert_eq!(copied(&place, "copy").1, Some(bytes));
}

#[test]
fn what_is_not_what_was_announced_is_counted_and_not_kept() {
    let bytes = picture(1_000);
    let large = picture(1_100_000);
    let (honest, big) = (bytes.clone(), large.clone());
    let platform = StandIn::start(move |asked, here| match asked.path() {
        "/file" => Answered::of(200, honest.clone()),
        "/big" => Answered {
            // Announces nothing.
            headers: vec![
                ("Transfer-Encoding", "identity".to_owned()),
                ("Content-Length", big.len().to_string()),
            ],
            ..Answered::of(200, big.clone())
        },
        "/v26.0/4" => described(&format!("http://{here}/big"), b"short"),
        "/v26.0/3" => described(&format!("http://{here}/big"), &big),
        "/v26.0/5" => Answered::of(404, "{}"),
        "/v26.0/6" => Answered::of(400, r#"{"error":{"code":100}}"#),
        _ => described(&format!("http://{here}/file"), b"something else"),
    });
    let place = place(&platform, "[media]\nmax_mib = 1\n");
    let server = place.serve();
    // Another hash in the interface; too large as announced; too large as it comes.
    send(&server, FROM, image("wamid.1", FROM, "1", &bytes));
    send(&server, FROM, image("wamid.3", FROM, "3", &large));
    send(&server, FROM, image("wamid.4", FROM, "4", b"short"));
    settled(&place, "refused", 3);
    send(&server, FROM, image("wamid.5", FROM, "5", &bytes));
    send(&server, FROM, image("wamid.6", FROM, "6", &bytes));
    settled(&place, "expired", 2);
    assert_eq!(rows(&place), (5, 0));
}

#[test]
fn bytes_of_another_hash_are_not_kept() {
    let bytes = picture(1_000);
    let mut forged = bytes.clone();
    forged[0] ^= 1;
    let told = bytes.clone();
    let platform = StandIn::start(move |asked, here| match asked.path() {
        "/file" => Answered::of(200, forged.clone()),
        _ => described(&format!("http://{here}/file"), &told),
    });
    let place = place(&platform, "");
    let server = place.serve();
    send(&server, FROM, image("wamid.A", FROM, "1", &bytes));
    settled(&place, "refused", 1);
    assert_eq!(rows(&place), (1, 0));
    drop(server);
}

#[test]
fn a_platform_in_trouble_is_asked_again_and_a_refused_token_is_said() {
    let bytes = picture(1_000);
    let told = bytes.clone();
    let mut answers = 0;
    let platform = StandIn::start(move |asked, here| match asked.path() {
        "/file" => Answered::of(200, told.clone()),
        "/v26.0/2" => Answered::of(401, r#"{"error":{"code":190}}"#),
        _ => {
            answers += 1;
            match answers {
                1 => Answered::of(500, ""),
                _ => described(&format!("http://{here}/file"), &told),
            }
        }
    });
    let place = place(&platform, "");
    let server = place.serve();
    send(&server, FROM, image("wamid.1", FROM, "1", &bytes));
    settled(&place, "held", 1);
    send(&server, FROM, image("wamid.2", FROM, "2", &bytes));
    settled(&place, "unauthorized", 1);
    assert_eq!(place.stats()["media"]["waiting"], 1);
    let said = place.done(&["doctor", "--lang", "en"]);
    assert!(said.contains("refuses the access token"), "{said}");
    drop(server);
}

#[test]
fn an_address_off_the_list_is_not_asked_whoever_names_it() {
    let bytes = picture(1_000);
    let elsewhere = StandIn::start(|_, _| Answered::of(200, "inside"));
    let (other, told) = (elsewhere.address.clone(), bytes.clone());
    let platform = StandIn::start(move |asked, here| match asked.path() {
        "/hop" => Answered {
            headers: vec![("Location", format!("http://{other}/secret"))],
            ..Answered::of(302, "")
        },
        "/v26.0/1" => described(&format!("http://{other}/secret"), &told),
        "/v26.0/2" => described(&format!("http://{here}/hop"), &told),
        "/v26.0/3" => described("http://169.254.169.254/latest/meta-data/", &told),
        "/v26.0/4" => described("https://lookaside.fbsbx.com/x", &told),
        _ => described(
            &format!(
                "http://localhost:{}/file",
                here.rsplit_once(':').expect("a port").1
            ),
            &told,
        ),
    });
    let place = place(&platform, "");
    let server = place.serve();
    for media in ["1", "2", "3", "4", "5"] {
        send(
            &server,
            FROM,
            image(&format!("wamid.{media}"), FROM, media, &bytes),
        );
    }
    settled(&place, "refused", 5);
    assert!(elsewhere.so_far().is_empty());
    drop(server);
}
