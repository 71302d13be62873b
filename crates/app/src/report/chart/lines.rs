//! Series over time: a line with its band, the previous period behind, dated marks.

use super::axis::{Scale, extent, label_step, step_of, tick_label, ticks};
use super::canvas::{Anchor, Canvas, Rect};
use super::lettering::{LINE, fit, width};
use super::marks::Marks;
use crate::format::Format;
use crate::i18n::Texts;
use crate::report::model::{Series, Unit};

/// What the chart shows.
pub(super) struct Lines<'a> {
    pub(super) unit: Unit,
    pub(super) x: &'a [String],
    pub(super) series: &'a [Series],
    pub(super) marks: &'a [(usize, String)],
}

/// The places of a chart's frame.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// From positions in the list of labels to places.
    across: Scale,
    /// From values to places.
    up: Scale,
    marks: Marks,
}

impl Frame {
    fn at(&self, position: usize, value: f64) -> (f64, f64) {
        (self.across.place(position as f64), self.up.place(value))
    }
}

pub(super) fn draw(canvas: &mut Canvas, lines: &Lines<'_>, texts: &Texts) {
    let format = texts.format();
    let Some(values) = extent(lines.series.iter().flat_map(|series| {
        let ends = series.band.iter().flatten().flatten().copied();
        series.values.iter().flatten().copied().chain(ends)
    })) else {
        nothing(canvas, texts);
        return;
    };
    let steps = ticks(axis_of(values, lines.unit), lines.unit, 4);
    let frame = frame(canvas, lines, &steps, format);
    draw_axes(canvas, lines, &frame, &steps, format);
    frame.marks.draw(canvas, frame.top, frame.bottom);
    // The current period last, so that it lies on top.
    let (muted, current): (Vec<_>, Vec<_>) = lines
        .series
        .iter()
        .enumerate()
        .partition(|(_, series)| series.muted);
    for (position, series) in muted.into_iter().chain(current) {
        draw_series(canvas, series, &class_of(series, position), &frame);
    }
    draw_names(canvas, lines, &frame);
    draw_tooltips(canvas, lines, &frame, format);
    canvas.set_height(frame.bottom + 26.0);
}

/// Says that there is nothing to draw.
pub(super) fn nothing(canvas: &mut Canvas, texts: &Texts) {
    let (width, height) = (canvas.width(), 72.0);
    canvas.hatched(Rect {
        x: 0.5,
        y: 0.5,
        width: width - 1.0,
        height: height - 1.0,
    });
    canvas.text(
        (width / 2.0, height / 2.0 + 5.0),
        Anchor::Middle,
        "label halo",
        &texts.say("chart-nothing"),
    );
    canvas.set_height(height);
}

/// Counts and durations start at zero. Shares may leave it, since a line shows change, not size.
fn axis_of([low, high]: [f64; 2], unit: Unit) -> [f64; 2] {
    match unit {
        Unit::Share if low - (high - low) > 0.0 => {
            let air = ((high - low) * 0.15).max(high.min(0.04) / 2.0);
            [(low - air).max(0.0), (high + air).min(1.0)]
        }
        _ => [low.min(0.0), if high > 0.0 { high } else { 1.0 }],
    }
}

fn class_of(series: &Series, position: usize) -> String {
    if series.muted {
        "muted".to_owned()
    } else {
        format!("s{}", position % 4)
    }
}

fn frame(canvas: &Canvas, lines: &Lines<'_>, steps: &[f64], format: Format) -> Frame {
    let room = canvas.room();
    let widest = steps
        .iter()
        .map(|step| width(&tick_label(*step, lines.unit, step_of(steps), format)))
        .fold(0.0, f64::max);
    let names = lines
        .series
        .iter()
        .map(|series| width(&series.name))
        .fold(0.0, f64::max);
    let left = widest + 8.0;
    // On a page, names stand at the ends of their lines; on a phone, above the drawing.
    let right = canvas.width() - room.choose(names.min(150.0) + 14.0, 8.0);
    let key = room.choose(0.0, LINE * lines.series.len() as f64 + 4.0);
    // Points keep a little distance from the vertical axis.
    let last = lines.x.len().saturating_sub(1).max(1) as f64;
    let across = Scale::new([0.0, last], [left + 8.0, right - 4.0]);
    let places = lines
        .marks
        .iter()
        .map(|(position, name)| (across.place(*position as f64), name.as_str()));
    let marks = Marks::new(places, canvas.width());
    let top = 10.0 + key + marks.height();
    let bottom = top + room.choose(220.0, 170.0);
    let ends = |from: Option<&f64>, to: Option<&f64>| {
        [from.copied().unwrap_or(0.0), to.copied().unwrap_or(1.0)]
    };
    Frame {
        left,
        right,
        top,
        bottom,
        across,
        up: Scale::new(ends(steps.first(), steps.last()), [bottom, top]),
        marks,
    }
}

