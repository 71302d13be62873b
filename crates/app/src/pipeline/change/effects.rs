//! What followed on an action: the level of satisfaction or tone, and the share of the topic it is
//! about. The verdict is read off the interval and nothing else.

use jiff::civil::Date;
use tact_analysis::topic_named_by;
use tact_metrics::estimate::{InterruptedSeries, Proportion, Z_95, interrupted_series, newcombe};

use super::daily::{Unit, days_between, later};
use super::{Action, ActionEffect, Daily, EffectVerdict, LevelEffect, Measure, TopicEffect};
use crate::pipeline::satisfaction::{Known, MatureConversation, people};

/// Days with answers from which the survey is looked at instead of the tone.
const SURVEY_DAYS: usize = 12;
/// Longest window on each side of an action, in weeks.
const MOST_WEEKS: u32 = 4;
/// Days left out on each side of the date, the date itself beside.
const LEFT_OUT: i64 = 3;
/// Level of change under which there is none but rounding.
const NONE: f64 = 1e-9;

/// What followed on one action.
pub(super) fn effect(
    action: &Action,
    survey: &[Unit],
    tone: &[Unit],
    mature: &[MatureConversation],
    known: &Known<'_>,
) -> ActionEffect {
    let answered =
        Daily::of(Measure::Survey, survey).filter(|daily| daily.days_with_data() >= SURVEY_DAYS);
    let (daily, units) = match answered {
        Some(daily) => (Some(daily), survey),
        None => (Daily::of(Measure::Tone, tone), tone),
    };
    let period = period(known);
    ActionEffect {
        title: action.title.clone(),
        date: action.date,
        level: level(action.date, daily, units, period, known.k),
        topic: topic(action, mature, period, known),
    }
}

/// First day of a conversation, and last day observed.
fn period(known: &Known<'_>) -> Option<(Date, Date)> {
    let started = known.histories.iter().flatten().map(|one| one.started);
    let until = known.threads.iter().map(|thread| thread.observed_until);
    Some((
        known.day(started.min()?),
        known.day(until.max()?.as_second()),
    ))
}

fn outside(date: Date, period: Option<(Date, Date)>) -> bool {
    period.is_none_or(|(first, last)| date < first || date > last)
}

fn level(
    date: Date,
    daily: Option<Daily>,
    units: &[Unit],
    period: Option<(Date, Date)>,
    k: u64,
) -> LevelEffect {
    let measure = daily.as_ref().map_or(Measure::Tone, |daily| daily.measure);
    let share = |after: bool| {
        let side: Vec<&Unit> = units
            .iter()
            .filter(|unit| (unit.day >= date) == after)
            .collect();
        let positive = side.iter().filter(|unit| unit.positive).count();
        (people(side.iter().map(|unit| unit.contact)) >= k)
            .then(|| Proportion::of(positive as u64, side.len() as u64))
    };
    let (before, after) = (share(false), share(true));
    let mut found = LevelEffect {
        measure,
        series: None,
        before,
        after,
        verdict: EffectVerdict::NothingToMeasure,
    };
    let Some(daily) = daily else {
        return found;
    };
    if outside(date, period) {
        found.verdict = EffectVerdict::OutsidePeriod;
        return found;
    }
    if before.is_none() || after.is_none() {
        found.verdict = EffectVerdict::TooFewPeople;
        return found;
    }
    let start = days_between(daily.first, date) as f64;
    found.series = interrupted_series(&daily.numbered(), start);
    found.verdict = found
        .series
        .as_ref()
        .map_or(EffectVerdict::TooFewDays, verdict_of);
    found
}

fn verdict_of(series: &InterruptedSeries) -> EffectVerdict {
    // Days that all are alike leave no width: that is no certainty.
    if series.upper - series.lower < NONE {
        EffectVerdict::NotConclusive
    } else if series.lower > 0.0 {
        EffectVerdict::Helped
    } else if series.upper < 0.0 {
        EffectVerdict::Worse
    } else {
        EffectVerdict::NotConclusive
    }
}

