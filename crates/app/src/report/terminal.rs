//! The report on one terminal screen: what to remember, the bar, Monday, the figures.

mod bar;
mod wording;

use std::fmt::Write;

use super::inert::clean_report;
use super::model::{Bar, Card, NoticeLevel, Report, Verdict};
use crate::i18n::{Texts, args};
pub use bar::bar_of_characters;
use wording::{fit, on_one_line, padded, plain, width, wrap};

/// Whether colours may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text only.
    Plain,
    /// ANSI colours.
    Coloured,
}

/// Which characters the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// UTF-8.
    Unicode,
    /// Anything else: accents and signs are replaced.
    Ascii,
}

/// What the summary is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Colours or not.
    pub ink: Ink,
    /// UTF-8 or not.
    pub glyphs: Glyphs,
    /// Columns; held between 40 and 100.
    pub columns: usize,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            ink: Ink::Plain,
            glyphs: Glyphs::Unicode,
            columns: 80,
        }
    }
}

/// Where output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// A person's terminal.
    Terminal,
    /// A file or another program.
    Elsewhere,
}

impl Screen {
    /// What can be written, from where output goes, whether colour is refused (`--no-color` or the
    /// variable `NO_COLOR`) and the locale (`LC_ALL`, `LC_CTYPE` or `LANG`, the first that is set).
    pub fn detect(output: Output, refused_colour: Option<()>, locale: Option<&str>) -> Self {
        let ink = match (output, refused_colour) {
            (Output::Terminal, None) => Ink::Coloured,
            _ => Ink::Plain,
        };
        let is_utf8 = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.contains("utf-8") || name.contains("utf8")
        };
        // Files are UTF-8 whatever the terminal; so is a terminal that does not say.
        let glyphs = match (output, locale) {
            (Output::Terminal, Some(name)) if !name.is_empty() && !is_utf8(name) => Glyphs::Ascii,
            _ => Glyphs::Unicode,
        };
        Self {
            ink,
            glyphs,
            ..Self::default()
        }
    }
}

/// Lines of a screen; the last is left to the prompt.
const LINES: usize = 23;

/// Title and period; a blank line follows them where there is room for it.
const HEAD_LINES: usize = 2;

/// Renders the summary: at most 23 lines of `screen.columns`, ending with a line end.
pub fn render_terminal(report: &Report, screen: Screen) -> String {
    let report = clean_report(report);
    let texts = Texts::new(report.lang);
    let mut page = Page {
        lines: Vec::new(),
        screen: Screen {
            columns: screen.columns.clamp(40, 100),
            ..screen
        },
        texts: &texts,
    };
    page.head(&report);
    page.bar(&report.bar);
    page.monday(&report.monday);
    let foot = page.foot(&report);
    page.cards(&report.cards, foot.len());
    page.lines.extend(foot);
    if page.lines.len() < LINES {
        page.lines
            .insert(HEAD_LINES.min(page.lines.len()), String::new());
    }
    page.lines.truncate(LINES);
    let mut written = page.lines.join("\n");
    written.push('\n');
    written
}

/// A screen being filled.
struct Page<'a> {
    lines: Vec<String>,
    screen: Screen,
    texts: &'a Texts,
}

/// How a piece of text stands out.
#[derive(Clone, Copy)]
enum Weight {
    Bold,
    Dim,
    Good,
    Bad,
    Accent,
}

