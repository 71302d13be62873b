//! The registers the law asks for, made from the configuration and from what the store really holds.
//! Nothing in them is assumed: what no program can know is a gap, shown as one.

mod breach;
mod compose;
mod dpia;
mod facts;
mod notice;
mod records;
mod render;

use serde::Serialize;

pub use breach::{Breach, breach_kit};
pub use dpia::impact_assessment;
pub use facts::Facts;
pub use notice::notice;
pub use records::records_of_processing;
pub use render::{render_html, render_json, render_markdown};

/// A register, in one language, ready to be laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its name.
    pub title: String,
    /// What it answers to.
    pub subtitle: String,
    /// What stands before the first section.
    pub intro: Vec<String>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// A name that stays the same in every language.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// One piece of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// A table; without a head, the first cell of each row names it.
    Table {
        /// Names of the columns.
        head: Vec<String>,
        /// Rows, each as long as the others.
        rows: Vec<Vec<Cell>>,
    },
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// What is known.
    Said(String),
    /// What somebody has to fill in: the words for it, and the key of the configuration or the name
    /// of the field.
    Gap {
        /// Words for the reader.
        text: String,
        /// Key of the configuration, or name of the field.
        field: &'static str,
    },
}

impl Cell {
    /// The words of the cell.
    pub fn text(&self) -> &str {
        match self {
            Self::Said(text) | Self::Gap { text, .. } => text,
        }
    }

    /// True where somebody has to fill something in.
    pub fn is_gap(&self) -> bool {
        matches!(self, Self::Gap { .. })
    }
}

impl Document {
    /// What is to be filled in, in the order of the page.
    pub fn gaps(&self) -> Vec<&'static str> {
        let mut gaps = Vec::new();
        for block in self.sections.iter().flat_map(|section| &section.blocks) {
            let Block::Table { rows, .. } = block else {
                continue;
            };
            gaps.extend(rows.iter().flatten().filter_map(|cell| match cell {
                Cell::Gap { field, .. } => Some(*field),
                Cell::Said(_) => None,
            }));
        }
        gaps
    }
}
