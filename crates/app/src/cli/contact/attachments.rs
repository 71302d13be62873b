//! Attachments of a copy: one file each, under a name of ours.

use std::io;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::super::live::Options;
use super::{COMMAND, write_new};
use crate::cli::say;
use crate::i18n::args;
use crate::serve::desk::{Reply, What};

/// Asks for the attachments a copy names, one by one, and writes them beside it. One that was erased
/// meanwhile is left out.
///
/// # Errors
/// The store cannot be asked; the inner error: a file cannot be written.
pub(super) fn attachments(
    out: &Path,
    live: &Options,
    data: &str,
    files: &mut Vec<String>,
) -> anyhow::Result<io::Result<()>> {
    let copy: Copy = serde_json::from_str(data)?;
    let mut gone = 0;
    for message in copy.threads.into_iter().flat_map(|thread| thread.messages) {
        let Some(media) = message.media else { continue };
        let asked = What::Media {
            message: message.id,
        };
        let bytes = match live.ask(COMMAND, asked)? {
            Ok(Reply::Said { json, .. }) => {
                let held: Held = serde_json::from_str(&json)?;
                let decoded = BASE64_STANDARD.decode(held.bytes.as_bytes());
                Zeroizing::new(decoded.map_err(anyhow::Error::msg)?)
            }
            _ => {
                gone += 1;
                continue;
            }
        };
        if let Err(error) = write_new(out, &media.file, &bytes) {
            return Ok(Err(error));
        }
        files.push(media.file);
    }
    if gone > 0 {
        let words = args!["count" => gone];
        say(&live.texts().get("export-media-gone", words));
    }
    Ok(Ok(()))
}

/// Of a copy, what names attachments.
#[derive(Deserialize)]
struct Copy {
    threads: Vec<CopiedThread>,
}

#[derive(Deserialize)]
struct CopiedThread {
    messages: Vec<CopiedMessage>,
}

#[derive(Deserialize)]
struct CopiedMessage {
    id: String,
    media: Option<CopiedMedia>,
}

#[derive(Deserialize)]
struct CopiedMedia {
    file: String,
}

#[derive(Deserialize)]
struct Held {
    bytes: String,
}
