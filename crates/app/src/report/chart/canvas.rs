//! The sheet a chart is drawn on: shapes in, SVG text out.
//!
//! Everything is a presentation attribute or a class: the page's policy forbids style attributes.

use std::fmt::{self, Display, Write};

use askama::filters::HtmlSafe;

use super::Room;

/// A finished drawing: markup that is safe to place in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Display for Svg {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl HtmlSafe for Svg {}

/// Where a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A rectangle in drawing units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A drawing being made.
pub(super) struct Canvas {
    id: String,
    room: Room,
    height: f64,
    body: String,
}

impl Canvas {
    /// An empty sheet as wide as `room`.
    pub(super) fn new(id: &str, room: Room) -> Self {
        Self {
            id: id.to_owned(),
            room,
            height: 0.0,
            body: String::new(),
        }
    }

    pub(super) fn room(&self) -> Room {
        self.room
    }

    pub(super) fn width(&self) -> f64 {
        self.room.width()
    }

    pub(super) fn set_height(&mut self, height: f64) {
        self.height = height;
    }

    pub(super) fn rect(&mut self, rect: Rect, class: &str) {
        self.shape(rect, &format!(r#"class="{class}""#));
    }

    /// A rectangle with rounded ends.
    pub(super) fn pill(&mut self, rect: Rect, class: &str) {
        let radius = Number(rect.height.min(rect.width) / 2.0);
        self.shape(rect, &format!(r#"rx="{radius}" class="{class}""#));
    }

    /// A rectangle hatched to say that a value is withheld.
    pub(super) fn hatched(&mut self, rect: Rect) {
        let fill = format!(r##"fill="url(#{}-hatch)" class="withheld""##, self.id);
        self.shape(rect, &fill);
    }

    fn shape(&mut self, rect: Rect, attributes: &str) {
        self.push(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" {attributes}/>"#,
            Number(rect.x),
            Number(rect.y),
            Number(rect.width.max(0.0)),
            Number(rect.height.max(0.0)),
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.push(format_args!(
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" class="{class}"/>"#,
            Number(from.0),
            Number(from.1),
            Number(to.0),
            Number(to.1),
        ));
    }

    pub(super) fn circle(&mut self, centre: (f64, f64), radius: f64, class: &str) {
        self.push(format_args!(
            r#"<circle cx="{}" cy="{}" r="{}" class="{class}"/>"#,
            Number(centre.0),
            Number(centre.1),
            Number(radius),
        ));
    }

    /// An open line through `points`.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], class: &str) {
        if let Some(path) = path_through(points) {
            self.push(format_args!(r#"<path d="{path}" class="{class}"/>"#));
        }
    }

    /// A closed area inside `points`.
    pub(super) fn area(&mut self, points: &[(f64, f64)], class: &str) {
        if let Some(path) = path_through(points) {
            self.push(format_args!(r#"<path d="{path}Z" class="{class}"/>"#));
        }
    }

    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        self.push(format_args!(
            r#"<text x="{}" y="{}"{anchor} class="{class}">{}</text>"#,
            Number(at.0),
            Number(at.1),
            Escaped(text),
        ));
    }

    /// Shapes that share a tooltip.
    pub(super) fn titled(&mut self, title: &str, draw: impl FnOnce(&mut Self)) {
        self.push(format_args!("<g><title>{}</title>", Escaped(title)));
        draw(self);
        self.push(format_args!("</g>"));
    }

    /// The drawing as one image with a name and a description.
    pub(super) fn finish(self, title: &str, description: &str) -> Svg {
        let Self {
            id,
            room,
            height,
            body,
        } = self;
        let mut svg = format!(
            concat!(
                r#"<svg class="plot {class}" viewBox="0 0 {width} {height}" role="img" "#,
                r#"aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title>"#,
                r#"<desc id="{id}-d">{description}</desc>"#,
            ),
            class = room.class(),
            width = Number(room.width()),
            height = Number(height),
            id = id,
            title = Escaped(title),
            description = Escaped(description),
        );
        if body.contains("-hatch)") {
            svg.push_str(&hatch(&id));
        }
        svg.push_str(&body);
        svg.push_str("</svg>");
        Svg(svg)
    }

    /// The drawing as an ornament: what it shows is said in words beside it.
    pub(super) fn finish_as_ornament(self, width: f64, height: f64) -> Svg {
        Svg(format!(
            r#"<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>"#,
            Number(width),
            Number(height),
            self.body
        ))
    }

    fn push(&mut self, markup: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.body.write_fmt(markup);
    }
}

/// Diagonal lines; one pattern for each drawing, since a hidden drawing's pattern is not painted.
fn hatch(id: &str) -> String {
    format!(
        concat!(
            r#"<defs><pattern id="{id}-hatch" width="6" height="6" "#,
            r#"patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
            r#"<rect width="6" height="6" class="hatch-ground"/>"#,
            r#"<line x1="0" y1="0" x2="0" y2="6" class="hatch-line"/></pattern></defs>"#,
        ),
        id = id
    )
}

fn path_through(points: &[(f64, f64)]) -> Option<String> {
    let (first, rest) = points.split_first()?;
    let mut path = format!("M{} {}", Number(first.0), Number(first.1));
    for point in rest {
        let _ = write!(path, "L{} {}", Number(point.0), Number(point.1));
    }
    Some(path)
}

/// A coordinate: one decimal at most, and never anything but a number.
struct Number(f64);

impl Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if !tenths.is_finite() || tenths == 0.0 {
            return formatter.write_str("0");
        }
        write!(formatter, "{}", tenths / 10.0)
    }
}

/// Text with the five characters of markup replaced.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                _ => formatter.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_become_markup() {
        let mut canvas = Canvas::new("c", Room::Wide);
        canvas.text((0.0, 0.0), Anchor::Start, "label", "</text><script>&\"'");
        let Svg(svg) = canvas.finish("<b>", "</desc>");
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;&amp;&quot;&#39;"));
        assert!(!svg.contains("<script") && !svg.contains("<b>"));
    }

    #[test]
    fn a_coordinate_that_is_not_a_number_is_zero() {
        assert_eq!(Number(f64::NAN).to_string(), "0");
        assert_eq!(Number(-0.01).to_string(), "0");
        assert_eq!(Number(12.345).to_string(), "12.3");
    }

    #[test]
    fn a_drawing_with_a_name_is_an_image_with_title_and_description() {
        let mut canvas = Canvas::new("c1-w", Room::Narrow);
        canvas.set_height(40.0);
        canvas.hatched(Rect {
            x: 1.0,
            y: 2.0,
            width: 3.0,
            height: 4.0,
        });
        let svg = canvas
            .finish("Titre", "Description")
            .0
            .replace("><", ">\n<");
        insta::assert_snapshot!(svg, @r##"
        <svg class="plot narrow" viewBox="0 0 330 40" role="img" aria-labelledby="c1-w-t c1-w-d">
        <title id="c1-w-t">Titre</title>
        <desc id="c1-w-d">Description</desc>
        <defs>
        <pattern id="c1-w-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="hatch-ground"/>
        <line x1="0" y1="0" x2="0" y2="6" class="hatch-line"/>
        </pattern>
        </defs>
        <rect x="1" y="2" width="3" height="4" fill="url(#c1-w-hatch)" class="withheld"/>
        </svg>
        "##);
    }
}
