//! What Tact refuses to read, recognised by content and never by name.
//!
//! A backup, a database, a notification log or a forensic report may hold what a customer deleted.
//! Reading them would be recovery. Nothing is read further than is needed to recognise them.
//!
//! One thing cannot be recognised: a modified client's `.txt` looks exactly like any other export.
//! The explanations say so.

mod encrypted;
mod explain;
mod sqlite;
mod text;

use std::io::{self, Read, Seek, SeekFrom};

use serde::Serialize;

pub use explain::{Explanation, Tongue};

/// A refused source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// What it is.
    pub kind: RefusedKind,
    /// Base name of the member, when the source is an archive.
    pub member: Option<String>,
}

/// Kinds of refused sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedKind {
    /// `msgstore.db` of Android: the messages, deleted ones included.
    AndroidMessages,
    /// `wa.db` of Android, `ContactsV2.sqlite` of iOS: the address book.
    Contacts,
    /// `ChatStorage.sqlite` of iOS.
    IosMessages,
    /// `msgstore.db.crypt12`, `.crypt14`, `.crypt15`.
    EncryptedBackup,
    /// Backup of a whole phone: iTunes or Finder, `adb backup`.
    PhoneBackup,
    /// Report or extraction of a forensic tool (Cellebrite).
    ForensicReport,
    /// Log of notifications, kept by Android or an application.
    NotificationLog,
    /// Folder of a modified client (GBWhatsApp and its like).
    ModifiedClient,
}

/// What a look at the content says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recognised {
    /// Refused.
    Refused(RefusedKind),
    /// A database, but not of WhatsApp.
    OtherDatabase,
    /// Nothing that is refused.
    Nothing,
}

/// Bytes looked at in a source or a member of an archive.
pub(crate) const HEAD: usize = 64 * 1024;

/// Bytes looked at in a database inside an archive, where one cannot jump to a page.
pub(crate) const DATABASE_HEAD: usize = 4 * 1024 * 1024;

/// Looks at a file. Reads its head, and of a database the pages of its schema.
pub(crate) fn recognise<R: Read + Seek>(reader: &mut R) -> io::Result<Recognised> {
    reader.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(HEAD);
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let recognised = if sqlite::is_database(&head) {
        let schema = sqlite::schema(&head, |start, len| {
            let mut page = vec![0; len];
            reader.seek(SeekFrom::Start(start)).ok()?;
            reader.read_exact(&mut page).ok()?;
            Some(page)
        });
        schema.judge(&head)
    } else {
        recognise_head(&head)
    };
    reader.seek(SeekFrom::Start(0))?;
    Ok(recognised)
}

/// Looks at the first bytes of a member of an archive.
pub(crate) fn recognise_head(head: &[u8]) -> Recognised {
    if sqlite::is_database(head) {
        let schema = sqlite::schema(head, |start, len| {
            let start = usize::try_from(start).ok()?;
            head.get(start..start.checked_add(len)?).map(<[u8]>::to_vec)
        });
        return schema.judge(head);
    }
    let kind = encrypted::backup(head)
        .or_else(|| text::phone_backup(head))
        .or_else(|| text::forensic(head))
        .or_else(|| text::notification_log(head));
    kind.map_or(Recognised::Nothing, Recognised::Refused)
}

/// True when the first bytes are those of a database, whose head is worth reading further.
pub(crate) fn is_database(head: &[u8]) -> bool {
    sqlite::is_database(head)
}

/// A modified client or a forensic tree, told by the paths inside an archive.
pub(crate) fn recognise_path(path: &str) -> Option<RefusedKind> {
    let path = path.to_ascii_lowercase();
    let has_part = |part: &str| path.split(['/', '\\']).any(|found| found == part);
    const MODIFIED: [&str; 10] = [
        "com.gbwhatsapp",
        "com.gbwhatsapp3",
        "com.gbwa",
        "com.yowhatsapp",
        "com.fmwhatsapp",
        "com.whatsapp2",
        "com.ogwhatsapp",
        "com.whatsappplus",
        "com.aerowhatsapp",
        "gbwhatsapp",
    ];
    MODIFIED
        .iter()
        .any(|package| has_part(package))
        .then_some(RefusedKind::ModifiedClient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_modified_clients_are_known_and_others_are_not() {
        assert_eq!(
            recognise_path("Android/media/com.gbwhatsapp/GBWhatsApp/Databases/x.db"),
            Some(RefusedKind::ModifiedClient)
        );
        assert_eq!(recognise_path("photos/com.gbwhatsapp-logo.jpg"), None);
    }
}
