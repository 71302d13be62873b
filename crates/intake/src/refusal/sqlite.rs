//! Names of the tables of an SQLite file, from the pages of its schema and nothing else.
//!
//! Source: the file format as described at <https://www.sqlite.org/fileformat2.html>. Table names:
//! public tools that read WhatsApp's databases (sepinf-inc/IPED `ExtractorIOS.java`, sch3m4/wforensic),
//! Apple's `Manifest.db` (dariusf/dariusf.github.io, "Transparent iOS backups"), Android's
//! notification statistics (AOSP `NotificationUsageStats`, table `log`).

use memchr::memmem;

use super::{Recognised, RefusedKind};

const MAGIC: &[u8] = b"SQLite format 3\0";

/// Pages of a schema that are read at most.
const MOST_PAGES: usize = 512;

/// True for the first bytes of an SQLite file.
pub(super) fn is_database(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// What the schema says.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// Names of tables, and the words that made them.
    tables: Vec<(String, String)>,
}

/// Reads the schema; `page` gives the bytes at a place, if there are so many.
pub(super) fn schema(head: &[u8], mut page: impl FnMut(u64, usize) -> Option<Vec<u8>>) -> Schema {
    let mut schema = Schema::default();
    let size = match number(head, 16, 2) {
        Some(1) => 65_536,
        Some(size) if size >= 512 && size.is_power_of_two() => size as usize,
        _ => return schema,
    };
    let mut waiting = vec![1u64];
    let mut read = 0;
    while let Some(at) = waiting.pop() {
        read += 1;
        if read > MOST_PAGES {
            break;
        }
        let start = (at - 1).saturating_mul(size as u64);
        let Some(bytes) = page(start, size) else {
            continue;
        };
        schema.read_page(&bytes, if at == 1 { 100 } else { 0 }, &mut waiting);
    }
    schema
}

impl Schema {
    fn read_page(&mut self, page: &[u8], header: usize, waiting: &mut Vec<u64>) {
        let (Some(kind), Some(cells)) = (page.get(header), number(page, header + 3, 2)) else {
            return;
        };
        let inner = *kind == 5;
        if !inner && *kind != 13 {
            return;
        }
        let pointers = header + if inner { 12 } else { 8 };
        if inner && let Some(last) = number(page, header + 8, 4).filter(|&p| p > 1) {
            waiting.push(last);
        }
        for cell in 0..cells as usize {
            let Some(at) = number(page, pointers + 2 * cell, 2).map(|at| at as usize) else {
                return;
            };
            if inner {
                if let Some(child) = number(page, at, 4).filter(|&p| p > 1)
                    && waiting.len() < MOST_PAGES
                {
                    waiting.push(child);
                }
            } else if let Some(table) = page.get(at..).and_then(read_row) {
                self.tables.push(table);
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        self.tables
            .iter()
            .any(|(table, _)| table.eq_ignore_ascii_case(name))
    }

    /// Columns are words of the statement that made the table.
    fn has_columns(&self, name: &str, columns: &[&str]) -> bool {
        self.tables.iter().any(|(table, made)| {
            table.eq_ignore_ascii_case(name) && columns.iter().all(|column| made.contains(column))
        })
    }

    /// Says what the database is. `head` is looked at only for a log of notifications.
    pub(super) fn judge(&self, head: &[u8]) -> Recognised {
        use RefusedKind as K;
        let kind = if self
            .tables
            .iter()
            .any(|(table, _)| table == "ZWAMESSAGE" || table == "ZWACHATSESSION")
        {
            K::IosMessages
        } else if self.has("message") && self.has("jid") && self.has("chat")
            || self.has("messages") && self.has("chat_list")
        {
            K::AndroidMessages
        } else if self.has("wa_contacts") || self.has("ZWAADDRESSBOOKCONTACT") {
            K::Contacts
        } else if self.has("Properties") && self.has_columns("Files", &["fileID", "relativePath"]) {
            K::PhoneBackup
        } else if self.has_columns("log", &["pkg", "event_user_id"])
            || self.keeps_notifications(head)
        {
            K::NotificationLog
        } else {
            return Recognised::OtherDatabase;
        };
        Recognised::Refused(kind)
    }

    /// An application's table of notifications, with WhatsApp among the packages.
    fn keeps_notifications(&self, head: &[u8]) -> bool {
        let keeps = self.tables.iter().any(|(table, made)| {
            let words = format!("{table} {made}").to_ascii_lowercase();
            let package = ["package", "pkg", "app_id", "appid"]
                .iter()
                .any(|w| words.contains(w));
            package
                && ["notif", "title", "ticker"]
                    .iter()
                    .any(|w| words.contains(w))
        });
        keeps && memmem::find(head, b"com.whatsapp").is_some()
    }
}

/// Name and statement of a table, from a row of the schema.
fn read_row(cell: &[u8]) -> Option<(String, String)> {
    let mut rest = cell;
    let size = varint(&mut rest)?;
    varint(&mut rest)?;
    // What does not fit the page goes on elsewhere; the names stand in front.
    let payload = rest.get(..(size as usize).min(rest.len()))?;
    let mut header = payload;
    let header_size = varint(&mut header)? as usize;
    let used = payload.len() - header.len();
    let mut types = header.get(..header_size.checked_sub(used)?)?;
    let mut body = payload.get(header_size..)?;
    let mut texts = Vec::with_capacity(5);
    for _ in 0..5 {
        let kind = varint(&mut types)?;
        let len = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            _ => usize::try_from(kind.saturating_sub(12) / 2).ok()?,
        };
        let (value, after) = body.split_at(len.min(body.len()));
        texts.push(String::from_utf8_lossy(value).into_owned());
        body = after;
    }
    let mut texts = texts.into_iter();
    let (kind, name) = (texts.next()?, texts.next()?);
    (kind == "table").then(|| (name, texts.nth(2).unwrap_or_default()))
}

/// A big-endian number of `len` bytes.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(len)?)?;
    Some(
        bytes
            .iter()
            .fold(0, |value, &byte| value << 8 | u64::from(byte)),
    )
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for _ in 0..9 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value = value << 7 | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}
