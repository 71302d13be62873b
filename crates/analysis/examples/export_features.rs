//! Writes the features of labelled texts for the training script.
//!
//! Standard input: one text a line as `language<TAB>text`, with `\n` and `\t` escaped. Standard
//! output, little-endian: the number of dense features as `u32`, then for each line the dense
//! features as `f32`, how many word rows, character rows and rows of questions there are as `u32`,
//! and these three lists.

use std::io::{self, BufRead, BufWriter, Write};

use tact_analysis::{DENSE_NAMES, FeatureReader};
use tact_domain::Language;
use tact_privacy::{OperatorText, Permitted};

fn main() -> io::Result<()> {
    let reader = FeatureReader::embedded();
    let mut out = BufWriter::new(io::stdout().lock());
    if std::env::args().nth(1).as_deref() == Some("--names") {
        for name in DENSE_NAMES.iter() {
            writeln!(out, "{name}")?;
        }
        return Ok(());
    }
    out.write_all(&(DENSE_NAMES.len() as u32).to_le_bytes())?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (tag, text) = line.split_once('\t').unwrap_or(("fr", &line));
        let text = text.replace("\\n", "\n").replace("\\t", "\t");
        let text: Permitted<&str, OperatorText> = Permitted::own_text(&text);
        let features = reader.read(&text, Language::parse(tag).unwrap_or(Language::FR));
        for value in &features.dense {
            out.write_all(&value.to_le_bytes())?;
        }
        let lists = [
            &features.word_rows,
            &features.character_rows,
            &features.asking_rows,
        ];
        for rows in lists {
            out.write_all(&(rows.len() as u32).to_le_bytes())?;
        }
        for row in lists.into_iter().flatten() {
            out.write_all(&row.to_le_bytes())?;
        }
    }
    out.flush()
}
