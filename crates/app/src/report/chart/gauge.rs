//! The one bar of the first screen: what is known, what the blind spot allows, the target.

use super::Room;
use super::axis::Scale;
use super::canvas::{Anchor, Canvas, Rect, Svg};
use super::lettering::width;
use crate::i18n::Texts;
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
    let top = 44.0;
    canvas.pill(band([0.0, 1.0], scale, top), "track");
    for (interval, class) in [(outer, "outer"), (bar.inner, "inner")] {
        if let Some(interval) = interval {
            canvas.pill(band(interval, scale, top), class);
        }
    }
    if let Some(target) = bar.target {
        draw_target(&mut canvas, target, scale, top, texts);
    }
    if let Some(point) = bar.point {
        let x = scale.place(point);
        canvas.line((x, top - 5.0), (x, top + TRACK + 5.0), "needle");
        let said = format.share(point);
        let half = width(&said) * 1.1;
        let middle = x.clamp(half, canvas.width() - half);
        canvas.text((middle, top - 14.0), Anchor::Middle, "figure", &said);
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
        let [low_width, high_width] = [width(&said[0]), width(&said[1])];
        if high - low > (low_width + high_width) / 2.0 + 12.0 {
            let low = low.clamp(low_width / 2.0, all - low_width / 2.0);
            let high = high.clamp(high_width / 2.0, all - high_width / 2.0);
            canvas.text((low, y), Anchor::Middle, "value", &said[0]);
            canvas.text((high, y), Anchor::Middle, "value", &said[1]);
            taken = [low - low_width / 2.0, high + high_width / 2.0];
        } else {
            let both = format.share_range(interval);
            let half = width(&both) / 2.0;
            let middle = ((low + high) / 2.0).clamp(half, all - half);
            canvas.text((middle, y), Anchor::Middle, "value", &both);
            taken = [middle - half, middle + half];
        }
    }
    let (none, every) = (format.share(0.0), format.share(1.0));
    if width(&none) + 10.0 < taken[0] {
        canvas.text((0.0, y), Anchor::Start, "tick", &none);
    }
    if all - width(&every) - 10.0 > taken[1] {
        canvas.text((all, y), Anchor::End, "tick", &every);
    }
}

/// The target, with its name on the side of the bar where the figure is not.
fn draw_target(canvas: &mut Canvas, target: f64, scale: Scale, top: f64, texts: &Texts) {
    let x = scale.place(target);
    canvas.line((x, top - 5.0), (x, top + TRACK + 5.0), "goal");
    let said = texts.get(
        "target-at",
        crate::i18n::args!["target" => texts.format().share(target)],
    );
    let half = width(&said) / 2.0;
    let middle = x.clamp(half, canvas.width() - half);
    canvas.text((middle, 10.0), Anchor::Middle, "goal-label", &said);
    canvas.line((x, 15.0), (x, top - 5.0), "goal thin");
}
