//! Backups of phones, forensic reports and logs of notifications, by what stands at their start.
//!
//! Sources: the header `ANDROID BACKUP` of `adb backup` (AOSP); keys of `Manifest.plist` and
//! `Info.plist` and the magic `mbdb` (znek/iBackupFS, NOTES.md; theiphonewiki "iTunes Backup");
//! `report.xml` of Cellebrite Reader files (DFIRScience/UFDR2DIR) and the `[General]` and `UfdVer`
//! keys of `.ufd` files, `EvidenceCollection` of `.ufdx` (public tools that write and read them).
//! Packages of other forensic vendors have no public description and are not recognised here.

use memchr::memmem;

use super::RefusedKind;

/// Recognises a backup of a phone.
pub(super) fn phone_backup(head: &[u8]) -> Option<RefusedKind> {
    let has = |key: &str| memmem::find(head, key.as_bytes()).is_some();
    let property_list =
        head.starts_with(b"bplist00") || (head.starts_with(b"<?xml") && has("<plist"));
    let of_backup = ["BackupKeyBag", "Target Identifier", "SnapshotState"]
        .iter()
        .any(|key| has(key))
        || (has("ManifestKey") && has("IsEncrypted"));
    (head.starts_with(b"ANDROID BACKUP\n")
        || head.starts_with(b"mbdb\x05\x00")
        || head.starts_with(b"mbdx\x02\x00")
        || property_list && of_backup)
        .then_some(RefusedKind::PhoneBackup)
}

/// Recognises reports and extraction notes of forensic tools.
pub(super) fn forensic(head: &[u8]) -> Option<RefusedKind> {
    let head = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head);
    let start: Vec<u8> = head.iter().take(8192).map(u8::to_ascii_lowercase).collect();
    let has = |key: &str| memmem::find(&start, key.as_bytes()).is_some();
    let xml = start.starts_with(b"<?xml") || start.starts_with(b"<project");
    let report = xml && (has("pa.cellebrite.com") || has("<project") && has("cellebrite"));
    let several = xml && has("<evidencecollection");
    let note = has("ufdver=") && (has("[general]") || has("[dumps]"));
    (report || several || note).then_some(RefusedKind::ForensicReport)
}

const PACKAGES: [&str; 2] = ["com.whatsapp", "com.whatsapp.w4b"];

/// Recognises a log of notifications: a table, a list of objects, or a dump of the system.
pub(super) fn notification_log(head: &[u8]) -> Option<RefusedKind> {
    memmem::find(head, b"com.whatsapp")?;
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let dump = text.contains("notificationrecord(") && text.contains("pkg=com.whatsapp");
    (dump || is_object_list(text) || is_table(text)).then_some(RefusedKind::NotificationLog)
}

fn is_object_list(text: &str) -> bool {
    let quoted = |package: &&str| text.contains(&format!("\"{package}\""));
    let key = |words: &[&str]| {
        words.iter().any(|word| {
            text.contains(&format!("{word}\":")) || text.contains(&format!("{word}\" :"))
        })
    };
    text.starts_with(['[', '{'])
        && PACKAGES.iter().any(quoted)
        && key(&[
            "package",
            "packagename",
            "package_name",
            "pkg",
            "app",
            "appid",
            "app_id",
        ])
        && key(&["title", "text", "content", "message", "body", "ticker"])
}

fn is_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(header) = lines.next() else {
        return false;
    };
    let Some(delimiter) = [',', ';', '\t', '|']
        .into_iter()
        .max_by_key(|&d| header.matches(d).count())
    else {
        return false;
    };
    let is_package = |field: &str| PACKAGES.contains(&field.trim().trim_matches('"').trim());
    let rows = lines
        .take(200)
        .filter(|line| line.split(delimiter).any(is_package))
        .count();
    let named = |words: &[&str]| {
        header
            .split(delimiter)
            .any(|field| words.iter().any(|word| field.contains(word)))
    };
    let headed = named(&["package", "pkg", "app"])
        && named(&[
            "title", "text", "message", "content", "notif", "ticker", "body",
        ]);
    let header_is_row = header.split(delimiter).any(is_package);
    header.contains(delimiter) && (headed && rows >= 1 || rows + usize::from(header_is_row) >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_of_notifications_are_told_by_their_columns() {
        let log = |text: &str| notification_log(text.as_bytes()).is_some();
        assert!(log(
            "package,title,text,time\ncom.whatsapp,Yann,Bonjour,1712\n"
        ));
        assert!(log(
            "\u{FEFF}Package Name;Title;Content\n\"com.whatsapp.w4b\";Yann;ok\n"
        ));
        assert!(log(
            r#"[{"packageName": "com.whatsapp", "title": "Yann", "text": "ok"}]"#
        ));
        assert!(log(
            "Notification List:\n NotificationRecord(0x1: pkg=com.whatsapp user=0"
        ));
        assert!(log(
            "1712\tcom.whatsapp\tYann\tok\n1713\tcom.whatsapp\tYann\tva\n1714\tcom.whatsapp\tYann\tb\n"
        ));
        assert!(!log(
            "Voici https://play.google.com/store/apps/details?id=com.whatsapp, merci"
        ));
        assert!(!log("nom,prix\nstylo,2\n"));
    }

    #[test]
    fn forensic_reports_and_phone_backups_are_told_by_their_start() {
        assert!(
            forensic(
                b"<?xml version=\"1.0\"?><project xmlns=\"http://pa.cellebrite.com/report/2.0\">"
            )
            .is_some()
        );
        assert!(forensic(b"[Dumps]\nFileDump=x.zip\n[General]\nUfdVer=1.2\n").is_some());
        assert!(forensic(b"<?xml version=\"1.0\"?><invoice/>").is_none());
        assert!(phone_backup(b"ANDROID BACKUP\n5\n1\nnone\n").is_some());
        assert!(phone_backup(b"bplist00\xd4BackupKeyBag").is_some());
        assert!(phone_backup(b"bplist00\xd4Colour").is_none());
    }
}
