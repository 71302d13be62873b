//! Product × theme × tone, for the products the operator listed.

use std::collections::BTreeMap;

use tact_analysis::{KeyphraseInput, cross_products, keyphrases};
use tact_metrics::estimate::{Z_95, wilson};
use tact_privacy::Analysis;

use super::Page;
use crate::{
    i18n::args,
    pipeline::understand::kept_of,
    report::model::{Block, Cell, Section, Table},
};

/// Key phrases of a product shown at most.
const MOST_PHRASES: usize = 4;

/// The section; nothing without a product list.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let known = page.findings.understanding.as_ref()?;
    let list = page.choices.products.as_ref()?;
    let texts = page.texts;
    let cells = cross_products(
        page.findings
            .conversations
            .iter()
            .map(|c| c.contact)
            .zip(&known.conversations),
    );
    let phrases = phrases(page);
    let mut rows: Vec<(u32, Vec<Cell>)> = Vec::new();
    for ((product, theme), cell) in &cells {
        if theme.is_some() || cell.contacts < page.choices.k {
            continue;
        }
        let Some(named) = list.products().get(usize::from(*product)) else {
            continue;
        };
        let main_topic = cells
            .iter()
            .filter(|((other, theme), cell)| {
                other == product && theme.is_some() && cell.contacts >= page.choices.k
            })
            .max_by_key(|(_, cell)| cell.conversations)
            .and_then(|((_, theme), _)| known.topics.topics.get((*theme)? as usize))
            .map_or_else(|| texts.say("value-empty"), |topic| page.topic_name(topic));
        let said = phrases
            .get(&u32::from(*product))
            .map_or_else(String::new, |said| said.join(", "));
        rows.push((
            cell.conversations,
            vec![
                Cell::text(named.name.clone()),
                Cell::text(named.brand.clone().unwrap_or_default()),
                Cell::number(
                    f64::from(cell.conversations),
                    texts.format().count(u64::from(cell.conversations)),
                ),
                share(page, cell.positive, cell.conversations),
                share(page, cell.negative, cell.conversations),
                Cell::text(main_topic),
                Cell::text(said),
            ],
        ));
    }
    rows.sort_by_key(|(conversations, _)| std::cmp::Reverse(*conversations));
    let block = if rows.is_empty() {
        Block::Text {
            text: texts.say("products-empty"),
        }
    } else {
        Block::Table(Table {
            caption: texts.say("section-products"),
            head: page.figures().head(&[
                "col-product",
                "col-brand",
                "col-conversations",
                "col-tone",
                "col-negative",
                "col-topic",
                "col-words",
            ]),
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        })
    };
    Some(Section {
        id: "products".to_owned(),
        title: texts.say("section-products"),
        lead: texts.get("products-lead", args!["k" => page.choices.k]),
        blocks: vec![block],
    })
}

fn share(page: &Page<'_>, k: u32, n: u32) -> Cell {
    let format = page.texts.format();
    let value = f64::from(k) / f64::from(n.max(1));
    let interval = wilson(u64::from(k), u64::from(n), Z_95);
    Cell::number(
        value,
        format!(
            "{} ({})",
            format.share(value),
            format.share_range([interval.low, interval.high])
        ),
    )
}

/// Telling phrases of each product, each from k contacts, read from redacted text.
fn phrases(page: &Page<'_>) -> BTreeMap<u32, Vec<String>> {
    let findings = page.findings;
    let Some(known) = &findings.understanding else {
        return BTreeMap::new();
    };
    let mut words = Vec::new();
    for (conversation, said) in findings.conversations.iter().zip(&known.conversations) {
        let (Some(facts), Some(text)) = (
            findings.threads.get(conversation.thread as usize),
            findings.texts.get(conversation.thread as usize),
        ) else {
            continue;
        };
        if said.products.is_empty() {
            continue;
        }
        for kept in kept_of(&known.messages, conversation) {
            let permitted = findings.gate.permit_redacted::<Analysis>(
                &findings.redactor,
                facts,
                text,
                kept.index as usize,
            );
            if let Some(permitted) = permitted {
                words.push((
                    said.products.clone(),
                    facts.contact,
                    kept.annotation.language,
                    permitted,
                ));
            }
        }
    }
    let inputs: Vec<_> = words
        .iter()
        .flat_map(|(products, contact, language, text)| {
            products.iter().map(move |product| KeyphraseInput {
                group: u32::from(*product),
                contact: *contact,
                language: *language,
                text: text.borrowed(),
            })
        })
        .collect();
    keyphrases(&inputs, page.choices.k as usize, MOST_PHRASES)
        .into_iter()
        .map(|(product, phrases)| {
            (
                product,
                phrases.into_iter().map(|phrase| phrase.text).collect(),
            )
        })
        .collect()
}
