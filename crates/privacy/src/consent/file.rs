//! The consent file: CSV, UTF-8, comma, header `contact,purpose,state,at,notice,channel,proof`.

use jiff::Timestamp;
use tact_domain::PurposeKind;
use thiserror::Error;

/// Columns, in order.
const HEADER: [&str; 7] = [
    "contact", "purpose", "state", "at", "notice", "channel", "proof",
];

/// How a line names its contact.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactRef {
    /// E.164 digits, without `+`.
    Number(String),
    /// Business-scoped user id (`FR.…`), as the platform writes it.
    UserId(String),
    /// Exact display name, as the export shows it.
    Name(String),
}

impl std::fmt::Debug for ContactRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactRef(‹redacted›)")
    }
}

impl ContactRef {
    /// Reads a contact as the consent file and the survey file name it; `None` when it is empty or
    /// a number that cannot be one.
    pub fn parse(field: &str) -> Option<Self> {
        parse_contact(field)
    }
}

/// Given or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentState {
    /// Given.
    Granted,
    /// Ended: wins over a grant of the same instant.
    Ended,
}

/// One line of the file. Holds no free text of the contact.
#[derive(Clone, Debug)]
pub struct ConsentEntry {
    /// Line of the file, from 1.
    pub line: u64,
    /// Who.
    pub contact: ContactRef,
    /// For what.
    pub purpose: PurposeKind,
    /// Given or ended.
    pub state: ConsentState,
    /// When.
    pub at: Timestamp,
    /// The notice covers messages sent before the grant (`covers_history` in column `notice`).
    pub covers_history: bool,
    /// Version of the notice shown, as the file writes it.
    pub notice: String,
    /// Where it was given.
    pub channel: String,
    /// What proves it: a button's id, a reference.
    pub proof: String,
}

/// Why a consent file was refused. Nothing of it is used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConsentError {
    /// The file is not UTF-8 or not CSV.
    #[error(
        "line {line}: this is not a UTF-8 CSV file with commas ({detail}); save it again as “CSV UTF-8”. Nothing was imported."
    )]
    NotCsv {
        /// Line number.
        line: u64,
        /// What the reader met.
        detail: String,
    },
    /// Wrong header.
    #[error(
        "line 1: the header must be `contact,purpose,state,at,notice,channel,proof`. Nothing was imported."
    )]
    Header,
    /// A value outside its list, or a missing one.
    #[error("line {line}, column `{column}`: {problem}. Nothing was imported.")]
    Value {
        /// Line number.
        line: u64,
        /// Column name.
        column: &'static str,
        /// What is wrong and what is expected. Never repeats a contact.
        problem: String,
    },
    /// A display name that two contacts bear.
    #[error(
        "line {line}, column `contact`: {contacts} contacts bear this name; write the number instead. Nothing was imported."
    )]
    Ambiguous {
        /// Line number.
        line: u64,
        /// How many bear it.
        contacts: usize,
    },
}

