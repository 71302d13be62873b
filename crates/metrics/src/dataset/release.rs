//! What may leave the team: counts with bounded contribution, ready for noise.

use std::collections::BTreeMap;

use tact_domain::Observability;

use super::{ConversationRow, Dataset, Touch};
use crate::estimate::publishing::bounded_contribution;
use crate::estimate::random::RandomBits;

/// A table of rates over disjoint sets of conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReleasedTable {
    /// Satisfied answers among answers: speaks of those who answered, and of nobody else.
    SatisfiedAmongAnswers,
    /// Conversations with an answer to the survey, among all.
    Answered,
    /// Conversations with at least one deleted customer message, among all.
    Deleted,
    /// The same by topic.
    DeletedByTopic,
}

/// Why a table cannot be released at all, whatever the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseRefusal {
    /// The channel does not show deletions: a rate of them would be invented.
    BlindChannel,
}

/// Name, units with the property, units: one cell of a table, before any noise.
pub type ExactCell = (String, u64, u64);

/// The cell of a table that has only one.
const WHOLE: &str = "all";

impl ReleasedTable {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::SatisfiedAmongAnswers,
        Self::Answered,
        Self::Deleted,
        Self::DeletedByTopic,
    ];

    /// Its name in a ledger and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::SatisfiedAmongAnswers => "satisfied-among-answers",
            Self::Answered => "answered",
            Self::Deleted => "deleted",
            Self::DeletedByTopic => "deleted-by-topic",
        }
    }

    /// True when the names of its cells come from the data: a cell nobody may see is then left out
    /// of what is shown, its name too.
    pub fn names_come_from_data(self) -> bool {
        self == Self::DeletedByTopic
    }

    /// Exact counts of its cells, of customers who consent where the data speak of consent. Each
    /// customer counts with at most `most` conversations, a random `most` of them; a row without a
    /// contact is a customer of its own.
    ///
    /// # Errors
    ///
    /// [`ReleaseRefusal`] when the channel cannot tell.
    ///
    /// Source: statistics §1, §11.
    pub fn exact_cells(
        self,
        dataset: &Dataset,
        most: usize,
        random: &mut dyn RandomBits,
    ) -> Result<Vec<ExactCell>, ReleaseRefusal> {
        let blind = dataset.params.channel.observability() == Observability::None;
        let about_deletion = matches!(self, Self::Deleted | Self::DeletedByTopic);
        if blind && about_deletion {
            return Err(ReleaseRefusal::BlindChannel);
        }
        let counted: Vec<(&ConversationRow, bool)> = dataset
            .conversations
            .rows
            .iter()
            .filter(|row| row.consented != Some(false))
            .filter_map(|row| self.property(row).map(|has| (row, has)))
            .collect();
        let contacts: Vec<Option<u64>> = counted.iter().map(|(row, _)| row.contact).collect();
        let kept = bounded_contribution(&contacts, most, random);
        let mut cells: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        if !self.names_come_from_data() {
            cells.insert(WHOLE.to_owned(), (0, 0));
        }
        for ((row, has), _) in counted.into_iter().zip(kept).filter(|(_, kept)| *kept) {
            let name = if self.names_come_from_data() {
                dataset.conversations.topics.name(row.topic)
            } else {
                WHOLE
            };
            let cell = cells.entry(name.to_owned()).or_default();
            cell.0 += u64::from(has);
            cell.1 += 1;
        }
        Ok(cells
            .into_iter()
            .map(|(name, (k, n))| (name, k, n))
            .collect())
    }

    /// Whether a conversation has the property; `None` when it is not in the denominator.
    fn property(self, row: &ConversationRow) -> Option<bool> {
        match self {
            Self::SatisfiedAmongAnswers => row.satisfied(),
            Self::Answered => Some(row.score.is_some()),
            Self::Deleted | Self::DeletedByTopic => match row.touch {
                Touch::Intact => Some(false),
                Touch::Touched => Some(true),
                Touch::Unobserved => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DatasetFiles, parse_dataset};
    use super::*;
    use crate::estimate::random::SplitMix64;

    fn dataset(channel: &str, rows: &[&str]) -> Dataset {
        parse_dataset(&DatasetFiles {
            params: format!("{{\"channel\":\"{channel}\"}}").as_bytes(),
            conversations: rows.join("\n").as_bytes(),
            messages: None,
            deletions: None,
            daily: None,
        })
        .unwrap()
    }

    fn cells(table: ReleasedTable, data: &Dataset) -> Result<Vec<ExactCell>, ReleaseRefusal> {
        table.exact_cells(data, 1, &mut SplitMix64::new(1))
    }

    #[test]
    fn a_customer_counts_once_and_those_who_did_not_answer_are_no_answers() {
        let data = dataset(
            "export",
            &[
                r#"{"id":"a","contact":"p","score":5}"#,
                r#"{"id":"b","contact":"p","score":4}"#,
                r#"{"id":"c","score":2}"#,
                r#"{"id":"d"}"#,
            ],
        );
        let table = cells(ReleasedTable::SatisfiedAmongAnswers, &data).unwrap();
        assert_eq!(table, [("all".to_owned(), 1, 2)]);
        let (name, _, n) = cells(ReleasedTable::Answered, &data).unwrap().remove(0);
        assert_eq!((name.as_str(), n), ("all", 3));
    }

    #[test]
    fn a_blind_channel_releases_no_deletion() {
        let data = dataset("cloud_api", &[r#"{"id":"a","n_deleted":0}"#]);
        for table in [ReleasedTable::Deleted, ReleasedTable::DeletedByTopic] {
            assert_eq!(cells(table, &data), Err(ReleaseRefusal::BlindChannel));
        }
    }

    #[test]
    fn who_does_not_consent_is_in_no_count() {
        let data = dataset(
            "export",
            &[
                r#"{"id":"a","topic":"t","n_deleted":1,"consented":true}"#,
                r#"{"id":"b","topic":"t","n_deleted":1,"consented":false}"#,
            ],
        );
        let table = cells(ReleasedTable::DeletedByTopic, &data).unwrap();
        assert_eq!(table, [("t".to_owned(), 1, 1)]);
    }
}
