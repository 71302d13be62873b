//! Satisfaction: one bar on the first screen, and behind it everything that it rests on.

mod bar;
mod cards;
mod explorers;
mod reading;
mod readings;
mod statistician;
mod strata;
mod survey;

use tact_domain::Observability;
use tact_metrics::{
    dataset::{
        Params,
        answer::{Answer, ConsentAnswer, SatisfactionAnswer},
    },
    estimate::implied_deletion_shares,
};

use self::reading::{Reading, SHOWN_LAMBDA};
use super::{
    Page,
    what_if::{self, Kept},
};
use crate::{
    i18n::{Texts, args},
    pipeline::satisfaction::{Evidence, Satisfaction},
    report::model::{Bar, Block, Card, Report, Section},
};

pub(super) use survey::reviews;

/// The satisfaction of a run, where a survey was given.
pub(super) fn of<'a>(page: &'a Page<'_>) -> Option<(Reading<'a>, &'a Satisfaction)> {
    let found = page.findings.satisfaction.as_ref()?;
    let mut reading = Reading::of(&found.params, &found.answer, page.texts);
    reading.few_answers = found.surveys.too_few;
    reading.goal = page
        .findings
        .service
        .targets
        .iter()
        .map(|found| &found.target)
        .chain(page.choices.service.targets.targets.iter())
        .find(|target| target.metric == "csat")
        .map(|target| target.goal);
    Some((reading, found))
}

/// The bar.
pub(super) fn bar(page: &Page<'_>) -> Option<Bar> {
    let (reading, _) = of(page)?;
    Some(bar::bar(&reading))
}

/// The cards of satisfaction and of the response rate.
pub(super) fn cards(page: &Page<'_>) -> Vec<Card> {
    match of(page) {
        Some((reading, found)) => vec![
            cards::satisfaction(&reading),
            cards::response(page.texts, found),
        ],
        None => Vec::new(),
    }
}

/// Resolution as customers say, in lines beside the observed one.
pub(super) fn declared_resolution(page: &Page<'_>) -> Vec<String> {
    of(page).map_or_else(Vec::new, |(_, found)| {
        cards::declared_resolution(page.texts, found)
    })
}

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (reading, found) = of(page)?;
    let mut section = known(&reading, &found.evidence);
    section.blocks.push(survey::matched(page.texts, found));
    section
        .blocks
        .extend(survey::other_measures(page.texts, found));
    Some(section)
}

/// The share satisfied among intact conversations, from which "what if" starts.
pub(super) fn kept(page: &Page<'_>) -> Option<Kept> {
    kept_of(&of(page)?.0)
}

fn kept_of(reading: &Reading<'_>) -> Option<Kept> {
    let intact = reading.solid_intact()?;
    let touched = reading
        .found()?
        .deletion
        .as_ref()
        .and_then(|checks| checks.share_touched.rate);
    Some(Kept {
        share: intact.p?,
        interval: Some(reading::interval(intact.lower, intact.upper)),
        touched,
        target: reading.params.target,
        sentence: "what-if-sentence",
        lead: "what-if-lead",
    })
}

/// True where the section explores Γ on the calibrated figure.
pub(super) fn explores_gamma(page: &Page<'_>) -> bool {
    of(page).is_some_and(|(reading, _)| {
        reading
            .found()
            .is_some_and(|found| explorers::gamma(&reading, found).is_some())
    })
}

/// The satisfaction of a data set as a report of its own: the bar, its card, what stands behind it
/// and "what if". `generated` is the date, written.
pub fn estimate_report(
    params: &Params,
    answer: &Answer,
    texts: &Texts,
    generated: String,
) -> Report {
    let mut reading = Reading::of(params, answer, texts);
    reading.goal = Some(params.target);
    let mut sections = vec![known(&reading, &[])];
    sections.extend(kept_of(&reading).map(|kept| what_if::of_kept(texts, &kept)));
    Report {
        schema: super::SCHEMA,
        lang: texts.lang(),
        title: texts.say("section-satisfaction"),
        period: format!(
            "{}, {}",
            answer.scenario,
            texts.get("conversations", args!["count" => answer.n])
        ),
        generated,
        remember: bar::sentence(&reading),
        monday: Vec::new(),
        bar: bar::bar(&reading),
        coverage: Vec::new(),
        cards: vec![cards::satisfaction(&reading)],
        sections,
        notices: Vec::new(),
    }
}

