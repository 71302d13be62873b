//! One server in one folder that holds everything it may write to, and what is done to it.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use tact_store::forensic::{control, scan};

use super::super::server::{NUMBER, Place, SECRET, Server, delivery, revoke, signature, text};
use super::canary::{id, message, words};

/// Words sent: those deleted, then those edited, then those whose consent ends, then one each for
/// what goes wrong or is no message.
const FIRST_EDITED: usize = 40;
const FIRST_WITHDRAWN: usize = 45;
const FIRST_OTHER: usize = 50;
/// Deleted while the process dies.
const KILLED: std::ops::Range<usize> = 25..30;
const BROKEN: usize = 50;
const DUPLICATE: usize = 51;
const LONG: usize = 52;
const NAME: usize = 53;
const ALL: usize = 54;

/// When everything was written; deletions come within the two days the platform allows.
const AT: i64 = 1_763_000_000;

pub(super) struct Scene {
    place: Place,
    /// Where copies handed out in clear go: not a place of the server's.
    outside: tempfile::TempDir,
    server: Option<Server>,
    words: Vec<String>,
    copies: usize,
    table: Vec<(String, String)>,
}

/// The contact who wrote a word: each of those who withdraw wrote one.
fn author(number: usize) -> String {
    match number {
        FIRST_WITHDRAWN..FIRST_OTHER => format!("336399802{number:02}"),
        _ => format!("336399801{:02}", number % 10),
    }
}

impl Scene {
    pub(super) fn new() -> Self {
        let place = Place::new();
        std::fs::create_dir(place.path("tmp")).expect("a folder");
        let mut scene = Self {
            place,
            outside: tempfile::tempdir().expect("a folder"),
            server: None,
            words: words(ALL),
            copies: 0,
            table: Vec::new(),
        };
        scene.start();
        scene
    }

    /// The log and temporary files stay inside, too.
    fn start(&mut self) {
        let server = self.place.command(&["serve", "--lang", "en"]);
        let mut command = std::process::Command::new("sh");
        command
            .env_clear()
            .env("TMPDIR", self.place.path("tmp"))
            .env("TACT_LOG", "debug")
            .args(["-c", "log=$1; shift; exec \"$@\" 2>>\"$log\"", "sh"])
            .arg(self.place.path("log"))
            .arg(server.get_program())
            .args(server.get_args())
            .stdin(std::process::Stdio::null());
        self.server = Some(Place::start(command));
    }

    fn server(&self) -> &Server {
        self.server.as_ref().expect("it runs")
    }

    pub(super) fn say(&mut self, step: &str, found: &str) {
        self.table.push((step.to_owned(), found.to_owned()));
    }

    pub(super) fn print(&self) {
        for (step, found) in &self.table {
            println!("{step:<34} {found}");
        }
    }

    /// 2: a thousand messages, words in every place a message has for them.
    pub(super) fn send(&mut self) {
        let people: BTreeSet<_> = (0..FIRST_OTHER).map(author).collect();
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        self.place
            .consent(&people, "granted", "2025-01-01T00:00:00Z");
        // The file named contacts, as its operator meant it to.
        std::fs::remove_file(self.place.path("consents.csv")).expect("a file");
        let server = self.server();
        for part in 0..19_i64 {
            let from = author(usize::try_from(part).expect("small"));
            let fillers: Vec<_> = (0..50)
                .map(|one| {
                    let number = part * 50 + one;
                    text(&format!("wamid.filler.{number}"), &from, AT + number, "oui")
                })
                .collect();
            server.deliver(&delivery(NUMBER, &from, &fillers));
        }
        // The first ten arrive after their deletion.
        for number in 10..FIRST_OTHER {
            self.deliver_word(number);
        }
        let broken = format!("{{\"object\":\"{}\",", self.words[BROKEN]);
        let answer = server.post(broken.as_bytes());
        assert_ne!(answer.status, 200, "{answer:?}");
        let long = format!("{} {}", "a".repeat(100_000), self.words[LONG]);
        let from = author(0);
        server.deliver(&delivery(
            NUMBER,
            &from,
            &[text("wamid.long", &from, AT, &long)],
        ));
        let hello = text("wamid.named", &from, AT + 5_500, "bonjour");
        let named = String::from_utf8(delivery(NUMBER, &from, &[hello])).expect("text");
        let named = named.replace("Zoé Canari", &self.words[NAME]);
        server.deliver(named.as_bytes());
        self.say(
            "2 messages sent",
            "992 before deletion, 10 after it; one refused",
        );
    }

