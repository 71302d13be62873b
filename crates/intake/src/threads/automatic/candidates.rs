//! Texts of the business that repeat, and what their repetition says.

use std::collections::HashMap;
use std::fmt;
use std::hash::{DefaultHasher, Hasher};

use jiff::civil::DateTime;

use super::super::comparison::wording;
use super::super::received::TimePrecision;
use super::MIN_CONTACTS;
use super::pattern::AutomaticPattern;
use super::rating::asks_for_a_rating;

/// One text the business sent, in the order of its thread.
pub(in super::super) struct Outbound<'a> {
    /// Number of the contact.
    pub(in super::super) contact: u32,
    pub(in super::super) text: &'a str,
    pub(in super::super) at: DateTime,
    /// When the customer last wrote, if the business wrote at most once since.
    pub(in super::super) after: Option<DateTime>,
    pub(in super::super) precision: TimePrecision,
    /// Words of the contact's names, lower case.
    pub(in super::super) names: &'a [String],
}

/// A text that may be, or is, automatic. To be shown for confirmation.
#[derive(Clone, PartialEq)]
pub struct AutomaticCandidate {
    /// The text; what differs between its copies (names of the contact, digits) stands as `*`, so
    /// that it can be given back as a pattern.
    pub pattern: Box<str>,
    /// How often it was sent.
    pub messages: u64,
    /// To how many contacts.
    pub contacts: u64,
    /// Share of its copies that came at once, in 0..1.
    pub at_once: f64,
    /// Why it is shown.
    pub reason: AutomaticReason,
    /// What is done with it.
    pub verdict: AutomaticVerdict,
}

impl fmt::Debug for AutomaticCandidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AutomaticCandidate")
            .field("messages", &self.messages)
            .field("contacts", &self.contacts)
            .field("reason", &self.reason)
            .field("verdict", &self.verdict)
            .finish_non_exhaustive()
    }
}

/// Why a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AutomaticReason {
    /// Most copies came at once after the customer wrote.
    AtOnce,
    /// The same long text went to many contacts.
    ManyContacts,
    /// It asks for a rating.
    Survey,
}

/// What is done with a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AutomaticVerdict {
    /// A pattern of the operator says it is automatic.
    Confirmed,
    /// Counted as automatic.
    Automatic,
    /// Counted as human until confirmed.
    ToConfirm,
    /// A pattern of the operator says it is human.
    Human,
}

/// What was found in a run.
pub(in super::super) struct Found {
    pub(in super::super) candidates: Vec<AutomaticCandidate>,
    automatic: HashMap<u64, bool>,
    confirmed: Vec<AutomaticPattern>,
    refused: Vec<AutomaticPattern>,
}

impl Found {
    /// True when a text of the business counts as automatic.
    pub(in super::super) fn is_automatic(&self, text: &str, names: &[String]) -> bool {
        let found = || self.automatic.get(&key(text, names)) == Some(&true);
        if self.confirmed.is_empty() && self.refused.is_empty() {
            return found();
        }
        let words = wording(text);
        if self.refused.iter().any(|pattern| pattern.fits(&words)) {
            return false;
        }
        self.confirmed.iter().any(|pattern| pattern.fits(&words)) || found()
    }
}

/// Shortest text, in characters, that nobody types in ten seconds.
const TYPED: usize = 40;
/// Shortest text worth showing only because it goes to many contacts.
const LONG: usize = 60;
/// Contacts that make «many».
const MANY: u32 = 10;
/// Copies after which nobody still answers every one in the same minute.
const TIRELESS: u32 = 30;
/// Quiet hours hold at most this share of what the business writes otherwise.
const QUIET: f64 = 0.01;
/// Below this many other messages the hours tell nothing, and the night counts as quiet.
const ENOUGH_TO_KNOW_HOURS: u32 = 200;

