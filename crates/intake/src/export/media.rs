//! Names of sent files, what kind of media they are, and links to places.

use memchr::memrchr;

use super::MediaKind;
use super::marks::{is_mark, is_space, trim_lead, trim_tail};

/// The file name in `pièce jointe : NAME` or `NAME eklendi`.
pub(super) fn name_inside(inner: &str) -> &str {
    let trimmed = inner.trim_matches(|c: char| is_mark(c) || is_space(c));
    match trimmed.split_once([':', '：']) {
        Some((_, name)) => trim_tail(trim_lead(name).0),
        None => trimmed.rsplit_once(' ').map_or(trimmed, |(name, _)| name),
    }
}

/// True for a name that ends in an extension, or has the form of the app's own names.
pub(super) fn is_file_name(name: &str) -> bool {
    let app_named = name.contains("-WA") && name.contains(|c: char| c.is_ascii_digit());
    let extended = name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=8).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_alphanumeric())
    });
    app_named || extended
}

/// Kind of media, from a file name.
pub(super) fn kind_of_file(name: &str) -> MediaKind {
    let name = name.to_ascii_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let has = |word: &str| name.starts_with(word) || name.contains(&format!("-{word}"));
    if has("stk-") || has("sticker-") || extension == "webp" {
        MediaKind::Sticker
    } else if has("gif-") || extension == "gif" {
        MediaKind::Gif
    } else {
        match extension {
            "jpg" | "jpeg" | "png" | "heic" | "heif" | "bmp" | "tif" | "tiff" => MediaKind::Image,
            "mp4" | "mov" | "3gp" | "mkv" | "avi" | "webm" | "m4v" => MediaKind::Video,
            "opus" | "ogg" | "mp3" | "m4a" | "aac" | "amr" | "wav" | "flac" | "oga" | "caf" => {
                MediaKind::Audio
            }
            "vcf" => MediaKind::Contact,
            _ => MediaKind::Document,
        }
    }
}

/// A localised word and a link to a place on a map.
pub(super) fn is_location(text: &str) -> bool {
    if !text.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let link = memrchr(b'=', text.as_bytes()).and_then(|at| text.split_at_checked(at + 1));
    let Some((front, place)) = link else {
        return false;
    };
    let Some(label) = front.strip_suffix("https://maps.google.com/?q=") else {
        return false;
    };
    let numbers = place.split(',').count() == 2
        && place
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-.,".contains(&b));
    let label = trim_tail(label);
    numbers && label.len() <= 60 && (label.is_empty() || label.ends_with([':', '：']))
}

/// The name of a place and a link to a list of venues; the app marks it as its own words.
pub(super) fn is_venue(text: &str) -> bool {
    text.split_once("https://foursquare.com/v/")
        .is_some_and(|(label, place)| trim_tail(label).ends_with(':') && !place.contains(' '))
}
