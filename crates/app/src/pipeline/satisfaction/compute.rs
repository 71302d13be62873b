//! The figures of a survey, all from the estimators of `tact-metrics`.

use std::collections::BTreeMap;

use tact_domain::Channel;
use tact_intake::answers::{Asked, Resolved, Scale, Score};
use tact_metrics::{
    dataset::{Dataset, Params, answer::answer},
    estimate::{Proportion, Source, net_promoter},
    service::{
        ServiceSettings,
        targets::{Belief, Beliefs},
    },
};

use super::{
    DeclaredResolution, Effort, Evidence, Satisfaction, SurveyError, SurveyMatch, SurveySource,
    known::{Known, people},
    matching::{Matched, match_rows},
    rows,
};
use crate::pipeline::{
    change::{Daily, Measure, Unit},
    contacts::ContactIndex,
    reviews::Reviews,
};

/// Questions the headline may rest on, the best first.
const QUESTIONS: [Asked; 3] = [Asked::Satisfaction, Asked::Effort, Asked::Recommendation];

/// What a survey is worked out from, beside what the exports tell.
pub(in crate::pipeline) struct SurveyInputs<'a> {
    /// The files.
    pub(in crate::pipeline) sources: &'a [SurveySource],
    /// Who is who.
    pub(in crate::pipeline) contacts: &'a ContactIndex,
    /// Targets, windows and beliefs.
    pub(in crate::pipeline) settings: &'a ServiceSettings,
    /// Reviews, as a source of the synthesis.
    pub(in crate::pipeline) reviews: Option<&'a Reviews>,
}

/// What a survey file came to.
#[derive(Default)]
pub(in crate::pipeline) struct Surveyed {
    /// Its figures; `None` without a file.
    pub(in crate::pipeline) figures: Option<Satisfaction>,
    /// Its answers by day, for whoever looks for change.
    pub(in crate::pipeline) units: Vec<Unit>,
    /// Answers on satisfaction, brought to 1 to 5, by conversation.
    pub(in crate::pipeline) ratings: BTreeMap<usize, u8>,
}

/// The figures of a survey, and its answers for those who look further.
///
/// # Errors
/// A row that names no contact, or a name that two bear.
pub(in crate::pipeline) fn survey(
    inputs: &SurveyInputs<'_>,
    known: &Known<'_>,
) -> Result<Surveyed, SurveyError> {
    let matched = match_rows(inputs.sources, inputs.contacts, known)?;
    let question = QUESTIONS
        .into_iter()
        .find(|asked| !scores_of(&matched, *asked).is_empty());
    let headline = question
        .map(|asked| scores_of(&matched, asked))
        .unwrap_or_default();
    let enough = people_of(&headline, known) >= known.k;
    // Under k people, no figure at all may rest on their answers.
    let shown = if enough {
        headline.clone()
    } else {
        BTreeMap::new()
    };
    let units = units(&shown, known);
    let (sources, evidence) = evidence(&units, inputs, known);
    let params = Params {
        k_min: known.k,
        target: target(inputs.settings),
        fcr_window_h: inputs.settings.fcr_window.as_secs() as f64 / 3_600.0,
        deletion_window_s: inputs.settings.deletion_window.as_secs() as f64,
        sources,
        ..Params::of(Channel::Export)
    };
    let five = shown.iter().map(|(index, score)| (*index, score.on_five()));
    let dataset = Dataset {
        conversations: rows::conversations(known, &matched.answers, &five.collect()),
        messages: Some(rows::messages(known)),
        deletions: None,
        daily: Daily::of(Measure::Survey, &units).map(|daily| daily.series()),
        params,
    };
    let satisfaction = Satisfaction {
        answer: answer(&dataset),
        surveys: survey_match(inputs, &matched, question, &headline, known),
        fcr_declared: declared(&matched, known),
        nps: nps(&matched, known),
        ces: effort(&matched, known),
        evidence,
        params: dataset.params,
    };
    let ratings = scores_of(&matched, Asked::Satisfaction);
    Ok(Surveyed {
        figures: Some(satisfaction),
        units,
        ratings: ratings
            .into_iter()
            .map(|(index, score)| (index, score.on_five()))
            .collect(),
    })
}

type Scores = BTreeMap<usize, Score>;

fn scores_of(matched: &Matched, asked: Asked) -> Scores {
    let found = matched.answers.iter();
    found
        .filter_map(|(index, answers)| Some((*index, *answers.scores.get(&asked)?)))
        .collect()
}

fn people_of<T>(by_conversation: &BTreeMap<usize, T>, known: &Known<'_>) -> u64 {
    people(
        by_conversation
            .keys()
            .filter_map(|index| known.conversations.get(*index))
            .map(|conversation| conversation.contact),
    )
}

fn units(scores: &Scores, known: &Known<'_>) -> Vec<Unit> {
    let unit = |(index, score): (&usize, &Score)| {
        Some(Unit {
            day: known.day(known.history(*index)?.started),
            contact: known.conversations.get(*index)?.contact,
            positive: score.satisfied(),
        })
    };
    scores.iter().filter_map(unit).collect()
}

