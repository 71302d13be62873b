//! Vertical marks with their names above the drawing.

use super::canvas::{Anchor, Canvas};
use super::lettering::{LINE, fit, width};

/// A mark ready to be drawn: where it stands, and where its name does.
struct Mark {
    x: f64,
    name: String,
    /// From where to where its name reaches.
    span: [f64; 2],
    row: usize,
}

/// The marks of one chart.
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    /// Lays out names above the places `(x, name)` of a drawing `all` wide, in as few rows as keep
    /// every name clear of the other names and of the other marks.
    pub(super) fn new<'a>(places: impl Iterator<Item = (f64, &'a str)>, all: f64) -> Self {
        let mut marks: Vec<Mark> = places
            .map(|(x, name)| Mark {
                x,
                span: span(x, name, all),
                name: name.to_owned(),
                row: 0,
            })
            .collect();
        // From right to left: a name reaches right over later marks, so it must stand above them.
        marks.sort_by(|one, other| other.x.total_cmp(&one.x));
        let mut placed: Vec<Mark> = Vec::with_capacity(marks.len());
        for mut mark in marks {
            let [start, end] = mark.span;
            let above = placed
                .iter()
                .filter(|other| other.x > start && other.x < end + 4.0)
                .map(|other| other.row + 1)
                .max()
                .unwrap_or(0);
            mark.row = (above..above + placed.len() + 1)
                .find(|row| {
                    placed.iter().all(|other| {
                        other.row != *row
                            || end + 8.0 <= other.span[0]
                            || start >= other.span[1] + 8.0
                    })
                })
                .unwrap_or(above);
            placed.push(mark);
        }
        Self(placed)
    }

    /// Height that the names need above the drawing.
    pub(super) fn height(&self) -> f64 {
        let rows = self.0.iter().map(|mark| mark.row + 1).max().unwrap_or(0);
        LINE * rows as f64
    }

    /// Draws the marks from their names down to `bottom`; the drawing starts at `top`.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: f64, bottom: f64) {
        for mark in &self.0 {
            let y = top - 8.0 - LINE * mark.row as f64;
            canvas.line((mark.x, y - 10.0), (mark.x, bottom), "mark");
            let [start, end] = mark.span;
            let name = fit(&mark.name, end - start - 4.0);
            let (at, anchor) = if start < mark.x {
                (mark.x - 5.0, Anchor::End)
            } else {
                (mark.x + 5.0, Anchor::Start)
            };
            canvas.text((at, y), anchor, "mark-label halo", &name);
        }
    }
}

/// A name stands to the right of its mark, or to the left where the drawing ends.
fn span(x: f64, name: &str, all: f64) -> [f64; 2] {
    let needed = width(name) + 5.0;
    if x + needed <= all || x < all / 2.0 {
        [x, (x + needed).min(all)]
    } else {
        [(x - needed).max(0.0), x]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_touch_stand_in_rows_of_their_own() {
        let marks = Marks::new(
            [(100.0, "Guide des tailles"), (130.0, "Permanence")].into_iter(),
            700.0,
        );
        assert_eq!(marks.height(), 2.0 * LINE);
        let apart = Marks::new([(100.0, "Guide"), (400.0, "Permanence")].into_iter(), 700.0);
        assert_eq!(apart.height(), LINE);
        assert_eq!(Marks::new(std::iter::empty(), 700.0).height(), 0.0);
    }
}
