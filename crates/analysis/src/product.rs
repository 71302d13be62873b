//! Products and brands a company names, found in customers' messages.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};
use tact_domain::{ContactKey, ConversationAnnotation, Tone};
use tact_privacy::{Permitted, ReadsText};
use thiserror::Error;

use crate::text::fold;

/// One product, as its owner wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Name.
    pub name: String,
    /// Other ways to write it.
    pub synonyms: Vec<String>,
    /// Brand.
    pub brand: Option<String>,
}

/// Why a product file was refused; nothing of it is used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProductsError {
    /// The first line does not name the columns.
    #[error("line 1: the columns «name,synonyms,brand» are expected")]
    Header,
    /// A line cannot be read as CSV.
    #[error("line {line}: this line cannot be read ({reason})")]
    Unreadable {
        /// Line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A line has no name, or a name without a letter or digit.
    #[error("line {line}: a product needs a name")]
    NoName {
        /// Line, from 1.
        line: u64,
    },
    /// Two products would answer to one word.
    #[error("line {line}: «{word}» already stands for the product of line {first}")]
    Twice {
        /// Line, from 1.
        line: u64,
        /// The word.
        word: String,
        /// Line of the other product.
        first: u64,
    },
    /// More products than an index can hold.
    #[error("more than 65,535 products")]
    TooMany,
}

/// Products with the search for them.
#[derive(Debug)]
pub struct ProductList {
    products: Vec<Product>,
    search: AhoCorasick,
    owner: Vec<u16>,
}

/// Words separated by single spaces, letters and digits apart: «iPhone15» meets «iphone 15».
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push(' ');
    let mut last_digit = None;
    for character in fold(text).chars() {
        if character.is_alphanumeric() {
            let digit = character.is_numeric();
            if last_digit.is_some_and(|last| last != digit) {
                out.push(' ');
            }
            out.push(character);
            last_digit = Some(digit);
        } else if last_digit.take().is_some() {
            out.push(' ');
        }
    }
    if last_digit.is_some() {
        out.push(' ');
    }
    out
}

impl ProductList {
    /// Reads `name,synonyms,brand` (comma or semicolon, synonyms separated by `|`).
    ///
    /// # Errors
    /// Every [`ProductsError`] of the file, in order of lines.
    pub fn parse(file: &str) -> Result<Self, Vec<ProductsError>> {
        let file = file.trim_start_matches('\u{feff}');
        let header = file.lines().next().unwrap_or_default();
        let delimiter = if header.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(file.as_bytes());
        let columns: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(fold).collect(),
            Err(_) => return Err(vec![ProductsError::Header]),
        };
        let place = |wanted: &str| columns.iter().position(|column| column == wanted);
        let Some(name_at) = place("name") else {
            return Err(vec![ProductsError::Header]);
        };
        let (synonyms_at, brand_at) = (place("synonyms"), place("brand"));
        let mut errors = Vec::new();
        let mut products = Vec::new();
        let mut words: BTreeMap<String, (u16, u64)> = BTreeMap::new();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    errors.push(ProductsError::Unreadable {
                        line,
                        reason: reason(&error),
                    });
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
            let product = Product {
                name: field(Some(name_at)).to_owned(),
                synonyms: field(synonyms_at)
                    .split('|')
                    .map(str::trim)
                    .filter(|synonym| !synonym.is_empty())
                    .map(str::to_owned)
                    .collect(),
                brand: Some(field(brand_at).to_owned()).filter(|brand| !brand.is_empty()),
            };
            if spaced(&product.name).trim().is_empty() {
                errors.push(ProductsError::NoName { line });
                continue;
            }
            let Ok(index) = u16::try_from(products.len()) else {
                errors.push(ProductsError::TooMany);
                break;
            };
            errors.extend(add_words(&mut words, &product, index, line));
            products.push(product);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Self::build(products, &words).ok_or_else(|| vec![ProductsError::TooMany])
    }

    fn build(products: Vec<Product>, words: &BTreeMap<String, (u16, u64)>) -> Option<Self> {
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.keys())
            .ok()?;
        Some(Self {
            products,
            search,
            owner: words.values().map(|(product, _)| *product).collect(),
        })
    }

    /// The products, in the order of the file.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// Indices of the products a text names, ascending, each once. Of two names that overlap, the
    /// longer wins; a plural in s or x is the same product.
    pub fn find<P: ReadsText>(&self, text: &Permitted<&str, P>) -> Vec<u16> {
        let text = spaced(text.get());
        let mut found = BTreeSet::new();
        let mut at = 0;
        // Neighbouring names share the space between them, so the search steps back by one.
        while let Some(hit) = text.get(at..).and_then(|rest| self.search.find(rest)) {
            if let Some(product) = self.owner.get(hit.pattern().as_usize()) {
                found.insert(*product);
            }
            at += hit.end().saturating_sub(1).max(1);
        }
        found.into_iter().collect()
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        _ => "quotes or columns".to_owned(),
    }
}

