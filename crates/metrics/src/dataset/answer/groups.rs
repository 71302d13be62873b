//! Touched share by topic, agent and hour, through the one door for small groups.

use std::collections::BTreeMap;

use serde::Serialize;
use tact_domain::Observability;

use super::super::{Dataset, UNKNOWN};
use super::deletion::Unobservable;
use super::tally::{GroupTally, Grouping, Tally};
use crate::estimate::Proportion;
use crate::estimate::small_groups::{Group, suppress};

const HOUR_BLOCKS: [&str; 4] = ["00-06", "06-12", "12-18", "18-24"];

/// Touched share by group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupTables {
    /// By topic.
    pub topic: GroupAnswer,
    /// By agent: arithmetic only, never shown.
    pub agent: GroupAnswer,
    /// By local hour of the first message.
    pub hour_block: GroupAnswer,
}

/// One table.
#[derive(Clone, Debug, Serialize)]
pub struct GroupAnswer {
    /// Groups too small to show, or hidden to protect those.
    pub hidden: Vec<String>,
    /// The others.
    pub cells: CellsAnswer,
}

/// The cells of one table.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum CellsAnswer {
    /// Touched share per group; null when hidden.
    Seen(BTreeMap<String, Option<Proportion>>),
    /// The channel shows no deletion.
    Unobservable(Unobservable),
}

pub(super) fn tables(
    tally: &mut Tally,
    dataset: &Dataset,
    observability: Observability,
) -> GroupTables {
    let (mut topic, mut agent, mut hour_block) = (Vec::new(), Vec::new(), Vec::new());
    let names = &dataset.conversations;
    for (grouping, group) in std::mem::take(&mut tally.groups) {
        let (table, key) = match grouping {
            Grouping::Topic(id) => (&mut topic, names.topics.name(id)),
            Grouping::Agent(id) => (&mut agent, names.agents.name(id)),
            Grouping::HourBlock(block) => (&mut hour_block, hour_block_name(block)),
        };
        table.push(screened_group(key, group));
    }
    let k_min = dataset.params.k_min;
    let screen = |groups| {
        let table = suppress(groups, k_min);
        GroupAnswer {
            hidden: table.hidden(),
            cells: match observability {
                Observability::None => CellsAnswer::Unobservable(Unobservable),
                Observability::Exact | Observability::Marker => CellsAnswer::Seen(table.cells),
            },
        }
    };
    GroupTables {
        topic: screen(topic),
        agent: screen(agent),
        hour_block: screen(hour_block),
    }
}

fn screened_group(key: &str, group: GroupTally) -> Group<String, Proportion> {
    Group {
        key: key.to_owned(),
        contacts: group.contacts,
        figure: Proportion::of(group.touched, group.conversations),
    }
}

fn hour_block_name(block: Option<u8>) -> &'static str {
    block
        .and_then(|block| HOUR_BLOCKS.get(usize::from(block)).copied())
        .unwrap_or(UNKNOWN)
}
