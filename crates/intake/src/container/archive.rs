//! Chooses the chats inside a zip by name and content, never by position.

use std::io::{self, Read, Seek, SeekFrom};

use jiff::civil::DateTime;
use memchr::memrchr_iter;
use zip::ZipArchive;

use super::bounded::Bounded;
use super::names::{base_name, chat_title, folder, without_extension};
use super::{Limits, NoExport, Place, SourceError, Taken, Text};
use crate::export::{TextSource, headers_in};
use crate::refusal::{
    DATABASE_HEAD, HEAD, Recognised, Refusal, is_database, recognise_head, recognise_path,
};

/// Members that are looked at for something refused, at most.
const MOST_LOOKS: usize = 256;

/// Texts of unknown name that are looked at for headers, at most.
const MOST_TEXTS: usize = 256;

/// Media are listed, never inflated.
const MEDIA: &[&str] = &[
    "jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "mp4", "mov", "3gp", "opus", "ogg", "mp3",
    "m4a", "aac", "amr", "wav", "pdf", "vcf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "apk",
    "was",
];

/// A member of the archive.
#[derive(Clone, Debug)]
struct Member {
    index: usize,
    path: String,
    stored: u64,
    encrypted: bool,
    time: Option<DateTime>,
}

impl Member {
    fn base(&self) -> &str {
        base_name(&self.path)
    }

    fn extension(&self) -> String {
        let extension = self
            .base()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension);
        extension.to_ascii_lowercase()
    }
}

/// An archive, listed.
pub(super) struct Archive<R> {
    zip: ZipArchive<R>,
    name: String,
    members: Vec<Member>,
}

impl<R: Read + Seek> Archive<R> {
    /// Lists an archive.
    pub(super) fn open(mut reader: R, name: &str, limits: &Limits) -> Result<Self, SourceError> {
        if listed_entries(&mut reader)? > limits.entries {
            return Err(SourceError::TooManyEntries {
                limit: limits.entries,
            });
        }
        reader.seek(SeekFrom::Start(0))?;
        let zip = ZipArchive::new(reader)?;
        let mut members = Vec::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index)?;
            if entry.is_dir() || entry.is_symlink() {
                continue;
            }
            // Mac archives hold UTF-8 without saying so.
            let path = match std::str::from_utf8(entry.name_raw()) {
                Ok(path) => path.to_owned(),
                Err(_) => entry.name()?.into_owned(),
            };
            let shadow = path.split('/').any(|part| part == "__MACOSX")
                || base_name(&path).starts_with("._");
            if shadow || base_name(&path).is_empty() {
                continue;
            }
            members.push(Member {
                index,
                path,
                stored: entry.compressed_size(),
                encrypted: entry.encrypted(),
                time: entry.last_modified().and_then(civil),
            });
        }
        Ok(Self {
            zip,
            name: name.to_owned(),
            members,
        })
    }

    /// Reads all chats.
    pub(super) fn exports<T>(
        mut self,
        limits: &Limits,
        take: &mut impl FnMut(&mut Text<'_>, u64) -> Taken<T>,
    ) -> Result<Vec<(Place, T)>, SourceError> {
        self.refuse(limits)?;
        let chats = self.chats(limits)?;
        if chats.is_empty() {
            return Err(SourceError::NotAnExport(self.why_none()));
        }
        let mut found = Vec::new();
        let mut attached: Vec<(String, String)> = Vec::new();
        for chat in &chats {
            if chat.encrypted {
                return Err(SourceError::Encrypted {
                    member: chat.base().to_owned(),
                });
            }
            let mut text = MemberText {
                zip: &mut self.zip,
                member: chat,
                limits,
            };
            let taken = take(
                &mut text,
                chat.stored.saturating_mul(4).min(limits.chat_text),
            );
            let (result, real, texts) = taken.map_err(|error| error.within(chat.base()))?;
            let dir = folder(&chat.path);
            attached.extend(texts.into_iter().map(|name| (dir.to_owned(), name)));
            if real {
                found.push((chat, result));
            }
        }
        let several = found.len() > 1;
        let is_attachment = |chat: &Member| {
            let name = chat.base();
            several
                && attached.iter().any(|(dir, file)| {
                    dir == folder(&chat.path)
                        && (file == name || file.ends_with(&format!("-{name}")))
                })
        };
        let exports: Vec<(Place, T)> = found
            .into_iter()
            .filter(|(chat, _)| !is_attachment(chat))
            .map(|(chat, result)| (self.place(chat, chats.len() == 1), result))
            .collect();
        if exports.is_empty() {
            return Err(SourceError::NotAnExport(NoExport::NoHeader));
        }
        Ok(exports)
    }

    fn place(&self, chat: &Member, alone: bool) -> Place {
        let own = chat_title(chat.base());
        // A bare `_chat.txt` takes its title from the folder it is in, or from the archive.
        let around = folder(&chat.path).trim_end_matches(['/', '\\']);
        let dir = chat_title(&format!("{}.zip", base_name(around)));
        let archive = || alone.then(|| chat_title(&self.name)).flatten();
        Place {
            name: chat.base().to_owned(),
            chat_title: own.or(dir).or_else(archive),
            zip_entry_time: chat.time,
        }
    }

    /// Stops at the first member that is refused.
    fn refuse(&mut self, limits: &Limits) -> Result<(), SourceError> {
        let refused = |member: &Member, kind| {
            Err(SourceError::Refused(Refusal {
                kind,
                member: Some(member.base().to_owned()),
            }))
        };
        let mut looks = 0;
        for member in self.members.clone() {
            if let Some(kind) = recognise_path(&member.path) {
                return refused(&member, kind);
            }
            if member.encrypted
                || looks >= MOST_LOOKS
                || MEDIA.contains(&member.extension().as_str())
                || is_chat_name(member.base())
            {
                continue;
            }
            looks += 1;
            let mut head = self.head(&member, HEAD, limits);
            if is_database(&head) {
                head = self.head(&member, DATABASE_HEAD, limits);
            }
            if let Recognised::Refused(kind) = recognise_head(&head) {
                return refused(&member, kind);
            }
        }
        Ok(())
    }

    /// The first bytes of a member; what cannot be inflated is not there.
    fn head(&mut self, member: &Member, len: usize, limits: &Limits) -> Vec<u8> {
        let mut head = Vec::new();
        if let Ok(file) = self.zip.by_index(member.index) {
            let _ = Bounded::inflated(file, member.stored, limits)
                .take(len as u64)
                .read_to_end(&mut head);
        }
        head
    }

    /// `_chat.txt` first, then the names WhatsApp gives, then the text with the most headers.
    fn chats(&mut self, limits: &Limits) -> Result<Vec<Member>, SourceError> {
        let texts: Vec<Member> = self
            .members
            .iter()
            .filter(|m| m.extension() == "txt")
            .cloned()
            .collect();
        let mut chosen: Vec<Member> = Vec::new();
        let mut folders: Vec<&str> = texts.iter().map(|text| folder(&text.path)).collect();
        folders.sort_unstable();
        folders.dedup();
        for dir in folders {
            let here = || texts.iter().filter(|text| folder(&text.path) == dir);
            let plain: Vec<&Member> = here()
                .filter(|text| text.base().eq_ignore_ascii_case("_chat.txt"))
                .collect();
            let named: Vec<&Member> = here()
                .filter(|text| chat_title(text.base()).is_some())
                .collect();
            let stem = without_extension(&self.name, ".zip").unwrap_or(&self.name);
            let same: Vec<&Member> = named
                .iter()
                .copied()
                .filter(|t| without_extension(t.base(), ".txt") == Some(stem))
                .collect();
            let best = [plain, same, named]
                .into_iter()
                .find(|found| !found.is_empty());
            chosen.extend(best.unwrap_or_default().into_iter().cloned());
        }
        if !chosen.is_empty() {
            return Ok(chosen);
        }
        let only_texts = texts.len() == self.members.len();
        let mut counted = Vec::new();
        for text in texts.into_iter().take(MOST_TEXTS) {
            if text.encrypted {
                return Err(SourceError::Encrypted {
                    member: text.base().to_owned(),
                });
            }
            let headers = headers_in(self.head(&text, HEAD, limits));
            if headers.count > 0 {
                counted.push((headers, text));
            }
        }
        if only_texts
            && counted.len() > 1
            && counted.iter().all(|(headers, _)| headers.opens_export)
        {
            return Ok(counted.into_iter().map(|(_, text)| text).collect());
        }
        let most = counted
            .into_iter()
            .max_by_key(|(headers, text)| (headers.count, std::cmp::Reverse(text.index)));
        Ok(most.map(|(_, text)| text).into_iter().collect())
    }

    fn why_none(&self) -> NoExport {
        let archives = self
            .members
            .iter()
            .filter(|m| m.extension() == "zip")
            .count();
        if archives > 0 && archives == self.members.len() {
            NoExport::OnlyArchives
        } else {
            NoExport::NoChatInArchive
        }
    }
}

