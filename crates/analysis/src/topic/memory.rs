//! What is remembered of topics from one run to the next: words, never messages.

use serde::{Deserialize, Serialize};

use super::recurring::{TopicId, TopicKind};

/// One remembered topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RememberedTopic {
    /// Its id, the same for ever.
    pub id: TopicId,
    /// Questions or problems.
    pub kind: TopicKind,
    /// Its name; a manager may change it in the file, and the change stays.
    pub name: String,
    /// Stems and concepts that make it, with their weight. Each came from k contacts at least.
    pub terms: Vec<(String, f32)>,
}

/// Topics of the runs before, as the shell keeps them in the file named by `--topics`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TopicMemory {
    /// The topics, oldest first.
    pub topics: Vec<RememberedTopic>,
}
