//! `tact redact`: a stateless pipe for an operator's own text. Nothing is kept.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
};

use serde::{Deserialize, Serialize};
use tact_privacy::redact::{RedactionContext, Redactor, Span, char_offsets};

use crate::exit::Exit;

/// Personal data out of a text. Reads lines (or JSON lines), writes them redacted; keeps nothing.
///
/// With `--json`, each line in is `{"id": …, "text": "…"}` and each line out adds `spans`, whose
/// `start` and `end` count Unicode code points of the text that came in; `text` comes out redacted.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files to read; standard input without one, or for `-`.
    pub files: Vec<PathBuf>,
    /// JSON lines in and out.
    #[arg(long)]
    pub json: bool,
    /// All lines belong to one conversation: a name found once is masked everywhere in it.
    #[arg(long)]
    pub conversation: bool,
}

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
}

#[derive(Serialize)]
struct Output<'a> {
    id: serde_json::Value,
    text: &'a str,
    spans: Vec<OutputSpan>,
}

#[derive(Serialize)]
struct OutputSpan {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// Runs the command.
pub fn run(args: Args) -> Exit {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match pipe(&args, &mut out).and_then(|exit| out.flush().map(|()| exit)) {
        Ok(exit) => exit,
        // The reader of our output left: not our failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            eprintln!("tact redact: {error}");
            match error.kind() {
                io::ErrorKind::NotFound => Exit::NoInput,
                _ => Exit::Failed,
            }
        }
    }
}

fn pipe(args: &Args, out: &mut impl Write) -> io::Result<Exit> {
    let mut redactor = LineRedactor::new(args);
    if args.files.is_empty() {
        redactor.read("standard input", io::stdin().lock(), out)?;
    }
    for path in &args.files {
        if path.as_os_str() == "-" {
            redactor.read("standard input", io::stdin().lock(), out)?;
        } else {
            let file = File::open(path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", path.display()))
            })?;
            redactor.read(
                &path.display().to_string(),
                BufReader::with_capacity(1 << 16, file),
                out,
            )?;
        }
    }
    redactor.finish(out)?;
    Ok(if redactor.bad_lines == 0 {
        Exit::Done
    } else {
        Exit::Partial
    })
}

struct LineRedactor {
    redactor: Redactor,
    context: RedactionContext,
    json: bool,
    /// Lines of one conversation wait until all its names are known.
    waiting: Option<Vec<(serde_json::Value, String)>>,
    spans: Vec<Span>,
    bad_lines: u64,
}

impl LineRedactor {
    fn new(args: &Args) -> Self {
        Self {
            redactor: Redactor::new(),
            context: RedactionContext::default(),
            json: args.json,
            waiting: args.conversation.then(Vec::new),
            spans: Vec::new(),
            bad_lines: 0,
        }
    }

    fn read(
        &mut self,
        name: &str,
        mut input: impl BufRead,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut line = Vec::new();
        let mut number = 0_u64;
        loop {
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            number += 1;
            while matches!(line.last(), Some(b'\n' | b'\r')) {
                line.pop();
            }
            let text = String::from_utf8_lossy(&line);
            if !self.json {
                self.take(serde_json::Value::Null, text.into_owned(), out)?;
                continue;
            }
            if text.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Input>(&text) {
                Ok(input) => self.take(input.id, input.text, out)?,
                Err(error) => {
                    self.bad_lines += 1;
                    // The error of the JSON reader may quote the line: only its place is said.
                    eprintln!(
                        "tact redact: {name}, line {number}, column {}: not an object with a string `text`; line skipped",
                        error.column()
                    );
                }
            }
        }
    }

    fn take(
        &mut self,
        id: serde_json::Value,
        text: String,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match &mut self.waiting {
            Some(waiting) => {
                self.redactor.spans(&text, &self.context, &mut self.spans);
                self.context.learn(&self.redactor, &text, &self.spans);
                waiting.push((id, text));
                Ok(())
            }
            None => self.write(id, &text, out),
        }
    }

    fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        for (id, text) in self.waiting.take().unwrap_or_default() {
            self.write(id, &text, out)?;
        }
        Ok(())
    }

    fn write(&mut self, id: serde_json::Value, text: &str, out: &mut impl Write) -> io::Result<()> {
        if !self.json {
            let redacted = self.redactor.redact(text, &self.context);
            out.write_all(redacted.as_bytes())?;
            return out.write_all(b"\n");
        }
        self.redactor.spans(text, &self.context, &mut self.spans);
        let offsets = char_offsets(text, &self.spans);
        let spans = offsets
            .into_iter()
            .zip(&self.spans)
            .map(|((start, end), span)| OutputSpan {
                start,
                end,
                kind: span.kind.label(),
            })
            .collect();
        let redacted = self.redactor.redact(text, &self.context);
        serde_json::to_writer(
            &mut *out,
            &Output {
                id,
                text: &redacted,
                spans,
            },
        )?;
        out.write_all(b"\n")
    }
}
