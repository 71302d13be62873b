//! Five to seven figures, each with all that it must travel with.

use tact_metrics::{
    catalog,
    service::{
        Trend,
        targets::{Clock, Target, Verdict as Judged},
    },
};

use super::{
    Page,
    figure::{Of, Written},
    meaning::{Figure, in_language, meaning},
    satisfaction,
};
use crate::{
    i18n::args,
    report::model::{Card, Lang, TargetState, Verdict},
};

/// The cards, in the order of the page.
pub(super) fn cards(page: &Page<'_>) -> Vec<Card> {
    let (figures, service, texts) = (page.figures(), &page.findings.service, page.texts);
    let mut conversations = figures.count(&service.volume.conversations);
    let inbound = figures.count(&service.volume.inbound_conversations);
    if conversations.raw.is_some() {
        conversations.range = texts.get("conversations-card", args!["inbound" => inbound.value]);
    }
    let mut cards = vec![card(
        page,
        "conversations",
        conversations,
        spark_volume(page),
    )];
    let asked = satisfaction::cards(page);
    let has_survey = !asked.is_empty();
    cards.extend(asked);
    // With a survey, tone is behind "how we know": seven cards, and one answer to one question.
    if let Some(counts) = page.tone.counts().filter(|_| !has_survey) {
        let tone = figures.share(&counts.intact_estimate(), Of::Conversations);
        cards.push(tone_card(page, tone));
    }
    let mut frt = figures.median(&service.first_response.speed.elapsed);
    let p90 = figures.p90(&service.first_response.speed.elapsed);
    if frt.raw.is_some() {
        frt.range = match p90.raw {
            Some(_) => texts.get(
                "card-median-p90",
                args!["p90" => p90.value, "range" => frt.range.clone()],
            ),
            None => format!("{} ({})", frt.range, p90.value),
        };
    }
    cards.push(card(page, "frt", frt, spark_median(page)));
    let unanswered = figures.share(&service.unanswered.share, Of::Conversations);
    cards.push(card(page, "unanswered", unanswered, spark_unanswered(page)));
    let mut fcr = card(
        page,
        "fcr",
        figures.share(&service.fcr.rate, Of::Conversations),
        Vec::new(),
    );
    fcr.beside = satisfaction::declared_resolution(page);
    cards.push(fcr);
    for channel in service.deletions.iter().filter(|_| !has_survey) {
        let touched = figures.share(&channel.conversations.rate, Of::Conversations);
        cards.push(card(page, "withdrawn_conv", touched, Vec::new()));
    }
    let blind = figures.share(&service.blind_spot.share, Of::Conversations);
    cards.push(card(page, "blind_spot", blind, Vec::new()));
    cards
}

fn card(page: &Page<'_>, id: &'static str, written: Written, spark: Vec<Option<f64>>) -> Card {
    let definition = catalog::definition(id);
    let say = |wording: catalog::Wording| match page.texts.lang() {
        Lang::Fr => wording.fr.to_owned(),
        Lang::En => wording.en.to_owned(),
    };
    Card {
        id: id.to_owned(),
        label: definition.map_or_else(|| id.to_owned(), |definition| say(definition.name)),
        value: written.value,
        raw: written.raw,
        interval: written.interval,
        n: written.n,
        range: written.range,
        change: change(page, id),
        target: target(page, id),
        definition: definition.map(|definition| say(definition.formula)),
        assumption: definition.map_or_else(String::new, |definition| {
            page.texts.get(
                "card-assumption",
                args![
                    "assumption" => say(definition.assumption),
                    "unseen" => say(definition.cannot_see)
                ],
            )
        }),
        reference: definition.and_then(|definition| references(page, definition.source)),
        beside: Vec::new(),
        spark,
    }
}

/// Authors and years of a source; chapters of our own documents mean nothing to a reader.
pub(super) fn references(page: &Page<'_>, source: &str) -> Option<String> {
    let authors: Vec<&str> = source
        .split("; ")
        .filter(|part| !part.contains('§'))
        .collect();
    (!authors.is_empty()).then(|| in_language(page.texts, &authors.join("; ")))
}

fn tone_card(page: &Page<'_>, written: Written) -> Card {
    Card {
        id: "tone".to_owned(),
        label: page.texts.say("bar-tone"),
        value: written.value,
        raw: written.raw,
        interval: written.interval,
        n: written.n,
        range: written.range,
        change: None,
        target: None,
        definition: Some(page.texts.say("tone-definition")),
        assumption: page.texts.say("tone-assumption"),
        reference: Some(meaning(page.texts, Figure::Kept).reference),
        beside: Vec::new(),
        spark: super::course::tone_by_week(page)
            .into_iter()
            .map(|week| week.value)
            .collect(),
    }
}

fn change(page: &Page<'_>, id: &str) -> Option<String> {
    let change = page
        .findings
        .service
        .change
        .as_ref()?
        .changes
        .iter()
        .find(|change| change.metric == id && !change.maturing)?;
    let format = page.texts.format();
    if change.trend == Trend::Open {
        return Some(page.texts.say("card-change-open"));
    }
    let value = change.difference.as_ref()?.value()?;
    let written = match catalog::definition(id)?.unit {
        catalog::Unit::Share => format.points(value),
        catalog::Unit::Seconds if value < 0.0 => format!("−{}", format.duration(-value)),
        catalog::Unit::Seconds => format!("+{}", format.duration(value)),
        catalog::Unit::Count => format.signed(value, 0),
    };
    Some(page.texts.get("card-change-up", args!["change" => written]))
}

fn target(page: &Page<'_>, id: &str) -> Option<TargetState> {
    let found = page
        .findings
        .service
        .targets
        .iter()
        .find(|found| found.target.metric == id && found.target.clock == Clock::Elapsed)?;
    Some(TargetState {
        text: goal(page, &found.target),
        verdict: match found.verdict {
            Judged::Met => Verdict::Met,
            Judged::Missed => Verdict::Missed,
            Judged::Open => Verdict::Open,
        },
    })
}

/// A target in words.
pub(super) fn goal(page: &Page<'_>, target: &Target) -> String {
    let format = page.texts.format();
    let value = match catalog::definition(target.metric).map(|definition| definition.unit) {
        Some(catalog::Unit::Seconds) => format.duration(target.goal),
        Some(catalog::Unit::Share) => format.share(target.goal),
        _ => format.short_decimal(target.goal, 1),
    };
    let key = match target.better {
        catalog::Better::Higher => "target-more",
        _ => "target-less",
    };
    page.texts.get(key, args!["value" => value])
}

fn spark_volume(page: &Page<'_>) -> Vec<Option<f64>> {
    weeks(page, |week| {
        week.conversations.value().map(|count| *count as f64)
    })
}

fn spark_median(page: &Page<'_>) -> Vec<Option<f64>> {
    weeks(page, |week| {
        week.first_response
            .value()
            .and_then(|median| median.median.seconds())
    })
}

fn spark_unanswered(page: &Page<'_>) -> Vec<Option<f64>> {
    weeks(page, |week| week.unanswered.value())
}

fn weeks(
    page: &Page<'_>,
    pick: impl Fn(&tact_metrics::service::Span) -> Option<f64>,
) -> Vec<Option<f64>> {
    page.findings
        .service
        .weeks
        .iter()
        .filter(|week| week.complete)
        .map(pick)
        .collect()
}
