//! What a body means: words, a deletion, media, a poll, a notice. Phrases are matched whole.

use rustc_hash::FxHashMap;

use super::fold::fold_into;
use super::marks::{LEFT_TO_RIGHT, has_left_to_right, is_mark, is_space, trim_lead, trim_tail};
use super::media::{is_file_name, is_location, is_venue, kind_of_file, name_inside};
use super::phrases::{Hit, LONGEST_WORDING, Languages, Meaning, PHRASES, Phrases};
use super::{MediaKind, Notice};

/// Lines up to this many bytes are remembered: the app repeats its words letter for letter.
const LONGEST_REMEMBERED: usize = 64;

/// Lines remembered at most.
const MOST_REMEMBERED: usize = 1024;

/// Room to compare in, and what whole lines were found to say.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) folded: String,
    seen: FxHashMap<Box<str>, Option<Hit>>,
    /// The words last found behind an attached name.
    attached: (String, Languages),
}

impl Scratch {
    /// What a whole line says.
    fn whole(&mut self, phrases: &Phrases, text: &str) -> Option<Hit> {
        if text.len() > LONGEST_REMEMBERED {
            if text.len() > LONGEST_WORDING {
                return None;
            }
            fold_into(text, &mut self.folded);
            return phrases.whole(&self.folded);
        }
        if let Some(known) = self.seen.get(text) {
            return *known;
        }
        fold_into(text, &mut self.folded);
        let hit = phrases.whole(&self.folded);
        if self.seen.len() < MOST_REMEMBERED {
            self.seen.insert(text.into(), hit);
        }
        hit
    }

    /// The notice that words marked as the app's own are.
    fn notice(&mut self, phrases: &Phrases, text: &str) -> Option<(Notice, Languages)> {
        if text.len() > LONGEST_WORDING {
            return None;
        }
        fold_into(text, &mut self.folded);
        phrases.notice(&self.folded, usize::MAX)
    }
}

/// What is known about a body beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Written by iOS, whose own words start with a left-to-right mark.
    pub(crate) ios: bool,
    /// The mark stands in front of the line.
    pub(crate) line_led: bool,
    /// There are no marks: iOS before 2016, or they were taken out after the export. Words alone
    /// then have to do, but for notices that a person might write.
    pub(crate) stripped: bool,
}

/// What the first line of a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FirstLine {
    /// Words of a person.
    Words,
    /// Nothing.
    Empty,
    /// A phrase that stands alone: a second line makes it words again.
    Alone(Meaning),
    /// Media; the following lines are its caption.
    Media(MediaKind),
    /// Words of the app.
    Notice(Notice),
    /// Marked as words of the app, but unknown.
    AppWords,
}

/// One line of a body, read. Offsets are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineRead {
    pub(crate) kind: FirstLine,
    pub(crate) edited: bool,
    /// The words, without markers and attachment name.
    pub(crate) words: (usize, usize),
    /// Media named at the end of the line.
    pub(crate) tail: Option<MediaKind>,
    /// Name of an attached file.
    pub(crate) file: Option<(usize, usize)>,
    pub(crate) languages: Languages,
}

impl LineRead {
    /// A line that is a notice.
    pub(crate) fn notice(words: (usize, usize), notice: Notice) -> Self {
        Self::of(FirstLine::Notice(notice), words)
    }

    fn of(kind: FirstLine, words: (usize, usize)) -> Self {
        Self {
            kind,
            edited: false,
            words,
            tail: None,
            file: None,
            languages: 0,
        }
    }
}

/// Reads the first line of a body: what stands behind the author.
pub(crate) fn first_line(line: &str, setting: Setting, scratch: &mut Scratch) -> LineRead {
    let phrases = &*PHRASES;
    let (text, led) = trim_lead(line);
    let start = line.len() - text.len();
    let text = trim_tail(text);
    let mut read = LineRead::of(FirstLine::Words, (start, start + text.len()));
    if text.is_empty() {
        read.kind = FirstLine::Empty;
        return read;
    }
    // A placeholder of media has the form of an edit marker, and is far more frequent.
    let left_out = text.starts_with('<') && scratch.whole(phrases, text).is_some();
    let text = if left_out {
        text
    } else {
        cut_edited(phrases, text, start, setting, &mut read, scratch)
    };
    if setting.ios {
        read_ios(phrases, text, start, led, setting, &mut read, scratch);
    } else {
        read_android(phrases, text, start, led, &mut read, scratch);
    }
    read
}

