//! `tact what-if`: which conclusion survives when some messages are missing. Needs no export.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use jiff::tz::TimeZone;
use tact_metrics::estimate::{Z_95, wilson};
use unicode_width::UnicodeWidthStr;

use super::{Common, say};
use crate::{
    clock,
    i18n::{Texts, args as words},
    report::{
        WhatIf, explorer,
        inert::clean_report,
        model::{Block, Explorer, Report, Table},
        render_html, render_json, what_if_report,
    },
};

/// What if some messages were missing: which conclusion survives. Needs no export, keeps nothing.
///
/// Start from the share of satisfied customers among the messages that were kept, say how much is
/// missing and how many times as often the dissatisfied delete, and see whether "at least the
/// target" still holds. Choose --gamma before you look at the result.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Share satisfied among what was kept, in %.
    #[arg(long, value_name = "PERCENT", default_value = "85", value_parser = percent)]
    pub satisfied: f64,
    /// Share of conversations touched by a deletion, in %.
    #[arg(long, value_name = "PERCENT", default_value = "15", value_parser = percent)]
    pub missing: f64,
    /// How many times as often the dissatisfied delete, at most (an odds ratio; `inf`: no limit).
    #[arg(long, value_name = "TIMES", default_value = "2", value_parser = gamma)]
    pub gamma: f64,
    /// The conclusion is "at least" this share, in %.
    #[arg(long, value_name = "PERCENT", default_value = "75", value_parser = percent)]
    pub target: f64,
    /// How many kept conversations the share rests on: adds their sampling margin.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub conversations: Option<u64>,
    /// Write the interactive page (HTML) to this file.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The whole calculation as JSON.
    #[arg(long)]
    pub json: bool,
    /// Options every command has.
    #[command(flatten)]
    pub common: Common,
}

/// `85`, `85%`, `85,5` as a share in 0..1.
fn percent(word: &str) -> Result<f64, String> {
    let plain = word.trim_end_matches('%').trim_end().replace(',', ".");
    match plain.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent / 100.0),
        _ => Err("expected a percentage between 0 and 100".to_owned()),
    }
}

/// An odds ratio of 1 or more; `inf` for no limit.
fn gamma(word: &str) -> Result<f64, String> {
    match word.replace(',', ".").parse::<f64>() {
        Ok(gamma) if gamma >= 1.0 => Ok(gamma),
        _ => Err("expected a number of 1 or more, or `inf`".to_owned()),
    }
}

/// Runs the command.
///
/// # Errors
///
/// The page or the output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let texts = Texts::new(args.common.lang());
    let asked = WhatIf {
        satisfied: args.satisfied,
        interval: args.conversations.map(|n| {
            let satisfied = (args.satisfied * n as f64).round() as u64;
            let interval = wilson(satisfied, n, Z_95);
            [
                interval.low.min(args.satisfied),
                interval.high.max(args.satisfied),
            ]
        }),
        missing: args.missing,
        gamma: args.gamma,
        target: args.target,
    };
    let today = TimeZone::system().to_datetime(clock::now()).date();
    let report = what_if_report(&texts, &asked, texts.format().long_date(today));
    if let Some(path) = &args.out {
        let page = render_html(&report)?;
        tact_store::write_atomically(path, page.as_bytes())
            .with_context(|| path.display().to_string())?;
        if !args.common.quiet {
            say(&texts.get("written-to", words!["file" => path.display().to_string()]));
        }
    }
    let written = match (args.json, &args.out) {
        (true, _) => render_json(&report)? + "\n",
        (false, Some(_)) => return Ok(ExitCode::SUCCESS),
        (false, None) => text(&report, &texts),
    };
    let mut out = io::stdout().lock();
    out.write_all(written.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The page for a terminal: what holds, and the tables.
fn text(report: &Report, texts: &Texts) -> String {
    let report = clean_report(report);
    let mut out = format!("{}\n\n{}\n", report.title, report.remember);
    for block in report.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Explorer(explorer) => explored(&mut out, explorer, texts),
            Block::Heading { text } | Block::Text { text } | Block::Note { text } => {
                let _ = writeln!(out, "\n{text}");
            }
            Block::Table(table) => aligned(&mut out, table),
            _ => {}
        }
    }
    out
}

fn explored(out: &mut String, found: &Explorer, texts: &Texts) {
    let start = found.start();
    let _ = writeln!(
        out,
        "\n{}\n{}",
        explorer::sentence(found, start, texts.format()),
        explorer::verdict(found, start)
    );
    for table in &found.tables {
        aligned(out, table);
    }
    let _ = writeln!(out, "\n{}", found.breakdown);
}

/// A table in columns, figures flush right.
fn aligned(out: &mut String, table: &Table) {
    let rows: Vec<Vec<&str>> = std::iter::once(table.head.iter().map(String::as_str).collect())
        .chain(
            table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| cell.text.as_str()).collect()),
        )
        .collect();
    let widths: Vec<usize> = (0..table.head.len())
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let _ = writeln!(out, "\n{}", table.caption);
    for row in rows {
        out.push(' ');
        for (cell, width) in row.iter().zip(&widths) {
            let missing = width.saturating_sub(cell.width());
            let _ = write!(out, " {}{cell} ", " ".repeat(missing));
        }
        let end = out.trim_end_matches(' ').len();
        out.truncate(end);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_as_people_write_them() {
        for word in ["85", "85%", "85 %", "85,0"] {
            assert_eq!(percent(word), Ok(0.85), "{word}");
        }
        for word in ["101", "-1", "NaN", "inf", "", "many"] {
            assert!(percent(word).is_err(), "{word}");
        }
    }

    #[test]
    fn gamma_is_at_least_one_and_may_be_without_limit() {
        assert_eq!(gamma("1,5"), Ok(1.5));
        assert_eq!(gamma("inf"), Ok(f64::INFINITY));
        for word in ["0.5", "NaN", "-inf", ""] {
            assert!(gamma(word).is_err(), "{word}");
        }
    }
}
