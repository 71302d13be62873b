//! Weekday by hour: one cell for each, darker where there is more, opening hours outlined.

use super::axis::extent;
use super::canvas::{Anchor, Canvas, Rect};
use super::lettering::{fit, width};
use super::lines::nothing;
use crate::format::Format;
use crate::i18n::Texts;
use crate::report::model::Unit;

/// Number of shades, the lightest standing for zero or next to it.
const SHADES: usize = 6;

/// From this share of an hour on, the hour counts as open.
const OPEN: f64 = 0.5;

/// What the chart shows.
pub(super) struct Heat<'a> {
    pub(super) unit: Unit,
    pub(super) rows: &'a [String],
    pub(super) columns: &'a [String],
    pub(super) cells: &'a [Vec<Option<f64>>],
    pub(super) open: Option<&'a [Vec<f64>]>,
}

/// The places of the cells.
struct Grid {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Grid {
    fn cell(&self, row: usize, column: usize) -> Rect {
        Rect {
            x: self.left + self.width * column as f64,
            y: self.top + self.height * row as f64,
            width: self.width,
            height: self.height,
        }
    }
}

pub(super) fn draw(canvas: &mut Canvas, heat: &Heat<'_>, texts: &Texts) {
    if heat.rows.is_empty() || heat.columns.is_empty() {
        nothing(canvas, texts);
        return;
    }
    let room = canvas.room();
    let format = texts.format();
    let labels = heat.rows.iter().map(|row| width(row)).fold(0.0, f64::max);
    let left = labels.min(room.choose(110.0, 40.0)) + 10.0;
    let grid = Grid {
        left,
        top: 22.0,
        width: (canvas.width() - left - 2.0) / heat.columns.len() as f64,
        height: room.choose(26.0, 22.0),
    };
    let known = extent(heat.cells.iter().flatten().flatten().copied());
    let [_, high] = known.unwrap_or([0.0, 1.0]);
    draw_heads(canvas, heat, &grid);
    for (row, name) in heat.rows.iter().enumerate() {
        for (column, head) in heat.columns.iter().enumerate() {
            let value = value_at(heat.cells, row, column);
            let said = match value {
                Some(value) => format.value(heat.unit, Some(value)),
                None => texts.say("withheld"),
            };
            canvas.titled(&format!("{name}, {head}\n{said}"), |canvas| {
                let cell = grid.cell(row, column);
                let inner = Rect {
                    x: cell.x + 0.5,
                    y: cell.y + 0.5,
                    width: cell.width - 1.0,
                    height: cell.height - 1.0,
                };
                match value {
                    Some(value) => canvas.rect(inner, shade(value, high)),
                    None => canvas.hatched(inner),
                }
            });
        }
    }
    if let Some(open) = heat.open {
        draw_opening_hours(canvas, heat, open, &grid);
    }
    let bottom = grid.top + grid.height * heat.rows.len() as f64;
    let end = draw_key(canvas, heat, high, bottom + 14.0, texts, format);
    canvas.set_height(end);
}

fn value_at(cells: &[Vec<Option<f64>>], row: usize, column: usize) -> Option<f64> {
    let value = cells.get(row)?.get(column).copied().flatten()?;
    value.is_finite().then_some(value)
}

fn shade(value: f64, high: f64) -> &'static str {
    const CLASSES: [&str; SHADES] = ["q0", "q1", "q2", "q3", "q4", "q5"];
    let share = if high > 0.0 { value / high } else { 0.0 };
    // Only nothing at all is the lightest.
    let step = (share * (SHADES - 1) as f64).ceil().clamp(0.0, 5.0) as usize;
    CLASSES.get(step).copied().unwrap_or("q5")
}

