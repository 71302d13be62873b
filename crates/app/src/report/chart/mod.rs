//! Charts as SVG, drawn to be read like those of a newspaper: direct labels, few lines, the finding
//! as the title.
//!
//! Each chart is drawn twice, for a page and for a phone, because text in an SVG shrinks with it;
//! the style sheet shows one of them. Colours are classes of the style sheet, so that light, dark
//! and print need no redrawing. An unknown value is a gap, a withheld one is hatched: never 0.

mod axis;
mod bars;
mod canvas;
mod curve;
mod gauge;
mod heat;
mod intervals;
mod lettering;
mod lines;
mod marks;
mod spark;
mod stacked;

use super::model::{Chart, Plot};
use crate::i18n::Texts;
use canvas::Canvas;

pub use canvas::Svg;
pub use gauge::draw_gauge;
pub use spark::draw_spark;

/// What a drawing is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A page, a screen wider than a phone, paper.
    Wide,
    /// A phone held upright.
    Narrow,
}

impl Room {
    /// Width of the drawing; one unit is about one CSS pixel.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 330.0,
        }
    }

    /// The class by which the style sheet shows the drawing where it fits.
    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    fn choose<T>(self, wide: T, narrow: T) -> T {
        match self {
            Self::Wide => wide,
            Self::Narrow => narrow,
        }
    }
}

/// Draws a chart for one room. `id` must be unique in the page: it names title and description.
pub fn draw_chart(chart: &Chart, id: &str, room: Room, texts: &Texts) -> Svg {
    let mut canvas = Canvas::new(id, room);
    match &chart.plot {
        Plot::Lines {
            unit,
            x,
            series,
            marks,
        } => lines::draw(
            &mut canvas,
            &lines::Lines {
                unit: *unit,
                x,
                series,
                marks,
            },
            texts,
        ),
        Plot::Bars { unit: _, bars } => bars::draw(&mut canvas, bars, texts),
        Plot::Stacked { parts, rows } => stacked::draw(&mut canvas, parts, rows, texts),
        Plot::Heat {
            unit,
            rows,
            columns,
            cells,
            open,
        } => heat::draw(
            &mut canvas,
            &heat::Heat {
                unit: *unit,
                rows,
                columns,
                cells,
                open: open.as_deref(),
            },
            texts,
        ),
        Plot::Intervals { unit, axis, rows } => {
            intervals::draw(&mut canvas, *unit, *axis, rows, texts);
        }
        Plot::Curve {
            x_unit,
            y_unit,
            points,
            marks,
            log_x,
        } => curve::draw(
            &mut canvas,
            &curve::Curve {
                x_unit: *x_unit,
                y_unit: *y_unit,
                points,
                marks,
                spacing: curve::Spacing::of(*log_x),
            },
            texts,
        ),
    }
    canvas.finish(&chart.title, &chart.description)
}