/// Reads a further line of a body, where only its end can mean something.
pub(crate) fn further_line(line: &str, setting: Setting, scratch: &mut Scratch) -> LineRead {
    let text = trim_tail(line);
    let mut read = LineRead::of(FirstLine::Words, (0, text.len()));
    let app_may_end = text.ends_with('>') || (setting.ios && has_left_to_right(text));
    if !app_may_end {
        return read;
    }
    let phrases = &*PHRASES;
    let text = cut_edited(phrases, text, 0, setting, &mut read, scratch);
    if setting.ios {
        read_tail(phrases, text, 0, &mut read, scratch);
    }
    read
}

/// Cuts an edit marker at the end of `text`.
fn cut_edited<'t>(
    phrases: &Phrases,
    text: &'t str,
    start: usize,
    setting: Setting,
    read: &mut LineRead,
    scratch: &mut Scratch,
) -> &'t str {
    let Some(open) = text.strip_suffix('>').and_then(|t| t.rfind('<')) else {
        return text;
    };
    let (before, marker) = text.split_at(open);
    let app_wrote = before.ends_with(LEFT_TO_RIGHT) || marker.starts_with("<\u{200E}");
    let apart = before.is_empty() || before.ends_with(|c: char| is_mark(c) || c.is_whitespace());
    if !apart
        || marker.len() > 200
        || (setting.ios && !app_wrote && !setting.stripped && !before.is_empty())
    {
        return text;
    }
    let inner = marker.get(1..marker.len() - 1).unwrap_or_default();
    fold_into(inner, &mut scratch.folded);
    let words = trim_tail(before);
    match phrases.edited(&scratch.folded) {
        Some(languages) => read.languages |= languages,
        // iOS marks its own words: an unknown marker behind words, that names no file, is an edit
        // in a language that is not in the tables.
        None if setting.ios
            && app_wrote
            && !words.is_empty()
            && !inner.contains(['.', ':', '：'])
            && phrases.attached_word(&scratch.folded).is_none()
            && phrases.attached_around(&scratch.folded).is_none()
            && phrases.whole(&format!("<{}>", scratch.folded)).is_none() => {}
        None => return text,
    }
    read.edited = true;
    read.words = (start, start + words.len());
    words
}

fn read_android(
    phrases: &Phrases,
    text: &str,
    start: usize,
    led: bool,
    read: &mut LineRead,
    scratch: &mut Scratch,
) {
    if text.ends_with(')')
        && let Some((name, languages)) = attached_behind_name(phrases, text, led, scratch)
    {
        attach(read, start, 0, name, languages);
        return;
    }
    if text.as_bytes().last().is_some_and(|&byte| byte >= 0x80)
        && let Some((word, languages)) = phrases
            .attached_plain
            .iter()
            .find(|(word, _)| text.ends_with(word.as_str()))
        && let Some(name) = text.get(..text.len() - word.len()).map(trim_tail)
        && is_file_name(name)
    {
        attach(read, start, 0, name, *languages);
        return;
    }
    if led || text.starts_with('<') || phrases.may_be_wording(text) {
        if let Some(hit) = scratch.whole(phrases, text)
            && (hit.bare || led)
        {
            mean(hit, read);
            return;
        }
        if led && let Some((notice, languages)) = scratch.notice(phrases, text) {
            read.kind = FirstLine::Notice(notice);
            read.languages |= languages;
            return;
        }
    }
    if is_location(text) {
        read.kind = FirstLine::Alone(Meaning::Location);
    }
}

fn read_ios(
    phrases: &Phrases,
    text: &str,
    start: usize,
    led: bool,
    setting: Setting,
    read: &mut LineRead,
    scratch: &mut Scratch,
) {
    let stripped = setting.stripped;
    let marked = led || stripped || setting.line_led;
    if marked || text.starts_with('<') || phrases.may_be_wording(text) {
        if let Some(hit) = scratch.whole(phrases, text)
            && (marked || is_multi_line(hit.meaning) || text.contains("<\u{200E}"))
        {
            mean(hit, read);
            return;
        }
        if (led || stripped)
            && let Some((notice, languages)) = scratch.notice(phrases, text)
            && (led || !matches!(notice, Notice::Group | Notice::Other))
        {
            read.kind = FirstLine::Notice(notice);
            read.languages |= languages;
            return;
        }
    }
    if is_location(text) || marked && is_venue(text) {
        read.kind = FirstLine::Alone(Meaning::Location);
        return;
    }
    if text.ends_with('>') || has_left_to_right(text) {
        read_tail(phrases, text, start, read, scratch);
    }
    if led && read.tail.is_none() {
        read.kind = FirstLine::AppWords;
    }
}