    fn deliver_word(&self, number: usize) {
        let from = author(number);
        let message = message(number, &from, AT + 5_000, &self.words[number]);
        self.server().deliver(&delivery(NUMBER, &from, &[message]));
    }

    fn revocation(number: usize) -> Vec<u8> {
        let from = author(number);
        let event = revoke(
            &format!("wamid.revoke.{number}"),
            &from,
            AT + 6_000,
            &id(number),
        );
        delivery(NUMBER, &from, &[event])
    }

    fn revoke(&self, number: usize) {
        self.server().deliver(&Self::revocation(number));
    }

    /// 4: deletions in every way they come.
    pub(super) fn delete(&mut self) {
        for number in 0..10 {
            self.revoke(number);
            self.deliver_word(number);
        }
        for number in (10..20).chain(10..20) {
            self.revoke(number);
        }
        self.delete_beside_a_reader();
        for number in 30..FIRST_EDITED {
            self.revoke(number);
        }
        for number in FIRST_EDITED..FIRST_WITHDRAWN {
            let from = author(number);
            let edit = json!({
                "from": from, "id": format!("wamid.edit.{number}"),
                "timestamp": (AT + 6_000).to_string(), "type": "edit",
                "edit": {
                    "original_message_id": id(number),
                    "message": {"type": "text", "text": {"body": "finalement non"}},
                },
            });
            self.server().deliver(&delivery(NUMBER, &from, &[edit]));
        }
        let gone: Vec<String> = (FIRST_WITHDRAWN..FIRST_OTHER).map(author).collect();
        let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
        self.place.consent(&gone, "ended", "2025-12-01T00:00:00Z");
        std::fs::remove_file(self.place.path("consents.csv")).expect("a file");
        // A deleted message sent again with other words is still deleted.
        let from = author(10);
        let again = message(10, &from, AT + 5_000, &self.words[DUPLICATE]);
        self.server().deliver(&delivery(NUMBER, &from, &[again]));
        self.say(
            "4 deletions",
            "10 before the message, 10 twice, 5 beside a reader, 10 plain; 5 edits, 5 consents",
        );
    }

    /// 4: five more, each with a process that dies on the way.
    pub(super) fn delete_with_kills(&mut self) {
        for number in KILLED {
            self.delete_with_a_kill(number);
        }
        assert_eq!(self.place.stats()["tombstones"], 40);
        self.say("4 deletions with a kill", "5, at moments of their own");
    }

