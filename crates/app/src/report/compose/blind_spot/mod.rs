//! What customers erased, where, and what it can do to the figures.

mod channel;
mod consent;
mod tone;

use tact_domain::Observability;
use tact_metrics::catalog::blind_spot::Reason;

use super::{
    Page,
    figure::{Of, ends},
    satisfaction,
};
use crate::{
    i18n::args,
    report::model::{Block, Cell, Section, Table},
};

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let texts = page.texts;
    let mut blocks = Vec::new();
    if let Some(counts) = page.tone.counts() {
        blocks.push(tone::intervals(page, counts));
        blocks.push(Block::Text {
            text: texts.get(
                "blind-manski-sentence",
                args!["range" => texts.format().between_shares(ends(counts.manski().interval()))],
            ),
        });
        // Where satisfaction is calibrated, Γ is explored there: one question, asked once.
        if !satisfaction::explores_gamma(page) {
            blocks.extend(tone::explorer(page, counts));
        }
    }
    for channel in &page.findings.service.deletions {
        if channel.observability != Observability::None {
            blocks.extend(channel::blocks(page, channel));
        }
    }
    blocks.push(parts(page));
    blocks.push(Block::Note {
        text: texts.say(page.key("blind-cannot", "blind-cannot-store")),
    });
    blocks.push(Block::Note {
        text: texts.say("blind-motives"),
    });
    blocks.extend(consent::blocks(page));
    blocks.extend(satisfaction::reviews(page));
    Some(Section {
        id: "blind-spot".to_owned(),
        title: texts.say("section-blind-spot"),
        lead: lead(page),
        blocks,
    })
}

fn lead(page: &Page<'_>) -> String {
    let (texts, figures) = (page.texts, page.figures());
    let Some(channel) = page.findings.service.deletions.first() else {
        return texts.say(page.key("blind-lead-none", "blind-lead-none-store"));
    };
    if channel.observability == Observability::None {
        return texts.say("figures-blind-unobservable");
    }
    match channel.messages.rate.value() {
        Some(0.0) => texts.say(page.key("blind-lead-none", "blind-lead-none-store")),
        Some(_) => texts.get(
            "blind-lead",
            args![
                "rate" => figures.share(&channel.messages.rate, Of::Messages).value,
                "conv" => figures.share(&channel.conversations.rate, Of::Conversations).value
            ],
        ),
        None => texts.say("blind-lead-withheld"),
    }
}

fn parts(page: &Page<'_>) -> Block {
    let (texts, format) = (page.texts, page.texts.format());
    let rows = page
        .findings
        .service
        .blind_spot
        .reasons
        .iter()
        .map(|row| {
            let label = texts.say(match row.group {
                Reason::Deletion => "reason-withdrawn",
                Reason::NoConsent => "reason-no-consent",
                Reason::TooShort => "reason-too-short",
                Reason::UnsupportedLanguage => "reason-language",
            });
            let written = page.figures().share(&row.figure, Of::Conversations);
            vec![
                Cell::text(label),
                written.cell(),
                Cell::text(
                    written
                        .interval
                        .map_or_else(String::new, |ends| format.share_range(ends)),
                ),
            ]
        })
        .collect();
    Block::Table(Table {
        caption: texts.say("blind-parts"),
        head: page.figures().head(&["col-what", "col-share", "col-range"]),
        rows,
    })
}
