//! Objects and lists, opened one level at a time.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Place;
use super::text::{push_canonical, read_string};
use crate::webhook::{SecretText, Unreadable, UnreadableReason};

/// Longest id taken for one; the platform's own stay under 200 bytes.
const LONGEST_ID: usize = 1_024;

/// Longest word of a closed list.
const LONGEST_WORD: usize = 64;

/// One value of the body, not opened yet.
#[derive(Clone)]
pub(in crate::webhook) struct Piece<'a> {
    raw: &'a str,
    place: Place,
}

/// An object of the body. `null` counts as absent everywhere.
pub(in crate::webhook) struct Object<'a> {
    fields: Vec<(&'a RawValue, &'a RawValue)>,
    place: Place,
}

/// A list of the body.
pub(in crate::webhook) struct List<'a> {
    items: Vec<&'a RawValue>,
    place: Place,
}

/// What is asked of a body, or what is wrong there.
type Found<T> = Result<Option<T>, Unreadable>;

/// A whole body; `None` when it is not JSON.
pub(in crate::webhook) fn whole(text: &str) -> Option<Piece<'_>> {
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    Some(Piece {
        raw: raw.get(),
        place: Place::default(),
    })
}

impl<'a> Piece<'a> {
    /// The JSON of the value in one form, whatever escapes the wire chose.
    pub(in crate::webhook) fn canonical(&self) -> SecretText {
        let mut json = String::with_capacity(self.raw.len());
        push_canonical(self.raw, &mut json);
        SecretText::new(json)
    }

    /// The JSON of the value as it stands.
    pub(in crate::webhook) fn json(&self) -> &'a str {
        self.raw
    }

    /// Where it stands.
    pub(in crate::webhook) fn place(&self) -> &Place {
        &self.place
    }

    fn problem(&self, reason: UnreadableReason) -> Unreadable {
        Unreadable {
            pointer: self.place.pointer(),
            reason,
        }
    }

    /// The value as an object.
    pub(in crate::webhook) fn object(&self) -> Result<Object<'a>, Unreadable> {
        let fields: Fields<'a> = serde_json::from_str(self.raw)
            .map_err(|_| self.problem(UnreadableReason::NotAnObject))?;
        Ok(Object {
            fields: fields.0,
            place: self.place.clone(),
        })
    }

    /// The value as a list.
    pub(in crate::webhook) fn list(&self) -> Result<List<'a>, Unreadable> {
        Ok(List {
            items: serde_json::from_str(self.raw)
                .map_err(|_| self.problem(UnreadableReason::NotAList))?,
            place: self.place.clone(),
        })
    }

    /// The value as a text.
    pub(in crate::webhook) fn text(&self) -> Result<SecretText, Unreadable> {
        read_string(self.raw)
            .map(SecretText::from)
            .ok_or_else(|| self.problem(UnreadableReason::NotAText))
    }

    /// The value as an id: a text or an integer, not empty, of bounded length.
    fn id(&self) -> Result<SecretText, Unreadable> {
        let text = if self.raw.starts_with('"') {
            self.text()?
        } else if self.raw.bytes().all(|byte| byte.is_ascii_digit()) {
            SecretText::new(self.raw.to_owned())
        } else {
            return Err(self.problem(UnreadableReason::NotAnId));
        };
        let trimmed = text.expose().trim();
        if trimmed.is_empty() || trimmed.len() > LONGEST_ID {
            return Err(self.problem(UnreadableReason::NotAnId));
        }
        if trimmed.len() == text.expose().len() {
            Ok(text)
        } else {
            Ok(SecretText::new(trimmed.to_owned()))
        }
    }

    /// The value as a number, bare or inside a text.
    pub(in crate::webhook) fn number(&self) -> Result<f64, Unreadable> {
        let problem = || self.problem(UnreadableReason::NotANumber);
        let number = if self.raw.starts_with('"') {
            let text = self.text()?;
            let text = text.expose().trim();
            let plain = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
            plain.then(|| text.parse::<f64>().ok()).flatten()
        } else {
            self.raw.parse::<f64>().ok()
        };
        number.filter(|n| n.is_finite()).ok_or_else(problem)
    }

    /// The value as an integer, bare or inside a text.
    pub(in crate::webhook) fn integer(&self) -> Result<i64, Unreadable> {
        if let Ok(integer) = self.raw.trim_matches('"').trim().parse::<i64>() {
            return Ok(integer);
        }
        let number = self.number()?;
        // Beyond 2^53 a number with a point no longer says which integer it is.
        if number.abs() < 9_007_199_254_740_992.0 {
            #[expect(clippy::cast_possible_truncation, reason = "just checked to fit")]
            Ok(number.trunc() as i64)
        } else {
            Err(self.problem(UnreadableReason::NotANumber))
        }
    }
}

