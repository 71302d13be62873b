//! Archives: which member is the chat, and what hostile ones cannot do.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use tact_intake::container::{
    FoundSummary, Limits, NoExport, SourceError, inspect_exports, read_exports,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CHAT: &str = "18/04/2025, 08:00 - Yann: un\n19/04/2025, 08:00 - Opal: deux\n";

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a name");
        zip.write_all(text.as_bytes()).expect("room");
    }
    zip.finish().expect("an end").into_inner()
}

fn inspect(bytes: &[u8], name: &str) -> Result<Vec<FoundSummary>, SourceError> {
    inspect_exports(Cursor::new(bytes), name, &Limits::default())
}

#[track_caller]
fn finds(members: &[(&str, &str)], names: &[&str]) {
    let bytes = zipped(members);
    let found = inspect(&bytes, "export.zip").expect("an export");
    let mut counted: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
    counted.sort_unstable();
    assert_eq!(counted, names);
    let read =
        read_exports(Cursor::new(&bytes), "export.zip", &Limits::default()).expect("an export");
    assert_eq!(read.len(), found.len());
    for (read, counted) in read.iter().zip(&found) {
        assert_eq!(read.export.summary(), counted.summary);
        assert_eq!(
            (&read.name, &read.chat_title, read.zip_entry_time),
            (&counted.name, &counted.chat_title, counted.zip_entry_time)
        );
    }
}

#[test]
fn the_chat_is_chosen_by_name_then_by_headers_never_by_position() {
    finds(
        &[("00000001-note.txt", CHAT), ("_chat.txt", CHAT)],
        &["_chat.txt"],
    );
    finds(
        &[
            ("a.txt", CHAT),
            ("Discussion WhatsApp avec Yann.txt", CHAT),
            ("x.jpg", ".."),
        ],
        &["Discussion WhatsApp avec Yann.txt"],
    );
    finds(
        &[
            ("__MACOSX/._chat.txt", CHAT),
            ("dossier/_chat.txt", CHAT),
            ("dossier/._chat.txt", CHAT),
        ],
        &["_chat.txt"],
    );
    let more = format!("{CHAT}{CHAT}");
    finds(
        &[
            ("a.txt", CHAT),
            ("b.txt", &more),
            ("c.txt", "note"),
            ("x.jpg", ".."),
        ],
        &["b.txt"],
    );
    finds(&[("a.txt", CHAT), ("b.txt", &more)], &["b.txt"]);
    let whole = format!(
        "18/04/2025, 07:59 - Les messages et les appels sont chiffrés de bout en bout. Aucun tiers\n{CHAT}"
    );
    finds(
        &[("a.txt", &whole), ("b.txt", &whole), ("c.txt", CHAT)],
        &["a.txt"],
    );
    finds(&[("a.txt", &whole), ("b.txt", &whole)], &["a.txt", "b.txt"]);
    finds(
        &[
            ("WhatsApp Chat with Ana.txt", CHAT),
            ("WhatsApp Chat with Bob.txt", CHAT),
        ],
        &["WhatsApp Chat with Ana.txt", "WhatsApp Chat with Bob.txt"],
    );
    finds(
        &[
            ("Ana/_chat.txt", CHAT),
            ("Bob/_chat.txt", CHAT),
            ("Bob/doc.txt", CHAT),
        ],
        &["_chat.txt", "_chat.txt"],
    );
    finds(&[("../../etc/_chat.txt", CHAT)], &["_chat.txt"]);
    finds(
        &[("/abs/WhatsApp Chat with Ana.txt", CHAT)],
        &["WhatsApp Chat with Ana.txt"],
    );
    finds(&[("..\\..\\_chat.txt", CHAT)], &["_chat.txt"]);
}

#[test]
fn a_chat_that_was_sent_as_a_document_is_an_attachment() {
    let holder =
        format!("{CHAT}19/04/2025, 09:00 - Yann: WhatsApp Chat with Bob.txt (fichier joint)\n");
    finds(
        &[
            ("Discussion WhatsApp avec Yann.txt", &holder),
            ("WhatsApp Chat with Bob.txt", CHAT),
        ],
        &["Discussion WhatsApp avec Yann.txt"],
    );
}

#[test]
fn the_archive_that_bears_the_name_of_a_chat_holds_that_chat() {
    let bytes = zipped(&[
        ("WhatsApp Chat with Bob.txt", CHAT),
        ("WhatsApp Chat with Ana.txt", CHAT),
    ]);
    let found = inspect(&bytes, "dossier/WhatsApp Chat with Ana.zip").expect("an export");
    assert_eq!(
        found
            .iter()
            .map(|f| f.chat_title.clone())
            .collect::<Vec<_>>(),
        [Some("Ana".to_owned())]
    );
    let bytes = zipped(&[("_chat.txt", CHAT)]);
    let found = inspect(&bytes, "WhatsApp Chat - Léa Morin.zip").expect("an export");
    assert_eq!(found[0].chat_title.as_deref(), Some("Léa Morin"));
    assert!(found[0].zip_entry_time.is_some());
}

