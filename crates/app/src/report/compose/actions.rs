//! What could be done, because of which figure, and how one will know.

use super::{Page, change, figure::Of, first_screen};
use crate::{
    i18n::args,
    report::model::{Action, Block, Section},
};

/// The section.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let texts = page.texts;
    let items: Vec<Action> = [
        problem(page),
        guide(page),
        waiting(page),
        hours(page),
        erase(page),
        page.findings.satisfaction.is_none().then(|| {
            action(
                page,
                "survey",
                texts.say("action-survey"),
                texts.say("action-survey-because"),
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut blocks = change::effects(page);
    if !blocks.is_empty() {
        blocks.push(Block::Heading {
            text: texts.say("proposals-title"),
        });
    }
    blocks.push(Block::Actions { items });
    Some(Section {
        id: "actions".to_owned(),
        title: texts.say("section-actions"),
        lead: texts.say("actions-lead"),
        blocks,
    })
}

fn action(page: &Page<'_>, id: &str, title: String, because: String) -> Action {
    Action {
        title,
        because,
        measure: page.texts.say(&format!("action-{id}-measure")),
    }
}

fn problem(page: &Page<'_>) -> Option<Action> {
    let (topic, half) = first_screen::rising_problem(page)?;
    let trend = first_screen::trend_of(page, topic, half);
    Some(action(
        page,
        "problem",
        page.texts
            .get("action-problem", args!["topic" => page.topic_name(topic)]),
        page.texts.get(
            "action-problem-because",
            args!["contacts" => topic.contacts, "trend" => trend],
        ),
    ))
}

fn guide(page: &Page<'_>) -> Option<Action> {
    let (topic, _) = first_screen::answerable_question(page)?;
    let share = page
        .texts
        .format()
        .share(first_screen::share_of(page, topic)?);
    Some(action(
        page,
        "guide",
        page.texts
            .get("action-guide", args!["topic" => page.topic_name(topic)]),
        page.texts.get(
            "action-guide-because",
            args!["share" => share, "contacts" => topic.contacts],
        ),
    ))
}

fn waiting(page: &Page<'_>) -> Option<Action> {
    let count = *page.findings.service.unanswered.count.value()?;
    (count > 0).then(|| {
        action(
            page,
            "waiting",
            page.texts.say("action-waiting"),
            page.texts
                .get("action-waiting-because", args!["count" => count]),
        )
    })
}

fn hours(page: &Page<'_>) -> Option<Action> {
    let (weekday, hour) = super::rhythm::busiest(page)?;
    let (_, number) = super::rhythm::busiest_cell(page)?;
    let row = page
        .findings
        .service
        .rhythm
        .by_hour
        .iter()
        .find(|row| row.group == number)?;
    let median = page.figures().median(&row.figure.value()?.elapsed);
    Some(action(
        page,
        "hours",
        page.texts
            .get("action-hours", args!["weekday" => weekday, "hour" => hour]),
        page.texts
            .get("action-hours-because", args!["median" => median.value]),
    ))
}

fn erase(page: &Page<'_>) -> Option<Action> {
    let channel = page.findings.service.deletions.first()?;
    let rate = &channel.conversations.rate;
    rate.value().filter(|rate| *rate > 0.0)?;
    let share = page.figures().share(rate, Of::Conversations).value;
    Some(action(
        page,
        "erase",
        page.texts.say("action-erase"),
        page.texts
            .get("action-erase-because", args!["share" => share]),
    ))
}
