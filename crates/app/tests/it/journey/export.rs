//! Writes exports as the two phones write them, in French and in English.

use jiff::civil::DateTime;

/// Which phone wrote an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phone {
    AndroidFr,
    IosFr,
    AndroidEn,
    IosEn,
}

pub(super) const PHONES: [Phone; 4] = [
    Phone::AndroidFr,
    Phone::IosFr,
    Phone::AndroidEn,
    Phone::IosEn,
];

/// What a line says.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Words(String),
    /// The other side deleted it.
    Deleted,
}

/// One message.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) at: DateTime,
    pub(super) author: String,
    pub(super) said: Said,
}

impl Line {
    pub(super) fn new(at: DateTime, author: &str, words: &str) -> Self {
        Self {
            at,
            author: author.to_owned(),
            said: Said::Words(words.to_owned()),
        }
    }
}

impl Phone {
    /// The name the phone gives to the file.
    pub(super) fn file(self, contact: &str) -> String {
        match self {
            Phone::AndroidFr => format!("Discussion WhatsApp avec {contact}.txt"),
            Phone::AndroidEn => format!("WhatsApp Chat with {contact}.txt"),
            // iPhones give an archive; its text alone, saved under the archive's name.
            Phone::IosFr | Phone::IosEn => format!("WhatsApp Chat - {contact}.txt"),
        }
    }

    /// The chat as this phone writes it.
    pub(super) fn write(self, lines: &[Line]) -> String {
        lines.iter().map(|line| self.line(line)).collect()
    }

    fn line(self, line: &Line) -> String {
        let ios = matches!(self, Phone::IosFr | Phone::IosEn);
        let mark = if ios { "\u{200E}" } else { "" };
        let before = match line.said {
            Said::Words(_) => "",
            Said::Deleted => mark,
        };
        let said = match &line.said {
            Said::Words(words) => words.clone(),
            Said::Deleted => format!("{mark}{}", self.deletion()),
        };
        let end = if ios { "\r\n" } else { "\n" };
        format!(
            "{before}{}{}: {said}{end}",
            self.header(line.at),
            line.author
        )
    }

    fn deletion(self) -> &'static str {
        match self {
            Phone::AndroidFr => "Ce message a été supprimé",
            Phone::IosFr => "Ce message a été supprimé.",
            Phone::AndroidEn => "This message was deleted",
            Phone::IosEn => "This message was deleted.",
        }
    }

    fn header(self, at: DateTime) -> String {
        let (hour, half) = match at.hour() {
            0 => (12, "AM"),
            hour @ 1..12 => (hour, "AM"),
            12 => (12, "PM"),
            hour => (hour - 12, "PM"),
        };
        let (day, month, year, minute, second) =
            (at.day(), at.month(), at.year(), at.minute(), at.second());
        match self {
            Phone::AndroidFr => {
                format!(
                    "{day:02}/{month:02}/{year}, {:02}:{minute:02} - ",
                    at.hour()
                )
            }
            Phone::IosFr => {
                format!(
                    "[{day:02}/{month:02}/{year} {:02}:{minute:02}:{second:02}] ",
                    at.hour()
                )
            }
            Phone::AndroidEn => {
                format!(
                    "{month}/{day}/{:02}, {hour}:{minute:02}\u{202F}{half} - ",
                    year % 100
                )
            }
            Phone::IosEn => {
                format!(
                    "[{month}/{day}/{:02}, {hour}:{minute:02}:{second:02}\u{202F}{half}] ",
                    year % 100
                )
            }
        }
    }
}