fn add_words(
    words: &mut BTreeMap<String, (u16, u64)>,
    product: &Product,
    index: u16,
    line: u64,
) -> Vec<ProductsError> {
    let mut errors = Vec::new();
    for name in std::iter::once(&product.name).chain(&product.synonyms) {
        let word = spaced(name);
        if word.trim().is_empty() {
            continue;
        }
        match words.get(&word) {
            Some((other, first)) if *other != index => errors.push(ProductsError::Twice {
                line,
                word: name.clone(),
                first: *first,
            }),
            _ => {
                words.insert(word.clone(), (index, line));
            }
        }
        for plural in ["s ", "x "] {
            let plural = format!("{}{plural}", word.trim_end());
            words.entry(plural).or_insert((index, line));
        }
    }
    errors
}

/// How conversations about one product and one theme sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductCell {
    /// Conversations.
    pub conversations: u32,
    /// Distinct contacts: the cell is shown only from k.
    pub contacts: u32,
    /// Conversations of positive tone.
    pub positive: u32,
    /// Conversations of negative tone.
    pub negative: u32,
    /// Conversations whose tone is unclear.
    pub unclear: u32,
}

/// Product × theme × tone. The theme `None` is the total of the product.
pub fn cross_products<'a>(
    conversations: impl IntoIterator<Item = (ContactKey, &'a ConversationAnnotation)>,
) -> BTreeMap<(u16, Option<u32>), ProductCell> {
    let mut cells: BTreeMap<(u16, Option<u32>), (ProductCell, BTreeSet<ContactKey>)> =
        BTreeMap::new();
    for (contact, conversation) in conversations {
        for product in &conversation.products {
            let themes = std::iter::once(None).chain(conversation.topic.map(Some));
            for theme in themes {
                let (cell, contacts) = cells.entry((*product, theme)).or_default();
                cell.conversations += 1;
                match conversation.tone {
                    Tone::Positive => cell.positive += 1,
                    Tone::Negative => cell.negative += 1,
                    Tone::Unclear => cell.unclear += 1,
                }
                contacts.insert(contact);
                cell.contacts = contacts.len() as u32;
            }
        }
    }
    cells
        .into_iter()
        .map(|(key, (cell, _))| (key, cell))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tact_domain::Flow;
    use tact_privacy::OperatorText;

    fn find(list: &str, text: &str) -> Vec<u16> {
        let text: Permitted<&str, OperatorText> = Permitted::own_text(text);
        ProductList::parse(list)
            .map(|list| list.find(&text))
            .unwrap_or_default()
    }

    const LIST: &str = "name,synonyms,brand\nAir Max,airmax,Nike\nAir Max 90,,Nike\nÉcharpe Été,echarpe d'été|foulard,\n";

    #[test]
    fn a_product_is_found_without_case_accents_or_spaces_and_in_the_plural() {
        assert_eq!(find(LIST, "mes AIRMAX sont abîmées"), [0]);
        assert_eq!(find(LIST, "l'écharpe d’été et deux foulards"), [2]);
        assert_eq!(find(LIST, "foulard,foulard airmax"), [0, 2]);
    }

    #[test]
    fn the_longer_of_two_names_wins_and_a_part_of_a_word_is_no_product() {
        assert_eq!(find(LIST, "la air max 90 en 42"), [1]);
        assert_eq!(find(LIST, "la air max 95"), [0]);
        assert_eq!(find(LIST, "refoulard"), [] as [u16; 0]);
    }

    #[test]
    fn every_bad_line_is_named() {
        let errors = ProductList::parse("name,synonyms,brand\n,x,\nBottes,boots,\nBoots,,\n")
            .map(|_| ())
            .err()
            .unwrap_or_default();
        assert_eq!(
            errors,
            [
                ProductsError::NoName { line: 2 },
                ProductsError::Twice {
                    line: 4,
                    word: "Boots".into(),
                    first: 3
                }
            ]
        );
        assert_eq!(
            ProductList::parse("produit,prix\n").map(|_| ()),
            Err(vec![ProductsError::Header])
        );
    }

    #[test]
    fn a_spreadsheet_in_french_with_semicolons_is_read() {
        assert_eq!(
            find(
                "\u{feff}name;synonyms;brand\nRobe Iris;iris;Maison\n",
                "ma robe iris"
            ),
            [0]
        );
    }

    #[test]
    fn the_table_counts_conversations_and_distinct_contacts() {
        let about = |tone, topic| ConversationAnnotation {
            flow: Flow::Question,
            tone,
            topic,
            products: vec![0],
            main_message: None,
        };
        let first = about(Tone::Negative, Some(3));
        let second = about(Tone::Positive, None);
        let table = cross_products([(ContactKey(1), &first), (ContactKey(1), &second)]);
        let total = table.get(&(0, None)).cloned().unwrap_or_default();
        assert_eq!((total.conversations, total.contacts), (2, 1));
        assert_eq!((total.positive, total.negative), (1, 1));
        assert_eq!(table.get(&(0, Some(3))).map(|cell| cell.negative), Some(1));
    }
}