impl Page<'_> {
    fn say(&self, text: &str) -> String {
        let text = on_one_line(text);
        match self.screen.glyphs {
            Glyphs::Unicode => text,
            Glyphs::Ascii => plain(&text),
        }
    }

    /// What shows that a text was cut.
    fn dots(&self) -> &'static str {
        match self.screen.glyphs {
            Glyphs::Unicode => "…",
            Glyphs::Ascii => "...",
        }
    }

    fn paint(&self, weight: Weight, text: &str) -> String {
        if self.screen.ink == Ink::Plain || text.is_empty() {
            return text.to_owned();
        }
        let code = match weight {
            Weight::Bold => "1",
            Weight::Dim => "2",
            Weight::Good => "32",
            Weight::Bad => "31",
            Weight::Accent => "34",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    fn push(&mut self, weight: Option<Weight>, text: &str) {
        let line = match weight {
            Some(weight) => self.paint(weight, text),
            None => text.to_owned(),
        };
        self.lines.push(line);
    }

    fn wrapped(&mut self, weight: Option<Weight>, text: &str, lines: usize) {
        for line in wrap(&self.say(text), self.screen.columns, lines, self.dots()) {
            self.push(weight, &line);
        }
    }

    fn head(&mut self, report: &Report) {
        self.wrapped(Some(Weight::Bold), &report.title, 1);
        self.wrapped(Some(Weight::Dim), &report.period, 1);
        self.wrapped(Some(Weight::Bold), &report.remember, 3);
        self.lines.push(String::new());
    }

    fn bar(&mut self, bar: &Bar) {
        if let Some(reason) = &bar.withheld {
            self.wrapped(None, reason, 3);
            self.lines.push(String::new());
            return;
        }
        if let Some(drawn) = self.draw_bar(bar) {
            self.wrapped(Some(Weight::Dim), &bar.label, 1);
            self.lines.push(drawn);
        }
        self.wrapped(None, &bar.sentence, 4);
        if let Some(compared) = &bar.compared {
            self.wrapped(Some(Weight::Dim), compared, 2);
        }
        self.lines.push(String::new());
    }

    /// The bar between the ends of its scale.
    fn draw_bar(&self, bar: &Bar) -> Option<String> {
        let format = self.texts.format();
        let ends = [format.share(0.0), format.share(1.0)].map(|end| self.say(&end));
        let cells = self
            .screen
            .columns
            .saturating_sub(width(&ends[0]) + width(&ends[1]) + 2);
        let drawn = bar::drawn(bar, cells, self.screen.glyphs)?;
        let drawn = self.paint(Weight::Accent, &drawn);
        Some(format!("{} {drawn} {}", ends[0], ends[1]))
    }

    fn monday(&mut self, actions: &[String]) {
        if actions.is_empty() {
            return;
        }
        let title = self.say(&self.texts.say("monday"));
        self.push(Some(Weight::Bold), &title);
        let columns = self.screen.columns.saturating_sub(3);
        // The first thing to do is said in full, the others in a line.
        for (position, action) in actions.iter().take(3).enumerate() {
            let lines = if position == 0 { 2 } else { 1 };
            for (line, text) in wrap(&self.say(action), columns, lines, self.dots())
                .iter()
                .enumerate()
            {
                let mark = if line == 0 {
                    format!("{}. ", position + 1)
                } else {
                    "   ".to_owned()
                };
                self.lines.push(format!("{mark}{text}"));
            }
        }
        self.lines.push(String::new());
    }

    /// One line for each card, as many as the screen still holds beside `reserved` lines.
    fn cards(&mut self, cards: &[Card], reserved: usize) {
        let room = LINES.saturating_sub(self.lines.len() + reserved);
        let shown = if cards.len() > room {
            room.saturating_sub(1)
        } else {
            cards.len()
        };
        let labels: Vec<String> = cards.iter().map(|card| self.say(&card.label)).collect();
        let values: Vec<String> = cards.iter().map(|card| self.say(&card.value)).collect();
        let widest = |texts: &[String], most: usize| {
            let widest = texts.iter().map(|text| width(text)).max().unwrap_or(0);
            widest.min(most)
        };
        let columns = self.screen.columns;
        let label_width = widest(&labels, columns * 3 / 8);
        let value_width = widest(&values, columns / 5);
        for ((card, label), value) in cards.iter().zip(&labels).zip(&values).take(shown) {
            let (weight, sign) = match card.target.as_ref().map(|target| target.verdict) {
                Some(Verdict::Met) => (Weight::Good, "✓"),
                Some(Verdict::Missed) => (Weight::Bad, "✗"),
                _ => (Weight::Bold, ""),
            };
            let sign = self.say(sign);
            let sign = if sign.is_empty() {
                sign
            } else {
                format!("{sign} ")
            };
            let used = label_width + value_width + 4 + width(&sign);
            let rest = fit(
                &self.say(&card.range),
                self.screen.columns.saturating_sub(used),
                self.dots(),
            );
            let value = self.paint(weight, &padded(value, value_width, self.dots()));
            let mut line = padded(label, label_width, self.dots());
            let _ = write!(line, "  {value}  {sign}{}", self.paint(Weight::Dim, &rest));
            self.lines.push(line.trim_end().to_owned());
        }
        if shown < cards.len() {
            let more = cards.len() - shown;
            let text = self.texts.get("terminal-more", args!["count" => more]);
            let text = self.say(&text);
            self.push(Some(Weight::Dim), &text);
        }
    }

    /// One line: what was not read, then what is seen.
    fn foot(&self, report: &Report) -> Vec<String> {
        let unread = report
            .notices
            .iter()
            .filter(|notice| notice.level != NoticeLevel::Info)
            .count();
        let warning = match unread {
            0 => String::new(),
            count => self.say(&self.texts.get("notices", args!["count" => count])),
        };
        let facts: Vec<String> = report
            .coverage
            .iter()
            .map(|fact| {
                let (label, text) = (fact.label.as_str(), fact.value.as_str());
                self.texts
                    .get("labelled", args!["label" => label, "text" => text])
            })
            .collect();
        let facts = self.say(&facts.join(" · "));
        let dot = if warning.is_empty() || facts.is_empty() {
            String::new()
        } else {
            format!(" {} ", self.say("·"))
        };
        let taken = width(&warning) + width(&dot);
        let facts = fit(
            &facts,
            self.screen.columns.saturating_sub(taken),
            self.dots(),
        );
        let line = format!(
            "{}{}",
            self.paint(Weight::Bad, &warning),
            self.paint(Weight::Dim, &format!("{dot}{facts}"))
        );
        if line.is_empty() {
            Vec::new()
        } else {
            vec![line]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_terminals_whose_owner_does_not_refuse_them() {
        let detect = |output, refused| Screen::detect(output, refused, Some("fr_FR.UTF-8")).ink;
        assert_eq!(detect(Output::Terminal, None), Ink::Coloured);
        assert_eq!(detect(Output::Terminal, Some(())), Ink::Plain);
        assert_eq!(detect(Output::Elsewhere, None), Ink::Plain);
    }

    #[test]
    fn only_a_terminal_that_is_not_utf8_gets_plain_letters() {
        let detect = |output, locale| Screen::detect(output, None, locale).glyphs;
        assert_eq!(
            detect(Output::Terminal, Some("fr_FR.UTF-8")),
            Glyphs::Unicode
        );
        assert_eq!(detect(Output::Terminal, Some("C")), Glyphs::Ascii);
        assert_eq!(
            detect(Output::Terminal, Some("fr_FR.ISO-8859-1")),
            Glyphs::Ascii
        );
        assert_eq!(detect(Output::Terminal, None), Glyphs::Unicode);
        assert_eq!(detect(Output::Elsewhere, Some("C")), Glyphs::Unicode);
    }
}
