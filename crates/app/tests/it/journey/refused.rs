//! What Tact never reads: databases, backups, notification logs, forensic reports.

use super::export::Phone;
use super::program::{Folder, analyze_json, card, command, run, tact};
use super::shop;
use super::zips::zip;

/// An SQLite file whose schema has these tables, and nothing else.
fn database(tables: &[(&str, &str)]) -> Vec<u8> {
    const PAGE: usize = 4096;
    let mut page = vec![0_u8; PAGE];
    page[..16].copy_from_slice(b"SQLite format 3\0");
    page[16..18].copy_from_slice(&4096_u16.to_be_bytes());
    page[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    page[28..32].copy_from_slice(&1_u32.to_be_bytes());
    // A leaf of a table: its cells grow from the end of the page.
    page[100] = 13;
    page[103..105].copy_from_slice(&(tables.len() as u16).to_be_bytes());
    let mut end = PAGE;
    for (row, (name, made)) in tables.iter().enumerate() {
        let text = |value: &str| 13 + 2 * value.len();
        let mut types = Vec::new();
        for size in [text("table"), text(name), text(name), 1, text(made)] {
            types.extend(varint(size));
        }
        let mut record = varint(types.len() + 1);
        record.extend(types);
        for value in ["table", name, name] {
            record.extend(value.as_bytes());
        }
        record.push(2);
        record.extend(made.as_bytes());
        let mut cell = varint(record.len());
        cell.extend(varint(row + 1));
        cell.extend(record);
        end -= cell.len();
        page[end..end + cell.len()].copy_from_slice(&cell);
        let pointer = 108 + 2 * row;
        page[pointer..pointer + 2].copy_from_slice(&(end as u16).to_be_bytes());
    }
    page[105..107].copy_from_slice(&(end as u16).to_be_bytes());
    page
}

fn varint(value: usize) -> Vec<u8> {
    assert!(value < 1 << 14);
    if value < 0x80 {
        vec![value as u8]
    } else {
        vec![(value >> 7) as u8 | 0x80, (value & 0x7F) as u8]
    }
}

fn android() -> Vec<u8> {
    database(&[
        (
            "message",
            "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, text_data TEXT)",
        ),
        (
            "jid",
            "CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT)",
        ),
        (
            "chat",
            "CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER)",
        ),
    ])
}

fn ios() -> Vec<u8> {
    database(&[(
        "ZWAMESSAGE",
        "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZTEXT VARCHAR)",
    )])
}

/// Header of an end-to-end encrypted backup, then noise.
fn crypt15() -> Vec<u8> {
    let field = |number: u8, value: &[u8]| {
        let mut out = vec![number << 3 | 2, value.len() as u8];
        out.extend_from_slice(value);
        out
    };
    let mut message = vec![0x08, 1];
    message.extend(field(3, &field(1, &[7; 16])));
    message.extend(field(
        4,
        &[field(1, b"2.26.3.79"), field(3, b"89")].concat(),
    ));
    let mut file = vec![message.len() as u8];
    file.extend(message);
    file.extend((0..=255_u8).cycle().take(600));
    file
}

fn notifications() -> Vec<u8> {
    b"package,title,text,time\ncom.whatsapp,Yann,je retire ce que j'ai dit,1772442000\n".to_vec()
}

fn forensic() -> Vec<u8> {
    let report = b"<?xml version=\"1.0\"?><project xmlns=\"http://pa.cellebrite.com/report/2.0\" name=\"x\"></project>";
    zip(&[("report.xml", report), ("files/Text/note.txt", b"rien")])
}

/// Each refused source under a name that says nothing, with words its explanation must hold.
fn sources() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    vec![
        ("a.bin", android(), "sous Android", "on Android"),
        ("b.txt", ios(), "sur iPhone", "on iPhone"),
        (
            "c.dat",
            crypt15(),
            "sauvegarde chiffrée",
            "encrypted WhatsApp backup",
        ),
        (
            "d.csv",
            notifications(),
            "journal de notifications",
            "log of notifications",
        ),
        ("e.zip", forensic(), "outil d’enquête", "forensic tool"),
        (
            "f.zip",
            zip(&[("copie/x.db", &android()[..])]),
            "sous Android",
            "on Android",
        ),
    ]
}