/// The target of satisfaction, where one is set.
fn target(settings: &ServiceSettings) -> f64 {
    let usual = Params::of(Channel::Export).target;
    let set = settings.targets.targets.iter();
    set.filter(|target| target.metric == "csat")
        .map(|target| target.goal)
        .find(|goal| *goal > 0.0 && *goal < 1.0)
        .unwrap_or(usual)
}

fn survey_match(
    inputs: &SurveyInputs<'_>,
    matched: &Matched,
    question: Option<Asked>,
    headline: &Scores,
    known: &Known<'_>,
) -> SurveyMatch {
    let mut found = SurveyMatch {
        counted: headline.len() as u64,
        people: people_of(headline, known),
        question,
        left_out: matched.left_out,
        ..SurveyMatch::default()
    };
    found.too_few = found.people < known.k;
    for source in inputs.sources {
        let rows = &source.file.rows;
        found.rows += rows.len() as u64;
        found.answers += rows.iter().filter(|row| row.is_answer()).count() as u64;
        found.columns.merge(&source.file.columns);
    }
    let mut scales: BTreeMap<Scale, u64> = BTreeMap::new();
    for (asked, score) in matched.answers.values().flat_map(|given| &given.scores) {
        *scales.entry(score.scale).or_default() += 1;
        found.left_out.other_question += u64::from(Some(*asked) != question);
    }
    found.scales = scales.into_iter().collect();
    let says_who_was_asked = inputs
        .sources
        .iter()
        .all(|source| source.file.says_who_was_asked());
    let asked = people(matched.asked.iter().filter_map(|index| {
        let conversation = known.conversations.get(*index)?;
        Some(conversation.contact)
    }));
    found.response = (says_who_was_asked && asked >= known.k)
        .then(|| Proportion::of(matched.answers.len() as u64, matched.asked.len() as u64));
    found
}

fn declared(matched: &Matched, known: &Known<'_>) -> Option<DeclaredResolution> {
    let said: BTreeMap<usize, Resolved> = matched
        .answers
        .iter()
        .filter_map(|(index, answers)| Some((*index, answers.resolved?)))
        .collect();
    let decided: BTreeMap<usize, Resolved> = said
        .iter()
        .filter(|(_, said)| **said != Resolved::NotYet)
        .map(|(index, said)| (*index, *said))
        .collect();
    if people_of(&decided, known) < known.k {
        return None;
    }
    let count = |wanted| said.values().filter(|said| **said == wanted).count() as u64;
    let (yes, no) = (count(Resolved::Yes), count(Resolved::No));
    Some(DeclaredResolution {
        yes,
        no,
        not_yet: count(Resolved::NotYet),
        rate: Proportion::of(yes, yes + no),
    })
}

fn nps(matched: &Matched, known: &Known<'_>) -> Option<tact_metrics::estimate::NetPromoter> {
    let scores = scores_of(matched, Asked::Recommendation);
    if people_of(&scores, known) < known.k {
        return None;
    }
    let promoters = scores.values().filter(|score| score.value >= 9).count();
    let detractors = scores.values().filter(|score| score.value <= 6).count();
    net_promoter(promoters as u64, detractors as u64, scores.len() as u64)
}

fn effort(matched: &Matched, known: &Known<'_>) -> Option<Effort> {
    let scores = scores_of(matched, Asked::Effort);
    if people_of(&scores, known) < known.k {
        return None;
    }
    let easy = scores.values().filter(|score| score.value >= 5).count();
    let sum: u64 = scores.values().map(|score| u64::from(score.value)).sum();
    Some(Effort {
        easy: Proportion::of(easy as u64, scores.len() as u64),
        mean: sum as f64 / scores.len() as f64,
    })
}

/// The sources of the synthesis: those of k people at least, two of them at least.
fn evidence(
    survey: &[Unit],
    inputs: &SurveyInputs<'_>,
    known: &Known<'_>,
) -> (Vec<Source>, Vec<Evidence>) {
    let beliefs: &Beliefs = &inputs.settings.targets.beliefs;
    let text = crate::pipeline::change::tone_units(known);
    let reviews = inputs.reviews.and_then(|reviews| reviews.satisfied);
    let of_units = |units: &[Unit]| {
        let positive = units.iter().filter(|unit| unit.positive).count();
        let enough = people(units.iter().map(|unit| unit.contact)) >= known.k;
        enough.then(|| Proportion::of(positive as u64, units.len() as u64))
    };
    let all = [
        (Evidence::Survey, of_units(survey), beliefs.survey),
        (Evidence::Text, of_units(&text), beliefs.text),
        (Evidence::Reviews, reviews, beliefs.reviews),
    ];
    let found: Vec<(Source, Evidence)> = all
        .into_iter()
        .filter_map(|(evidence, share, belief)| Some((source(share?, belief)?, evidence)))
        .collect();
    if found.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    found.into_iter().unzip()
}

fn source(share: Proportion, belief: Belief) -> Option<Source> {
    if share.n == 0 {
        return None;
    }
    let (k, n) = (share.k as f64, share.n as f64);
    // 0 and 1 have no logit.
    let p = if share.k == 0 || share.k == share.n {
        (k + 0.5) / (n + 1.0)
    } else {
        k / n
    };
    Some(Source {
        share: p,
        se_logit: (n * p * (1.0 - p)).sqrt().recip(),
        bias: belief.bias,
        tau: belief.tau,
    })
}
