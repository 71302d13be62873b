//! A server of its own in a folder of its own, and what is asked of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// Secret of the fixtures' signatures.
pub(super) const SECRET: &str = "fictif-app-secret-0123456789abcdef";
/// Word of the handshake.
pub(super) const TOKEN: &str = "mot-de-passe-du-webhook";
/// The business number most fixtures are about.
pub(super) const NUMBER: &str = "106540000000001";
/// The other one.
pub(super) const OTHER_NUMBER: &str = "106540000000002";

/// Longest a connection may take before a test gives up: no measure of anything.
const GIVE_UP: Duration = Duration::from_secs(60);

/// Folder of an installation.
pub(super) struct Place {
    root: tempfile::TempDir,
}

impl Place {
    /// With both numbers of the fixtures.
    pub(super) fn new() -> Self {
        Self::with("")
    }

    /// The same with more configuration at its end. No report is kept ready.
    pub(super) fn with(more: &str) -> Self {
        Self::preparing("prepare = []", more)
    }

    /// The same with reports kept ready as `[figures]` says.
    pub(super) fn preparing(figures: &str, more: &str) -> Self {
        let place = Self {
            root: tempfile::tempdir().expect("a folder"),
        };
        place.secret("app-secret", &format!("{SECRET}\n"));
        place.secret("verify-token", TOKEN);
        let config = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[store]\npath = \"data\"\n[keys]\npath = \"keys\"\n\
             [whatsapp]\napp_secret_file = \"app-secret\"\nverify_token_file = \"verify-token\"\n\
             [[whatsapp.number]]\nid = \"{NUMBER}\"\nobservability = \"coexistence\"\n\
             [[whatsapp.number]]\nid = \"{OTHER_NUMBER}\"\n[figures]\n{figures}\n{more}"
        );
        std::fs::write(place.config(), config).expect("a file");
        place
    }

    pub(super) fn secret(&self, name: &str, content: &str) {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("a mode");
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(super) fn config(&self) -> PathBuf {
        self.path("tact.toml")
    }

    /// `tact` in this place; the last argument added is the configuration.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tact"));
        command
            .env_clear()
            .env("TZ", "Europe/Paris")
            .env("LC_ALL", "fr_FR.UTF-8")
            .env("USER", "operateur")
            .stdin(Stdio::null())
            .args(arguments)
            .arg("--config")
            .arg(self.config());
        command
    }

    /// Runs `tact`: exit code, standard output, standard error.
    pub(super) fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.command(arguments).output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().expect("no signal ended it");
        (code, text(&output.stdout), text(&output.stderr))
    }

    /// Runs `tact` that must do what it is asked; its standard output.
    #[track_caller]
    pub(super) fn done(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}\n{out}\n{err}");
        out
    }

    #[track_caller]
    pub(super) fn json(&self, arguments: &[&str]) -> Value {
        let out = self.done(arguments);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    }

    /// `tact store stats --json`.
    #[track_caller]
    pub(super) fn stats(&self) -> Value {
        self.json(&["store", "stats", "--json"])
    }

    /// Records that contacts agree to the analysis of everything they ever wrote.
    #[track_caller]
    pub(super) fn consent(&self, contacts: &[&str], state: &str, at: &str) {
        let lines: String = contacts
            .iter()
            .map(|contact| {
                format!("{contact},analysis,{state},{at},v1 covers_history,web,bouton-1\n")
            })
            .collect();
        let file = self.path("consents.csv");
        let text = format!("contact,purpose,state,at,notice,channel,proof\n{lines}");
        std::fs::write(&file, text).expect("a file");
        let file = file.to_str().expect("a path").to_owned();
        self.done(&["contact", "consent", "import", &file]);
    }

    /// Starts the server and waits for the line that says where it listens.
    #[track_caller]
    pub(super) fn serve(&self) -> Server {
        Self::start(self.command(&["serve", "--lang", "en"]))
    }

    /// The same where no file may grow beyond so many blocks of 512 bytes: a disk that is full.
    #[track_caller]
    pub(super) fn serve_on_a_small_disk(&self, blocks: u32) -> Server {
        let server = self.command(&["serve", "--lang", "en"]);
        let mut command = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        command
            .arg("-c")
            .arg(script)
            .arg(server.get_program())
            .args(server.get_args());
        command.env_clear().stdin(Stdio::null());
        Self::start(command)
    }

    #[track_caller]
    pub(super) fn start(mut command: Command) -> Server {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let Some(address) = line.trim().strip_prefix("Tact listens on http://") else {
            let mut err = String::new();
            let _ = child
                .stderr
                .take()
                .expect("a pipe")
                .read_to_string(&mut err);
            panic!("{line}{err}");
        };
        Server {
            address: address.to_owned(),
            child,
        }
    }

    /// Every file below data and keys.
    pub(super) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in ["data", "keys"] {
            collect(&self.path(folder), &mut files);
        }
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(bytes) = std::fs::read(&path) {
            // The socket cannot be read; SQLite's log may go between two calls.
            files.push((path, bytes));
        }
    }
}

