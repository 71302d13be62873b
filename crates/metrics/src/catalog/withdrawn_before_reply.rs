//! `withdrawn_before_reply`: customers who took everything back before anybody replied.

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rows::{FirstWait, View};
use crate::service::shape::{Count, Shown, people};
use tact_domain::Observability;

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "withdrawn_before_reply",
    name: Wording {
        fr: "Supprimées avant réponse",
        en: "Deleted before a reply",
    },
    unit: Unit::Count,
    better: Better::Neither,
    formula: Wording {
        fr: "Prises de contact dont le client a supprimé tous les messages avant la première réponse. Elles ne sont ni « sans réponse » ni dans les délais.",
        en: "Inbound conversations of which the customer deleted every message before the first reply. They are neither “unanswered” nor in the response times.",
    },
    assumption: Wording {
        fr: "Dans un export, seulement s’il n’y a eu aucune réponse : l’heure d’une suppression n’y figure pas.",
        en: "In an export, only when there was no reply at all: the time of a deletion is not in it.",
    },
    cannot_see: Wording {
        fr: "Pourquoi. Une suppression ne dit rien de la satisfaction d’une personne.",
        en: "Why. A deletion says nothing of one person’s satisfaction.",
    },
    counted_at: Wording {
        fr: "Premier message du client.",
        en: "Customer’s first message.",
    },
    source: "kpi-definitions §4",
};

/// How many; `people` is the number of contacts of the period on channels that show deletions.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Count {
    let observable = || {
        let rows = view.contacts.iter();
        rows.filter(|row| row.channel.observability() != Observability::None)
    };
    if !view.contacts.is_empty() && observable().next().is_none() {
        return Shown::NotObservable;
    }
    let people = people(observable().map(|row| row.contact));
    Shown::of(people, settings.small_groups.sensitive(), || {
        let withdrawn = |row: &&_| is_withdrawn(row);
        observable().filter(withdrawn).count() as u64
    })
}

fn is_withdrawn(row: &crate::service::rows::ConversationRow) -> bool {
    row.first_wait == Some(FirstWait::WithdrawnBeforeReply)
}
