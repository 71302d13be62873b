//! The first bar in characters: the track, the wide range, the narrow range, the point, the target.

use super::Glyphs;
use crate::report::model::Bar;

/// The bar in `cells` characters of UTF-8; `None` where there is nothing to draw.
pub fn bar_of_characters(bar: &Bar, cells: usize) -> Option<String> {
    drawn(bar, cells, Glyphs::Unicode)
}

/// The bar in `cells` characters.
pub(super) fn drawn(bar: &Bar, cells: usize, glyphs: Glyphs) -> Option<String> {
    let outer = bar
        .outer
        .or(bar.inner)
        .or(bar.point.map(|point| [point, point]))?;
    let place = |share: f64| {
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        };
        ((share * cells as f64) as usize).min(cells.saturating_sub(1))
    };
    let [track, wide, narrow, point, target] = match glyphs {
        Glyphs::Unicode => ['·', '░', '▒', '█', '│'],
        Glyphs::Ascii => ['.', '-', '=', '#', '|'],
    };
    let mut drawn = vec![track; cells];
    let mut fill = |[low, high]: [f64; 2], glyph: char| {
        for cell in drawn.iter_mut().take(place(high) + 1).skip(place(low)) {
            *cell = glyph;
        }
    };
    fill(outer, wide);
    if let Some(inner) = bar.inner {
        fill(inner, narrow);
    }
    if let Some(goal) = bar.target {
        fill([goal, goal], target);
    }
    if let Some(value) = bar.point {
        fill([value, value], point);
    }
    Some(drawn.into_iter().collect())
}