/// A running server. Dropping it kills it.
pub(super) struct Server {
    pub(super) address: String,
    child: Child,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Lower-case names.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Server {
    pub(super) fn connect(&self) -> TcpStream {
        connect(&self.address)
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        request(&self.address, "GET", path, &[], b"")
    }

    /// A delivery with the headers given, none of its own.
    pub(super) fn post_with(&self, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        request(&self.address, "POST", "/webhook/whatsapp", headers, body)
    }

    /// A signed delivery.
    pub(super) fn post(&self, body: &[u8]) -> Answer {
        self.post_with(&[("X-Hub-Signature-256", &signature(SECRET, body))], body)
    }

    /// A signed delivery that must be taken.
    #[track_caller]
    pub(super) fn deliver(&self, body: &[u8]) {
        let answer = self.post(body);
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    /// Number of its process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would.
    pub(super) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Reads its log up to a line with these words.
    #[track_caller]
    pub(super) fn wait_for_log(&mut self, words: &str) {
        let log = self.child.stderr.take().expect("a pipe");
        let mut log = BufReader::new(log);
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            let read = log.read_line(&mut line).expect("a line");
            assert!(read > 0, "the log ended without «{words}»");
        }
        self.child.stderr = Some(log.into_inner());
    }

    /// Asks it to stop; its exit code and its log.
    pub(super) fn stop(mut self) -> (Option<i32>, String) {
        terminate(self.child.id());
        let status = self.child.wait().expect("it ends");
        let mut log = String::new();
        let mut err = self.child.stderr.take().expect("a pipe");
        err.read_to_string(&mut log).expect("a log");
        (status.code(), log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn terminate(process: u32) {
    let asked = Command::new("kill")
        .args(["-TERM", &process.to_string()])
        .status();
    assert!(asked.expect("kill runs").success());
}

fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(GIVE_UP)).expect("a limit");
    stream
}

/// One request on a connection of its own.
pub(super) fn request(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut stream = connect(address);
    let headers: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: tact\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("a request");
    stream.write_all(body).expect("a body");
    read_answer(stream)
}

/// Reads until the server closes.
pub(super) fn read_answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    Answer {
        status: status.unwrap_or(0),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}

/// `sha256=` and the HMAC of a body.
pub(super) fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(body);
    let tag = mac.finalize().into_bytes();
    let hex: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={hex}")
}

/// A webhook fixture.
pub(super) fn fixture(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/cloud-api")
}

/// Every fixture the platform would send, by name.
pub(super) fn deliveries() -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<_> = std::fs::read_dir(folder())
        .expect("the fixtures")
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            let ours = name.ends_with(".request.json") || name.ends_with(".response.json");
            name.ends_with(".json")
                && !ours
                && !name.starts_with("error-")
                && name != "signature-vectors.json"
        })
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| (name.clone(), fixture(&name)))
        .collect()
}

/// A delivery with these messages of one contact.
pub(super) fn delivery(number: &str, from: &str, messages: &[Value]) -> Vec<u8> {
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "33199000001", "phone_number_id": number},
        "contacts": [{"profile": {"name": "Zoé Canari"}, "wa_id": from}],
        "messages": messages,
    });
    let change = json!({"field": "messages", "value": value});
    let body = json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [change]}],
    });
    body.to_string().into_bytes()
}

/// A text message.
pub(super) fn text(id: &str, from: &str, at: i64, words: &str) -> Value {
    json!({
        "from": from,
        "id": id,
        "timestamp": at.to_string(),
        "type": "text",
        "text": {"body": words},
    })
}

/// The deletion of a message.
pub(super) fn revoke(id: &str, from: &str, at: i64, original: &str) -> Value {
    json!({
        "from": from,
        "id": id,
        "timestamp": at.to_string(),
        "type": "revoke",
        "revoke": {"original_message_id": original},
    })
}
