//! Horizontal bars, each with its interval and its figure beside it.

use super::axis::{Scale, extent};
use super::canvas::{Anchor, Canvas, Rect};
use super::lettering::{LINE, fit_strong, strong_width, width, wrap};
use super::{Room, lines::nothing};
use crate::i18n::{Texts, args};
use crate::report::model::BarItem;

const BAR: f64 = 16.0;

/// Length of the hatched stub that stands for a withheld bar; it says nothing of its size.
const WITHHELD: f64 = 48.0;

pub(super) fn draw(canvas: &mut Canvas, bars: &[BarItem], texts: &Texts) {
    let ends = bars.iter().flat_map(|bar| {
        let interval = bar.interval.into_iter().flatten();
        bar.value.into_iter().chain(interval)
    });
    let Some([low, high]) = extent(ends).or((!bars.is_empty()).then_some([0.0, 1.0])) else {
        nothing(canvas, texts);
        return;
    };
    let room = canvas.room();
    let labels = bars.iter().map(|bar| width(&bar.label)).fold(0.0, f64::max);
    let figures = bars
        .iter()
        .map(|bar| strong_width(&said(bar, texts)))
        .fold(0.0, f64::max);
    let left = room.choose(labels.clamp(60.0, 225.0) + 12.0, 0.0);
    let right = canvas.width() - room.choose(figures.min(250.0) + 12.0, 4.0);
    let scale = Scale::new([low.min(0.0), high.max(0.0)], [left, right]);
    let mut y = 2.0;
    for bar in bars {
        let row = Row {
            bar,
            scale,
            left,
            said: said(bar, texts),
        };
        y = match room {
            Room::Wide => row.draw_wide(canvas, y, texts),
            Room::Narrow => row.draw_narrow(canvas, y, texts),
        };
    }
    canvas.set_height(y);
}

/// What stands beside a bar: its own text, or that it is withheld.
fn said(bar: &BarItem, texts: &Texts) -> String {
    match bar.value {
        None if bar.text.is_empty() => texts.say("withheld"),
        _ => bar.text.clone(),
    }
}

struct Row<'a> {
    bar: &'a BarItem,
    scale: Scale,
    left: f64,
    said: String,
}

impl Row<'_> {
    fn draw_wide(&self, canvas: &mut Canvas, y: f64, texts: &Texts) -> f64 {
        let label = wrap(&self.bar.label, self.left - 12.0, 2);
        let height = (LINE * label.len() as f64).max(BAR + 2.0);
        let middle = y + height / 2.0;
        let first = middle - LINE * (label.len() as f64 - 1.0) / 2.0 + 4.5;
        for (line, text) in label.iter().enumerate() {
            let at = (self.left - 12.0, first + LINE * line as f64);
            canvas.text(at, Anchor::End, "label", text);
        }
        let end = self.draw_bar(canvas, middle, texts);
        let space = canvas.width() - end - 10.0;
        let figure = fit_strong(&self.said, space);
        canvas.text((end + 10.0, middle + 4.5), Anchor::Start, "value", &figure);
        y + height + 10.0
    }

    fn draw_narrow(&self, canvas: &mut Canvas, y: f64, texts: &Texts) -> f64 {
        let all = canvas.width();
        let on_one_line = width(&self.bar.label) + strong_width(&self.said) + 16.0 <= all;
        let label = wrap(&self.bar.label, all, 2);
        let mut baseline = y + 13.0;
        for (line, text) in label.iter().enumerate() {
            baseline = y + 13.0 + LINE * line as f64;
            canvas.text((0.0, baseline), Anchor::Start, "label", text);
        }
        if on_one_line {
            canvas.text((all, baseline), Anchor::End, "value", &self.said);
        } else {
            baseline += LINE;
            canvas.text(
                (0.0, baseline),
                Anchor::Start,
                "value",
                &fit_strong(&self.said, all),
            );
        }
        self.draw_bar(canvas, baseline + 7.0 + BAR / 2.0, texts);
        baseline + BAR + 22.0
    }

    /// Draws bar and interval around the height `middle`; returns where they end.
    fn draw_bar(&self, canvas: &mut Canvas, middle: f64, texts: &Texts) -> f64 {
        let zero = self.scale.place(0.0);
        let top = middle - BAR / 2.0;
        let (label, said) = (self.bar.label.as_str(), self.said.as_str());
        let tooltip = texts.get("labelled", args!["label" => label, "text" => said]);
        let mut end = zero;
        canvas.line((zero, top - 4.0), (zero, top + BAR + 4.0), "base");
        canvas.titled(&tooltip, |canvas| {
            let Some(value) = self.bar.value else {
                end = zero + WITHHELD;
                canvas.hatched(Rect {
                    x: zero,
                    y: top,
                    width: WITHHELD,
                    height: BAR,
                });
                return;
            };
            let tip = self.scale.place(value);
            canvas.rect(
                Rect {
                    x: zero.min(tip),
                    y: top,
                    width: (tip - zero).abs(),
                    height: BAR,
                },
                "bar",
            );
            end = zero.max(tip);
            if let Some(interval) = self.bar.interval {
                let [low, high] = interval.map(|limit| self.scale.place(limit));
                canvas.line((low, middle), (high, middle), "whisker");
                for limit in [low, high] {
                    canvas.line((limit, middle - 4.0), (limit, middle + 4.0), "whisker");
                }
                end = end.max(high);
            }
        });
        end
    }
}
