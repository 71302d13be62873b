//! Every wording of every language, on both platforms, read back as what it is.

use super::{LOCALES, Locale};
use crate::export::{Body, DeletedBy, EntryKind, MediaKind, Notice, ParsedExport, parse_export};

const MARK: &str = "\u{200E}";

fn with_name(wording: &str) -> String {
    wording.replace('…', "Ana B.")
}

/// An Android export with one message of each body, between two ordinary ones.
fn android(bodies: &[String]) -> ParsedExport {
    let mut text = "18/04/2025, 08:00 - Opal: bonjour\n".to_owned();
    for body in bodies {
        text.push_str(&format!("18/04/2025, 08:01 - Yann: {body}\n"));
    }
    text.push_str("19/04/2025, 08:00 - Opal: merci\n");
    parse_export(text)
}

/// The same from iOS, where the app marks its own words.
fn ios(bodies: &[String]) -> ParsedExport {
    let mut text = "[18/04/2025, 08:00:00] Opal: bonjour\r\n".to_owned();
    for body in bodies {
        text.push_str(&format!(
            "{MARK}[18/04/2025, 08:01:00] Yann: {MARK}{body}\r\n"
        ));
    }
    text.push_str("[19/04/2025, 08:00:00] Opal: merci\r\n");
    parse_export(text)
}

#[track_caller]
fn check(tag: &str, bodies: &[String], read: &ParsedExport, is_it: impl Fn(EntryKind) -> bool) {
    assert_eq!(read.entries.len(), bodies.len() + 2, "{tag}");
    for (entry, body) in read.entries.iter().skip(1).zip(bodies) {
        assert!(is_it(entry.kind), "{tag}: {body} is {:?}", entry.kind);
    }
}

fn each(mut test: impl FnMut(&Locale)) {
    for locale in LOCALES {
        test(locale);
    }
}

fn deletions(locale: &Locale) -> Vec<String> {
    [
        locale.deleted_by_sender,
        locale.deleted_by_account,
        locale.deleted_by_admin,
        locale.deleted_unsaid,
    ]
    .concat()
    .into_iter()
    .map(with_name)
    .collect()
}

#[test]
fn deletions_are_told_in_every_language_on_both_platforms() {
    let deleted = |kind| matches!(kind, EntryKind::Message(Body::Deleted(_)));
    each(|locale| {
        let bodies = deletions(locale);
        check(locale.tag, &bodies, &android(&bodies), deleted);
        check(locale.tag, &bodies, &ios(&bodies), deleted);
        let stopped: Vec<String> = bodies
            .iter()
            .map(|b| format!("{}.", b.trim_end_matches(['.', '。', '।', '۔'])))
            .collect();
        check(locale.tag, &stopped, &android(&stopped), deleted);
        let capitals: Vec<String> = bodies.iter().map(|b| b.to_uppercase()).collect();
        // Letters without a single counterpart in the other case do not come back.
        let returning: Vec<String> = capitals
            .into_iter()
            .zip(&bodies)
            .filter(|(c, b)| c.to_lowercase() == b.to_lowercase())
            .map(|(c, _)| c)
            .collect();
        check(locale.tag, &returning, &android(&returning), deleted);
    });
}

#[test]
fn a_person_who_types_a_deletion_on_ios_wrote_a_message() {
    each(|locale| {
        let bodies = deletions(locale);
        let mut text = "[18/04/2025, 08:00:00] Opal: bonjour\n".to_owned();
        for body in &bodies {
            text.push_str(&format!("[18/04/2025, 08:01:00] Yann: {body}\n"));
        }
        text.push_str("[19/04/2025, 08:00:00] Opal: merci\n");
        check(locale.tag, &bodies, &parse_export(text), |kind| {
            kind == EntryKind::Message(Body::Text)
        });
    });
}

#[test]
fn a_deletion_inside_a_sentence_or_with_a_second_line_is_a_message() {
    let words = EntryKind::Message(Body::Text);
    each(|locale| {
        let fixed = [locale.deleted_by_sender, locale.deleted_by_account].concat();
        let longer: Vec<String> = fixed
            .iter()
            .flat_map(|b| {
                [
                    format!("« {b} » ?"),
                    format!("{b} 🌻"),
                    format!("{b}\n!"),
                    format!("ok {b}"),
                ]
            })
            .collect();
        check(locale.tag, &longer, &android(&longer), |kind| kind == words);
    });
}

#[test]
fn deletions_say_whose_words_they_are() {
    let by = |body: &str| match android(&[body.to_owned()]).entries.get(1).map(|e| e.kind) {
        Some(EntryKind::Message(Body::Deleted(by))) => Some(by),
        _ => None,
    };
    assert_eq!(by("Ce message a été supprimé"), Some(DeletedBy::OtherSide));
    assert_eq!(
        by("Vous avez supprimé ce message"),
        Some(DeletedBy::ExportingAccount)
    );
    assert_eq!(
        by("Ce message a été supprimé par l’admin Sonia"),
        Some(DeletedBy::Admin)
    );
    assert_eq!(by("Esta mensagem foi apagada."), Some(DeletedBy::Unsaid));
    assert_eq!(by("Mensagem apagada"), Some(DeletedBy::Unsaid));
    assert_eq!(
        by("This message was deleted by admin Bob"),
        Some(DeletedBy::Admin)
    );
    assert_eq!(by("Ce message a été supprimé par erreur"), None);
}