/// Reads a consent file.
///
/// # Errors
/// The first line that cannot be used; no line is used then.
pub fn read_consents(bytes: &[u8]) -> Result<Vec<ConsentEntry>, ConsentError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let mut entries = Vec::new();
    let mut header_seen = false;
    for record in reader.records() {
        let record = record.map_err(|error| ConsentError::NotCsv {
            line: error.position().map_or(1, csv::Position::line),
            detail: match error.kind() {
                csv::ErrorKind::Utf8 { .. } => "a byte that is not UTF-8".to_owned(),
                _ => "a quote that is not closed".to_owned(),
            },
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        if !header_seen {
            if !record.iter().eq(HEADER) {
                return Err(ConsentError::Header);
            }
            header_seen = true;
            continue;
        }
        entries.push(read_line(&record, line)?);
    }
    if header_seen {
        Ok(entries)
    } else {
        Err(ConsentError::Header)
    }
}

fn read_line(record: &csv::StringRecord, line: u64) -> Result<ConsentEntry, ConsentError> {
    let wrong = |column, problem: &str| ConsentError::Value {
        line,
        column,
        problem: problem.into(),
    };
    if record.len() != HEADER.len() {
        return Err(wrong(
            "contact",
            "a line has seven columns, separated by commas",
        ));
    }
    let field = |index: usize| record.get(index).unwrap_or_default();
    let contact = parse_contact(field(0))
        .ok_or_else(|| wrong("contact", "expected a number in international form (+33…), a business-scoped id or a display name"))?;
    let purpose = PurposeKind::parse(field(1)).ok_or_else(|| {
        wrong(
            "purpose",
            "expected one of `analysis`, `quotation`, `survey`, `personalisation`, `panel`",
        )
    })?;
    let state = match field(2) {
        "granted" => ConsentState::Granted,
        "ended" => ConsentState::Ended,
        _ => return Err(wrong("state", "expected `granted` or `ended`")),
    };
    let at = field(3).parse::<Timestamp>().map_err(|_| {
        wrong(
            "at",
            "expected a date and time with its offset, like `2026-01-15T09:30:00+01:00`",
        )
    })?;
    if state == ConsentState::Granted {
        // A consent nobody can show is no consent (GDPR 7(1)).
        for (index, column) in [(4, "notice"), (5, "channel"), (6, "proof")] {
            if field(index).is_empty() {
                return Err(wrong(
                    column,
                    "a granted consent needs it: without it nobody can show the consent",
                ));
            }
        }
    }
    let covers_history = field(4)
        .split([' ', ';', '|'])
        .any(|word| word.trim() == "covers_history");
    Ok(ConsentEntry {
        line,
        contact,
        purpose,
        state,
        at,
        covers_history,
        notice: field(4).to_owned(),
        channel: field(5).to_owned(),
        proof: field(6).to_owned(),
    })
}

/// Tells a number from an id from a name. Digits, spaces and the usual separators after a `+` make
/// a number; two capitals, a point and 8 or more letters or digits make a business-scoped id.
fn parse_contact(field: &str) -> Option<ContactRef> {
    let field = field.trim();
    if field.is_empty() {
        return None;
    }
    if let Some(rest) = field.strip_prefix('+') {
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let clean = rest
            .chars()
            .all(|c| c.is_ascii_digit() || " .-()\u{a0}\u{202f}\u{2011}".contains(c));
        return (clean && (7..=15).contains(&digits.len())).then_some(ContactRef::Number(digits));
    }
    if field.len() >= 7 && field.len() <= 15 && field.bytes().all(|b| b.is_ascii_digit()) {
        return Some(ContactRef::Number(field.to_owned()));
    }
    if let Some((country, id)) = field.split_once('.')
        && country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && id.len() >= 8
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Some(ContactRef::UserId(field.to_owned()));
    }
    Some(ContactRef::Name(field.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "contact,purpose,state,at,notice,channel,proof\n";

    #[track_caller]
    fn refused(line: &str) -> String {
        read_consents(format!("{HEAD}{line}\n").as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_number_a_business_scoped_id_and_a_name_are_told_apart() {
        let text = format!(
            "{HEAD}+33 6 39 98 00 01,analysis,granted,2026-01-02T10:00:00+01:00,v1,whatsapp,btn-1\n\
             FR.13491208655302741918,survey,granted,2026-01-02T10:00:00Z,v1,whatsapp,btn-2\n\
             \"Diop, Awa\",quotation,ended,2026-01-02T10:00:00Z,,,\n"
        );
        let entries = read_consents(text.as_bytes()).unwrap();
        assert_eq!(entries[0].contact, ContactRef::Number("33639980001".into()));
        assert_eq!(
            entries[1].contact,
            ContactRef::UserId("FR.13491208655302741918".into())
        );
        assert_eq!(entries[2].contact, ContactRef::Name("Diop, Awa".into()));
        assert_eq!(entries[2].line, 4);
    }

    #[test]
    fn an_unknown_value_is_refused_with_its_line() {
        assert!(
            refused("Awa,profiling,granted,2026-01-02T10:00:00Z,v1,w,p")
                .starts_with("line 2, column `purpose`")
        );
        assert!(
            refused("Awa,analysis,yes,2026-01-02T10:00:00Z,v1,w,p")
                .starts_with("line 2, column `state`")
        );
        assert!(
            refused("Awa,analysis,granted,02/01/2026,v1,w,p").starts_with("line 2, column `at`")
        );
        assert!(
            refused("Awa,analysis,granted,2026-01-02T10:00:00,v1,w,p")
                .starts_with("line 2, column `at`")
        );
        assert!(
            refused(",analysis,granted,2026-01-02T10:00:00Z,v1,w,p")
                .starts_with("line 2, column `contact`")
        );
        assert!(
            refused("+12,analysis,granted,2026-01-02T10:00:00Z,v1,w,p")
                .starts_with("line 2, column `contact`")
        );
        assert!(refused("Awa,analysis,granted,2026-01-02T10:00:00Z,v1,w").starts_with("line 2"));
    }

    #[test]
    fn a_grant_without_proof_is_refused() {
        assert!(
            refused("Awa,analysis,granted,2026-01-02T10:00:00Z,v1,whatsapp,").contains("`proof`")
        );
    }

    #[test]
    fn another_header_is_refused() {
        assert_eq!(
            read_consents(b"name,ok\nAwa,yes\n").unwrap_err(),
            ConsentError::Header
        );
        assert_eq!(read_consents(b"").unwrap_err(), ConsentError::Header);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused_with_their_line() {
        let mut bytes = HEAD.as_bytes().to_vec();
        bytes.extend(b"Aw\xe9,analysis,granted,2026-01-02T10:00:00Z,v1,w,p\n");
        assert!(matches!(
            read_consents(&bytes),
            Err(ConsentError::NotCsv { line: 2, .. })
        ));
    }

    #[test]
    fn a_message_never_repeats_the_contact() {
        assert!(!refused("Awa Diop,profiling,granted,2026-01-02T10:00:00Z,v1,w,p").contains("Awa"));
    }

    #[test]
    fn a_byte_order_mark_is_no_obstacle() {
        assert!(
            read_consents(format!("\u{feff}{HEAD}").as_bytes())
                .unwrap()
                .is_empty()
        );
    }
}