/// Finds automatic texts. Two passes: the first counts, the second looks at what repeats.
pub(in super::super) fn find<'a, I>(
    outbound: impl Fn() -> I,
    confirmed: &[AutomaticPattern],
    refused: &[AutomaticPattern],
) -> Found
where
    I: Iterator<Item = Outbound<'a>>,
{
    let mut counts: HashMap<u64, Spread> = HashMap::new();
    let mut keys = Vec::new();
    for message in outbound() {
        let key = key(message.text, message.names);
        counts.entry(key).or_default().add(message.contact);
        keys.push(key);
    }
    counts.retain(|_, spread| spread.contacts >= 2);
    let mut repeated: HashMap<u64, Repeated> = HashMap::new();
    let mut hours = [0_u32; 24];
    for (message, key) in outbound().zip(keys) {
        let at_once = AtOnce::of(&message);
        if !counts.contains_key(&key) {
            if at_once == AtOnce::No {
                count_hour(&mut hours, message.at);
            }
            continue;
        }
        repeated
            .entry(key)
            .or_insert_with(|| Repeated::new(message.text, message.names))
            .add(&message, at_once);
    }
    let quiet = quiet_hours(&hours);
    let mut candidates = Vec::new();
    let mut automatic = HashMap::new();
    for (key, text) in &repeated {
        let Some(spread) = counts.get(key) else {
            continue;
        };
        let Some((reason, certain)) = text.judge(spread, &quiet) else {
            continue;
        };
        automatic.insert(*key, certain);
        let words = wording(&text.example);
        let verdict = if refused.iter().any(|pattern| pattern.fits(&words)) {
            AutomaticVerdict::Human
        } else if confirmed.iter().any(|pattern| pattern.fits(&words)) {
            AutomaticVerdict::Confirmed
        } else if certain {
            AutomaticVerdict::Automatic
        } else {
            AutomaticVerdict::ToConfirm
        };
        candidates.push(AutomaticCandidate {
            pattern: text.pattern.as_str().into(),
            messages: u64::from(text.copies),
            contacts: u64::from(spread.contacts),
            at_once: f64::from(text.at_once) / f64::from(text.copies.max(1)),
            reason,
            verdict,
        });
    }
    candidates.sort_by(|a, b| {
        (a.verdict, b.contacts, b.messages, &a.pattern)
            .cmp(&(b.verdict, a.contacts, a.messages, &b.pattern))
    });
    Found {
        candidates,
        automatic,
        confirmed: confirmed.to_vec(),
        refused: refused.to_vec(),
    }
}

/// How widely a text is spread.
#[derive(Default)]
struct Spread {
    contacts: u32,
    last: Option<u32>,
}

impl Spread {
    /// Contacts come one after the other: a new one is one more.
    fn add(&mut self, contact: u32) {
        if self.last != Some(contact) {
            self.last = Some(contact);
            self.contacts += 1;
        }
    }
}

/// How fast one copy came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtOnce {
    /// Within 5 seconds.
    Instantly,
    /// Within 10 seconds, or in the same minute.
    Yes,
    /// In the next minute, where times have no seconds.
    Nearly,
    No,
}

impl AtOnce {
    fn of(message: &Outbound<'_>) -> Self {
        let Some(after) = message.after else {
            return Self::No;
        };
        let seconds = message.at.duration_since(after).as_secs();
        match (message.precision, seconds) {
            (TimePrecision::Second, 0..=5) => Self::Instantly,
            (TimePrecision::Second, 6..=10) => Self::Yes,
            (TimePrecision::Minute, 0..60) => Self::Yes,
            (TimePrecision::Minute, 60..120) => Self::Nearly,
            _ => Self::No,
        }
    }
}

/// A text sent to two contacts or more.
struct Repeated {
    pattern: String,
    example: String,
    characters: usize,
    rating: bool,
    copies: u32,
    at_once: u32,
    nearly: u32,
    instantly: u32,
    /// At once by hour of the day, where times have no seconds.
    by_hour: [u32; 24],
    /// Copies whose times have seconds, and how many of these came at once.
    with_seconds: u32,
    to_the_second: u32,
}

impl Repeated {
    fn new(text: &str, names: &[String]) -> Self {
        let mut pattern = String::with_capacity(text.len());
        generalise(text, names, |piece| pattern.push_str(piece));
        Self {
            pattern,
            example: text.to_owned(),
            characters: text.chars().count(),
            rating: asks_for_a_rating(&wording(text)),
            copies: 0,
            at_once: 0,
            nearly: 0,
            instantly: 0,
            by_hour: [0; 24],
            with_seconds: 0,
            to_the_second: 0,
        }
    }

