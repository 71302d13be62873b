//! Words of the interface, in French and in English, from the Fluent files under `locales/`.
//!
//! A file of words is added by one line in `sources`. Tests hold both languages to the same keys
//! with the same arguments, and every key asked for in the source to exist.

mod sources;

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use crate::format::Format;
use tact_intake::refusal::Tongue;

use crate::report::model::Lang;

/// Arguments of a message: `args!["count" => 3, "name" => "…"]`.
macro_rules! args {
    ($($name:expr => $value:expr),+ $(,)?) => {{
        let mut args = ::fluent_bundle::FluentArgs::new();
        $(args.set($name, $value);)+
        args
    }};
}
pub(crate) use args;

/// The words of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The words of `lang`, all files together.
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = match lang {
            Lang::Fr => langid!("fr-FR"),
            Lang::En => langid!("en-GB"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would show up in terminals and CSV; names are isolated where they enter.
        bundle.set_use_isolating(false);
        match lang {
            Lang::Fr => bundle.set_formatter(Some(|value, _| write_number(value, Lang::Fr))),
            Lang::En => bundle.set_formatter(Some(|value, _| write_number(value, Lang::En))),
        }
        for source in sources::of(lang) {
            // The files are part of the program and a test reads them without error; should one
            // ever be broken, the messages that can be read are kept.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language of these words.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The same language, for what intake says itself.
    pub fn tongue(&self) -> Tongue {
        match self.lang {
            Lang::Fr => Tongue::French,
            Lang::En => Tongue::English,
        }
    }

    /// Numbers and dates in the same language.
    pub fn format(&self) -> Format {
        Format::new(self.lang)
    }

    /// The message `key` without arguments.
    pub fn say(&self, key: &str) -> String {
        self.find(key, None).unwrap_or_else(|| missing(key))
    }

    /// The message `key` with its arguments.
    ///
    /// Whole numbers among them choose the plural form and are written as [`Format`] writes them.
    pub fn get(&self, key: &str, args: FluentArgs<'_>) -> String {
        self.find(key, Some(&args)).unwrap_or_else(|| missing(key))
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        Some(Cow::into_owned(text))
    }
}

/// A missing key is a defect the tests catch; a reader still gets the rest of the page.
fn missing(key: &str) -> String {
    format!("[{key}]")
}

fn write_number(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => {
            Some(Format::new(lang).short_decimal(*value, 2))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Each message's name with the names of its arguments, read by eye of the text itself.
    fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in sources::of(lang) {
            let mut current = String::new();
            for line in source.lines() {
                let starts_message = line.starts_with(|c: char| c.is_ascii_lowercase());
                if let Some((key, _)) = line.split_once('=').filter(|_| starts_message) {
                    current = key.trim().to_owned();
                    let is_new = found.insert(current.clone(), BTreeSet::new()).is_none();
                    assert!(is_new, "{lang:?} says {current} twice");
                }
                for argument in line.split('$').skip(1) {
                    let name: String = argument
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                        .collect();
                    found.entry(current.clone()).or_default().insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_messages_with_the_same_arguments() {
        assert_eq!(messages(Lang::Fr), messages(Lang::En));
    }

    #[test]
    fn every_file_of_words_is_read_without_error() {
        for lang in [Lang::Fr, Lang::En] {
            for source in sources::of(lang) {
                let read = FluentResource::try_new((*source).to_owned());
                let errors = read.err().map(|(_, errors)| errors).unwrap_or_default();
                assert!(errors.is_empty(), "{lang:?}: {errors:?}");
            }
        }
    }

    #[test]
    fn every_message_is_written_without_a_gap_when_its_arguments_are_given() {
        for lang in [Lang::Fr, Lang::En] {
            let texts = Texts::new(lang);
            for (key, names) in messages(lang) {
                let args: FluentArgs<'_> = names.iter().map(|name| (name.clone(), 2)).collect();
                let text = texts.get(&key, args);
                assert!(!text.contains(['{', '}', '[']), "{lang:?} {key}: {text}");
            }
        }
    }

    #[test]
    fn every_key_asked_for_in_the_program_exists() {
        let known = messages(Lang::Fr);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut asked = BTreeSet::new();
        for folder in ["src", "templates"] {
            collect_keys(&root.join(folder), &mut asked);
        }
        assert!(asked.len() > 10, "the search for keys finds nothing");
        let unknown: Vec<_> = asked
            .iter()
            .filter(|key| !known.contains_key(*key))
            .collect();
        assert!(unknown.is_empty(), "not in locales/: {unknown:?}");
    }

    fn collect_keys(folder: &Path, keys: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect_keys(&path, keys);
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            for call in ["texts.say(\"", "texts.get(\""] {
                for rest in text.split(call).skip(1) {
                    keys.extend(rest.split('"').next().map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn plurals_follow_the_language_and_numbers_its_typography() {
        let french = Texts::new(Lang::Fr);
        let english = Texts::new(Lang::En);
        let said = |texts: &Texts, count: u64| texts.get("conversations", args!["count" => count]);
        assert_eq!(said(&french, 0), "0\u{a0}conversation");
        assert_eq!(said(&french, 1), "1\u{a0}conversation");
        assert_eq!(said(&french, 1234), "1\u{202f}234\u{a0}conversations");
        assert_eq!(said(&english, 0), "0\u{a0}conversations");
        assert_eq!(said(&english, 1), "1\u{a0}conversation");
        assert_eq!(said(&english, 1234), "1,234\u{a0}conversations");
    }

    #[test]
    fn french_words_keep_the_spaces_french_typography_asks_for() {
        for source in sources::of(Lang::Fr) {
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                let said = line.split_once('=').map_or(line, |(_, said)| said);
                for mark in [" :", " ;", " ?", " !", " »", "« ", " %", "'"] {
                    assert!(!said.contains(mark), "{mark:?} in: {line}");
                }
            }
        }
    }
}
