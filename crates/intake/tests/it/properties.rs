//! What holds for any input.

use std::io::Cursor;

use proptest::prelude::*;
use tact_intake::container::{Limits, inspect_exports, read_exports};
use tact_intake::export::{EntryKind, ExportSummary, parse_export};

/// Pieces of exports, in every order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (1u8..32, 1u8..13, 0u8..24, any::<bool>()).prop_map(|(d, m, h, other)| {
            format!("{d:02}/{m:02}/2025, {h:02}:07 - {}: ", if other { "Yann" } else { "Opal" })
        }),
        2 => (1u8..32, 1u8..13, 0u8..24).prop_map(|(d, m, h)| format!("\u{200E}[{d:02}.{m:02}.25, {h:02}:07:09] ~\u{A0}Momo: \u{200E}")),
        1 => (1u8..32, 1u8..13).prop_map(|(d, m)| format!("{m}/{d}/25, 2:07\u{202F}PM - ")),
        1 => Just("\u{FEFF}".to_owned()),
        4 => prop::sample::select(vec![
            "\n", "\n", "\n", "\r\n", "\r", "Ce message a été supprimé", "<Médias omis>", "image absente", "a.jpg (fichier joint)",
            "<attached: 1.jpg>", " <Ce message a été modifié>", "Sonia a créé ce groupe", ": ", "\u{0}", "\u{2028}", "null", "POLL:", "«", "»",
            "Les messages et les appels sont chiffrés de bout en bout.", "https://maps.google.com/?q=1,2", "<", ">", "(", ")",
        ]).prop_map(str::to_owned),
        2 => "\\PC{0,12}",
    ]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let text =
        || prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat().into_bytes());
    let broken =
        (text(), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut bytes, at, byte)| {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        });
    prop_oneof![3 => text(), 1 => broken, 1 => prop::collection::vec(any::<u8>(), 0..400)]
}

fn streamed(bytes: &[u8]) -> Option<ExportSummary> {
    let found = inspect_exports(Cursor::new(bytes), "x.txt", &Limits::default()).ok()?;
    found.into_iter().next().map(|found| found.summary)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn counting_without_memory_and_reading_into_memory_agree(bytes in file()) {
        let read = read_exports(Cursor::new(&bytes), "x.txt", &Limits::default()).ok();
        let read = read.and_then(|found| found.into_iter().next()).map(|found| found.export.summary());
        prop_assert_eq!(streamed(&bytes), read.clone());
        if let Some(summary) = read {
            prop_assert_eq!(parse_export(bytes).summary(), summary);
        }
    }

    #[test]
    fn every_line_belongs_somewhere(bytes in file()) {
        let export = parse_export(bytes);
        let messages = export.entries.iter().filter(|e| matches!(e.kind, EntryKind::Message(_))).count();
        let summary = export.summary();
        prop_assert_eq!(summary.messages + summary.system, summary.entries);
        prop_assert_eq!(messages as u64, summary.messages);
        prop_assert!(summary.deleted + summary.media <= summary.messages && summary.edited <= summary.messages);
        let lines = export.text.split('\n').count() as u64;
        let first = export.entries.first().map_or(lines, |entry| entry.line - 1);
        prop_assert!(export.unreadable <= first);
        for pair in export.entries.windows(2) {
            prop_assert!(pair[0].line < pair[1].line && pair[0].body.end <= pair[1].body.start);
        }
        for entry in &export.entries {
            prop_assert!(entry.line <= lines && export.text.get(entry.body.clone()).is_some());
            prop_assert!(entry.author.is_none_or(|id| (id as usize) < export.authors.len()));
        }
    }

    #[test]
    fn what_follows_an_export_never_takes_its_entries_away(garbage in "\\PC{0,80}", lines in 1usize..20) {
        let start: String = (0..lines).map(|i| format!("{:02}/04/2025, 08:00 - Yann: {i}\n", 1 + i)).collect();
        let before = parse_export(start.as_str()).entries.len();
        let after = parse_export(format!("{start}{garbage}")).entries.len();
        prop_assert!(after >= before);
    }

    #[test]
    fn reading_what_was_read_gives_the_same(bytes in file()) {
        let once = parse_export(bytes);
        let again = parse_export(once.text.as_str());
        prop_assert_eq!(&once.entries, &again.entries);
        prop_assert_eq!(&once.authors, &again.authors);
    }

    #[test]
    fn any_bytes_are_harmless_as_an_archive(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let archive = [b"PK\x03\x04".as_slice(), &bytes, b"PK\x05\x06", &[0; 18]].concat();
        let _ = inspect_exports(Cursor::new(archive), "x.zip", &Limits::default());
    }
}
