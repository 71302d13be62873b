//! Customers who agreed to analysis beside those who did not, on what needs no text.

use serde::Serialize;

use super::key_figures::{Change, KeyFigures, changes, key_figures};
use super::rows::{ConversationRow, TurnRow, View};
use super::settings::ServiceSettings;
use super::shape::{Row, Shown};
use super::tables::table;

/// Content-free figures of both groups. Where they differ, what is read of the consenting is not
/// to be extended to the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsentComparison {
    /// Customers who agreed.
    pub consenting: Shown<KeyFigures>,
    /// Customers who did not.
    pub others: Shown<KeyFigures>,
    /// Consenting minus others; empty when either group is withheld.
    pub changes: Vec<Change>,
}

/// Both groups of a view. Deletions are among the figures, so the stricter group size holds.
pub(super) fn compare(view: &View<'_>, settings: &ServiceSettings) -> ConsentComparison {
    let groups = table(
        view.conversations.iter(),
        settings.small_groups.sensitive(),
        |row| Some(row.consented),
        |row| row.contact,
        |rows| rows.first().is_some_and(|row| row.consented),
    );
    let side = |consented: bool| {
        let group = groups.iter().find(|row| row.group == consented);
        group.map_or(Shown::Empty, |row: &Row<bool, Shown<bool>>| {
            row.figure.map(|_| figures_of(view, consented, settings))
        })
    };
    let (consenting, others) = (side(true), side(false));
    let changes = match (others.value(), consenting.value()) {
        (Some(before), Some(after)) => changes(before, after, i64::MAX, settings),
        _ => Vec::new(),
    };
    ConsentComparison {
        consenting,
        others,
        changes,
    }
}

fn figures_of(view: &View<'_>, consented: bool, settings: &ServiceSettings) -> KeyFigures {
    // Topics are known of one group only: without them, both are read by the same rule.
    let of = |rows: &[ConversationRow]| -> Vec<ConversationRow> {
        let rows = rows.iter().filter(|row| row.consented == consented);
        rows.map(|row| ConversationRow {
            topic: None,
            next_same_topic: row.next_contact,
            since_same_topic: row.since_contact,
            ..*row
        })
        .collect()
    };
    let turns: Vec<TurnRow> = view
        .turns
        .iter()
        .filter(|turn| turn.consented == consented)
        .copied()
        .collect();
    let (conversations, contacts) = (of(view.conversations), of(view.contacts));
    let group = View {
        conversations: &conversations,
        contacts: &contacts,
        turns: &turns,
        inbound: &[],
        outbound: &[],
    };
    key_figures(&group, settings)
}