fn known(reading: &Reading<'_>, evidence: &[Evidence]) -> Section {
    let texts = reading.texts;
    let mut section = Section {
        id: "satisfaction".to_owned(),
        title: texts.say("section-satisfaction"),
        lead: bar::sentence(reading),
        blocks: Vec::new(),
    };
    let (Some(figures), Some(found)) = (reading.figures(), reading.found()) else {
        return section;
    };
    let blocks = &mut section.blocks;
    blocks.push(Block::Note {
        text: texts.say(match reading.answer.deletion_observability {
            Observability::None => "sat-channel-none",
            Observability::Marker => "sat-channel-marker",
            Observability::Exact => "sat-channel-exact",
        }),
    });
    if !reading.few_answers {
        blocks.extend(readings::blocks(reading, found));
        let survey = &found.manski_survey;
        let range = texts
            .format()
            .between_shares([survey.ci_lower, survey.ci_upper]);
        let mut text = |text: String| blocks.push(Block::Text { text });
        text(texts.get("sat-manski", args!["range" => range]));
        if found.survey_raw.n > 0 {
            text(texts.say("sat-weighted-note"));
        }
        who_deletes(reading, found).into_iter().for_each(&mut text);
        transport_gap(reading, found)
            .into_iter()
            .for_each(&mut text);
        for explorer in [explorers::gamma(reading, found), explorers::lambda(reading)]
            .into_iter()
            .flatten()
        {
            blocks.push(Block::Explorer(Box::new(explorer)));
        }
        if let Some(text) = statistician::drivers(reading, figures) {
            blocks.push(Block::Heading {
                text: texts.say("drivers-title"),
            });
            blocks.push(Block::Text { text });
        }
    }
    if let Some(consent) = &figures.consent {
        blocks.extend(consenting(reading, consent));
    }
    if !reading.few_answers {
        blocks.push(statistician::blocks(reading, found, figures, evidence));
    }
    section
}

fn who_deletes(reading: &Reading<'_>, found: &SatisfactionAnswer) -> Option<String> {
    let (texts, format) = (reading.texts, reading.texts.format());
    let intact = reading.solid_intact()?;
    let checks = found.deletion.as_ref()?;
    let ratio = &checks.odds_ratio;
    let touched_answers: u64 = ratio.cells.iter().take(2).sum();
    if touched_answers < reading.params.k_min {
        return None;
    }
    if ratio.includes_one() {
        return Some(texts.say("sat-who-deletes-none"));
    }
    let (satisfied, dissatisfied) =
        implied_deletion_shares(intact, ratio, checks.share_touched.rate?)?;
    Some(texts.get(
        "sat-who-deletes",
        args![
            "satisfied" => format.share(satisfied),
            "dissatisfied" => format.share(dissatisfied),
            "ratio" => format.decimal(ratio.odds_ratio, 1),
            "low" => format.decimal(ratio.lower, 1),
            "high" => format.decimal(ratio.upper, 1)
        ],
    ))
}

/// Said where the carried-over reading lies outside the range shown, or the other way round.
fn transport_gap(reading: &Reading<'_>, found: &SatisfactionAnswer) -> Option<String> {
    reading.solid_intact()?;
    let transport = &found.deletion.as_ref()?.transport;
    let [low, high] = reading.at_lambda(1.0)?;
    let apart = transport.theta.is_some() && (transport.lower > high || transport.upper < low);
    apart.then(|| reading.texts.say("sat-transport-gap"))
}

/// Who agreed, and what that leaves open about the others.
fn consenting(reading: &Reading<'_>, consent: &ConsentAnswer) -> Vec<Block> {
    let (texts, format) = (reading.texts, reading.texts.format());
    let mut said = vec![texts.get(
        "sat-consent-share",
        args!["part" => format.ratio(consent.consenting.k, consent.consenting.n)],
    )];
    if consent.consenting.k < consent.consenting.n && !reading.few_answers {
        let worst = consent.worst_case.iter().flatten();
        for range in worst.filter(|range| range.lam == SHOWN_LAMBDA) {
            let range = format.between_shares([range.lower, range.upper]);
            said.push(texts.get("sat-consent-worst", args!["range" => range]));
        }
        for bound in consent.gamma.iter().flatten().filter(|b| b.gamma == 2.0) {
            said.push(texts.get(
                "sat-consent-gamma",
                args![
                    "gamma" => format.short_decimal(bound.gamma, 1),
                    "range" => format.between_shares([bound.ci_lower, bound.ci_upper])
                ],
            ));
        }
    }
    said.into_iter().map(|text| Block::Note { text }).collect()
}

#[cfg(test)]
mod tests;
