//! The report as Markdown with GitHub's tables: the same content, everything unfolded.

mod escape;

use std::fmt::Write;

use super::explorer;
use super::inert::clean_report;
use super::model::{
    Action, Bar, BarState, Block, Card, Cell, Effect, Explorer, Meaning, NoticeLevel, Quote,
    Report, Table, Topic, Verdict,
};
use super::terminal::bar_of_characters;
use crate::i18n::{Texts, args};
use escape::{cell, inline};

/// Characters of the first bar.
const BAR_CELLS: usize = 50;

/// Renders the report. Every text is cleaned ([`super::inert`]) and escaped on the way.
pub fn render_markdown(report: &Report) -> String {
    let report = clean_report(report);
    let texts = Texts::new(report.lang);
    let mut page = Page {
        written: String::new(),
        texts: &texts,
    };
    page.first_screen(&report);
    page.coverage(&report);
    page.cards(&report.cards);
    page.notices(&report);
    for section in &report.sections {
        page.heading(2, &section.title);
        if !section.lead.is_empty() {
            page.paragraph(&format!("**{}**", inline(&section.lead)));
        }
        if section.blocks.is_empty() {
            page.paragraph(&texts.say("empty-section"));
        }
        page.blocks(&section.blocks);
    }
    page.written.push_str("---\n\n");
    let date = inline(&report.generated);
    page.paragraph(&texts.get("generated", args!["date" => date]));
    let end = page.written.trim_end().len();
    page.written.truncate(end);
    page.written.push('\n');
    page.written
}

/// A page being written.
struct Page<'a> {
    written: String,
    texts: &'a Texts,
}