impl<'a> Object<'a> {
    /// Where it stands.
    pub(in crate::webhook) fn place(&self) -> &Place {
        &self.place
    }

    /// The value of a key; of a key that stands twice, the last. `null` is absent.
    pub(in crate::webhook) fn piece(&self, key: &'static str) -> Option<Piece<'a>> {
        self.fields
            .iter()
            .rfind(|(name, _)| is_key(name.get(), key))
            .map(|(_, value)| Piece {
                raw: value.get(),
                place: self.place.key(key),
            })
            .filter(|piece| piece.raw != "null")
    }

    /// True when the key is there.
    pub(in crate::webhook) fn has(&self, key: &'static str) -> bool {
        self.piece(key).is_some()
    }

    /// An object below a key.
    pub(in crate::webhook) fn object(&self, key: &'static str) -> Found<Object<'a>> {
        self.piece(key).map(|piece| piece.object()).transpose()
    }

    /// A list below a key.
    pub(in crate::webhook) fn list(&self, key: &'static str) -> Found<List<'a>> {
        self.piece(key).map(|piece| piece.list()).transpose()
    }

    /// A text below a key.
    pub(in crate::webhook) fn text(&self, key: &'static str) -> Found<SecretText> {
        self.piece(key).map(|piece| piece.text()).transpose()
    }

    /// An id below a key. An empty one is absent: the platform omits what it withholds.
    pub(in crate::webhook) fn id(&self, key: &'static str) -> Found<SecretText> {
        self.piece(key)
            .filter(|piece| piece.raw != "\"\"")
            .map(|piece| piece.id())
            .transpose()
    }

    /// An integer below a key.
    pub(in crate::webhook) fn integer(&self, key: &'static str) -> Found<i64> {
        self.piece(key).map(|piece| piece.integer()).transpose()
    }

    /// A word of a closed list below a key; the caller matches it. An overlong one comes back empty,
    /// which no list holds.
    pub(in crate::webhook) fn word(&self, key: &'static str) -> Found<String> {
        Ok(self.text(key)?.map(|word| {
            let word = word.expose();
            if word.len() <= LONGEST_WORD {
                word.to_owned()
            } else {
                String::new()
            }
        }))
    }

    /// A word that is kept, below a key: letters, digits, `-` and `_` only; anything else could be
    /// somebody's text and is not kept.
    pub(in crate::webhook) fn kept_word(&self, key: &'static str) -> Option<Box<str>> {
        let word = self.word(key).ok().flatten()?;
        let plain = word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        // Digits alone could be a number somebody can be called on.
        let worded = word.bytes().any(|byte| byte.is_ascii_alphabetic());
        (plain && worded).then(|| word.into_boxed_str())
    }

    /// True when the word below a key is this one.
    pub(in crate::webhook) fn says(&self, key: &'static str, word: &str) -> bool {
        matches!(self.word(key), Ok(Some(said)) if said == word)
    }

    /// Degrees below a key, bare or inside a text, no further from zero than `limit`.
    pub(in crate::webhook) fn degrees(&self, key: &'static str, limit: f64) -> Found<f64> {
        self.piece(key)
            .map(|piece| {
                let degrees = piece.number()?;
                if degrees.abs() <= limit {
                    Ok(degrees)
                } else {
                    Err(piece.problem(UnreadableReason::NotANumber))
                }
            })
            .transpose()
    }

    /// A JSON object of these keys only, as far as they are there.
    pub(in crate::webhook) fn excerpt(&self, keys: &[&'static str]) -> SecretText {
        let parts: Vec<_> = keys
            .iter()
            .filter_map(|key| Some((*key, self.piece(key)?.json())))
            .collect();
        excerpt(&parts)
    }

    /// `true`, bare or as a text.
    pub(in crate::webhook) fn is_true(&self, key: &'static str) -> bool {
        self.piece(key)
            .is_some_and(|piece| matches!(piece.raw, "true" | "\"true\""))
    }

    /// What stands below a key, or that nothing does.
    pub(in crate::webhook) fn require<T>(
        &self,
        key: &'static str,
        found: Found<T>,
    ) -> Result<T, Unreadable> {
        found?.ok_or_else(|| Unreadable {
            pointer: self.place.key(key).pointer(),
            reason: UnreadableReason::Missing,
        })
    }
}

impl<'a> List<'a> {
    /// How many elements it has.
    pub(in crate::webhook) fn len(&self) -> usize {
        self.items.len()
    }

    /// Its elements, with their places.
    pub(in crate::webhook) fn pieces(&self) -> impl Iterator<Item = Piece<'a>> + '_ {
        self.items.iter().enumerate().map(|(index, raw)| Piece {
            raw: raw.get(),
            place: self.place.index(index),
        })
    }
}

/// A JSON object of these keys and pieces of JSON, in one form, written in one go into memory that is wiped.
pub(in crate::webhook) fn excerpt(parts: &[(&str, &str)]) -> SecretText {
    let room: usize = parts
        .iter()
        .map(|(key, json)| key.len() + json.len() + 4)
        .sum();
    let mut object = String::with_capacity(room + 2);
    for (key, json) in parts {
        object.push(if object.is_empty() { '{' } else { ',' });
        object.push('"');
        object.push_str(key);
        object.push_str("\":");
        push_canonical(json, &mut object);
    }
    object.push_str(if object.is_empty() { "{}" } else { "}" });
    SecretText::new(object)
}

/// True when a raw key, quotes included, is this key.
fn is_key(raw: &str, key: &str) -> bool {
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    inner == Some(key)
        || (raw.contains('\\') && read_string(raw).is_some_and(|name| name.as_str() == key))
}

/// Keys and values as they stand, so that a damaged key costs that key only.
struct Fields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Collect).map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn object(text: &str) -> Object<'_> {
        whole(text).unwrap().object().unwrap()
    }

    #[test]
    fn null_is_absent_and_of_two_the_last_counts() {
        let object = object(r#"{"a":null,"b":1,"b":2,"\u0063":"x"}"#);
        assert!(!object.has("a"));
        assert_eq!(object.integer("b").unwrap(), Some(2));
        assert!(object.has("c"));
    }

    #[test]
    fn a_damaged_value_costs_itself_only() {
        let object = object(r#"{"big":1e999,"name":"a\ud83d","\ud83d":0,"good":"7"}"#);
        assert_eq!(object.integer("good").unwrap(), Some(7));
        assert!(object.integer("big").is_err());
        assert_eq!(object.text("name").unwrap().unwrap().expose(), "a\u{fffd}");
    }

    #[test]
    fn numbers_come_bare_or_as_text() {
        let object = object(
            r#"{"a":"1794820323","b":1794820323,"c":"1.5e3","d":" 12 ","e":"inf","f":"12a","g":-0.25,"h":"NaN"}"#,
        );
        assert_eq!(object.integer("a").unwrap(), Some(1_794_820_323));
        assert_eq!(object.integer("b").unwrap(), Some(1_794_820_323));
        assert_eq!(object.integer("c").unwrap(), Some(1_500));
        assert_eq!(object.integer("d").unwrap(), Some(12));
        for bad in ["e", "f", "h"] {
            assert!(object.piece(bad).unwrap().integer().is_err());
        }
        assert_eq!(object.piece("g").unwrap().number().unwrap(), -0.25);
    }

    #[test]
    fn an_id_is_a_short_text_or_an_integer_and_an_empty_one_is_absent() {
        let long = format!(
            r#"{{"a":"{}","b":106540000000001,"c":"","d":" x ","e":[],"f":-1}}"#,
            "x".repeat(1_025)
        );
        let object = object(&long);
        assert!(object.id("a").is_err());
        assert_eq!(object.id("b").unwrap().unwrap().expose(), "106540000000001");
        assert_eq!(object.id("c").unwrap(), None);
        assert_eq!(object.id("d").unwrap().unwrap().expose(), "x");
        assert!(object.id("e").is_err());
        assert!(object.id("f").is_err());
    }

    #[test]
    fn a_word_that_could_be_a_text_is_not_kept() {
        let object = object(
            r#"{"a":"PARTNER_REMOVED","b":"Bonjour Camille","c":"authentication-international","d":"33639980101"}"#,
        );
        assert_eq!(object.kept_word("a").as_deref(), Some("PARTNER_REMOVED"));
        assert_eq!(object.kept_word("b"), None);
        assert!(object.kept_word("c").is_some());
        assert_eq!(object.kept_word("d"), None);
    }

    #[test]
    fn a_problem_names_its_place() {
        let object = object(r#"{"entry":{"a":1}}"#);
        let problem = object.list("entry").err().unwrap();
        assert_eq!(problem.pointer, "/entry");
        assert_eq!(problem.reason, UnreadableReason::NotAList);
    }
}