#[test]
fn what_holds_no_chat_says_so() {
    let reason = |bytes: &[u8]| match inspect(bytes, "x.zip") {
        Err(SourceError::NotAnExport(reason)) => Some(reason),
        _ => None,
    };
    assert_eq!(reason(b""), Some(NoExport::Empty));
    assert_eq!(reason(b"bonjour\n"), Some(NoExport::NoHeader));
    assert_eq!(
        reason(&zipped(&[("a.jpg", "x")])),
        Some(NoExport::NoChatInArchive)
    );
    assert_eq!(reason(&zipped(&[])), Some(NoExport::NoChatInArchive));
    assert_eq!(
        reason(&zipped(&[("_chat.txt", "bonjour")])),
        Some(NoExport::NoHeader)
    );
    let inner = zipped(&[("_chat.txt", CHAT)]);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("WhatsApp Chat - Ana.zip", SimpleFileOptions::default())
        .expect("a name");
    zip.write_all(&inner).expect("room");
    assert_eq!(
        reason(&zip.finish().expect("an end").into_inner()),
        Some(NoExport::OnlyArchives)
    );
    assert_eq!(reason(&[0, 1, 2, 3].repeat(2000)), Some(NoExport::NoHeader));
    assert_eq!(reason(b"\x1F\x8B\x08\0\0\0"), Some(NoExport::OtherArchive));
}

#[test]
fn damaged_archives_are_errors_not_panics() {
    let bytes = zipped(&[("_chat.txt", &CHAT.repeat(500)), ("x.jpg", "....")]);
    for cut in (0..bytes.len()).step_by(7) {
        let _ = inspect(&bytes[..cut], "x.zip");
    }
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0xFF;
        let _ = inspect(&broken, "x.zip");
    }
}

#[test]
fn a_bomb_is_not_inflated() {
    let zeros = "a".repeat(64 << 20);
    let bytes = zipped(&[("_chat.txt", &zeros)]);
    assert!(matches!(
        inspect(&bytes, "x.zip"),
        Err(SourceError::BombSuspected { ratio: 200, .. })
    ));
    let small = Limits {
        chat_text: 1000,
        ..Limits::default()
    };
    let long = CHAT.repeat(100);
    let result = inspect_exports(Cursor::new(long.as_bytes()), "x.txt", &small);
    assert!(matches!(result, Err(SourceError::TooLarge { limit: 1000 })));
    let result = inspect_exports(
        Cursor::new(zipped(&[("_chat.txt", &long)])),
        "x.zip",
        &small,
    );
    assert!(matches!(result, Err(SourceError::TooLarge { limit: 1000 })));
    let few = Limits {
        entries: 1,
        ..Limits::default()
    };
    let result = inspect_exports(
        Cursor::new(zipped(&[("_chat.txt", CHAT), ("b", "")])),
        "x.zip",
        &few,
    );
    assert!(matches!(
        result,
        Err(SourceError::TooManyEntries { limit: 1 })
    ));
}

#[test]
fn an_encrypted_chat_says_so() {
    // Encryption is a bit of the header; the content stays as it is.
    let mut bytes = zipped(&[("_chat.txt", CHAT)]);
    bytes[6] |= 1;
    let central = bytes
        .windows(4)
        .rposition(|w| w == b"PK\x01\x02")
        .expect("a directory");
    bytes[central + 8] |= 1;
    let error = inspect(&bytes, "x.zip").expect_err("encrypted");
    assert!(
        matches!(&error, SourceError::Encrypted { member } if member == "_chat.txt"),
        "{error}"
    );
}

#[test]
fn utf16_exports_are_read_in_and_out_of_archives() {
    for bom in ["", "\u{FEFF}"] {
        let bytes: Vec<u8> = format!("{bom}{}", CHAT.repeat(3000))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let found = inspect(&bytes, "x.txt").expect("an export");
        assert_eq!(found[0].summary.messages, 6000);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("_chat.txt", SimpleFileOptions::default())
            .expect("a name");
        zip.write_all(&bytes).expect("room");
        let zip = zip.finish().expect("an end").into_inner();
        assert_eq!(
            inspect(&zip, "x.zip").expect("an export")[0].summary,
            found[0].summary
        );
    }
}

/// One line without an end, made while it is read.
struct Endless {
    at: u64,
    len: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = buffer.len().min((self.len - self.at) as usize);
        buffer[..len].fill(b'a');
        let start = b"18/04/2025, 08:00 - Yann: ";
        if self.at == 0 {
            let len = start.len().min(len);
            buffer[..len].copy_from_slice(&start[..len]);
        }
        self.at += len as u64;
        Ok(len)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => self.len.saturating_add_signed(back),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[test]
fn a_line_without_an_end_takes_no_memory() {
    let found = read_exports(
        Endless {
            at: 0,
            len: 64 << 20,
        },
        "x.txt",
        &Limits::default(),
    )
    .expect("an export");
    assert!(found[0].export.text.capacity() < 128 << 20 && found[0].export.text.len() < 70_000);
    let found = inspect_exports(
        Endless {
            at: 0,
            len: 64 << 20,
        },
        "x.txt",
        &Limits::default(),
    )
    .expect("an export");
    assert_eq!(found[0].summary.messages, 1);
}