fn is_multi_line(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Poll | Meaning::Event)
}

fn mean(hit: Hit, read: &mut LineRead) {
    read.languages |= hit.languages;
    read.kind = match hit.meaning {
        Meaning::LeftOut(kind) => FirstLine::Media(kind),
        Meaning::MissedCall => FirstLine::Notice(Notice::MissedCall),
        meaning => FirstLine::Alone(meaning),
    };
}

fn attach(read: &mut LineRead, start: usize, at: usize, name: &str, languages: Languages) {
    read.languages |= languages;
    read.kind = FirstLine::Media(kind_of_file(name));
    read.file = Some((start + at, start + at + name.len()));
}

/// `NAME (fichier joint)`, with `• 3 pages` before the words.
fn attached_behind_name<'t>(
    phrases: &Phrases,
    text: &'t str,
    led: bool,
    scratch: &mut Scratch,
) -> Option<(&'t str, Languages)> {
    let open = text.rfind('(')?;
    let words = text.get(open + 1..text.len() - 1)?;
    if words.len() > 120 {
        return None;
    }
    if scratch.attached.0 != words || words.is_empty() {
        fold_into(words, &mut scratch.folded);
        let languages = phrases.attached_after(&scratch.folded)?;
        scratch.attached = (words.to_owned(), languages);
    }
    let languages = scratch.attached.1;
    let before = text.get(..open)?;
    if !before.ends_with(|c: char| is_mark(c) || is_space(c)) {
        return None;
    }
    let name = before.split_once('•').map_or(before, |(name, _)| name);
    let name = trim_tail(name);
    (led && !name.is_empty() || is_file_name(name)).then_some((name, languages))
}

/// Media named behind the last mark of an iOS line: `<attached: NAME>`, `NAME <attached>`,
/// `Nom.pdf • 2 pages document manquant`.
fn read_tail(
    phrases: &Phrases,
    text: &str,
    start: usize,
    read: &mut LineRead,
    scratch: &mut Scratch,
) {
    let mark = text.rfind(LEFT_TO_RIGHT);
    if let Some(open) = text.strip_suffix('>').and_then(|t| t.rfind('<')) {
        let inner = text.get(open + 1..text.len() - 1).unwrap_or_default();
        let before = text.get(..open).unwrap_or_default();
        if inner.len() > 4096 {
            return;
        }
        fold_into(inner, &mut scratch.folded);
        let app_wrote = before.ends_with(LEFT_TO_RIGHT) || inner.starts_with(LEFT_TO_RIGHT);
        if let Some(languages) = phrases.attached_around(&scratch.folded) {
            let name = name_inside(inner);
            if app_wrote || before.is_empty() || is_file_name(name) {
                end_with(read, start, before, kind_of_file(name), languages);
                let at = text.rfind(name).unwrap_or(0);
                read.file = Some((start + at, start + at + name.len()));
            }
            return;
        }
        if let Some(languages) = phrases.attached_word(&scratch.folded)
            && is_file_name(trim_tail(before))
        {
            let name = trim_tail(before);
            end_with(read, start, "", kind_of_file(name), languages);
            read.file = Some((start, start + name.len()));
            return;
        }
    }
    if let Some(mark) = mark {
        let tail = text.get(mark + LEFT_TO_RIGHT.len()..).unwrap_or_default();
        if tail.len() <= 200
            && let Some(hit) = scratch.whole(phrases, tail)
            && let Meaning::LeftOut(kind) = hit.meaning
        {
            end_with(
                read,
                start,
                text.get(..mark).unwrap_or_default(),
                kind,
                hit.languages,
            );
        }
    }
}

fn end_with(
    read: &mut LineRead,
    start: usize,
    before: &str,
    kind: MediaKind,
    languages: Languages,
) {
    read.tail = Some(kind);
    read.languages |= languages;
    // In front stands a caption, or the name of the document and its number of pages.
    let caption = if before.contains(" • ") {
        ""
    } else {
        trim_tail(before)
    };
    read.words = (start, start + caption.len());
}

/// True when words marked as the app's own start with the name in front of them.
pub(crate) fn speaks_of(words: &str, name: &str) -> bool {
    let words = trim_lead(words).0;
    let bare: String = words
        .chars()
        .filter(|&c| !is_mark(c))
        .take(name.chars().count() + 1)
        .collect();
    !name.is_empty()
        && bare
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with([' ', '\u{A0}', '\u{202F}', '’', '\'']))
}
