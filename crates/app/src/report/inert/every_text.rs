//! Visits every text of a report.
//!
//! Structures are taken apart field by field, without `..`, so that a new text cannot be forgotten:
//! it does not compile until it is visited here.

use crate::report::model::{
    Action, Bar, BarItem, Block, Card, Cell, Chart, Dial, Effect, Explorer, Fact, IntervalItem,
    Meaning, Notice, Plot, Quote, Report, Section, Series, Stop, Table, TargetState, Topic,
};

/// What is done with each text.
type Visit<'a> = &'a mut dyn FnMut(&mut String);

/// Calls `visit` on every text of `report`, in the order of the page.
pub fn for_every_text(report: &mut Report, visit: Visit<'_>) {
    let Report {
        schema: _,
        lang: _,
        title,
        period,
        generated,
        remember,
        monday,
        bar,
        coverage,
        cards,
        predicted: _,
        sections,
        notices,
    } = report;
    for text in [title, period, generated, remember] {
        visit(text);
    }
    all(monday, visit);
    visit_bar(bar, visit);
    for fact in coverage {
        let Fact {
            label,
            value,
            raw: _,
            note,
        } = fact;
        visit(label);
        visit(value);
        maybe(note, visit);
    }
    for card in cards {
        visit_card(card, visit);
    }
    for section in sections {
        let Section {
            id,
            title,
            lead,
            blocks,
        } = section;
        for text in [id, title, lead] {
            visit(text);
        }
        visit_blocks(blocks, visit);
    }
    for notice in notices {
        let Notice {
            level: _,
            text,
            details,
        } = notice;
        visit(text);
        all(details, visit);
    }
}

fn all(texts: &mut [String], visit: Visit<'_>) {
    for text in texts {
        visit(text);
    }
}

fn maybe(text: &mut Option<String>, visit: Visit<'_>) {
    if let Some(text) = text {
        visit(text);
    }
}

fn visit_bar(bar: &mut Bar, visit: Visit<'_>) {
    let Bar {
        state: _,
        label,
        point: _,
        inner: _,
        outer: _,
        target: _,
        sentence,
        compared,
        key,
        withheld,
        meaning,
    } = bar;
    visit(label);
    visit(sentence);
    maybe(compared, visit);
    all(key, visit);
    maybe(withheld, visit);
    if let Some(meaning) = meaning {
        visit_meaning(meaning, visit);
    }
}

fn visit_meaning(meaning: &mut Meaning, visit: Visit<'_>) {
    let Meaning {
        name,
        formula,
        assumption,
        reference,
    } = meaning;
    for text in [name, formula, assumption, reference] {
        visit(text);
    }
}

fn visit_effect(effect: &mut Effect, visit: Visit<'_>) {
    let Effect {
        title,
        date,
        measure,
        verdict: _,
        verdict_text,
        change: _,
        interval: _,
        sentence,
    } = effect;
    for text in [title, date, measure, verdict_text, sentence] {
        visit(text);
    }
}

fn visit_card(card: &mut Card, visit: Visit<'_>) {
    let Card {
        id,
        label,
        value,
        raw: _,
        interval: _,
        n: _,
        range,
        change,
        target,
        definition,
        assumption,
        reference,
        beside,
        spark: _,
    } = card;
    for text in [id, label, value, range] {
        visit(text);
    }
    maybe(change, visit);
    if let Some(TargetState { text, verdict: _ }) = target {
        visit(text);
    }
    maybe(definition, visit);
    visit(assumption);
    maybe(reference, visit);
    all(beside, visit);
}

