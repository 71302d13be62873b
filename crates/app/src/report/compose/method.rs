//! Where the figures come from, and what was never done.

use std::collections::BTreeSet;

use tact_intake::threads::{BusinessDecision, BusinessEvidence, ExportTimeSource};
use tact_metrics::catalog::{ALL, Wording};

use super::Page;
use crate::{
    i18n::args,
    pipeline::ConsentBasis,
    report::model::{Block, Cell, Lang, Section, Table},
};

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let texts = page.texts;
    let mut items = vec![consent(page), end(page)];
    items.extend(business(page));
    if let Some(known) = &page.findings.understanding {
        items.push(texts.get("method-model", args!["model" => known.card.to_string()]));
    }
    items.push(texts.get("method-k", args!["k" => page.choices.k]));
    items.push(texts.say(match page.findings.scope {
        Some(_) => "figures-kept",
        None => "method-files",
    }));
    items.push(texts.say("method-promise"));
    Some(Section {
        id: "method".to_owned(),
        title: texts.say("section-method"),
        lead: texts.say("method-lead"),
        blocks: vec![
            Block::List { items },
            Block::Details {
                summary: texts.say("method-definitions"),
                blocks: vec![Block::Table(definitions(page))],
            },
        ],
    })
}

fn consent(page: &Page<'_>) -> String {
    let texts = page.texts;
    match &page.choices.consent {
        ConsentBasis::None => texts.say("method-consent-none"),
        ConsentBasis::Kept => texts.say("figures-consent-kept"),
        ConsentBasis::Declared(declaration) => texts.get(
            "method-consent-declared",
            args!["text" => declaration.text.clone()],
        ),
        ConsentBasis::Recorded(_) => texts.get(
            "method-consent-file",
            args![
                "lines" => page.findings.ledger.lines,
                "unmatched" => page.findings.ledger.unmatched
            ],
        ),
    }
}

fn end(page: &Page<'_>) -> String {
    if page.findings.scope.is_some() {
        return page.texts.say("figures-end");
    }
    let sources: BTreeSet<ExportTimeSource> = page.findings.ends.iter().copied().collect();
    let mut sources = sources.into_iter();
    let key = match (sources.next(), sources.next()) {
        (Some(ExportTimeSource::Given), None) => "end-given",
        (Some(ExportTimeSource::ZipEntry), None) => "end-zip",
        (Some(ExportTimeSource::FileModified), None) => "end-file",
        (Some(ExportTimeSource::LastMessage), None) | (None, _) => "end-last",
        (Some(_), Some(_)) => "end-mixed",
    };
    page.texts
        .get("method-end", args!["source" => page.texts.say(key)])
}

fn business(page: &Page<'_>) -> Option<String> {
    let texts = page.texts;
    let BusinessDecision::Decided {
        evidence,
        chats,
        of,
        ..
    } = &page.findings.assembly.business
    else {
        return None;
    };
    let how = match evidence {
        BusinessEvidence::Named => texts.say("business-named"),
        BusinessEvidence::CommonAuthor => {
            texts.get("business-common", args!["chats" => *chats, "of" => *of])
        }
        BusinessEvidence::OwnDeletion => texts.say("business-own-deletion"),
        BusinessEvidence::Title => texts.say("business-title"),
        _ => texts.say("business-other"),
    };
    Some(texts.get("method-business", args!["how" => how]))
}

fn definitions(page: &Page<'_>) -> Table {
    let say = |wording: Wording| match page.texts.lang() {
        Lang::Fr => Cell::text(wording.fr),
        Lang::En => Cell::text(wording.en),
    };
    Table {
        caption: page.texts.say("method-definitions"),
        head: page.figures().head(&[
            "col-name",
            "col-definition",
            "col-assumption",
            "col-cannot-see",
            "reference",
        ]),
        rows: ALL
            .iter()
            .map(|definition| {
                vec![
                    say(definition.name),
                    say(definition.formula),
                    say(definition.assumption),
                    say(definition.cannot_see),
                    Cell::text(
                        super::cards::references(page, definition.source)
                            .unwrap_or_else(|| page.texts.say("value-empty")),
                    ),
                ]
            })
            .collect(),
    }
}
