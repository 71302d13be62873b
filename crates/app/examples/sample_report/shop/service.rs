//! When customers write and how long they wait.

use jiff::civil::Weekday;
use tact_app::report::model::{Block, Cell, Chart, Plot, Section, Table, Unit};

use super::Say;

/// The section of arrivals and waiting.
pub(super) fn section(s: Say) -> Section {
    Section {
        id: "when".to_owned(),
        title: s.say("Quand vos clients écrivent", "When your customers write"),
        lead: s.say(
            "Un message sur quatre arrive après la fermeture, surtout entre 18~h et 21~h.",
            "One message in four arrives after closing time, mostly between 6 and 9~pm.",
        ),
        blocks: vec![Block::Chart(arrivals(s)), Block::Chart(waiting(s))],
    }
}

fn arrivals(s: Say) -> Chart {
    let format = s.format();
    let days: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
    let shape = |hour: usize| -> f64 {
        let noon = (-((hour as f64 - 12.0) / 2.6).powi(2)).exp() * 22.0;
        let evening = (-((hour as f64 - 19.0) / 1.8).powi(2)).exp() * 31.0;
        (noon + evening).round()
    };
    let cells: Vec<Vec<Option<f64>>> = (0..7)
        .map(|day| {
            (0..24)
                .map(|hour| {
                    let count = shape(hour) * if day >= 5 { 0.6 } else { 1.0 };
                    // Small counts are withheld, none is none.
                    match count.round() {
                        few if (1.0..5.0).contains(&few) => None,
                        count => Some(count),
                    }
                })
                .collect()
        })
        .collect();
    let open = (0..7)
        .map(|day| {
            (0..24)
                .map(|hour| match (day, hour) {
                    (0..=4, 9..=11 | 13..=17) | (5, 10..=16) => 1.0,
                    (0..=4, 12) => 0.0,
                    _ => 0.0,
                })
                .collect()
        })
        .collect();
    let rows = days
        .iter()
        .zip(&cells)
        .map(|(day, row)| {
            let total: f64 = row.iter().flatten().sum();
            vec![
                Cell::text(format.weekday(*day)),
                Cell::number(total, format.decimal(total, 0)),
            ]
        })
        .collect();
    Chart {
        id: "arrivals".to_owned(),
        title: s.say(
            "Le soir, les clients écrivent quand personne ne répond",
            "In the evening, customers write when nobody answers",
        ),
        subtitle: s.say(
            "Premiers messages par jour et par heure, 1^284 conversations, heure de Paris",
            "First messages by day and hour, 1,284 conversations, Paris time",
        ),
        description: s.say(
            "Deux pics~: vers midi et vers 19~h~; le second tombe après la fermeture.",
            "Two peaks: around noon and around 7~pm; the second falls after closing time.",
        ),
        plot: Plot::Heat {
            unit: Unit::Count,
            rows: days.iter().map(|day| format.short_weekday(*day)).collect(),
            columns: (0..24).map(|hour| format.hour(hour)).collect(),
            cells,
            open: Some(open),
        },
        table: Table {
            caption: s.say("Premiers messages par jour", "First messages by day"),
            head: vec![s.say("Jour", "Day"), "Conversations".to_owned()],
            rows,
        },
    }
}

fn waiting(s: Say) -> Chart {
    let format = s.format();
    let points: Vec<[f64; 4]> = [
        (60.0, 0.06),
        (180.0, 0.18),
        (420.0, 0.34),
        (840.0, 0.5),
        (1800.0, 0.63),
        (3600.0, 0.72),
        (10_800.0, 0.82),
        (21_600.0, 0.91),
        (46_800.0, 0.94),
        (86_400.0, 0.955),
        (172_800.0, 0.957),
    ]
    .iter()
    .map(|(delay, share): &(f64, f64)| {
        [
            *delay,
            *share,
            (share - 0.03).max(0.0),
            (share + 0.03).min(1.0),
        ]
    })
    .collect();
    Chart {
        id: "waiting".to_owned(),
        title: s.say(
            "La moitié des clients ont une réponse en 14~minutes",
            "Half of the customers get an answer within 14~minutes",
        ),
        subtitle: s.say(
            "Part des conversations répondues selon le temps écoulé, bande à 95~%, 1^284 conversations",
            "Share of conversations answered by time elapsed, 95% band, 1,284 conversations",
        ),
        description: s.say(
            "La courbe passe 50~% à 14~min et 91~% à 6~h~; 4~% restent sans réponse.",
            "The curve passes 50% at 14~min and 91% at 6~h; 4% stay unanswered.",
        ),
        table: Table {
            caption: s.say("Part répondue", "Share answered"),
            head: vec![s.say("Après", "After"), s.say("Répondues", "Answered")],
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
            marks: vec![(1800.0, s.say("objectif~: 30~min", "target: 30~min"))],
            log_x: true,
        },
    }
}