fn draw_heads(canvas: &mut Canvas, heat: &Heat<'_>, grid: &Grid) {
    for (row, name) in heat.rows.iter().enumerate() {
        let cell = grid.cell(row, 0);
        let at = (grid.left - 8.0, cell.y + cell.height / 2.0 + 4.5);
        canvas.text(at, Anchor::End, "tick", &fit(name, grid.left - 8.0));
    }
    let widest = heat
        .columns
        .iter()
        .map(|head| width(head))
        .fold(0.0, f64::max);
    // Hours are read in threes and sixes.
    let every = [1, 2, 3, 4, 6, 12]
        .into_iter()
        .find(|every| widest + 8.0 <= grid.width * f64::from(*every))
        .unwrap_or(12);
    for (column, head) in heat.columns.iter().enumerate().step_by(every as usize) {
        canvas.text(
            (grid.cell(0, column).x + 1.0, 14.0),
            Anchor::Start,
            "tick",
            head,
        );
    }
}

/// Draws the border between open and closed hours, edge by edge.
fn draw_opening_hours(canvas: &mut Canvas, heat: &Heat<'_>, open: &[Vec<f64>], grid: &Grid) {
    let is_open = |row: Option<usize>, column: Option<usize>| {
        let share = row
            .zip(column)
            .and_then(|(row, column)| open.get(row)?.get(column).copied());
        share.is_some_and(|share| share >= OPEN)
    };
    for row in 0..heat.rows.len() {
        for column in 0..heat.columns.len() {
            let here = is_open(Some(row), Some(column));
            let cell = grid.cell(row, column);
            let (right, bottom) = (cell.x + cell.width, cell.y + cell.height);
            if here != is_open(row.checked_sub(1), Some(column)) {
                canvas.line((cell.x, cell.y), (right, cell.y), "hours");
            }
            if here != is_open(Some(row), column.checked_sub(1)) {
                canvas.line((cell.x, cell.y), (cell.x, bottom), "hours");
            }
            if here && row + 1 == heat.rows.len() {
                canvas.line((cell.x, bottom), (right, bottom), "hours");
            }
            if here && column + 1 == heat.columns.len() {
                canvas.line((right, cell.y), (right, bottom), "hours");
            }
        }
    }
}

/// Shades with the values they end at, the sign of opening hours and of withheld cells.
fn draw_key(
    canvas: &mut Canvas,
    heat: &Heat<'_>,
    high: f64,
    top: f64,
    texts: &Texts,
    format: Format,
) -> f64 {
    let swatch = |x: f64, y: f64| Rect {
        x,
        y,
        width: 18.0,
        height: 12.0,
    };
    let (mut x, mut y) = (canvas.room().choose(heat_left(heat, canvas), 0.0), top);
    let start = x;
    canvas.text((x, y + 11.0), Anchor::Start, "tick", "0");
    x += width("0") + 6.0;
    for step in 0..SHADES {
        let value = step as f64 / (SHADES - 1) as f64;
        canvas.rect(swatch(x, y), shade(value, 1.0));
        x += 18.0;
    }
    let most = format.value(heat.unit, Some(high));
    canvas.text((x + 6.0, y + 11.0), Anchor::Start, "tick", &most);
    x += width(&most) + 26.0;
    let has_gap = (0..heat.rows.len()).any(|row| {
        (0..heat.columns.len()).any(|column| value_at(heat.cells, row, column).is_none())
    });
    let mut entries = Vec::new();
    if heat.open.is_some() {
        entries.push(("hours-swatch", texts.say("opening-hours")));
    }
    if has_gap {
        entries.push(("", texts.say("withheld")));
    }
    for (class, said) in entries {
        let needed = 18.0 + 6.0 + width(&said);
        if x + needed > canvas.width() {
            (x, y) = (start, y + 20.0);
        }
        if class.is_empty() {
            canvas.hatched(swatch(x, y));
        } else {
            canvas.rect(swatch(x, y), class);
        }
        canvas.text((x + 24.0, y + 11.0), Anchor::Start, "tick", &said);
        x += needed + 20.0;
    }
    y + 20.0
}

fn heat_left(heat: &Heat<'_>, canvas: &Canvas) -> f64 {
    let labels = heat.rows.iter().map(|row| width(row)).fold(0.0, f64::max);
    labels.min(canvas.room().choose(110.0, 40.0)) + 10.0
}