fn is_chat_name(base: &str) -> bool {
    base.eq_ignore_ascii_case("_chat.txt")
        || without_extension(base, ".txt").is_some() && chat_title(base).is_some()
}

struct MemberText<'a, R> {
    zip: &'a mut ZipArchive<R>,
    member: &'a Member,
    limits: &'a Limits,
}

impl<R: Read + Seek> TextSource for MemberText<'_, R> {
    type Error = SourceError;

    fn start_over(
        &mut self,
        take: &mut dyn FnMut(&mut dyn Read) -> io::Result<()>,
    ) -> Result<(), SourceError> {
        let file = self.zip.by_index(self.member.index)?;
        Ok(take(&mut Bounded::inflated(
            file,
            self.member.stored,
            self.limits,
        ))?)
    }
}

fn civil(time: zip::DateTime) -> Option<DateTime> {
    let at = |part: u8| i8::try_from(part).ok();
    DateTime::new(
        i16::try_from(time.year()).ok()?,
        at(time.month())?,
        at(time.day())?,
        at(time.hour())?,
        at(time.minute())?,
        at(time.second())?,
        0,
    )
    .ok()
}

/// How many entries the archive says it lists, before anything is set aside for them.
fn listed_entries<R: Read + Seek>(reader: &mut R) -> Result<u64, SourceError> {
    let size = reader.seek(SeekFrom::End(0))?;
    // The end record is at most 22 bytes and a comment long; the 64-bit one stands in front of it.
    let start = size.saturating_sub(22 + 65_535 + 20 + 4096);
    reader.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    reader.take(128 * 1024).read_to_end(&mut tail)?;
    let number = |at: usize, len: usize| -> Option<u64> {
        let bytes = tail.get(at..at.checked_add(len)?)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0, |value, &byte| value << 8 | u64::from(byte)),
        )
    };
    let mut most = 0;
    for at in memrchr_iter(b'P', &tail) {
        let record = tail.get(at..at + 4).unwrap_or_default();
        let found = match record {
            b"PK\x05\x06" => number(at + 10, 2).filter(|&count| count != 0xFFFF),
            b"PK\x06\x06" => number(at + 32, 8),
            _ => None,
        };
        most = most.max(found.unwrap_or(0));
    }
    Ok(most)
}
