//! Another machine, played here: what Tact asks it, and what it answers.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Longest a test waits for something that has to come: no measure of anything.
const GIVE_UP: Duration = Duration::from_secs(60);

/// What was asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) line: String,
    /// Lower-case names.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Path and question.
    pub(super) fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// Everything in it, as one text.
    pub(super) fn whole(&self) -> String {
        let body = String::from_utf8_lossy(&self.body);
        format!("{}\n{:?}\n{body}", self.line, self.headers)
    }
}

/// What is answered.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    /// So much of the body is sent, then the test is told and asked to go on.
    pub(super) pause: Option<(usize, Sender<()>, Receiver<()>)>,
}

impl Answered {
    pub(super) fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            pause: None,
        }
    }
}

/// A machine that answers until the test ends.
pub(super) struct StandIn {
    pub(super) address: String,
    asked: Receiver<Asked>,
}

impl StandIn {
    /// On a free port.
    pub(super) fn start(answer: impl FnMut(&Asked, &str) -> Answered + Send + 'static) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").expect("a port"), answer)
    }

    /// On a port that is open already. Each answer is made of what was asked and of our address.
    pub(super) fn at(
        listener: TcpListener,
        mut answer: impl FnMut(&Asked, &str) -> Answered + Send + 'static,
    ) -> Self {
        let address = listener.local_addr().expect("an address").to_string();
        let (tell, asked) = channel();
        let here = address.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(question) = read(&stream) else {
                    continue;
                };
                let answered = answer(&question, &here);
                if tell.send(question).is_err() {
                    return;
                }
                std::thread::spawn(move || write(stream, answered));
            }
        });
        Self { address, asked }
    }

    /// The next question; the test fails when none comes.
    #[track_caller]
    pub(super) fn next(&self) -> Asked {
        self.asked.recv_timeout(GIVE_UP).expect("a question")
    }

    /// Everything asked so far and not looked at.
    pub(super) fn so_far(&self) -> Vec<Asked> {
        self.asked.try_iter().collect()
    }
}

/// A signal of another thread that has to come.
#[track_caller]
pub(super) fn wait_for(signal: &Receiver<()>) {
    signal.recv_timeout(GIVE_UP).expect("a signal");
}

fn read(mut stream: &TcpStream) -> Option<Asked> {
    stream.set_read_timeout(Some(GIVE_UP)).ok()?;
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let end = loop {
        if let Some(end) = memchr::memmem::find(&bytes, b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut part).ok()? {
            0 => return None,
            read => bytes.extend_from_slice(&part[..read]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let line = lines.next()?.to_owned();
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, length)| length.parse().ok())
        .unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        match stream.read(&mut part).ok()? {
            0 => return None,
            read => body.extend_from_slice(&part[..read]),
        }
    }
    Some(Asked {
        line,
        headers,
        body,
    })
}

fn write(mut stream: TcpStream, answered: Answered) {
    let mut head = format!(
        "HTTP/1.1 {} Status\r\nConnection: close\r\n",
        answered.status
    );
    for (name, value) in &answered.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !answered
        .headers
        .iter()
        .any(|(name, _)| *name == "Content-Length")
    {
        head.push_str(&format!("Content-Length: {}\r\n", answered.body.len()));
    }
    head.push_str("\r\n");
    // Whoever asked may have left, and may be meant to.
    let _ = stream.write_all(head.as_bytes());
    let (first, rest) = match &answered.pause {
        Some((place, _, _)) => answered.body.split_at(*place),
        None => (&answered.body[..], &[][..]),
    };
    let _ = stream.write_all(first);
    let _ = stream.flush();
    if let Some((_, tell, go_on)) = &answered.pause {
        let _ = tell.send(());
        let _ = go_on.recv_timeout(GIVE_UP);
        let _ = stream.write_all(rest);
    }
}
