//! A release, or why there is none, in the operator's language.

use std::path::Path;

use tact_metrics::estimate::publishing::{BudgetError, PublishedCell};

use super::super::text::typeset;
use super::{Refusal, Release, ReleasedRates, THOUSANDTHS};
use crate::format::Format;
use crate::report::model::Lang;

pub(super) fn unreadable(path: &Path, detail: &str, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Fr => typeset(&format!(
            "tact estimate : {path} n’est pas un registre de publication ({detail}) ; il n’a pas \
             été modifié. Indiquez le bon fichier, ou restaurez une sauvegarde : un registre neuf \
             ferait dépenser le budget deux fois."
        )),
        Lang::En => format!(
            "tact estimate: {path} is not a publication ledger ({detail}); it was left as it is. \
             Name the right file or restore a copy: a new ledger would spend the budget twice."
        ),
    }
}

pub(super) fn refusal(refusal: &Refusal, lang: Lang) -> String {
    let say = Format::new(lang);
    let epsilon = |thousandths: u64| say.short_decimal(thousandths as f64 / THOUSANDTHS, 3);
    let (french, english) = match refusal {
        Refusal::TooFew { k_min } => (
            format!("moins de {k_min} clients dans la période : rien ne peut être publié."),
            format!("fewer than {k_min} customers in the period: nothing can be published."),
        ),
        Refusal::Blind { table } => (
            format!(
                "sur ce canal, WhatsApp ne signale pas les suppressions : « {} » n’existe pas.",
                table.name()
            ),
            format!(
                "on this channel WhatsApp does not report deletions: there is no “{}”.",
                table.name()
            ),
        ),
        Refusal::Budget(BudgetError::Spent { period, left, cost }) => (
            format!(
                "budget de confidentialité dépassé : il reste ε = {} pour « {period} » et cette \
                 publication coûte {}. Publiez moins de tableaux, un ε plus petit, ou attendez la \
                 période suivante. Rien n’a été publié.",
                epsilon(*left),
                epsilon(*cost)
            ),
            format!(
                "beyond the privacy budget: ε = {} is left for “{period}” and this release costs \
                 {}. Publish fewer tables, a smaller ε, or wait for the next period. Nothing was \
                 published.",
                epsilon(*left),
                epsilon(*cost)
            ),
        ),
        Refusal::OtherBudget { ledger } => (
            format!(
                "ce registre a été ouvert avec ε = {} par période et le garde ; retirez --budget.",
                epsilon(*ledger)
            ),
            format!(
                "this ledger was opened with ε = {} per period and keeps it; leave --budget out.",
                epsilon(*ledger)
            ),
        ),
        Refusal::PeriodName => (
            "nommez la période avec --period, en 64 caractères au plus, par exemple 2026-10."
                .to_owned(),
            "name the period with --period, in at most 64 characters, such as 2026-10.".to_owned(),
        ),
    };
    match lang {
        Lang::Fr => typeset(&format!("tact estimate : {french}")),
        Lang::En => format!("tact estimate: {english}"),
    }
}

pub(super) fn release(release: &Release, lang: Lang) -> String {
    let say = Format::new(lang);
    let epsilon = |value: f64| say.short_decimal(value, 3);
    let mut lines = vec![release.period.clone()];
    for table in &release.tables {
        lines.push(match lang {
            Lang::Fr => format!("{} :", title(table, lang)),
            Lang::En => format!("{}:", title(table, lang)),
        });
        lines.extend(table.cells.iter().map(|cell| cell_line(cell, say)));
        if table.cells.is_empty() {
            lines.push(format!("  – {}", too_few(lang)));
        }
    }
    let (left, all) = (
        epsilon(release.epsilon_left),
        epsilon(release.epsilon_budget),
    );
    lines.extend(match lang {
        Lang::Fr => [
            "Les marges comptent le bruit ajouté. Redemander donne les mêmes chiffres.".to_owned(),
            format!("Budget de la période : il reste ε = {left} sur {all}."),
        ],
        Lang::En => [
            "The margins count the noise added. Asking again gives the same figures.".to_owned(),
            format!("Budget of the period: ε = {left} of {all} is left."),
        ],
    });
    let text = lines.join("\n") + "\n";
    match lang {
        Lang::Fr => typeset(&text),
        Lang::En => text,
    }
}

fn cell_line(cell: &PublishedCell, say: Format) -> String {
    let what = match &cell.rate {
        Some(rate) => format!(
            "{} ({})",
            say.share(rate.rate),
            say.between_shares([rate.lower, rate.upper])
        ),
        None => too_few(say.lang()).to_owned(),
    };
    match (cell.name.as_str(), say.lang()) {
        ("all", _) => format!("  – {what}"),
        (name, Lang::Fr) => format!("  – {name} : {what}"),
        (name, Lang::En) => format!("  – {name}: {what}"),
    }
}

fn too_few(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "trop peu de conversations pour être publié",
        Lang::En => "too few conversations to be published",
    }
}

fn title(table: &ReleasedRates, lang: Lang) -> &'static str {
    match (table.table, lang) {
        ("satisfied-among-answers", Lang::Fr) => {
            "Satisfaits parmi ceux qui ont répondu, ce qui ne dit rien des autres"
        }
        ("satisfied-among-answers", Lang::En) => {
            "Satisfied among those who answered, which says nothing of the others"
        }
        ("answered", Lang::Fr) => "Conversations suivies d’une réponse au sondage",
        ("answered", Lang::En) => "Conversations with an answer to the survey",
        ("deleted", Lang::Fr) => "Conversations avec au moins un message supprimé",
        ("deleted", Lang::En) => "Conversations with at least one deleted message",
        (_, Lang::Fr) => "Conversations avec au moins un message supprimé, par sujet",
        (_, Lang::En) => "Conversations with at least one deleted message, by topic",
    }
}
