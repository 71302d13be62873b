//! `reopen_rate`: settled exchanges that were taken up again.

use tact_domain::Estimate;

use super::{Better, Definition, Unit, Wording};
use crate::service::ServiceSettings;
use crate::service::rate::rate;
use crate::service::rows::{Settlement, View};

/// What it means.
pub const DEFINITION: Definition = Definition {
    id: "reopen_rate",
    name: Wording {
        fr: "Taux de réouverture (estimé)",
        en: "Reopen rate (estimated)",
    },
    unit: Unit::Share,
    better: Better::Lower,
    formula: Wording {
        fr: "Conversations rouvertes au moins une fois ÷ conversations réglées dont le délai de réouverture est passé.",
        en: "Conversations reopened at least once ÷ settled conversations whose reopening time has passed.",
    },
    assumption: Wording {
        fr: "Estimé : un export n’a pas de statut. Une demande passe pour réglée quand le client se tait 24 h après notre réponse ; un nouveau message dans les 48 h suivantes la rouvre. Un « merci » ne rouvre rien.",
        en: "Estimated: an export has no status. A request passes for settled when the customer stays silent for 24 h after our reply; a new message in the next 48 h reopens it. A “thank you” reopens nothing.",
    },
    cannot_see: Wording {
        fr: "Un retour au-delà de ce délai : il ouvre une nouvelle prise de contact (voir le taux de réitération).",
        en: "A return after that time: it opens a new conversation (see the repeat rate).",
    },
    counted_at: Wording {
        fr: "Premier message du client.",
        en: "Customer’s first message.",
    },
    source: "kpi-definitions §1.3, §5",
};

/// Share of settled conversations that were reopened.
pub(crate) fn compute(view: &View<'_>, settings: &ServiceSettings) -> Estimate {
    let ripe_after = settings.settled_after.as_secs() + settings.reopen_window.as_secs();
    let settled = view.contacts.iter().filter_map(|row| match row.settlement {
        // One that was reopened is decided early; to count it before its fellows would inflate.
        Settlement::Settled { at, .. } if row.until - at >= ripe_after => {
            Some((row.contact, row.reopened > 0))
        }
        _ => None,
    });
    rate(settled, settings.small_groups.service())
}
