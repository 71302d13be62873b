//! What is wrong with a dataset, in the operator's language.

use std::path::Path;

use tact_metrics::dataset::{DatasetError, Expected, Problem};

use super::text::typeset;
use crate::report::model::Lang;

pub(super) fn no_folder(folder: &Path, lang: Lang) -> String {
    let folder = folder.display();
    match lang {
        Lang::Fr => typeset(&format!(
            "{folder} n’est pas un dossier ; indiquez celui qui contient params.json et \
             conversations.jsonl."
        )),
        Lang::En => format!(
            "{folder} is not a folder; name the one that holds params.json and conversations.jsonl."
        ),
    }
}

/// File, line, what is wrong and what to write instead.
pub(super) fn sentence(error: &DatasetError, lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    let place = match error.line {
        Some(line) => format!("{}, ligne {line}", error.file),
        None => error.file.to_string(),
    };
    typeset(&format!("{place} : {}", french(&error.problem)))
}

fn french(problem: &Problem) -> String {
    match problem {
        Problem::MissingFile => "ce fichier est nécessaire et manque dans le dossier.".to_owned(),
        Problem::NotJson { detail } => format!(
            "ce n’est pas du JSON ({detail}). Un objet par ligne ; NaN et Infinity ne sont pas du \
             JSON : écrivez null."
        ),
        Problem::NotUtf8 => {
            "cette ligne n’est pas en UTF-8 ; enregistrez le fichier en UTF-8.".to_owned()
        }
        Problem::NotAnObject => "un objet est attendu, par exemple {\"id\": …}.".to_owned(),
        Problem::MissingField { field, expected } => {
            format!(
                "le champ « {field} » manque ; il doit contenir {}.",
                expectation(*expected)
            )
        }
        Problem::WrongField { field, expected } => format!(
            "le champ « {field} » doit contenir {} ; corrigez-le ou retirez la ligne.",
            expectation(*expected)
        ),
        Problem::UnknownChannel { found } => format!(
            "le canal « {found} » est inconnu ; utilisez coexistence (suppressions signalées), \
             export (suppressions marquées) ou cloud_api (suppressions invisibles)."
        ),
        Problem::OtherChannel { found, expected } => format!(
            "cette conversation vient du canal « {found} » et params.json indique \
             « {expected} » ; les canaux ne sont jamais mêlés dans un taux de suppression : \
             faites un dossier par canal."
        ),
        Problem::RepeatedId { id, first } => format!(
            "l’identifiant « {id} » est déjà à la ligne {first} ; gardez une ligne par \
             conversation."
        ),
        Problem::RepeatedDay { day, first } => {
            format!("le jour {day} est déjà à la ligne {first} ; gardez une ligne par jour.")
        }
        Problem::MoreThanCounted => {
            "k dépasse n ; k compte une partie des n unités du jour.".to_owned()
        }
        Problem::TooManyDays { most } => format!(
            "les jours s’étendent sur plus de {most} jours ; numérotez-les depuis le début de la \
             période."
        ),
        Problem::OtherLevel { found } => format!(
            "le niveau {found} n’est pas proposé : tous les intervalles de la méthode sont à 0.95."
        ),
    }
}

fn expectation(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "du texte",
        Expected::TextOrNull => "du texte ou null",
        Expected::NumberOrNull => "un nombre ou null",
        Expected::NonNegative => "un nombre positif ou nul",
        Expected::NonNegativeOrNull => "un nombre positif ou nul, ou null",
        Expected::Whole => "un nombre entier positif ou nul",
        Expected::WholeOrNull => "un nombre entier positif ou nul, ou null",
        Expected::HourOrNull => "un nombre entier de 0 à 23, ou null",
        Expected::ScoreOrNull => "un nombre de 1 à 5, ou null",
        Expected::TrueFalseOrNull => "true, false ou null",
        Expected::Positive => "un nombre supérieur à 0",
        Expected::Share => "un nombre entre 0 et 1, bornes exclues",
        Expected::RatioList => "une liste de nombres d’au moins 1",
        Expected::NameList => "une liste de noms",
        Expected::MotiveMatrix => "pour chaque motif, cinq parts dont la somme vaut 1",
        Expected::SourceList => {
            "des listes de quatre nombres : une part entre 0 et 1 (bornes exclues ; pour 0 ou 1, \
             prenez (k + ½)/(n + 1)), une erreur type supérieure à 0, un biais, un écart positif \
             ou nul"
        }
    }
}

#[cfg(test)]
mod tests {
    use tact_metrics::dataset::DatasetFile;

    use super::*;

    #[test]
    fn a_mistake_is_said_in_french_with_its_line() {
        let error = DatasetError {
            file: DatasetFile::Conversations,
            line: Some(12),
            problem: Problem::WrongField {
                field: "score",
                expected: Expected::ScoreOrNull,
            },
        };
        assert_eq!(
            sentence(&error, Lang::Fr),
            "conversations.jsonl, ligne 12\u{a0}: le champ «\u{a0}score\u{a0}» doit contenir un \
             nombre de 1 à 5, ou null\u{202f}; corrigez-le ou retirez la ligne."
        );
    }
}
