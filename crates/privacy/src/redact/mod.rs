//! Redaction: finds personal data inside a text and replaces it by typed placeholders.
//!
//! Start at [`Redactor`]. The text is folded once (`shadow`), cut once (`token`), searched once for
//! announcing expressions (`cues`); then each kind of data has its own small detector, and `resolve`
//! settles overlaps. Rules and measured quality: `evaluation/redaction/README.md`.

mod address;
mod card;
mod checksum;
mod context;
mod cues;
mod digits;
mod dob;
mod email;
mod iban;
mod ip;
mod lexicon;
mod name;
mod nir;
mod phone;
mod phone_words;
mod plate;
mod reading;
mod resolve;
mod secret;
mod sensitive;
mod shadow;
mod siret;
mod token;
mod url;
mod words;

pub use context::RedactionContext;
pub use sensitive::SensitiveTerms;

use cues::CueFinder;
use lexicon::Lexicon;
use reading::Reading;

/// The kinds of personal data, as in the machine-readable contract of `tact redact`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PiiKind {
    /// Telephone number, in digits or in words.
    Phone,
    /// E-mail address, also spelled out.
    Email,
    /// Bank account number.
    Iban,
    /// Payment card number.
    Card,
    /// French social-security number.
    Nir,
    /// SIREN, SIRET or VAT number.
    Siret,
    /// Postal address.
    Address,
    /// Vehicle registration.
    Plate,
    /// IP address.
    Ip,
    /// Link that carries a token, an id or an address.
    Url,
    /// Date of birth.
    Dob,
    /// Name of a person.
    Name,
    /// Password, one-time code, PIN, card control digits.
    Secret,
}

impl PiiKind {
    /// The kind as written in JSON and inside placeholders.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
            Self::Iban => "IBAN",
            Self::Card => "CARD",
            Self::Nir => "NIR",
            Self::Siret => "SIRET",
            Self::Address => "ADDRESS",
            Self::Plate => "PLATE",
            Self::Ip => "IP",
            Self::Url => "URL",
            Self::Dob => "DOB",
            Self::Name => "NAME",
            Self::Secret => "SECRET",
        }
    }
}

/// One piece of personal data: byte range of the input, kind, and the rule that found it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// First byte, on a character boundary.
    pub start: usize,
    /// Byte after the last, on a character boundary.
    pub end: usize,
    /// What it is.
    pub kind: PiiKind,
    /// Name of the rule, for tests and for explaining a result.
    pub rule: &'static str,
}

/// Finds and replaces personal data. Build once, share between threads; holds no text.
pub struct Redactor {
    lexicon: Lexicon,
    cues: CueFinder,
}

impl Default for Redactor {
    fn default() -> Self {
        Self::new()
    }
}

impl Redactor {
    /// Reads the embedded word lists (a few milliseconds).
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::new(),
            cues: CueFinder::new(),
        }
    }

    /// Puts the personal data of a text into `spans` (cleared first): sorted, disjoint, never empty.
    pub fn spans(&self, text: &str, context: &RedactionContext, spans: &mut Vec<Span>) {
        spans.clear();
        let reading = Reading::new(text, &self.lexicon, &self.cues);
        let mut found = Vec::with_capacity(8);
        url::find(&reading, &mut found);
        email::find(&reading, &mut found);
        if reading.has_digits {
            iban::find(&reading, &mut found);
            card::find(&reading, &mut found);
            nir::find(&reading, &mut found);
            siret::find(&reading, &mut found);
            ip::find(&reading, &mut found);
            phone::find(&reading, &mut found);
            dob::find(&reading, &mut found);
            plate::find(&reading, &mut found);
            address::find(&reading, &mut found);
        }
        phone_words::find(&reading, &mut found);
        secret::find(&reading, &mut found);
        name::find(&reading, context, &mut found);
        resolve::settle(&mut found);
        spans.extend(found.iter().filter_map(|finding| {
            let (start, end) = reading.shadow.source(finding.start, finding.end)?;
            Some(Span {
                start,
                end,
                kind: finding.kind,
                rule: finding.rule,
            })
        }));
    }

    /// The text with every piece of personal data replaced by `‹KIND›`.
    pub fn redact(&self, text: &str, context: &RedactionContext) -> String {
        let mut spans = Vec::new();
        self.spans(text, context, &mut spans);
        replace(text, &spans, |_, out, span| {
            out.push_str(span.kind.label());
        })
    }

    /// The same with numbered placeholders: the same value has the same number wherever `numbers` is used.
    /// For one report only; the numbers say nothing outside of it.
    pub fn redact_numbered(
        &self,
        text: &str,
        context: &RedactionContext,
        numbers: &mut MaskNumbers,
    ) -> String {
        let mut spans = Vec::new();
        self.spans(text, context, &mut spans);
        replace(text, &spans, |value, out, span| {
            let number = numbers.number(span.kind, value);
            out.push_str(span.kind.label());
            out.push(' ');
            out.push_str(&number.to_string());
        })
    }

    /// Whether a term holds personal data or a placeholder of it. For single terms: a bare first name counts,
    /// in any case.
    pub fn contains_personal(&self, term: &str) -> bool {
        let mut spans = Vec::new();
        self.spans(term, &RedactionContext::default(), &mut spans);
        !spans.is_empty()
            || term.contains(['‹', '›'])
            || name::is_bare_name(&Reading::new(term, &self.lexicon, &self.cues))
    }
}

fn replace(text: &str, spans: &[Span], mut write: impl FnMut(&str, &mut String, &Span)) -> String {
    let mut out = String::with_capacity(text.len() + 8 * spans.len());
    let mut rest = 0;
    for span in spans {
        out.push_str(text.get(rest..span.start).unwrap_or_default());
        out.push('‹');
        write(
            text.get(span.start..span.end).unwrap_or_default(),
            &mut out,
            span,
        );
        out.push('›');
        rest = span.end;
    }
    out.push_str(text.get(rest..).unwrap_or_default());
    out
}

/// Numbers for the placeholders of one report. Values are kept in memory only, folded.
#[derive(Default)]
pub struct MaskNumbers {
    seen: std::collections::HashMap<(PiiKind, Vec<u8>), usize>,
    last: std::collections::HashMap<PiiKind, usize>,
}

impl MaskNumbers {
    fn number(&mut self, kind: PiiKind, value: &str) -> usize {
        let mut key = shadow::Shadow::new(value).text;
        key.retain(|byte| shadow::is_word_byte(*byte));
        let last = self.last.entry(kind).or_insert(0);
        *self.seen.entry((kind, key)).or_insert_with(|| {
            *last += 1;
            *last
        })
    }
}

/// The spans as ranges of Unicode code points, as the JSON contract wants them.
pub fn char_offsets(text: &str, spans: &[Span]) -> Vec<(usize, usize)> {
    let mut offsets = Vec::with_capacity(spans.len());
    let (mut at, mut characters) = (0, 0);
    for span in spans {
        characters += text
            .get(at..span.start)
            .map_or(0, |part| part.chars().count());
        let length = text
            .get(span.start..span.end)
            .map_or(0, |part| part.chars().count());
        offsets.push((characters, characters + length));
        characters += length;
        at = span.end;
    }
    offsets
}
