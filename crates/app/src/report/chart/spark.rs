//! The small line on a card: direction at a glance, no scale.

use super::Room;
use super::axis::{Scale, extent};
use super::canvas::{Canvas, Svg};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;

/// Draws the values, oldest first, unknown ones as gaps; `None` with fewer than two known values.
pub fn draw_spark(values: &[Option<f64>]) -> Option<Svg> {
    let known = || {
        values
            .iter()
            .flatten()
            .copied()
            .filter(|value| value.is_finite())
    };
    let [low, high] = extent(known())?;
    if known().count() < 2 {
        return None;
    }
    let last = values.len().saturating_sub(1) as f64;
    let across = Scale::new([0.0, last], [3.0, WIDTH - 4.0]);
    // Small ups and downs stay small: the height stands for at least a third of the largest value.
    let least = (high.abs().max(low.abs()) / 3.0).max(f64::MIN_POSITIVE);
    let air = ((least - (high - low)) / 2.0).max(0.0);
    let up = Scale::new([low - air, high + air], [HEIGHT - 4.0, 4.0]);
    let mut canvas = Canvas::new("", Room::Narrow);
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut end = None;
    for (position, value) in values.iter().enumerate() {
        match value.filter(|value| value.is_finite()) {
            Some(value) => {
                let point = (across.place(position as f64), up.place(value));
                run.push(point);
                end = Some(point);
            }
            None => draw_run(&mut canvas, &mut run),
        }
    }
    draw_run(&mut canvas, &mut run);
    if let Some(end) = end {
        canvas.circle(end, 2.5, "point s0");
    }
    Some(canvas.finish_as_ornament(WIDTH, HEIGHT))
}

fn draw_run(canvas: &mut Canvas, run: &mut Vec<(f64, f64)>) {
    match run.as_slice() {
        [only] => canvas.circle(*only, 1.2, "point s0"),
        points => canvas.polyline(points, "series s0"),
    }
    run.clear();
}
