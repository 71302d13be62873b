//! A register as a page, as Markdown, as JSON.

use askama::Template;
use serde_json::json;

use super::{Block, Cell, Document};
use crate::report::html::policy;
use crate::report::inert::clean;
use crate::report::model::Lang;

const STYLE: &str = include_str!("../../assets/register.css");

#[derive(Template)]
#[template(path = "registers/page.html")]
struct Page<'a> {
    document: &'a Document,
    lang: &'static str,
    policy: String,
    style: &'static str,
}

impl Page<'_> {
    /// Name of a column, which a narrow screen shows above each cell.
    fn column<'h>(&self, head: &'h [String], place: &usize) -> &'h str {
        head.get(*place).map_or("", String::as_str)
    }
}

/// One self-contained page; it loads nothing.
///
/// # Errors
/// The template fails.
pub fn render_html(document: &Document, lang: Lang) -> Result<String, askama::Error> {
    Page {
        document,
        lang: word(lang),
        policy: policy::of(&[STYLE], &[]),
        style: STYLE,
    }
    .render()
}

fn word(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr",
        Lang::En => "en",
    }
}

/// For a file that is kept with the company's others.
pub fn render_markdown(document: &Document) -> String {
    let mut out = format!(
        "# {}\n\n{}\n",
        line(&document.title),
        line(&document.subtitle)
    );
    for text in &document.intro {
        out.push_str(&format!("\n{}\n", line(text)));
    }
    for section in &document.sections {
        out.push_str(&format!("\n## {}\n", line(&section.heading)));
        for block in &section.blocks {
            out.push('\n');
            match block {
                Block::Text(text) => out.push_str(&format!("{}\n", line(text))),
                Block::List(items) => {
                    for item in items {
                        out.push_str(&format!("- {}\n", line(item)));
                    }
                }
                Block::Table { head, rows } => out.push_str(&table(head, rows)),
            }
        }
    }
    out
}

fn table(head: &[String], rows: &[Vec<Cell>]) -> String {
    let columns = rows.first().map_or(head.len(), Vec::len);
    let mut names = head.to_vec();
    names.resize(columns, String::new());
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = row(names.iter().map(|name| line(name)).collect());
    out.push_str(&row(vec!["---".to_owned(); columns]));
    for cells in rows {
        let said = cells.iter().map(|cell| match cell.is_gap() {
            true => format!("**{}**", line(cell.text())),
            false => line(cell.text()),
        });
        out.push_str(&row(said.collect()));
    }
    out
}

/// Text of the configuration is somebody's: no line of it begins a table, a tag or a link.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '|' | '<' | '>' | '[' | ']' | '`' | '*' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// For a machine: what the register rests on, what is to be filled in, and its text.
pub fn render_json(
    name: &str,
    document: &Document,
    facts: &serde_json::Value,
    lang: Lang,
) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&json!({
        "document": name,
        "lang": word(lang),
        "facts": facts,
        "gaps": document.gaps(),
        "text": document,
    }))
}