    fn delete_beside_a_reader(&self) {
        use sqlx::Connection;
        use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
        let options = SqliteConnectOptions::new()
            .filename(self.place.path("data/tact.db"))
            .read_only(true);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let mut reader = SqliteConnection::connect_with(&options)
                .await
                .expect("a reader");
            sqlx::raw_sql("begin; select count(*) from message")
                .execute(&mut reader)
                .await
                .expect("a snapshot");
            for number in 20..25 {
                self.revoke(number);
            }
            reader.close().await.expect("it ends");
        });
    }

    /// The process dies somewhere on the way; the platform, never answered, sends again.
    fn delete_with_a_kill(&mut self, number: usize) {
        let body = Self::revocation(number);
        let server = self.server.take().expect("it runs");
        let mut stream = server.connect();
        let head = format!(
            "POST /webhook/whatsapp HTTP/1.1\r\nHost: tact\r\nX-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n",
            signature(SECRET, &body),
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("a request");
        stream.write_all(&body).expect("a body");
        // Other answers are waited for meanwhile: each one a little more time on the way.
        for _ in KILLED.start..number {
            server.get("/healthz");
        }
        server.kill();
        self.start();
        self.revoke(number);
    }

    /// 3, 5 and 9: every file below the root, and what the process has open.
    pub(super) fn nothing_lies_in_clear(&mut self, step: &str) {
        let file = self.outside.path().join("words");
        std::fs::write(&file, self.words.join("\n")).expect("a file");
        let (file, root) = (shown(&file), shown(&self.place.path("")));
        let found = self
            .place
            .json(&["doctor", "--words", &file, "--also", &root, "--json"]);
        assert_eq!(found["findings"], json!([]), "{step}: {found}");
        let line = format!(
            "0 of {ALL} words in {} files, {} bytes, with what the process has open",
            found["files"], found["bytes"]
        );
        self.say(step, &line);
    }

    /// 5: indexes keep pieces of a word; every piece of eight letters is looked for.
    pub(super) fn no_window_lies_in_a_page(&mut self) {
        let windows: Vec<String> = self
            .words
            .iter()
            .flat_map(|word| (0..=16).map(|at| word[at..at + 8].to_owned()))
            .collect();
        let mut found = 0;
        let mut files: Vec<(PathBuf, Vec<u8>)> = self.place.files();
        files.retain(|(path, _)| path.to_string_lossy().contains("tact.db"));
        assert!(!files.is_empty());
        for window in &windows {
            let finder = memchr::memmem::Finder::new(window.as_bytes());
            found += files
                .iter()
                .filter(|(_, bytes)| finder.find(bytes).is_some())
                .count();
        }
        assert_eq!(found, 0);
        let line = format!("0 of {} pieces of eight letters", windows.len());
        self.say("5 pages of the database", &line);
    }

    /// 6: the process that took the words in and deleted them keeps itself out of core files; how much
    /// its memory still holds is said.
    pub(super) fn memory(&mut self) {
        let folder = PathBuf::from(format!("/proc/{}", self.server().process()));
        let Ok(limits) = std::fs::read_to_string(folder.join("limits")) else {
            self.say("6 memory", "not looked at: this system shows no processes");
            return;
        };
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"))
            .expect("a limit");
        let core: Vec<_> = core.split_whitespace().skip(4).take(2).collect();
        assert_eq!(core, ["0", "0"]);
        self.say("6 core file", "none is ever written");
        let line = match memory_of(&folder) {
            None => "not looked at: the system shows it to root only".to_owned(),
            Some(memory) => {
                let deleted = (0..FIRST_OTHER).filter(|number| !KILLED.contains(number));
                let held = deleted
                    .map(|number| &self.words[number])
                    .filter(|word| {
                        let finder = memchr::memmem::Finder::new(word.as_bytes());
                        memory.iter().any(|region| finder.find(region).is_some())
                    })
                    .count();
                let bytes: usize = memory.iter().map(Vec::len).sum();
                // Something it must hold shows that it was read at all.
                let number = memchr::memmem::Finder::new(NUMBER);
                assert!(memory.iter().any(|region| number.find(region).is_some()));
                if cfg!(target_env = "gnu") {
                    assert_eq!(held, 0, "in {bytes} bytes of memory");
                }
                format!("{held} of 45 deleted words in {bytes} bytes")
            }
        };
        self.say("6 memory", &line);
    }

    /// Words in the copies the program hands out of every contact, in clear.
    pub(super) fn shown_by_the_program(&mut self) -> BTreeSet<usize> {
        self.copies += 1;
        let folder = self.outside.path().join(format!("copies-{}", self.copies));
        let people: BTreeSet<_> = (0..FIRST_OTHER).map(author).collect();
        for one in people {
            let out = shown(&folder.join(&one));
            self.place.done(&["contact", "export", &one, "--out", &out]);
        }
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let report = scan(&[folder], &words).expect("a scan");
        report
            .findings
            .iter()
            .map(|finding| finding.canary - 1)
            .collect()
    }

    /// How many of the words a working store can show before anything is deleted: all but those not
    /// sent yet, and those of what was refused.
    pub(super) fn kept_before_deletion(&self) -> usize {
        FIRST_OTHER - 10 + 2
    }

    /// What nobody deleted. The display name was replaced by another one, delivered later.
    pub(super) fn living_canaries(&self) -> BTreeSet<usize> {
        BTreeSet::from([LONG])
    }

    pub(super) fn control_of_the_scanner(&mut self) {
        let control = control(self.outside.path()).expect("a control");
        assert!(control.is_sound(), "{control:?}");
        let line = format!(
            "{} of {} made-up words, one in each form",
            control.found, control.planted
        );
        self.say("10 control of the scanner", &line);
    }

    pub(super) fn back_up(&mut self) {
        let folder = shown(&self.place.path("copies"));
        self.place.done(&["backup", &folder]);
    }

    /// The wrapped keys, slot by slot.
    pub(super) fn slots(&self) -> Vec<[u8; 72]> {
        let bytes = std::fs::read(self.place.path("keys/slots.1")).expect("slots");
        bytes.as_chunks::<72>().0.to_vec()
    }

    /// 7: what the slots of deleted messages held is in no file any more.
    pub(super) fn destroyed_keys_are_nowhere(&mut self, before: &[[u8; 72]]) {
        let after: BTreeSet<_> = self.slots().into_iter().collect();
        let destroyed: Vec<_> = before
            .iter()
            .filter(|slot| !after.contains(*slot))
            .collect();
        // Thirty deleted after they arrived, five edited, five whose consent ended, and names that
        // went with them.
        let count = destroyed.len();
        assert!(count >= 40, "{count}");
        let mut files = Vec::new();
        read_all(&self.place.path(""), &mut files);
        for slot in &destroyed {
            // The wrapped key itself, without its nonce.
            let finder = memchr::memmem::Finder::new(&slot[24..]);
            assert!(!files.iter().any(|bytes| finder.find(bytes).is_some()));
        }
        self.say("7 destroyed keys", &format!("0 of {count} in any file"));
    }

    /// 7: with every key that is left.
    pub(super) fn every_key_left_opens_only_what_lives(&mut self) {
        let report = self.place.json(&["store", "verify", "--json"]);
        assert_eq!(report["without_key"], 0, "{report}");
        assert_eq!(report["audit"]["broken"], json!(null), "{report}");
        let line = format!("{} contents open, all of them living", report["opening"]);
        self.say("7 keys left", &line);
    }

    /// 9: the copy from before the deletions comes back.
    pub(super) fn restore(&mut self) {
        let (code, log) = self.server.take().expect("it runs").stop();
        assert_eq!(code, Some(0), "{log}");
        let folder = shown(&self.place.path("copies"));
        let restored = self.place.json(&["restore", &folder, "--json"]);
        let again = restored["done_again"].as_u64();
        assert!(again >= Some(45), "{restored}");
        self.start();
        assert_eq!(self.place.stats()["tombstones"], 40);
    }
}

fn shown(path: &Path) -> String {
    path.to_str().expect("a path").to_owned()
}

fn read_all(folder: &Path, files: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => read_all(&path, files),
            // A socket cannot be read.
            path => files.extend(std::fs::read(path).ok()),
        }
    }
}

/// Everything a process can write to, as far as the system shows it.
fn memory_of(folder: &Path) -> Option<Vec<Vec<u8>>> {
    use std::os::unix::fs::FileExt;
    let memory = std::fs::File::open(folder.join("mem")).ok()?;
    let maps = std::fs::read_to_string(folder.join("maps")).ok()?;
    let mut regions = Vec::new();
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (range, rights) = (parts.next()?, parts.next()?);
        let (start, end) = range.split_once('-')?;
        let start = u64::from_str_radix(start, 16).ok()?;
        let end = u64::from_str_radix(end, 16).ok()?;
        let mut bytes = vec![0; usize::try_from(end - start).ok()?];
        if rights.starts_with("rw") && memory.read_exact_at(&mut bytes, start).is_ok() {
            regions.push(bytes);
        }
    }
    (!regions.is_empty()).then_some(regions)
}
