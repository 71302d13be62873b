//! Several readings of one quantity on one axis: a point with its interval for each.

use super::axis::{Scale, step_of, tick_label, ticks};
use super::canvas::{Anchor, Canvas, Rect};
use super::lettering::{LINE, fit_strong, strong_width, width, wrap};
use super::lines::nothing;
use crate::i18n::Texts;
use crate::report::model::{IntervalItem, Unit};

const RANGE: f64 = 10.0;

pub(super) fn draw(
    canvas: &mut Canvas,
    unit: Unit,
    axis: [f64; 2],
    rows: &[IntervalItem],
    texts: &Texts,
) {
    if rows.is_empty() {
        nothing(canvas, texts);
        return;
    }
    let format = texts.format();
    let steps = ticks(axis, unit, canvas.room().choose(5, 4));
    let ends = [
        steps.first().copied().unwrap_or(0.0),
        steps.last().copied().unwrap_or(1.0),
    ];
    // Half a label's width at both ends, so that the first and last tick fit.
    let half = ends.map(|end| width(&tick_label(end, unit, step_of(&steps), format)) / 2.0);
    let [left, right] = half.map(|half| half.max(14.0));
    let scale = Scale::new(ends, [left, canvas.width() - right]);
    let places: Vec<f64> = {
        let mut y = 4.0;
        rows.iter()
            .map(|row| {
                let top = y;
                y += height_of(canvas, row) + 18.0;
                top
            })
            .collect()
    };
    let bottom = match (places.last(), rows.last()) {
        (Some(top), Some(row)) => top + height_of(canvas, row) + 12.0,
        _ => 0.0,
    };
    for step in &steps {
        let x = scale.place(*step);
        canvas.line((x, 0.0), (x, bottom), "grid");
        let label = tick_label(*step, unit, step_of(&steps), format);
        canvas.text((x, bottom + 17.0), Anchor::Middle, "tick", &label);
    }
    for (row, top) in rows.iter().zip(places) {
        draw_row(canvas, row, scale, top);
    }
    canvas.set_height(bottom + 24.0);
}

/// Label lines of a row; the figure shares the first line where both fit.
fn label_lines(canvas: &Canvas, row: &IntervalItem) -> (Vec<String>, bool) {
    let all = canvas.width();
    if strong_width(&row.label) + strong_width(&row.text) + 20.0 <= all {
        (vec![row.label.clone()], true)
    } else {
        (wrap(&row.label, all * 0.92, 2), false)
    }
}

fn height_of(canvas: &Canvas, row: &IntervalItem) -> f64 {
    let (lines, shared) = label_lines(canvas, row);
    let text_lines = lines.len() + usize::from(!shared);
    LINE * text_lines as f64 + 6.0 + RANGE
}

fn draw_row(canvas: &mut Canvas, row: &IntervalItem, scale: Scale, top: f64) {
    let (lines, shared) = label_lines(canvas, row);
    let tooltip = format!("{}\n{}\n{}", row.label, row.text, row.assumption);
    canvas.titled(&tooltip, |canvas| {
        let mut baseline = top + 12.0;
        for (line, text) in lines.iter().enumerate() {
            baseline = top + 12.0 + LINE * line as f64;
            canvas.text((0.0, baseline), Anchor::Start, "label strong halo", text);
        }
        if shared {
            let at = (canvas.width(), baseline);
            canvas.text(at, Anchor::End, "value halo", &row.text);
        } else {
            baseline += LINE;
            let text = fit_strong(&row.text, canvas.width());
            canvas.text((0.0, baseline), Anchor::Start, "value halo", &text);
        }
        let y = baseline + 8.0;
        match row.interval {
            Some(interval) => {
                let [low, high] = interval.map(|limit| scale.place(limit));
                let range = Rect {
                    x: low,
                    y,
                    width: (high - low).max(2.0),
                    height: RANGE,
                };
                let class = if row.point.is_some() {
                    "range"
                } else {
                    "range bounds"
                };
                canvas.pill(range, class);
            }
            None if row.point.is_none() => {
                let (start, end) = (scale.place(f64::NEG_INFINITY), scale.place(f64::INFINITY));
                canvas.hatched(Rect {
                    x: start,
                    y,
                    width: end - start,
                    height: RANGE,
                });
            }
            None => {}
        }
        if let Some(point) = row.point {
            canvas.circle((scale.place(point), y + RANGE / 2.0), 6.0, "point s0");
        }
    });
}
