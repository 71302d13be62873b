//! Axes: from values to places, and the round values worth marking.

use crate::format::Format;
use crate::report::model::Unit;

/// A straight scale from values to places on the drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Maps `from..to` onto `start..end`. A range without extent is widened, so that it maps at all.
    pub(super) fn new([from, to]: [f64; 2], [start, end]: [f64; 2]) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        Self {
            from,
            to,
            start,
            end,
        }
    }

    /// The place of `value`, held inside the axis.
    pub(super) fn place(self, value: f64) -> f64 {
        let share = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.start + share * (self.end - self.start)
    }
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Steps of time that people count in.
const TIME_STEPS: [f64; 21] = [
    1.0,
    5.0,
    10.0,
    30.0,
    MINUTE,
    2.0 * MINUTE,
    5.0 * MINUTE,
    10.0 * MINUTE,
    15.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    2.0 * HOUR,
    3.0 * HOUR,
    6.0 * HOUR,
    12.0 * HOUR,
    DAY,
    2.0 * DAY,
    7.0 * DAY,
    14.0 * DAY,
    30.0 * DAY,
    90.0 * DAY,
];

/// Places on a logarithmic axis of time.
const LOG_TIMES: [f64; 12] = [
    1.0,
    10.0,
    MINUTE,
    10.0 * MINUTE,
    HOUR,
    6.0 * HOUR,
    DAY,
    3.0 * DAY,
    7.0 * DAY,
    30.0 * DAY,
    90.0 * DAY,
    365.0 * DAY,
];

/// Round values from at or below `low` to at or above `high`, about `wanted` of them.
///
/// The first and the last are the ends of the axis.
pub(super) fn ticks([low, high]: [f64; 2], unit: Unit, wanted: usize) -> Vec<f64> {
    let (low, high) = if low.is_finite() && high.is_finite() && high > low {
        (low, high)
    } else {
        (0.0, 1.0)
    };
    let rough = (high - low) / wanted.max(1) as f64;
    let step = match unit {
        Unit::Seconds => TIME_STEPS
            .into_iter()
            .find(|step| *step >= rough)
            .unwrap_or_else(|| (rough / DAY).ceil() * DAY),
        Unit::Count => round_step(rough).max(1.0),
        Unit::Share => share_step(rough),
    };
    let first = (low / step).floor();
    // A share cannot pass 100 %; the hair's breadth forgives the rounding of the division.
    let last = (high / step - 1e-9).ceil();
    let count = (last - first).clamp(1.0, 100.0) as u32;
    (0..=count)
        .map(|position| (first + f64::from(position)) * step)
        .collect()
}

/// The next of 1, 2, 5, 10, 20, 50… at or above `rough`.
fn round_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// As [`round_step`], and by quarters of the whole.
fn share_step(rough: f64) -> f64 {
    if rough > 0.2 && rough <= 0.25 + 1e-9 {
        0.25
    } else {
        round_step(rough)
    }
}

/// How a place on an axis is written: exactly, with the decimals that the step needs.
pub(super) fn tick_label(value: f64, unit: Unit, step: f64, format: Format) -> String {
    match unit {
        Unit::Share => format.share_to(value, usize::from(step < 0.01 - 1e-9)),
        Unit::Count | Unit::Seconds => format.value(unit, Some(value)),
    }
}

/// Distance between two neighbours among `ticks`.
pub(super) fn step_of(ticks: &[f64]) -> f64 {
    match ticks {
        [first, second, ..] => second - first,
        _ => 1.0,
    }
}

/// Round values inside `low..high` on a logarithmic axis.
pub(super) fn log_ticks([low, high]: [f64; 2], unit: Unit) -> Vec<f64> {
    let inside = |value: &f64| *value >= low && *value <= high;
    match unit {
        Unit::Seconds => LOG_TIMES.into_iter().filter(inside).collect(),
        Unit::Count | Unit::Share => (-9..=15)
            .map(|power| 10_f64.powi(power))
            .filter(inside)
            .collect(),
    }
}

/// Smallest and largest of the finite `values`.
pub(super) fn extent(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    values
        .filter(|value| value.is_finite())
        .fold(None, |extent, value| {
            Some(extent.map_or([value, value], |[low, high]: [f64; 2]| {
                [low.min(value), high.max(value)]
            }))
        })
}

/// Every how many of `count` labels of `label_width` can stand in `room` without touching.
pub(super) fn label_step(count: usize, label_width: f64, room: f64) -> usize {
    let fitting = (room / (label_width + 14.0)).floor().max(1.0) as usize;
    count.div_ceil(fitting).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        assert_eq!(
            ticks([0.0, 31.0], Unit::Count, 4),
            [0.0, 10.0, 20.0, 30.0, 40.0]
        );
        assert_eq!(ticks([0.0, 3.0], Unit::Count, 4), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks([0.0, 1.0], Unit::Share, 5).len(), 6);
        assert_eq!(
            ticks([0.0, 1500.0], Unit::Seconds, 4),
            [0.0, 600.0, 1200.0, 1800.0]
        );
    }

    #[test]
    fn ticks_of_nothing_are_those_of_a_unit() {
        assert_eq!(ticks([f64::NAN, 2.0], Unit::Count, 4), [0.0, 1.0]);
        assert_eq!(ticks([5.0, 5.0], Unit::Count, 4), [0.0, 1.0]);
    }

    #[test]
    fn logarithmic_ticks_of_time_are_those_people_count_in() {
        assert_eq!(
            log_ticks([30.0, 90_000.0], Unit::Seconds),
            [60.0, 600.0, 3600.0, 21_600.0, 86_400.0]
        );
    }

    #[test]
    fn a_scale_holds_values_inside_its_axis() {
        let scale = Scale::new([0.0, 10.0], [100.0, 200.0]);
        assert_eq!(scale.place(5.0), 150.0);
        assert_eq!(scale.place(-3.0), 100.0);
        assert_eq!(scale.place(99.0), 200.0);
        assert_eq!(Scale::new([4.0, 4.0], [0.0, 1.0]).place(4.0), 0.0);
    }

    #[test]
    fn labels_are_thinned_until_they_fit() {
        assert_eq!(label_step(12, 50.0, 700.0), 2);
        assert_eq!(label_step(3, 50.0, 700.0), 1);
        assert_eq!(label_step(0, 50.0, 700.0), 1);
    }
}
