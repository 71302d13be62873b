//! The file of `--topics`: topics remembered from run to run, for a manager to edit. Words of topics
//! that k contacts share, never a message.

use std::{fmt::Write as _, fs, io, path::Path};

use serde::Deserialize;
use tact_analysis::{RememberedTopic, TopicId, TopicKind, TopicMemory};
use thiserror::Error;
use toml::Spanned;

/// Why a file of topics cannot be used.
#[derive(Debug, Error)]
pub enum TopicsFileError {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Something in it cannot be meant.
    #[error("line {line}: {problem}")]
    Wrong {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    topic: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<u32>,
    kind: TopicKind,
    name: Spanned<String>,
    #[serde(default)]
    pinned: bool,
    #[serde(default)]
    merge_into: Option<Spanned<u32>>,
    #[serde(default)]
    split: Vec<Spanned<String>>,
    terms: Spanned<Vec<(String, f32)>>,
}

const HEAD: &str = "\
# Topics remembered by tact analyze --topics. You may edit this file between two runs:
#   name = \"…\"            renames a topic, for good
#   pinned = true          lists it before the others
#   merge_into = ID        hands its conversations to another topic, for good
#   split = [\"term\", …]    makes topics of their own of some of its terms, at the next run
# A topic taken out is forgotten and may be found again under another name.
# No message is in here: only words that enough different people used.
";

/// Longest name a topic may be given, in characters.
const LONGEST_NAME: usize = 120;

/// Reads the file; one that does not exist yet remembers nothing.
///
/// # Errors
/// [`TopicsFileError`] with the line of the first thing that cannot be meant.
pub fn read_topics(path: &Path) -> Result<TopicMemory, TopicsFileError> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(TopicMemory::default()),
        Err(error) => Err(error.into()),
    }
}

fn parse(text: &str) -> Result<TopicMemory, TopicsFileError> {
    let line_of = |byte: usize| {
        let before = text.as_bytes().get(..byte).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    };
    let wrong = |at: usize, problem: String| TopicsFileError::Wrong {
        line: line_of(at),
        problem,
    };
    let file: File = toml::from_str(text).map_err(|error| {
        wrong(
            error.span().map_or(0, |span| span.start),
            error.message().to_owned(),
        )
    })?;
    let mut memory = TopicMemory::default();
    for entry in &file.topic {
        let (id, start) = (*entry.id.get_ref(), entry.id.span().start);
        if memory.topics.iter().any(|topic| topic.id.0 == id) {
            return Err(wrong(start, format!("id {id} is used twice")));
        }
        let name = entry.name.get_ref().trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(wrong(
                entry.name.span().start,
                format!("a name has 1 to {LONGEST_NAME} characters"),
            ));
        }
        if let Some((term, _)) = entry
            .terms
            .get_ref()
            .iter()
            .find(|(_, weight)| !weight.is_finite() || *weight < 0.0)
        {
            return Err(wrong(
                entry.terms.span().start,
                format!("the weight of \"{term}\" must be a number from 0 up"),
            ));
        }
        memory.topics.push(RememberedTopic {
            id: TopicId(id),
            kind: entry.kind,
            name: name.to_owned(),
            terms: entry.terms.get_ref().clone(),
            pinned: entry.pinned,
            merge_into: entry
                .merge_into
                .as_ref()
                .map(|into| TopicId(*into.get_ref())),
        });
    }
    for entry in &file.topic {
        let id = *entry.id.get_ref();
        if let Some(into) = &entry.merge_into {
            let target = *into.get_ref();
            let known = memory.topics.iter().any(|topic| topic.id.0 == target);
            if !known || target == id {
                return Err(wrong(
                    into.span().start,
                    format!("merge_into = {target}: name the id of another topic of this file"),
                ));
            }
        }
        for word in &entry.split {
            if !memory.split(TopicId(id), word.get_ref()) {
                return Err(wrong(
                    word.span().start,
                    format!(
                        "split: \"{}\" is none of the terms of topic {id}",
                        word.get_ref()
                    ),
                ));
            }
        }
    }
    Ok(memory)
}

/// Writes the memory, whole or not at all.
///
/// # Errors
/// When the system refuses.
pub fn write_topics(path: &Path, memory: &TopicMemory) -> Result<(), tact_store::OutputError> {
    tact_store::write_atomically(path, shown(memory).as_bytes())
}

fn shown(memory: &TopicMemory) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut out = HEAD.to_owned();
    for topic in &memory.topics {
        let kind = match topic.kind {
            TopicKind::Question => "question",
            TopicKind::Problem => "problem",
        };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n[[topic]]\nid = {}\nkind = \"{kind}\"\nname = {}\n",
            topic.id.0,
            quoted(&topic.name)
        );
        if topic.pinned {
            out.push_str("pinned = true\n");
        }
        if let Some(into) = topic.merge_into {
            let _ = writeln!(out, "merge_into = {}", into.0);
        }
        out.push_str("terms = [\n");
        for (term, weight) in &topic.terms {
            let _ = writeln!(out, "  [{}, {weight:.4}],", quoted(term));
        }
        out.push_str("]\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[[topic]]
id = 7
kind = "problem"
name = "Colis perdus de vue"
pinned = true
terms = [["colis", 0.8], ["suivi", 0.5], ["@parcel-missing", 0.9]]

[[topic]]
id = 8
kind = "question"
name = "horaires"
merge_into = 7
terms = [["horair", 1.0]]
"#;

    #[test]
    fn what_is_written_reads_the_same() {
        let memory = parse(FILE).unwrap_or_default();
        assert_eq!(memory.topics.len(), 2);
        assert_eq!(parse(&shown(&memory)).ok(), Some(memory));
    }

    #[test]
    fn a_split_makes_a_topic_and_is_done_once() {
        let text = FILE.replace("pinned = true", "split = [\"suivi\"]");
        let memory = parse(&text).unwrap_or_default();
        assert_eq!(memory.topics.len(), 3);
        assert!(!shown(&memory).contains("split = [\"suivi"));
    }

    #[track_caller]
    fn refused(text: &str, said: &str) {
        let error = parse(text).map(|_| ()).map_err(|error| error.to_string());
        assert!(
            error.as_ref().is_err_and(|error| error.starts_with(said)),
            "{error:?}"
        );
    }

    #[test]
    fn a_mistake_by_hand_is_named_with_its_line() {
        refused(
            &FILE.replace("id = 8", "id = 7"),
            "line 10: id 7 is used twice",
        );
        refused(
            &FILE.replace("merge_into = 7", "merge_into = 9"),
            "line 13: merge_into = 9",
        );
        refused(
            &FILE.replace("pinned = true", "pined = true"),
            "line 6: unknown field",
        );
        refused(
            &FILE.replace("pinned = true", "split = [\"mot\"]"),
            "line 6: split: \"mot\"",
        );
        refused(
            &FILE.replace("name = \"horaires\"", "name = \"\""),
            "line 12: a name has",
        );
        refused("[[topic]\n", "line 1: ");
    }

    #[test]
    fn a_file_not_yet_there_remembers_nothing() {
        let nowhere = Path::new("no-such-folder/topics.toml");
        assert!(read_topics(nowhere).is_ok_and(|memory| memory.topics.is_empty()));
    }
}