    fn add(&mut self, message: &Outbound<'_>, at_once: AtOnce) {
        self.copies += 1;
        self.with_seconds += u32::from(message.precision == TimePrecision::Second);
        match at_once {
            AtOnce::Instantly => {
                self.instantly += 1;
                self.at_once += 1;
                self.to_the_second += 1;
            }
            AtOnce::Yes => {
                self.at_once += 1;
                match message.precision {
                    TimePrecision::Second => self.to_the_second += 1,
                    TimePrecision::Minute => count_hour(&mut self.by_hour, message.at),
                }
            }
            AtOnce::Nearly => self.nearly += 1,
            AtOnce::No => {}
        }
    }

    /// Why the text is worth showing, and whether it is certainly automatic.
    fn judge(&self, spread: &Spread, quiet: &[bool; 24]) -> Option<(AutomaticReason, bool)> {
        if self.rating {
            return Some((AutomaticReason::Survey, spread.contacts >= MIN_CONTACTS));
        }
        if spread.contacts < MIN_CONTACTS {
            return None;
        }
        let copies = f64::from(self.copies);
        let strictly = f64::from(self.at_once) / copies;
        let loosely = f64::from(self.at_once + self.nearly) / copies;
        if strictly >= 0.75 && loosely >= 0.9 {
            let at_quiet_hours: u32 = self
                .by_hour
                .iter()
                .zip(quiet)
                .filter(|(_, quiet)| **quiet)
                .map(|(count, _)| *count)
                .sum();
            // One proof is enough: seconds that no hand reaches, hours when nobody is there, or
            // more copies than anybody keeps up with.
            let no_hand = (self.with_seconds >= MIN_CONTACTS
                && 10 * self.to_the_second >= 9 * self.with_seconds)
                || at_quiet_hours >= 2
                || (self.copies >= TIRELESS && strictly >= 0.85 && loosely >= 0.95);
            let long = self.characters >= TYPED;
            let instant = self.instantly >= 10 && 10 * self.instantly >= 9 * self.copies;
            if (long && no_hand) || instant {
                return Some((AutomaticReason::AtOnce, true));
            }
        }
        if self.characters >= TYPED && strictly >= 0.5 {
            return Some((AutomaticReason::AtOnce, false));
        }
        (self.characters >= LONG && spread.contacts >= MANY)
            .then_some((AutomaticReason::ManyContacts, false))
    }
}

fn count_hour(hours: &mut [u32; 24], at: DateTime) {
    if let Some(count) = hours.get_mut(usize::from(at.hour().unsigned_abs())) {
        *count += 1;
    }
}

/// Hours at which the business hardly ever writes anything that does not come at once.
fn quiet_hours(hours: &[u32; 24]) -> [bool; 24] {
    let total: u32 = hours.iter().sum();
    let mut quiet = [false; 24];
    for (hour, (slot, count)) in quiet.iter_mut().zip(hours).enumerate() {
        *slot = if total < ENOUGH_TO_KNOW_HOURS {
            !(7..22).contains(&hour) && *count == 0
        } else {
            f64::from(*count) <= QUIET * f64::from(total)
        };
    }
    quiet
}

/// Value of a text without the contact's names and without digits.
fn key(text: &str, names: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    generalise(text, names, |piece| hasher.write(piece.as_bytes()));
    hasher.finish()
}

/// Writes a text piece by piece, with `*` for the contact's names and for digits: what its copies
/// have in common. «Awa Diop» is one star, and so is «12 34».
fn generalise(text: &str, names: &[String], mut write: impl FnMut(&str)) {
    let mut after_star = false;
    let mut blank = false;
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let kind = Run::of(first);
        let length = rest
            .find(|c: char| Run::of(c) != kind)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        rest = after;
        let varies = match kind {
            Run::Blank => {
                blank = true;
                continue;
            }
            Run::Digits => true,
            Run::Letters => is_name(run, names),
            Run::Signs => false,
        };
        if varies && after_star {
            blank = false;
            continue;
        }
        if std::mem::take(&mut blank) {
            write(" ");
        }
        write(if varies { "*" } else { run });
        after_star = varies;
    }
}

/// What a run of characters is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Blank,
    Digits,
    Letters,
    Signs,
}

impl Run {
    fn of(c: char) -> Self {
        if c.is_alphabetic() {
            Self::Letters
        } else if c.is_numeric() {
            Self::Digits
        } else if c.is_whitespace() {
            Self::Blank
        } else {
            Self::Signs
        }
    }
}

fn is_name(word: &str, names: &[String]) -> bool {
    let is_long_enough = word.chars().nth(2).is_some();
    is_long_enough && names.contains(&word.to_lowercase())
}
