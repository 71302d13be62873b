//! Bars cut into parts that add up to the whole.

use super::Room;
use super::axis::Scale;
use super::canvas::{Anchor, Canvas, Rect};
use super::lettering::{LINE, width, wrap};
use super::lines::nothing;
use crate::i18n::{Texts, args};

const BAR: f64 = 24.0;
const SWATCH: f64 = 12.0;

pub(super) fn draw(
    canvas: &mut Canvas,
    parts: &[String],
    rows: &[(String, Vec<f64>)],
    texts: &Texts,
) {
    if rows.is_empty() || parts.is_empty() {
        nothing(canvas, texts);
        return;
    }
    let room = canvas.room();
    let labels = rows
        .iter()
        .map(|(label, _)| width(label))
        .fold(0.0, f64::max);
    let left = room.choose(labels.clamp(40.0, 210.0) + 12.0, 0.0);
    let scale = Scale::new([0.0, 1.0], [left, canvas.width()]);
    let mut y = draw_key(canvas, parts, left) + 10.0;
    for (label, shares) in rows {
        let lines = wrap(label, room.choose(left - 12.0, canvas.width()), 2);
        match room {
            Room::Wide => {
                let height = (LINE * lines.len() as f64).max(BAR);
                let middle = y + height / 2.0;
                let first = middle - LINE * (lines.len() as f64 - 1.0) / 2.0 + 4.5;
                for (line, text) in lines.iter().enumerate() {
                    let at = (left - 12.0, first + LINE * line as f64);
                    canvas.text(at, Anchor::End, "label", text);
                }
                draw_row(canvas, parts, shares, scale, middle - BAR / 2.0, texts);
                y += height + 8.0;
            }
            Room::Narrow => {
                for text in &lines {
                    y += LINE;
                    canvas.text((0.0, y - 4.0), Anchor::Start, "label", text);
                }
                draw_row(canvas, parts, shares, scale, y, texts);
                y += BAR + 12.0;
            }
        }
    }
    canvas.set_height(y);
}

/// Names of the parts with their colours, in as many lines as they need; returns where it ends.
fn draw_key(canvas: &mut Canvas, parts: &[String], left: f64) -> f64 {
    let (mut x, mut y) = (left, 2.0);
    for (position, part) in parts.iter().enumerate() {
        let needed = SWATCH + 6.0 + width(part) + 18.0;
        if x > left && x + needed > canvas.width() {
            x = left;
            y += LINE + 3.0;
        }
        let swatch = Rect {
            x,
            y,
            width: SWATCH,
            height: SWATCH,
        };
        canvas.rect(swatch, colour(position, parts.len()));
        canvas.text((x + SWATCH + 6.0, y + 11.0), Anchor::Start, "tick", part);
        x += needed;
    }
    y + SWATCH
}

fn draw_row(
    canvas: &mut Canvas,
    parts: &[String],
    shares: &[f64],
    scale: Scale,
    top: f64,
    texts: &Texts,
) {
    let format = texts.format();
    let is_known = shares
        .iter()
        .all(|share| share.is_finite() && *share >= 0.0);
    if !is_known || shares.iter().sum::<f64>() <= 0.0 {
        let (start, end) = (scale.place(0.0), scale.place(1.0));
        canvas.hatched(Rect {
            x: start,
            y: top,
            width: end - start,
            height: BAR,
        });
        let middle = ((start + end) / 2.0, top + BAR / 2.0 + 4.5);
        canvas.text(middle, Anchor::Middle, "label halo", &texts.say("withheld"));
        return;
    }
    let mut from = 0.0;
    for (position, (part, share)) in parts.iter().zip(shares).enumerate() {
        let (start, end) = (scale.place(from), scale.place(from + share));
        from += share;
        let written = format.share(*share);
        canvas.titled(
            &texts.get(
                "part-of",
                args!["part" => part.as_str(), "share" => written.as_str()],
            ),
            |canvas| {
                // A hair of paper between parts separates them where colours are hard to tell apart.
                let rect = Rect {
                    x: start,
                    y: top,
                    width: (end - start - 1.5).max(0.0),
                    height: BAR,
                };
                canvas.rect(rect, colour(position, parts.len()));
                if width(&written) + 8.0 <= end - start {
                    let middle = ((start + end) / 2.0, top + BAR / 2.0 + 4.5);
                    let class = format!("on-{}", colour(position, parts.len()));
                    canvas.text(middle, Anchor::Middle, &class, &written);
                }
            },
        );
    }
}

/// The colour class of a part. From one end of a scale to the other, with grey in the middle,
/// which also serves parts without an order.
fn colour(position: usize, count: usize) -> &'static str {
    const TWO: [&str; 2] = ["p-blue", "p-grey"];
    const THREE: [&str; 3] = ["p-blue", "p-grey", "p-orange"];
    const FOUR: [&str; 4] = ["p-blue", "p-sky", "p-sand", "p-orange"];
    const FIVE: [&str; 5] = ["p-blue", "p-sky", "p-grey", "p-sand", "p-orange"];
    const MANY: [&str; 7] = [
        "p-blue", "p-sky", "p-grey", "p-sand", "p-orange", "p-plum", "p-green",
    ];
    let palette: &[&'static str] = match count {
        0..=2 => &TWO,
        3 => &THREE,
        4 => &FOUR,
        5 => &FIVE,
        _ => &MANY,
    };
    palette
        .get(position % palette.len())
        .copied()
        .unwrap_or("p-grey")
}
