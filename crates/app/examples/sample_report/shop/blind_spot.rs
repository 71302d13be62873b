//! What deleted messages hide, and what that does to the figures.

use tact_app::i18n::Texts;
use tact_app::report::model::{Block, Cell, Chart, IntervalItem, Plot, Section, Table, Unit};
use tact_app::report::{WhatIf, what_if_report};

use super::Say;

/// The section of the blind spot.
pub(super) fn section(s: Say) -> Section {
    Section {
        id: "blind-spot".to_owned(),
        title: s.say("L’angle mort", "The blind spot"),
        lead: s.say(
            "15~% des conversations ont au moins un message supprimé~; ce que l’on n’a pas lu peut déplacer le résultat de deux points, guère plus.",
            "15% of conversations have at least one deleted message; what was not read can move the result by two points, hardly more.",
        ),
        blocks: [
            vec![Block::Chart(readings(s))],
            explorer(s),
            vec![Block::Chart(delays(s)), Block::Note {
                text: s.say(
                    "«~Supprimer pour moi~» ne laisse aucune trace~: personne ne peut le compter.",
                    "“Delete for me” leaves no trace: nobody can count it.",
                ),
            }],
        ]
        .concat(),
    }
}

fn readings(s: Say) -> Chart {
    let rows = [
        (
            "Sur les seules réponses au sondage",
            "Survey answers alone",
            Some((0.88, [0.83, 0.92])),
            "88~% (83–92~%)",
            "88% (83–92%)",
            "Ceux qui répondent ressemblent aux autres.",
            "Those who answer resemble the others.",
        ),
        (
            "Sur les seuls messages conservés",
            "Kept messages alone",
            Some((0.84, [0.81, 0.87])),
            "84~% (81–87~%)",
            "84% (81–87%)",
            "Ceux qui suppriment ressemblent aux autres.",
            "Those who delete resemble the others.",
        ),
        (
            "Estimation redressée",
            "Corrected estimate",
            Some((0.79, [0.66, 0.91])),
            "79~% (66–91~%)",
            "79% (66–91%)",
            "À satisfaction égale, on écrit presque pareil.",
            "Equally satisfied customers write almost alike.",
        ),
    ];
    let mut items: Vec<IntervalItem> = rows
        .iter()
        .map(
            |(fr, en, reading, text_fr, text_en, why_fr, why_en)| IntervalItem {
                label: s.say(fr, en),
                point: reading.map(|(point, _)| point),
                interval: reading.map(|(_, interval)| interval),
                assumption: s.say(why_fr, why_en),
                text: s.say(text_fr, text_en),
            },
        )
        .collect();
    items.push(IntervalItem {
        label: s.say("Sans aucune hypothèse", "With no assumption"),
        point: None,
        interval: Some([0.31, 0.96]),
        assumption: s.say("Aucune.", "None."),
        text: s.say("31–96~%", "31–96%"),
    });
    Chart {
        id: "readings".to_owned(),
        title: s.say(
            "Plus on regarde ceux qui se taisent, moins le chiffre est flatteur",
            "The more the silent are counted, the less flattering the figure",
        ),
        subtitle: s.say(
            "Part de clients satisfaits selon ce que l’on veut bien supposer, 612 conversations",
            "Share of satisfied customers by what one is ready to assume, 612 conversations",
        ),
        description: s.say(
            "Sondage seul 88~%, messages conservés 84~%, estimation redressée 79~%, sans hypothèse de 31 à 96~%.",
            "Survey alone 88%, kept messages 84%, corrected estimate 79%, with no assumption 31 to 96%.",
        ),
        table: Table {
            caption: s.say("Quatre lectures", "Four readings"),
            head: vec![
                s.say("Lecture", "Reading"),
                s.say("Résultat", "Result"),
                s.say("Ce qu’il faut supposer", "What must be assumed"),
            ],
            rows: items
                .iter()
                .map(|item| {
                    vec![
                        Cell::text(item.label.clone()),
                        Cell {
                            text: item.text.clone(),
                            raw: item.point,
                        },
                        Cell::text(item.assumption.clone()),
                    ]
                })
                .collect(),
        },
        plot: Plot::Intervals {
            unit: Unit::Share,
            axis: [0.0, 1.0],
            rows: items,
        },
    }
}

/// The explorer of `tact what-if`, at the worked example of the statistics page.
fn explorer(s: Say) -> Vec<Block> {
    let asked = WhatIf {
        satisfied: 0.85,
        interval: None,
        missing: 0.15,
        gamma: 2.0,
        target: 0.75,
    };
    let page = what_if_report(&Texts::new(s.0), &asked, String::new());
    page.sections
        .into_iter()
        .flat_map(|section| section.blocks)
        .filter(|block| matches!(block, Block::Explorer(_)))
        .collect()
}

fn delays(s: Say) -> Chart {
    let format = s.format();
    let points: Vec<[f64; 4]> = [
        (10.0, 0.08),
        (30.0, 0.21),
        (60.0, 0.34),
        (180.0, 0.52),
        (420.0, 0.63),
        (1800.0, 0.74),
        (4080.0, 0.83),
        (21_600.0, 0.9),
        (86_400.0, 0.96),
        (216_000.0, 1.0),
    ]
    .iter()
    .map(|(delay, share): &(f64, f64)| {
        [
            *delay,
            *share,
            (share - 0.06).max(0.0),
            (share + 0.05).min(1.0),
        ]
    })
    .collect();
    Chart {
        id: "deletion-delay".to_owned(),
        title: s.say(
            "La plupart des suppressions sont des corrections rapides",
            "Most deletions are quick corrections",
        ),
        subtitle: s.say(
            "Part des suppressions selon l’âge du message, ligne directe de la boutique, 214 suppressions",
            "Share of deletions by age of the message, the shop’s direct line, 214 deletions",
        ),
        description: s.say(
            "La moitié des suppressions ont lieu dans les trois minutes.",
            "Half of the deletions happen within three minutes.",
        ),
        table: Table {
            caption: s.say("Suppressions cumulées", "Cumulative deletions"),
            head: vec![s.say("Âge", "Age"), s.say("Part", "Share")],
            rows: points
                .iter()
                .map(|[delay, share, ..]| {
                    vec![
                        Cell::text(format.duration(*delay)),
                        Cell::number(*share, format.share(*share)),
                    ]
                })
                .collect(),
        },
        plot: Plot::Curve {
            x_unit: Unit::Seconds,
            y_unit: Unit::Share,
            points,
            marks: vec![
                (4096.0, s.say("1~h~08", "1~h~08")),
                (216_000.0, s.say("60~h", "60~h")),
            ],
            log_x: true,
        },
    }
}