impl Page<'_> {
    /// A paragraph of text that is already Markdown.
    fn paragraph(&mut self, markdown: &str) {
        if !markdown.is_empty() {
            self.written.push_str(markdown);
            self.written.push_str("\n\n");
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        let marks = "#".repeat(level);
        self.paragraph(&format!("{marks} {}", inline(text)));
    }

    /// A list of items that are already Markdown, one line each.
    fn list(&mut self, items: impl Iterator<Item = String>) {
        for item in items {
            let _ = writeln!(self.written, "- {item}");
        }
        self.written.push('\n');
    }

    fn first_screen(&mut self, report: &Report) {
        self.heading(1, &report.title);
        self.paragraph(&inline(&report.period));
        self.paragraph(&format!("> **{}**", inline(&report.remember)));
        self.bar(&report.bar);
        if report.bar.state == BarState::Hypothetical {
            return;
        }
        self.heading(2, &self.texts.say("monday"));
        if report.monday.is_empty() {
            self.paragraph(&self.texts.say("nothing-to-do"));
        }
        for (position, action) in report.monday.iter().enumerate() {
            let _ = writeln!(self.written, "{}. {}", position + 1, inline(action));
        }
        self.written.push('\n');
    }

    /// The first bar in words and characters: the sentence carries the same figures.
    fn bar(&mut self, bar: &Bar) {
        self.heading(2, &bar.label);
        if let Some(reason) = &bar.withheld {
            self.paragraph(&inline(reason));
        } else if let Some(drawn) = bar_of_characters(bar, BAR_CELLS) {
            let ends = [0.0, 1.0].map(|end| self.texts.format().share(end));
            self.paragraph(&format!("`{} {drawn} {}`", ends[0], ends[1]));
        }
        let key: Vec<String> = bar.key.iter().map(|band| inline(band)).collect();
        self.paragraph(&key.join(" · "));
        self.paragraph(&inline(&bar.sentence));
        self.paragraph(&bar.compared.as_deref().map_or_else(String::new, inline));
        if let Some(target) = bar.target {
            let target = self.texts.format().share(target);
            self.paragraph(&self.texts.get("target-at", args!["target" => target]));
        }
        if let Some(meaning) = &bar.meaning {
            self.meaning(meaning);
        }
    }

    fn meaning(&mut self, meaning: &Meaning) {
        let texts = self.texts;
        let lines = [
            (texts.say("definition"), &meaning.formula),
            (texts.say("assumption"), &meaning.assumption),
            (texts.say("reference"), &meaning.reference),
        ];
        self.list(
            lines
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(name, text)| labelled(texts, &name, &inline(text))),
        );
    }

    fn coverage(&mut self, report: &Report) {
        if report.coverage.is_empty() {
            return;
        }
        self.heading(2, &self.texts.say("coverage"));
        let texts = self.texts;
        self.list(report.coverage.iter().map(|fact| {
            let (label, value) = (inline(&fact.label), format!("**{}**", inline(&fact.value)));
            let line = labelled(texts, &label, &value);
            match &fact.note {
                Some(note) => format!("{line} — {}", inline(note)),
                None => line,
            }
        }));
    }

    fn cards(&mut self, cards: &[Card]) {
        if cards.is_empty() {
            return;
        }
        self.heading(2, &self.texts.say("figures"));
        for card in cards {
            self.heading(3, &card.label);
            let mut line = format!("**{}**", inline(&card.value));
            if !card.range.is_empty() {
                let _ = write!(line, " — {}", inline(&card.range));
            }
            self.paragraph(&line);
            let mut details = Vec::new();
            details.extend(card.beside.iter().map(|line| inline(line)));
            details.extend(card.change.as_deref().map(inline));
            if let Some(target) = &card.target {
                let verdict = match target.verdict {
                    Verdict::Met => self.texts.say("verdict-met"),
                    Verdict::Missed => self.texts.say("verdict-missed"),
                    Verdict::Open => self.texts.say("verdict-open"),
                };
                details.push(format!("{} — {verdict}", inline(&target.text)));
            }
            if let Some(definition) = &card.definition {
                let name = self.texts.say("definition");
                details.push(labelled(self.texts, &name, &inline(definition)));
            }
            if !card.assumption.is_empty() {
                let name = self.texts.say("assumption");
                details.push(labelled(self.texts, &name, &inline(&card.assumption)));
            }
            if let Some(reference) = &card.reference {
                let name = self.texts.say("reference");
                details.push(labelled(self.texts, &name, &inline(reference)));
            }
            if let Some(n) = card.n {
                let name = self.texts.say("sample-size");
                details.push(labelled(self.texts, &name, &self.texts.format().count(n)));
            }
            self.list(details.into_iter());
        }
    }

    fn notices(&mut self, report: &Report) {
        if report.notices.is_empty() {
            return;
        }
        let count = report.notices.len();
        self.heading(2, &self.texts.get("notices", args!["count" => count]));
        for notice in &report.notices {
            let level = match notice.level {
                NoticeLevel::Info => self.texts.say("notice-info"),
                NoticeLevel::Confirm => self.texts.say("notice-confirm"),
                NoticeLevel::Warning => self.texts.say("notice-warning"),
            };
            let _ = writeln!(self.written, "- **{level}** — {}", inline(&notice.text));
            for detail in &notice.details {
                let _ = writeln!(self.written, "  - {}", inline(detail));
            }
        }
        self.written.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => self.heading(3, text),
            Block::Text { text } => self.paragraph(&inline(text)),
            Block::Note { text } => self.paragraph(&format!("> {}", inline(text))),
            Block::List { items } => self.list(items.iter().map(|item| inline(item))),
            Block::Chart(chart) => {
                self.heading(3, &chart.title);
                self.paragraph(&inline(&chart.subtitle));
                self.paragraph(&inline(&chart.description));
                self.table(&chart.table);
            }
            Block::Table(table) => self.table(table),
            Block::Topics { items } => {
                self.nothing_if_empty(items);
                for topic in items {
                    self.topic(topic);
                }
            }
            Block::Quotes { items } => {
                self.nothing_if_empty(items);
                for Quote { text, source } in items {
                    self.paragraph(&format!("> {}\n>\n> — {}", inline(text), inline(source)));
                }
            }
            Block::Explorer(explorer) => self.explorer(explorer),
            Block::Meanings { items } => {
                for meaning in items {
                    self.heading(4, &meaning.name);
                    self.meaning(meaning);
                }
            }
            Block::Effects { items } => {
                self.nothing_if_empty(items);
                for effect in items {
                    self.effect(effect);
                }
            }
            Block::Actions { items } => {
                self.nothing_if_empty(items);
                for action in items {
                    self.action(action);
                }
            }
            Block::Details { summary, blocks } => {
                self.heading(3, summary);
                self.blocks(blocks);
            }
        }
    }

    fn nothing_if_empty<T>(&mut self, items: &[T]) {
        if items.is_empty() {
            self.paragraph(&self.texts.say("nothing-there"));
        }
    }

    fn topic(&mut self, topic: &Topic) {
        self.heading(4, &topic.name);
        let texts = self.texts;
        let size = [
            texts.get("conversations", args!["count" => topic.conversations]),
            texts.get("contacts", args!["count" => topic.contacts]),
            inline(&topic.share),
        ];
        let mut lines = vec![size.join(" · "), inline(&topic.trend)];
        let mut named = |key: String, text: String| lines.push(labelled(texts, &key, &text));
        if !topic.tone.is_empty() {
            named(texts.say("tone"), inline(&topic.tone));
        }
        if !topic.terms.is_empty() {
            let terms: Vec<String> = topic.terms.iter().map(|term| inline(term)).collect();
            named(texts.say("words"), terms.join(", "));
        }
        if let Some(example) = &topic.example {
            named(texts.say("example"), inline(example));
        }
        if let Some(suggestion) = &topic.suggestion {
            named(texts.say("suggestion"), inline(suggestion));
        }
        self.list(lines.into_iter());
    }

    fn action(&mut self, action: &Action) {
        self.heading(4, &action.title);
        let texts = self.texts;
        let lines = [
            (texts.say("because"), &action.because),
            (texts.say("measured-by"), &action.measure),
        ];
        self.list(
            lines
                .into_iter()
                .map(|(name, text)| labelled(texts, &name, &inline(text))),
        );
    }

    fn effect(&mut self, effect: &Effect) {
        self.heading(4, &effect.title);
        let head = [&effect.date, &effect.measure].map(|text| inline(text));
        self.list(
            [
                head.join(" · "),
                format!("**{}**", inline(&effect.verdict_text)),
                inline(&effect.sentence),
            ]
            .into_iter(),
        );
    }

    fn explorer(&mut self, shown: &Explorer) {
        self.heading(3, &shown.title);
        self.paragraph(&inline(&shown.intro));
        let sentence = explorer::sentence(shown, shown.start(), self.texts.format());
        self.paragraph(&inline(&sentence));
        self.paragraph(&inline(explorer::verdict(shown, shown.start())));
        self.paragraph(&inline(&shown.breakdown));
        for table in &shown.tables {
            self.table(table);
        }
        self.meaning(&shown.meaning);
    }

    fn table(&mut self, table: &Table) {
        let columns = table.head.len();
        if columns == 0 || table.rows.is_empty() {
            return;
        }
        if !table.caption.is_empty() {
            self.paragraph(&format!("*{}*", inline(&table.caption)));
        }
        let head: Vec<String> = table.head.iter().map(|head| cell(head)).collect();
        let rule: Vec<&str> = (0..columns)
            .map(|column| {
                let has_figures = table
                    .rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .any(|cell| cell.raw.is_some());
                if has_figures { "---:" } else { "---" }
            })
            .collect();
        let _ = writeln!(self.written, "| {} |", head.join(" | "));
        let _ = writeln!(self.written, "| {} |", rule.join(" | "));
        for row in &table.rows {
            let cells: Vec<String> = (0..columns)
                .map(|column| {
                    row.get(column)
                        .map_or_else(String::new, |Cell { text, .. }| cell(text))
                })
                .collect();
            let _ = writeln!(self.written, "| {} |", cells.join(" | "));
        }
        self.written.push('\n');
    }
}

/// A label and its text, with the colon of the language.
fn labelled(texts: &Texts, label: &str, text: &str) -> String {
    texts.get("labelled", args!["label" => label, "text" => text])
}
