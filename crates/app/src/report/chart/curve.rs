//! A share that builds up over a delay or an age: steps with their band, and marks on the way.

use super::axis::{Scale, extent, log_ticks, step_of, tick_label, ticks};
use super::canvas::{Anchor, Canvas, Rect};
use super::lettering::width;
use super::lines::nothing;
use super::marks::Marks;
use crate::i18n::Texts;
use crate::report::model::Unit;

/// How the horizontal axis is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    Even,
    Logarithmic,
}

impl Spacing {
    pub(super) fn of(log_x: bool) -> Self {
        if log_x { Self::Logarithmic } else { Self::Even }
    }

    fn value(self, x: f64) -> f64 {
        match self {
            Self::Even => x,
            Self::Logarithmic => x.max(f64::MIN_POSITIVE).ln(),
        }
    }
}

/// What the chart shows. Points are x, y, low, high.
pub(super) struct Curve<'a> {
    pub(super) x_unit: Unit,
    pub(super) y_unit: Unit,
    pub(super) points: &'a [[f64; 4]],
    pub(super) marks: &'a [(f64, String)],
    pub(super) spacing: Spacing,
}

struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    across: Scale,
    up: Scale,
    spacing: Spacing,
}

impl Frame {
    fn x(&self, value: f64) -> f64 {
        self.across.place(self.spacing.value(value))
    }
}

pub(super) fn draw(canvas: &mut Canvas, curve: &Curve<'_>, texts: &Texts) {
    let format = texts.format();
    let points = drawable(curve);
    let Some([first, last]) = extent(points.iter().map(|[x, ..]| *x)) else {
        nothing(canvas, texts);
        return;
    };
    let high = extent(
        points
            .iter()
            .flat_map(|[_, y, low, high]| [*y, *low, *high]),
    );
    let high = high.map_or(1.0, |[_, high]| high);
    let levels = ticks([0.0, if high > 0.0 { high } else { 1.0 }], curve.y_unit, 4);
    let labels = levels
        .iter()
        .map(|level| width(&tick_label(*level, curve.y_unit, step_of(&levels), format)))
        .fold(0.0, f64::max);
    let room = canvas.room();
    let (left, right) = (labels + 8.0, canvas.width() - 10.0);
    let spacing = curve.spacing;
    let across = Scale::new([spacing.value(first), spacing.value(last)], [left, right]);
    let places = curve
        .marks
        .iter()
        .map(|(x, name)| (across.place(spacing.value(*x)), name.as_str()));
    let marks = Marks::new(places, canvas.width());
    let top = 12.0 + marks.height();
    let bottom = top + room.choose(210.0, 170.0);
    let frame = Frame {
        left,
        right,
        top,
        bottom,
        across,
        up: Scale::new([0.0, levels.last().copied().unwrap_or(1.0)], [bottom, top]),
        spacing,
    };
    draw_axes(canvas, curve, &frame, [first, last], &levels, texts);
    let steps = |pick: fn(&[f64; 4]) -> f64| stairs(&points, pick, &frame);
    let mut band = steps(|[_, _, low, _]| *low);
    band.extend(steps(|[_, _, _, high]| *high).into_iter().rev());
    canvas.area(&band, "band s0");
    canvas.polyline(&steps(|[_, y, _, _]| *y), "series s0");
    marks.draw(canvas, top, bottom);
    draw_tooltips(canvas, curve, &points, &frame, texts);
    canvas.set_height(bottom + 26.0);
}

/// Points in order of x, without those that cannot be placed.
fn drawable(curve: &Curve<'_>) -> Vec<[f64; 4]> {
    let mut points: Vec<_> = curve
        .points
        .iter()
        .copied()
        .filter(|point| point.iter().all(|number| number.is_finite()))
        .filter(|[x, ..]| curve.spacing == Spacing::Even || *x > 0.0)
        .collect();
    points.sort_by(|one, other| one[0].total_cmp(&other[0]));
    points
}

/// The corners of a step line: level until the next point, then up.
fn stairs(points: &[[f64; 4]], pick: fn(&[f64; 4]) -> f64, frame: &Frame) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::with_capacity(points.len() * 2);
    for point in points {
        let (x, y) = (frame.x(point[0]), frame.up.place(pick(point)));
        if let Some((_, before)) = corners.last().copied() {
            corners.push((x, before));
        }
        corners.push((x, y));
    }
    corners
}

fn draw_axes(
    canvas: &mut Canvas,
    curve: &Curve<'_>,
    frame: &Frame,
    ends: [f64; 2],
    levels: &[f64],
    texts: &Texts,
) {
    let format = texts.format();
    for (position, level) in levels.iter().enumerate() {
        let y = frame.up.place(*level);
        let class = if position == 0 { "base" } else { "grid" };
        canvas.line((frame.left, y), (frame.right, y), class);
        let label = tick_label(*level, curve.y_unit, step_of(levels), format);
        canvas.text((frame.left - 8.0, y + 4.0), Anchor::End, "tick", &label);
    }
    let places = match curve.spacing {
        Spacing::Logarithmic => log_ticks(ends, curve.x_unit),
        Spacing::Even => ticks(ends, curve.x_unit, canvas.room().choose(6, 4)),
    };
    let mut free_from = f64::NEG_INFINITY;
    for place in places
        .into_iter()
        .filter(|x| *x >= ends[0] && *x <= ends[1])
    {
        let x = frame.x(place);
        let label = format.value(curve.x_unit, Some(place));
        let half = width(&label) / 2.0;
        let middle = x.clamp(half, canvas.width() - half);
        if middle - half < free_from {
            continue;
        }
        free_from = middle + half + 10.0;
        canvas.line((x, frame.bottom), (x, frame.bottom + 4.0), "base");
        canvas.text(
            (middle, frame.bottom + 19.0),
            Anchor::Middle,
            "tick",
            &label,
        );
    }
}

fn draw_tooltips(
    canvas: &mut Canvas,
    curve: &Curve<'_>,
    points: &[[f64; 4]],
    frame: &Frame,
    texts: &Texts,
) {
    let format = texts.format();
    for (position, [x, y, low, high]) in points.iter().enumerate() {
        let start = frame.x(*x);
        let end = points
            .get(position + 1)
            .map_or(frame.right, |next| frame.x(next[0]));
        let [y, low, high] = [y, low, high].map(|value| format.value(curve.y_unit, Some(*value)));
        let title = format!(
            "{}\n{y} ({})",
            format.value(curve.x_unit, Some(*x)),
            format.between(&low, &high)
        );
        canvas.titled(&title, |canvas| {
            canvas.rect(
                Rect {
                    x: start,
                    y: frame.top,
                    width: end - start,
                    height: frame.bottom - frame.top,
                },
                "hit",
            );
        });
    }
}
