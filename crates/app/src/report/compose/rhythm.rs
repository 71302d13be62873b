//! When customers write, and how long each hour waits.

use jiff::civil::Weekday;
use tact_metrics::service::Shown;

use super::Page;
use crate::{
    i18n::args,
    report::model::{BarItem, Block, Cell, Chart, Plot, Section, Table, Unit},
};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The busiest cell that may be shown: weekday and hour, written.
pub(super) fn busiest(page: &Page<'_>) -> Option<(String, String)> {
    let (weekday, hour) = busiest_cell(page)?;
    let format = page.texts.format();
    let day = WEEKDAYS.get(usize::from(weekday))?;
    Some((
        format.weekday(*day).to_owned(),
        format.hour(i8::try_from(hour).ok()?),
    ))
}

pub(super) fn busiest_cell(page: &Page<'_>) -> Option<(u8, u8)> {
    page.findings
        .service
        .rhythm
        .arrivals
        .iter()
        .filter_map(|row| Some((*row.figure.value()?, row.group)))
        .max_by_key(|(count, group)| (*count, std::cmp::Reverse((group.weekday, group.hour))))
        .map(|(_, group)| (group.weekday, group.hour))
}

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let texts = page.texts;
    let rhythm = &page.findings.service.rhythm;
    if rhythm.arrivals.is_empty() {
        return None;
    }
    let mut blocks = vec![heat(page)];
    blocks.extend(waits(page));
    if rhythm.usual_hours.is_none() {
        blocks.push(Block::Note {
            text: texts.say("when-no-hours"),
        });
    }
    Some(Section {
        id: "when".to_owned(),
        title: texts.say("section-when"),
        lead: texts.get(
            "when-lead",
            args![
                "zone" => page.zone_name(),
                "k" => page.choices.service.small_groups.service()
            ],
        ),
        blocks,
    })
}

fn heat(page: &Page<'_>) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let rhythm = &page.findings.service.rhythm;
    let mut cells: Vec<Vec<Option<f64>>> = vec![vec![Some(0.0); 24]; 7];
    for row in &rhythm.arrivals {
        let value = match row.figure {
            Shown::Known { value, .. } => Some(value as f64),
            Shown::Empty => Some(0.0),
            Shown::Withheld { .. } | Shown::NotObservable => None,
        };
        if let Some(slot) = cells
            .get_mut(usize::from(row.group.weekday))
            .and_then(|day| day.get_mut(usize::from(row.group.hour)))
        {
            *slot = value;
        }
    }
    let rows: Vec<String> = WEEKDAYS
        .iter()
        .map(|day| format.short_weekday(*day))
        .collect();
    let columns: Vec<String> = (0..24).map(|hour| format.hour(hour)).collect();
    let title = match busiest(page) {
        Some((weekday, hour)) => texts.get(
            "when-heat-title",
            args!["weekday" => weekday, "hour" => hour],
        ),
        None => texts.say("when-heat-title-flat"),
    };
    let table = Table {
        caption: texts.say("when-heat-sub"),
        head: std::iter::once(texts.say("col-hour"))
            .chain(rows.iter().cloned())
            .collect(),
        rows: (0..24)
            .map(|hour| {
                let mut line = vec![Cell::text(columns.get(hour).cloned().unwrap_or_default())];
                line.extend(
                    cells
                        .iter()
                        .map(|day| match day.get(hour).copied().flatten() {
                            Some(value) => Cell::number(value, format.short_decimal(value, 0)),
                            None => Cell::text(texts.say("value-withheld")),
                        }),
                );
                line
            })
            .collect(),
    };
    Block::Chart(Chart {
        id: "arrivals".to_owned(),
        title,
        subtitle: texts.say("when-heat-sub"),
        description: texts.say("when-heat-description"),
        plot: Plot::Heat {
            unit: Unit::Count,
            rows,
            columns,
            cells,
            open: rhythm
                .usual_hours
                .map(|days| days.iter().map(|day| day.to_vec()).collect()),
        },
        table,
    })
}

fn waits(page: &Page<'_>) -> Option<Block> {
    let (texts, format) = (page.texts, page.texts.format());
    let rows: Vec<_> = page
        .findings
        .service
        .rhythm
        .by_hour
        .iter()
        .map(|row| {
            let hour = format.hour(i8::try_from(row.group).unwrap_or_default());
            let written = match &row.figure {
                Shown::Known { value, .. } => page.figures().median(&value.elapsed),
                Shown::Withheld { need } => page.figures().withheld(*need),
                Shown::NotObservable | Shown::Empty => page.figures().median(&Shown::Empty),
            };
            (hour, written)
        })
        .collect();
    let longest = rows
        .iter()
        .filter(|(_, written)| written.raw.is_some())
        .max_by(|a, b| a.1.raw.unwrap_or(0.0).total_cmp(&b.1.raw.unwrap_or(0.0)))?;
    let title = texts.get(
        "when-wait-title",
        args!["hour" => longest.0.clone(), "median" => longest.1.value.clone()],
    );
    Some(Block::Chart(Chart {
        id: "wait-by-hour".to_owned(),
        description: title.clone(),
        title,
        subtitle: texts.say("when-wait-sub"),
        plot: Plot::Bars {
            unit: Unit::Seconds,
            bars: rows
                .iter()
                .map(|(hour, written)| BarItem {
                    label: hour.clone(),
                    value: written.raw,
                    interval: written.interval,
                    text: written.value.clone(),
                })
                .collect(),
        },
        table: Table {
            caption: texts.say("when-wait-sub"),
            head: page
                .figures()
                .head(&["col-hour", "col-median", "col-range", "col-n"]),
            rows: rows
                .iter()
                .map(|(hour, written)| {
                    vec![
                        Cell::text(hour.clone()),
                        written.cell(),
                        Cell::text(
                            written
                                .interval
                                .map_or_else(String::new, |ends| format.between_durations(ends)),
                        ),
                        Cell {
                            text: written.n.map_or_else(String::new, |n| format.count(n)),
                            raw: written.n.map(|n| n as f64),
                        },
                    ]
                })
                .collect(),
        },
    }))
}