fn visit_blocks(blocks: &mut [Block], visit: Visit<'_>) {
    for block in blocks {
        match block {
            Block::Heading { text } | Block::Text { text } | Block::Note { text } => visit(text),
            Block::List { items } => all(items, visit),
            Block::Chart(chart) => visit_chart(chart, visit),
            Block::Table(table) => visit_table(table, visit),
            Block::Topics { items } => {
                for topic in items {
                    visit_topic(topic, visit);
                }
            }
            Block::Quotes { items } => {
                for Quote { text, source } in items {
                    visit(text);
                    visit(source);
                }
            }
            Block::Explorer(explorer) => visit_explorer(explorer, visit),
            Block::Meanings { items } => {
                for meaning in items {
                    visit_meaning(meaning, visit);
                }
            }
            Block::Effects { items } => {
                for effect in items {
                    visit_effect(effect, visit);
                }
            }
            Block::Actions { items } => {
                for action in items {
                    let Action {
                        title,
                        because,
                        measure,
                    } = action;
                    for text in [title, because, measure] {
                        visit(text);
                    }
                }
            }
            Block::Details { summary, blocks } => {
                visit(summary);
                visit_blocks(blocks, visit);
            }
        }
    }
}

fn visit_topic(topic: &mut Topic, visit: Visit<'_>) {
    let Topic {
        name,
        conversations: _,
        contacts: _,
        share,
        trend,
        direction: _,
        weekly: _,
        example,
        tone,
        terms,
        suggestion,
    } = topic;
    for text in [name, share, trend, tone] {
        visit(text);
    }
    maybe(example, visit);
    all(terms, visit);
    maybe(suggestion, visit);
}

fn visit_explorer(explorer: &mut Explorer, visit: Visit<'_>) {
    let Explorer {
        id,
        title,
        intro,
        dials,
        outcomes: _,
        sentence,
        verdicts,
        point: _,
        target: _,
        breakdown,
        tables,
        meaning,
    } = explorer;
    for text in [id, title, intro, sentence, breakdown] {
        visit(text);
    }
    for Dial {
        id,
        label,
        kind: _,
        stops,
        first: _,
    } in dials
    {
        visit(id);
        visit(label);
        for Stop { value: _, text } in stops {
            visit(text);
        }
    }
    all(verdicts, visit);
    for table in tables {
        visit_table(table, visit);
    }
    visit_meaning(meaning, visit);
}

fn visit_table(table: &mut Table, visit: Visit<'_>) {
    let Table {
        caption,
        head,
        rows,
    } = table;
    visit(caption);
    all(head, visit);
    for Cell { text, raw: _ } in rows.iter_mut().flatten() {
        visit(text);
    }
}

fn visit_chart(chart: &mut Chart, visit: Visit<'_>) {
    let Chart {
        id,
        title,
        subtitle,
        description,
        plot,
        table,
    } = chart;
    for text in [id, title, subtitle, description] {
        visit(text);
    }
    visit_plot(plot, visit);
    visit_table(table, visit);
}

fn visit_plot(plot: &mut Plot, visit: Visit<'_>) {
    match plot {
        Plot::Lines {
            unit: _,
            x,
            series,
            marks,
        } => {
            all(x, visit);
            for one in series {
                let Series {
                    name,
                    values: _,
                    band: _,
                    muted: _,
                } = one;
                visit(name);
            }
            for (_, label) in marks {
                visit(label);
            }
        }
        Plot::Bars { unit: _, bars } => {
            for bar in bars {
                let BarItem {
                    label,
                    value: _,
                    interval: _,
                    text,
                } = bar;
                visit(label);
                visit(text);
            }
        }
        Plot::Stacked { parts, rows } => {
            all(parts, visit);
            for (label, _) in rows {
                visit(label);
            }
        }
        Plot::Heat {
            unit: _,
            rows,
            columns,
            cells: _,
            open: _,
        } => {
            all(rows, visit);
            all(columns, visit);
        }
        Plot::Intervals {
            unit: _,
            axis: _,
            rows,
        } => {
            for row in rows {
                let IntervalItem {
                    label,
                    point: _,
                    interval: _,
                    assumption,
                    text,
                } = row;
                for text in [label, assumption, text] {
                    visit(text);
                }
            }
        }
        Plot::Curve {
            x_unit: _,
            y_unit: _,
            points: _,
            marks,
            log_x: _,
        } => {
            for (_, label) in marks {
                visit(label);
            }
        }
    }
}