fn draw_axes(canvas: &mut Canvas, lines: &Lines<'_>, frame: &Frame, steps: &[f64], format: Format) {
    for (position, step) in steps.iter().enumerate() {
        let y = frame.up.place(*step);
        let class = if position == 0 { "base" } else { "grid" };
        canvas.line((frame.left, y), (frame.right, y), class);
        canvas.text(
            (frame.left - 8.0, y + 4.0),
            Anchor::End,
            "tick",
            &tick_label(*step, lines.unit, step_of(steps), format),
        );
    }
    let widest = lines.x.iter().map(|label| width(label)).fold(0.0, f64::max);
    let every = label_step(lines.x.len(), widest, frame.right - frame.left);
    let y = frame.bottom + 19.0;
    for (position, label) in lines.x.iter().enumerate().step_by(every) {
        let x = frame.across.place(position as f64);
        let half = width(label) / 2.0;
        let (x, anchor) = if x + half > canvas.width() {
            (canvas.width(), Anchor::End)
        } else if x - half < 0.0 {
            (0.0, Anchor::Start)
        } else {
            (x, Anchor::Middle)
        };
        canvas.text((x, y), anchor, "tick", label);
    }
}

fn draw_series(canvas: &mut Canvas, series: &Series, class: &str, frame: &Frame) {
    if !series.muted {
        for run in runs(&series.band) {
            let low = run.iter().map(|(at, [low, _])| frame.at(*at, *low));
            let high = run.iter().rev().map(|(at, [_, high])| frame.at(*at, *high));
            canvas.area(
                &low.chain(high).collect::<Vec<_>>(),
                &format!("band {class}"),
            );
        }
    }
    for run in runs(&series.values) {
        let points: Vec<_> = run
            .iter()
            .map(|(at, value)| frame.at(*at, *value))
            .collect();
        match points.as_slice() {
            // A value between two unknown ones has no line to lie on.
            [only] => canvas.circle(*only, 2.5, &format!("point {class}")),
            _ => canvas.polyline(&points, &format!("series {class}")),
        }
    }
    if let Some((at, value)) = last_known(series) {
        canvas.circle(frame.at(at, value), 3.5, &format!("point {class}"));
    }
}

fn last_known(series: &Series) -> Option<(usize, f64)> {
    let last = series.values.iter().rposition(Option::is_some)?;
    Some((last, series.values.get(last).copied().flatten()?))
}

/// Stretches of neighbouring known values, with their positions.
fn runs<T: Copy>(values: &[Option<T>]) -> Vec<Vec<(usize, T)>> {
    let mut runs: Vec<Vec<(usize, T)>> = Vec::new();
    let mut was_known = false;
    for (position, value) in values.iter().enumerate() {
        if let Some(value) = value {
            match runs.last_mut().filter(|_| was_known) {
                Some(run) => run.push((position, *value)),
                None => runs.push(vec![(position, *value)]),
            }
        }
        was_known = value.is_some();
    }
    runs
}

fn draw_names(canvas: &mut Canvas, lines: &Lines<'_>, frame: &Frame) {
    if canvas.room() == super::Room::Narrow {
        for (position, series) in lines.series.iter().enumerate() {
            let y = 12.0 + LINE * position as f64;
            let class = class_of(series, position);
            canvas.line((0.0, y - 4.0), (18.0, y - 4.0), &format!("series {class}"));
            let name = fit(&series.name, canvas.width() - 24.0);
            canvas.text((24.0, y), Anchor::Start, &format!("name {class}"), &name);
        }
        return;
    }
    let mut named: Vec<_> = lines
        .series
        .iter()
        .enumerate()
        .filter_map(|(position, series)| {
            let (_, value) = last_known(series)?;
            Some((frame.up.place(value), series, class_of(series, position)))
        })
        .collect();
    named.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut lowest = f64::NEG_INFINITY;
    for (y, series, class) in named {
        // Names of lines that end close to each other are pushed apart.
        let y = y.max(lowest + LINE);
        lowest = y;
        let space = canvas.width() - frame.right - 10.0;
        canvas.text(
            (frame.right + 8.0, y + 4.0),
            Anchor::Start,
            &format!("name {class}"),
            &fit(&series.name, space),
        );
    }
}

fn draw_tooltips(canvas: &mut Canvas, lines: &Lines<'_>, frame: &Frame, format: Format) {
    let step = frame.across.place(1.0) - frame.across.place(0.0);
    for (position, label) in lines.x.iter().enumerate() {
        let mut said = vec![label.clone()];
        for series in lines.series {
            let value = series.values.get(position).copied().flatten();
            let mut text = format!("{} {}", series.name, format.value(lines.unit, value));
            if let Some([low, high]) = series.band.get(position).copied().flatten() {
                let low = format.value(lines.unit, Some(low));
                let high = format.value(lines.unit, Some(high));
                text.push_str(&format!(" ({})", format.between(&low, &high)));
            }
            said.push(text);
        }
        let at = frame.across.place(position as f64);
        canvas.titled(&said.join("\n"), |canvas| {
            canvas.rect(
                Rect {
                    x: at - step / 2.0,
                    y: frame.top,
                    width: step,
                    height: frame.bottom - frame.top,
                },
                "hit",
            );
        });
    }
}
