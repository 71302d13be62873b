//! What is never read, told by its content, alone and inside an archive.

use std::io::{Cursor, Write};

use tact_intake::container::{Limits, NoExport, SourceError, inspect_exports, read_exports};
use tact_intake::refusal::{RefusedKind, Tongue};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An SQLite file of one page whose schema holds these statements.
fn database(tables: &[(&str, &str)]) -> Vec<u8> {
    let size = 4096;
    let mut page = vec![0; size];
    page[..16].copy_from_slice(b"SQLite format 3\0");
    page[16..18].copy_from_slice(&(size as u16).to_be_bytes());
    page[100] = 13;
    page[103..105].copy_from_slice(&(tables.len() as u16).to_be_bytes());
    let mut end = size;
    for (i, (name, columns)) in tables.iter().enumerate() {
        let made = format!("CREATE TABLE {name} ({columns})");
        let texts = ["table", name, name, "", made.as_str()];
        let mut header = vec![0u8];
        let mut body = Vec::new();
        for (column, text) in texts.iter().enumerate() {
            if column == 3 {
                header.push(1);
                body.push(2);
                continue;
            }
            let kind = text.len() * 2 + 13;
            if kind >= 128 {
                header.push((kind >> 7) as u8 | 0x80);
            }
            header.push((kind & 0x7F) as u8);
            body.extend_from_slice(text.as_bytes());
        }
        header[0] = header.len() as u8;
        let payload = [header, body].concat();
        let mut cell = Vec::new();
        if payload.len() >= 128 {
            cell.push((payload.len() >> 7) as u8 | 0x80);
        }
        cell.push((payload.len() & 0x7F) as u8);
        cell.push(i as u8 + 1);
        cell.extend(payload);
        end -= cell.len();
        page[end..end + cell.len()].copy_from_slice(&cell);
        let pointer = 108 + 2 * i;
        page[pointer..pointer + 2].copy_from_slice(&(end as u16).to_be_bytes());
    }
    page
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a name");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("an end").into_inner()
}

fn refused(bytes: Vec<u8>) -> Option<RefusedKind> {
    let kind = |error| match error {
        SourceError::Refused(refusal) => Some(refusal.kind),
        _ => None,
    };
    let limits = Limits::default();
    let counted = inspect_exports(
        Cursor::new(&bytes),
        "Discussion WhatsApp avec Yann.txt",
        &limits,
    )
    .err()
    .and_then(kind);
    let read = read_exports(Cursor::new(&bytes), "x.jpg", &limits)
        .err()
        .and_then(kind);
    assert_eq!(counted, read);
    counted
}

#[track_caller]
fn is_refused(bytes: &[u8], kind: RefusedKind) {
    assert_eq!(refused(bytes.to_vec()), Some(kind), "alone");
    let around: [(&str, &[u8]); 2] = [
        ("dossier/renommé.bin", bytes),
        ("lisez-moi.txt", b"bonjour"),
    ];
    assert_eq!(refused(zipped(&around)), Some(kind), "in an archive");
}

#[test]
fn databases_of_whatsapp_are_refused_whatever_their_name() {
    use RefusedKind as K;
    is_refused(
        &database(&[("message", "_id"), ("jid", "raw_string"), ("chat", "_id")]),
        K::AndroidMessages,
    );
    is_refused(
        &database(&[("messages", "key_remote_jid"), ("chat_list", "_id")]),
        K::AndroidMessages,
    );
    is_refused(
        &database(&[
            ("android_metadata", "locale"),
            ("wa_contacts", "jid, number, display_name"),
        ]),
        K::Contacts,
    );
    is_refused(
        &database(&[("ZWAMESSAGE", "Z_PK"), ("ZWACHATSESSION", "Z_PK")]),
        K::IosMessages,
    );
    is_refused(
        &database(&[
            (
                "Files",
                "fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT",
            ),
            ("Properties", "key"),
        ]),
        K::PhoneBackup,
    );
    is_refused(
        &database(&[("log", "_id, event_user_id INT, event_type INT, pkg TEXT")]),
        K::NotificationLog,
    );
    let mut notes = database(&[("notifications", "package_name TEXT, title TEXT, text TEXT")]);
    notes.extend(b"com.whatsapp");
    is_refused(&notes, K::NotificationLog);
}

#[test]
fn another_database_is_only_no_export() {
    let result = inspect_exports(
        Cursor::new(database(&[("clients", "nom")])),
        "clients.db",
        &Limits::default(),
    );
    assert!(matches!(
        result,
        Err(SourceError::NotAnExport(NoExport::OtherDatabase))
    ));
}

#[test]
fn reports_logs_and_backups_are_refused() {
    use RefusedKind as K;
    is_refused(
        b"<?xml version=\"1.0\"?><project xmlns=\"http://pa.cellebrite.com/report/2.0\">",
        K::ForensicReport,
    );
    is_refused(
        b"[Dumps]\r\nFileDump=a.zip\r\n[General]\r\nUfdVer=1.2\r\n",
        K::ForensicReport,
    );
    is_refused(
        b"package,title,text\ncom.whatsapp,Yann,Bonjour\n",
        K::NotificationLog,
    );
    is_refused(b"ANDROID BACKUP\n5\n1\nnone\n....", K::PhoneBackup);
    let modified = zipped(&[("Android/media/com.gbwhatsapp/GBWhatsApp/x.bin", b"...")]);
    assert_eq!(refused(modified), Some(K::ModifiedClient));
}

#[test]
fn a_chat_that_speaks_of_whatsapp_packages_is_read() {
    let chat = b"18/04/2025, 08:00 - Yann: https://play.google.com/store/apps/details?id=com.whatsapp\n18/04/2025, 08:01 - Opal: package, title: com.whatsapp\n";
    assert_eq!(refused(chat.to_vec()), None);
    assert!(inspect_exports(Cursor::new(chat), "chat.txt", &Limits::default()).is_ok());
}

#[test]
fn refusals_explain_themselves_in_both_languages() {
    let error = inspect_exports(
        Cursor::new(database(&[("ZWAMESSAGE", "Z_PK")])),
        "x",
        &Limits::default(),
    )
    .expect_err("refused");
    assert!(error.message(Tongue::French).contains("iPhone"));
    assert!(error.to_string().contains("iPhone"));
}
