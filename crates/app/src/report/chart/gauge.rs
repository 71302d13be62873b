//! The one bar of the first screen: what is known, what the blind spot allows, the target.

use super::Room;
use super::axis::Scale;
use super::canvas::{Anchor, Canvas, Rect, Svg};
use super::lettering::{strong_width, width};
use crate::i18n::{Texts, args};
use crate::report::model::Bar;

const TRACK: f64 = 22.0;

/// Draws the bar, or `None` where there is nothing to draw (the page says why instead).
pub fn draw_gauge(bar: &Bar, id: &str, room: Room, texts: &Texts) -> Option<Svg> {
    let outer = bar.outer.or(bar.inner);
    if bar.withheld.is_some() || (outer.is_none() && bar.point.is_none()) {
        return None;
    }
    let format = texts.format();
    let mut canvas = Canvas::new(id, room);
    let scale = Scale::new([0.0, 1.0], [1.0, canvas.width() - 1.0]);
    let top = 54.0;
    canvas.pill(band([0.0, 1.0], scale, top), "track");
    for (interval, class) in [(outer, "outer"), (bar.inner, "inner")] {
        if let Some(interval) = interval {
            canvas.pill(band(interval, scale, top), class);
        }
    }
    if let Some(target) = bar.target {
        draw_target(&mut canvas, bar, target, scale, top, texts);
    }
    if let Some(point) = bar.point {
        let x = scale.place(point);
        canvas.line((x, top - 5.0), (x, top + TRACK + 5.0), "needle");
        let [start, _] = figure_span(bar, point, scale, canvas.width(), texts);
        let said = format.share(point);
        canvas.text((start, top - 14.0), Anchor::Start, "figure", &said);
    }
    draw_ends(&mut canvas, outer, scale, top + TRACK + 18.0, texts);
    canvas.set_height(top + TRACK + 24.0);
    Some(canvas.finish(&bar.label, &bar.sentence))
}

fn band(interval: [f64; 2], scale: Scale, top: f64) -> Rect {
    let [low, high] = interval.map(|end| scale.place(end));
    Rect {
        x: low,
        y: top,
        width: (high - low).max(3.0),
        height: TRACK,
    }
}

/// The ends of the range below the bar, and those of the scale where there is room.
fn draw_ends(canvas: &mut Canvas, outer: Option<[f64; 2]>, scale: Scale, y: f64, texts: &Texts) {
    let format = texts.format();
    let all = canvas.width();
    let mut taken = [all, 0.0];
    if let Some(interval) = outer {
        let [low, high] = interval.map(|end| scale.place(end));
        let said = interval.map(|end| format.share(end));
        let [low_width, high_width] = [strong_width(&said[0]), strong_width(&said[1])];
        if high - low > (low_width + high_width) / 2.0 + 12.0 {
            let low = low.clamp(low_width / 2.0, all - low_width / 2.0);
            let high = high.clamp(high_width / 2.0, all - high_width / 2.0);
            canvas.text((low, y), Anchor::Middle, "value", &said[0]);
            canvas.text((high, y), Anchor::Middle, "value", &said[1]);
            taken = [low - low_width / 2.0, high + high_width / 2.0];
        } else {
            let both = format.share_range(interval);
            let half = strong_width(&both) / 2.0;
            let middle = ((low + high) / 2.0).clamp(half, all - half);
            canvas.text((middle, y), Anchor::Middle, "value", &both);
            taken = [middle - half, middle + half];
        }
    }
    let (none, every) = (format.share(0.0), format.share(1.0));
    if width(&none) + 20.0 < taken[0] {
        canvas.text((0.0, y), Anchor::Start, "tick", &none);
    }
    if all - width(&every) - 20.0 > taken[1] {
        canvas.text((all, y), Anchor::End, "tick", &every);
    }
}

/// From where to where the figure reaches: over its needle, or beside the target's line if that
/// would cross it.
fn figure_span(bar: &Bar, point: f64, scale: Scale, all: f64, texts: &Texts) -> [f64; 2] {
    // The figure is set twice as large as other text.
    let full = width(&texts.format().share(point)) * 2.1;
    let middle = scale.place(point).clamp(full / 2.0, all - full / 2.0);
    let over = [middle - full / 2.0, middle + full / 2.0];
    let Some(line) = bar.target.map(|target| scale.place(target)) else {
        return over;
    };
    let before = [line - 7.0 - full, line - 7.0];
    let after = [line + 7.0, line + 7.0 + full];
    if line < over[0] - 4.0 || line > over[1] + 4.0 {
        over
    } else if before[0] >= 0.0 && (line >= scale.place(point) || after[1] > all) {
        before
    } else {
        after
    }
}

/// The target, with its name beside its line, or above the figure where there is no room.
fn draw_target(canvas: &mut Canvas, bar: &Bar, target: f64, scale: Scale, top: f64, texts: &Texts) {
    let x = scale.place(target);
    let said = texts.get("target-at", args!["target" => texts.format().share(target)]);
    let needed = strong_width(&said) + 12.0;
    let all = canvas.width();
    let figure = bar
        .point
        .map(|point| figure_span(bar, point, scale, all, texts));
    let is_free = |[from, to]: [f64; 2]| {
        let clear = figure.is_none_or(|figure| to <= figure[0] || from >= figure[1]);
        from >= 0.0 && to <= all && clear
    };
    let (start, at, anchor) = if is_free([x, x + needed]) {
        (top - 24.0, (x + 6.0, top - 14.0), Anchor::Start)
    } else if is_free([x - needed, x]) {
        (top - 24.0, (x - 6.0, top - 14.0), Anchor::End)
    } else {
        let half = strong_width(&said) / 2.0;
        (15.0, (x.clamp(half, all - half), 11.0), Anchor::Middle)
    };
    canvas.line((x, start), (x, top + TRACK + 5.0), "goal");
    canvas.text(at, anchor, "goal-label", &said);
}
