//! Who and what is seen: the line every other figure stands on.

use tact_domain::ThreadFacts;

use super::{
    Page, days, declared,
    figure::{Of, Written},
};
use crate::{
    i18n::args,
    pipeline::{StoreScope, Watched},
    report::model::Fact,
};

/// The coverage line.
pub(super) fn facts(page: &Page<'_>) -> Vec<Fact> {
    let (texts, service) = (page.texts, &page.findings.service);
    let figures = page.figures();
    let format = texts.format();
    let idle = format.duration(page.choices.service.episode_idle.as_secs() as f64);
    let mut facts = vec![
        fact(
            texts.say("cover-conversations"),
            &figures.count(&service.volume.conversations),
            Some(texts.get(
                page.key("cover-conversations-note", "cover-conversations-note-store"),
                args!["idle" => idle],
            )),
        ),
        fact(
            texts.say("cover-contacts"),
            &figures.count(&service.volume.contacts),
            None,
        ),
        consented(page),
    ];
    let coverage = figures.share(&service.blind_spot.coverage, Of::Conversations);
    facts.push(fact(
        texts.say("cover-readable"),
        &coverage,
        Some(join(&coverage.range, &texts.say("cover-readable-note"))),
    ));
    for channel in &service.deletions {
        let touched = figures.share(&channel.conversations.rate, Of::Conversations);
        facts.push(fact(
            texts.say("cover-touched"),
            &touched,
            Some(touched.range.clone()),
        ));
    }
    match &page.findings.scope {
        Some(scope) => facts.extend(of_store(page, scope)),
        None => facts.push(Fact {
            label: texts.say("cover-deletions"),
            value: texts.say("cover-deletions-value"),
            raw: None,
            note: Some(texts.say("cover-deletions-note")),
        }),
    }
    let merged = &page.findings.assembly.merged;
    if merged.merged_chats > 0 {
        facts.push(Fact {
            label: texts.say("cover-merged"),
            value: texts.get("cover-merged-value", args!["count" => merged.merged_chats]),
            raw: Some(merged.merged_chats as f64),
            note: Some(texts.get("cover-merged-note", args!["won" => merged.deletions_won])),
        });
    }
    let (groups, internal) = (
        page.findings.assembly.groups.chats,
        page.findings.assembly.internal.chats,
    );
    if groups + internal > 0 {
        facts.push(Fact {
            label: texts.say("cover-left-out"),
            value: texts.get(
                "cover-left-out-value",
                args!["groups" => groups, "internal" => internal],
            ),
            raw: Some((groups + internal) as f64),
            note: Some(texts.say("cover-left-out-note")),
        });
    }
    facts
}

/// Which periods stand behind which figures, and which numbers report deletions.
fn of_store(page: &Page<'_>, scope: &StoreScope) -> [Fact; 3] {
    let texts = page.texts;
    let watched = |label: &str, watched: &Watched| Fact {
        label: texts.say(label),
        value: texts.say(match watched.newest_complete {
            Some(_) => "figures-value-earlier",
            None => "figures-value-complete",
        }),
        raw: None,
        note: Some(match watched.newest_complete {
            Some(date) => texts.get(
                "figures-newest-complete",
                args![
                    "period" => days(page, watched.period),
                    "date" => texts.format().long_date(date)
                ],
            ),
            None => texts.get(
                "figures-complete",
                args!["period" => days(page, watched.period)],
            ),
        }),
    };
    let (shown, hidden) = (scope.observable_numbers, scope.unobservable_numbers);
    let value = match (shown, hidden) {
        (_, 0) => texts.say("figures-deletions-seen"),
        (0, _) => texts.say("figures-deletions-unseen"),
        (shown, hidden) => texts.get(
            "figures-deletions-some",
            args!["count" => shown, "of" => shown + hidden],
        ),
    };
    [
        watched("figures-understood", &scope.understood),
        watched("figures-resolved", &scope.resolved),
        Fact {
            label: texts.say("cover-deletions"),
            value,
            raw: None,
            note: Some(texts.say("figures-deletions-note")),
        },
    ]
}

fn consented(page: &Page<'_>) -> Fact {
    let texts = page.texts;
    let seen = || {
        page.findings
            .threads
            .iter()
            .filter(|thread| in_period(page, thread))
    };
    let total = seen().count() as u64;
    let count = seen().filter(|thread| thread.consented).count() as u64;
    // Where the number of customers is hidden, this would give it back.
    if page.findings.service.volume.contacts.value().is_none() && total > 0 {
        let hidden = page
            .figures()
            .withheld(page.choices.service.small_groups.service());
        return fact(
            texts.say("cover-consented"),
            &hidden,
            Some(hidden.range.clone()),
        );
    }
    let note = match declared(page.choices) {
        Some(text) => texts.get("cover-declared-note", args!["text" => text]),
        None => texts.say("cover-consented-note"),
    };
    Fact {
        label: texts.say("cover-consented"),
        value: texts.get(
            "cover-consented-value",
            args!["count" => count, "total" => total],
        ),
        raw: Some(count as f64),
        note: Some(note),
    }
}

/// A store is read further back than the period that is reported on.
fn in_period(page: &Page<'_>, thread: &ThreadFacts) -> bool {
    page.findings.scope.as_ref().is_none_or(|scope| {
        let asked = scope.asked.from..scope.asked.until;
        let mut messages = thread.messages.iter();
        messages.any(|message| asked.contains(&message.sent_at))
    })
}

fn fact(label: String, written: &Written, note: Option<String>) -> Fact {
    Fact {
        label,
        value: written.value.clone(),
        raw: written.raw,
        note,
    }
}

/// Two remarks as two sentences.
fn join(first: &str, second: &str) -> String {
    match first {
        "" => second.to_owned(),
        first => format!("{first}. {second}"),
    }
}