/// Share of conversations on the topic the title names, in equal windows around the date.
fn topic(
    action: &Action,
    mature: &[MatureConversation],
    period: Option<(Date, Date)>,
    known: &Known<'_>,
) -> Option<TopicEffect> {
    let topics = &known.understanding?.topics.topics;
    let topic = topic_named_by(&action.title, topics)?;
    let mut found = TopicEffect {
        topic,
        window_days: 0,
        before: None,
        after: None,
        difference: None,
        verdict: EffectVerdict::OutsidePeriod,
    };
    if outside(action.date, period) {
        return Some(found);
    }
    let (first, observed) = period?;
    // Younger conversations are provisional.
    let last = later(observed, -(known.deletion_window.as_hours() / 24 + 1));
    let room = days_between(first, action.date).min(days_between(action.date, last)) - LEFT_OUT;
    let weeks = u32::try_from(room / 7).unwrap_or(0).min(MOST_WEEKS);
    if weeks == 0 {
        found.verdict = EffectVerdict::TooFewDays;
        return Some(found);
    }
    found.window_days = weeks * 7;
    let length = i64::from(found.window_days);
    let share = |from: Date, to: Date| {
        let side: Vec<&MatureConversation> = mature
            .iter()
            .filter(|one| one.has_subject && one.day >= from && one.day <= to)
            .collect();
        let on_it = side.iter().filter(|one| one.topic == Some(topic)).count();
        (people(side.iter().map(|one| one.contact)) >= known.k)
            .then(|| Proportion::of(on_it as u64, side.len() as u64))
    };
    let date = action.date;
    found.before = share(later(date, -LEFT_OUT - length), later(date, -LEFT_OUT - 1));
    found.after = share(later(date, LEFT_OUT + 1), later(date, LEFT_OUT + length));
    let (Some(before), Some(after)) = (found.before, found.after) else {
        found.verdict = EffectVerdict::TooFewPeople;
        return Some(found);
    };
    found.difference = newcombe(after.k, after.n, before.k, before.n, Z_95);
    found.verdict = match found.difference {
        Some(change) if change.interval.high < 0.0 => EffectVerdict::Helped,
        Some(change) if change.interval.low > 0.0 => EffectVerdict::Worse,
        _ => EffectVerdict::NotConclusive,
    };
    Some(found)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use tact_domain::ContactKey;

    use super::*;

    const START: Date = date(2026, 1, 1);
    const ACTION: Date = date(2026, 2, 1);
    const PERIOD: Option<(Date, Date)> = Some((START, date(2026, 3, 10)));

    fn units(days: i64, satisfied: impl Fn(i64, u32) -> bool) -> Vec<Unit> {
        (0..days)
            .flat_map(|day| (0..12).map(move |place| (day, place)))
            .map(|(day, place)| Unit {
                day: later(START, day),
                contact: ContactKey(place),
                positive: satisfied(day, place),
            })
            .collect()
    }

    fn verdict(units: &[Unit]) -> LevelEffect {
        level(ACTION, Daily::of(Measure::Survey, units), units, PERIOD, 10)
    }

    /// About so many of twelve, more or less by the day.
    fn about(good: u32) -> impl Fn(i64, u32) -> bool {
        move |day, place| i64::from(place) < i64::from(good) + day % 3 - 1
    }

    #[test]
    fn a_clear_rise_helped_and_a_clear_fall_is_worse() {
        let rise = units(60, |day, place| {
            about(if day < 31 { 5 } else { 9 })(day, place)
        });
        assert_eq!(verdict(&rise).verdict, EffectVerdict::Helped);
        let fall = units(60, |day, place| {
            about(if day < 31 { 9 } else { 5 })(day, place)
        });
        assert_eq!(verdict(&fall).verdict, EffectVerdict::Worse);
        assert_eq!(
            verdict(&units(60, about(7))).verdict,
            EffectVerdict::NotConclusive
        );
    }

    #[test]
    fn days_that_are_all_alike_are_no_certainty() {
        let all = units(60, |_, _| true);
        assert_eq!(verdict(&all).verdict, EffectVerdict::NotConclusive);
        let jump = units(60, |day, _| day >= 31);
        assert_eq!(verdict(&jump).verdict, EffectVerdict::NotConclusive);
    }

    #[test]
    fn too_little_on_either_side_gives_no_verdict() {
        let early = units(31, about(7));
        let found = verdict(&early);
        assert_eq!(
            (found.verdict, found.after),
            (EffectVerdict::TooFewPeople, None)
        );
        let late: Vec<Unit> = units(35, about(7))
            .into_iter()
            .filter(|unit| unit.day > later(START, 27))
            .collect();
        assert_eq!(verdict(&late).verdict, EffectVerdict::TooFewDays);
        let outside = level(
            date(2027, 1, 1),
            Daily::of(Measure::Tone, &early),
            &early,
            PERIOD,
            10,
        );
        assert_eq!(outside.verdict, EffectVerdict::OutsidePeriod);
        assert_eq!(
            level(ACTION, None, &[], PERIOD, 10).verdict,
            EffectVerdict::NothingToMeasure
        );
    }
}