#[test]
fn a_refused_source_alone_ends_with_its_code_and_a_full_explanation() {
    for (name, bytes, french, english) in sources() {
        let folder = Folder::new();
        let path = folder.write(name, &bytes);
        for command in ["analyze", "inspect"] {
            for (lang, what, why, instead) in [
                (
                    "fr",
                    french,
                    ["RGPD", "secret des correspondances"],
                    "Exporter la discussion",
                ),
                (
                    "en",
                    english,
                    ["GDPR", "secrecy of correspondence"],
                    "Export chat",
                ),
            ] {
                let run = tact([
                    command.as_ref(),
                    path.as_os_str(),
                    "--lang".as_ref(),
                    lang.as_ref(),
                ])
                .ended(77);
                assert!(run.err.contains(what), "{name} {command}: {}", run.err);
                let reason = why.iter().any(|why| run.err.contains(why));
                assert!(reason, "{name} {command}: {}", run.err);
                assert!(run.err.contains(instead), "{name} {command}: {}", run.err);
            }
        }
        assert_eq!(
            std::fs::read_dir(folder.root())
                .expect("the folder")
                .count(),
            1,
            "{name}: nothing but the source"
        );
    }
}

#[test]
fn beside_good_exports_a_refused_source_is_said_and_the_others_are_analysed() {
    let folder = Folder::new();
    let chats = shop::chats(12);
    for chat in &chats {
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    let alone = analyze_json("fr", [folder.path("exports")]).ended(0).json();
    for (name, bytes, french, _) in sources() {
        folder.write(&format!("exports/{name}"), bytes);
        let run = analyze_json("fr", [folder.path("exports")]).ended(3);
        assert!(run.err.contains(french), "{name}: {}", run.err);
        let report = run.json();
        assert_eq!(report["cards"], alone["cards"], "{name}");
        let notices = super::program::texts(&report["notices"]).join("\n");
        assert!(notices.contains(french), "{name}: {notices}");
        assert_eq!(card(&report, "conversations")["raw"], 12.0);
        std::fs::remove_file(folder.path(&format!("exports/{name}"))).expect("removed");
    }
}

#[test]
fn a_refused_source_is_never_removed() {
    let folder = Folder::new();
    let chat = &shop::chats(1)[0];
    let good = chat.save(&folder, "exports", Phone::AndroidFr);
    let refused = folder.write("exports/x.bin", android());
    let mut command = command();
    command
        .args(["analyze", "--delete-sources", "--out"])
        .arg(folder.path("report.html"))
        .arg(folder.path("exports"));
    run(command).ended(3);
    assert!(refused.exists() && !good.exists());
}

#[test]
fn a_database_of_something_else_is_no_refusal() {
    let folder = Folder::new();
    let path = folder.write(
        "notes.db",
        database(&[("note", "CREATE TABLE note (id INTEGER, words TEXT)")]),
    );
    tact(["analyze".as_ref(), path.as_os_str()]).ended(65);
    tact(["inspect".as_ref(), path.as_os_str()]).ended(65);
}

#[test]
fn an_export_that_speaks_of_a_database_is_read() {
    let folder = Folder::new();
    let chat = shop::chat(
        0,
        "J'ai retrouvé msgstore.db.crypt15 et com.whatsapp dans mon téléphone, package,title,text ?",
        "d'accord",
    );
    let path = chat.save(&folder, "exports", Phone::AndroidFr);
    let run = tact(["inspect".as_ref(), path.as_os_str(), "--json".as_ref()]).ended(0);
    assert_eq!(run.json()["messages"], 4);
}