#[test]
fn media_left_out_is_told_in_every_language() {
    each(|locale| {
        let unknown = |kind| kind == EntryKind::Message(Body::Media(MediaKind::Unknown));
        let bodies: Vec<String> = locale.left_out.iter().map(|b| (*b).to_owned()).collect();
        check(locale.tag, &bodies, &android(&bodies), unknown);
        let captioned: Vec<String> = bodies.iter().map(|b| format!("{b}\nlégende")).collect();
        check(locale.tag, &captioned, &android(&captioned), unknown);
        for &(kind, wording) in locale.left_out_by_kind {
            let mut bodies = vec![
                wording.to_owned(),
                format!("{}.", wording.trim_end_matches('.')),
            ];
            if kind == MediaKind::Document {
                bodies = vec![
                    wording.to_owned(),
                    format!("Bon.pdf • {MARK}2 pages {MARK}{wording}"),
                ];
            }
            // Two languages share a few words; the kind may then be that of the other.
            check(locale.tag, &bodies, &ios(&bodies), |kind| {
                matches!(kind, EntryKind::Message(Body::Media(_)))
            });
            let typed = vec![wording.to_owned()];
            let words =
                |kind| matches!(kind, EntryKind::Message(Body::Text)) || wording.starts_with('<');
            check(locale.tag, &typed, &android(&typed), words);
        }
    });
}

#[test]
fn attachments_are_told_in_every_language() {
    let image = |kind| kind == EntryKind::Message(Body::Media(MediaKind::Image));
    each(|locale| {
        let behind: Vec<String> = locale
            .attached_after_name
            .iter()
            .flat_map(|word| {
                [
                    format!("IMG-20250418-WA0001.jpg {word}"),
                    format!("{MARK}IMG-20250418-WA0001.jpg {word}\nlégende"),
                ]
            })
            .collect();
        check(locale.tag, &behind, &android(&behind), image);
        let around: Vec<String> = locale
            .attached_around_name
            .iter()
            .flat_map(|form| {
                let form = form.replace('…', "00000007-PHOTO-2025-04-18-08-01-00.jpg");
                [form.clone(), format!("légende {MARK}{form}")]
            })
            .collect();
        check(locale.tag, &around, &ios(&around), image);
    });
}

#[test]
fn edit_markers_are_told_in_every_language_and_are_no_part_of_the_text() {
    each(|locale| {
        for marker in locale.edited {
            for read in [
                android(&[format!("voilà {marker}")]),
                parse_export(format!(
                    "[18/04/2025, 08:00:00] Opal: a\n[18/04/2025, 08:01:00] Yann: voilà {MARK}{marker}\n[19/04/2025, 08:00:00] Opal: b\n"
                )),
            ] {
                let entry = read.entries.get(1).expect("three entries");
                assert!(entry.edited, "{}: {marker}", locale.tag);
                assert_eq!(read.text.get(entry.body.clone()), Some("voilà"));
            }
            let inside = android(&[format!("voilà {marker} au milieu")]);
            assert!(
                inside.entries.iter().all(|entry| !entry.edited),
                "{}: {marker}",
                locale.tag
            );
        }
    });
}

#[test]
fn missed_calls_and_notices_are_told_in_every_language() {
    each(|locale| {
        let calls: Vec<String> = locale.missed_call.iter().map(|b| (*b).to_owned()).collect();
        let missed = |kind| kind == EntryKind::Notice(Notice::MissedCall);
        check(locale.tag, &calls, &ios(&calls), missed);
        let mut text = String::new();
        for call in &calls {
            text.push_str(&format!(
                "18/04/2025, 08:01 - {call}\n18/04/2025, 08:01 - {call} 14:07\n"
            ));
        }
        let read = parse_export(text);
        assert!(
            read.entries
                .iter()
                .all(|entry| missed(entry.kind) && entry.author.is_none()),
            "{}",
            locale.tag
        );
        let notices: Vec<String> = locale
            .notices
            .iter()
            .map(|(_, wording)| with_name(wording))
            .collect();
        check(locale.tag, &notices, &ios(&notices), |kind| {
            matches!(kind, EntryKind::Notice(_))
        });
        let mut lines = String::new();
        for notice in &notices {
            lines.push_str(&format!("18/04/2025, 08:01 - {notice}\n"));
        }
        let read = parse_export(lines);
        let system = read
            .entries
            .iter()
            .all(|entry| matches!(entry.kind, EntryKind::Notice(_)));
        assert!(system, "{}", locale.tag);
    });
}

#[test]
fn a_colon_in_a_name_does_not_make_an_author_of_a_notice() {
    each(|locale| {
        for (_, wording) in locale.notices {
            // A name in front of the words would read as an author: there it has no colon.
            let mut holes = 0;
            let filled: String = wording
                .split_inclusive('…')
                .map(|part| {
                    holes += 1;
                    let name = if holes == 1 && part == "…" {
                        "Ana"
                    } else {
                        "SAV: Ana"
                    };
                    part.replace('…', name)
                })
                .collect();
            let read = parse_export(format!(
                "18/04/2025, 08:00 - Yann: a\n18/04/2025, 08:01 - {filled}\n"
            ));
            let kind = read.entries.get(1).map(|entry| entry.kind);
            assert!(
                matches!(kind, Some(EntryKind::Notice(_))),
                "{}: {filled}",
                locale.tag
            );
        }
    });
}

#[test]
fn the_language_is_told_by_the_markers() {
    each(|locale| {
        // Norwegian shares its words with Danish, and so on: only languages of their own are asked.
        if !["fr", "de", "it", "nl", "ru", "ar", "ja", "th", "fi"].contains(&locale.tag) {
            return;
        }
        let bodies = deletions(locale);
        assert_eq!(ios(&bodies).format.language, Some(locale.tag));
    });
}
