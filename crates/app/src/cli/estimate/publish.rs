//! `tact estimate --publish`: noisy rates for the outside, drawn once and kept in a ledger.

mod ledger_file;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;
use tact_metrics::dataset::answer::Answer;
use tact_metrics::dataset::{Dataset, ReleasedTable};
use tact_metrics::estimate::publishing::{
    BudgetError, BudgetLedger, NoiseScale, PublishedCell, TableRequest,
};
use tact_metrics::estimate::random::RandomBits;

use crate::exit::Exit;
use crate::report::model::Lang;
use ledger_file::{LedgerFile, Opened};

const THOUSANDTHS: f64 = 1_000.0;
/// Longest name of a period.
const PERIOD_LETTERS: usize = 64;

/// What may leave the team, and at what price.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Publishing")]
pub struct PublishArgs {
    /// Instead of the answer: noisy rates for the outside (see docs/publishing.md).
    #[arg(long, requires = "epsilon", requires = "ledger")]
    pub publish: bool,
    /// Privacy loss ε of each count; a table of rates costs twice that.
    #[arg(long, value_parser = parse_epsilon, requires = "publish", value_name = "E")]
    pub epsilon: Option<u32>,
    /// Ledger of what was published: made if need be, one for all customers.
    #[arg(long, requires = "publish", value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Table to publish; may be repeated.
    #[arg(long, value_parser = parse_table, requires = "publish", value_name = "TABLE",
          default_value = "satisfied-among-answers")]
    pub table: Vec<ReleasedTable>,
    /// Period published, such as 2026-10; by default the name of the data set.
    #[arg(long, requires = "publish", value_name = "NAME")]
    pub period: Option<String>,
    /// ε per period of a new ledger; 1 by default.
    #[arg(long, value_parser = parse_epsilon, requires = "publish", value_name = "E")]
    pub budget: Option<u32>,
    /// Conversations of one customer that count at most.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000), requires = "publish",
          default_value_t = 1, value_name = "C")]
    pub contribution: u32,
}

/// ε as written, in thousandths.
fn parse_epsilon(word: &str) -> Result<u32, String> {
    let thousandths = word
        .replace(',', ".")
        .parse::<f64>()
        .map(|epsilon| (epsilon * THOUSANDTHS).round());
    match thousandths {
        Ok(value) if (1.0..=10_000.0).contains(&value) => Ok(value as u32),
        _ => Err("0.001 … 10".to_owned()),
    }
}

fn parse_table(word: &str) -> Result<ReleasedTable, String> {
    let named = ReleasedTable::ALL.into_iter().find(|t| t.name() == word);
    named.ok_or_else(|| ReleasedTable::ALL.map(ReleasedTable::name).join(", "))
}

/// What was released: nothing in it was not drawn with noise.
#[derive(Debug, Serialize)]
struct Release {
    period: String,
    tables: Vec<ReleasedRates>,
    /// ε the period has left.
    epsilon_left: f64,
    /// ε of every period.
    epsilon_budget: f64,
}

#[derive(Debug, Serialize)]
struct ReleasedRates {
    table: &'static str,
    /// What the table cost, for both its counts.
    epsilon_spent: f64,
    /// Published before: the same figures, at no further cost.
    again: bool,
    cells: Vec<PublishedCell>,
}

/// Why nothing was released.
#[derive(Debug)]
enum Refusal {
    TooFew { k_min: u64 },
    Blind { table: ReleasedTable },
    Budget(BudgetError),
    OtherBudget { ledger: u64 },
    PeriodName,
}

/// Publishes, writes the ledger, then prints: what is printed is already in the ledger.
pub(super) fn run(
    args: &PublishArgs,
    dataset: &Dataset,
    answer: &Answer,
    json: bool,
    lang: Lang,
) -> anyhow::Result<ExitCode> {
    let (Some(epsilon), Some(path)) = (args.epsilon, &args.ledger) else {
        anyhow::bail!("--publish needs --epsilon and --ledger");
    };
    let file = match LedgerFile::open(path, u64::from(args.budget.unwrap_or(1_000)))? {
        Opened::Ready(file) => file,
        Opened::Unreadable(detail) => {
            super::super::say(&words::unreadable(path, &detail, lang));
            return Ok(Exit::NotUnderstood.into());
        }
    };
    let mut ledger = file.ledger.clone();
    let mut random = secure_bits()?;
    match release(args, epsilon, dataset, answer, &mut ledger, &mut random) {
        Ok(release) => {
            file.replace(&ledger)?;
            let written = if json {
                serde_json::to_string(&release).context("the release cannot be written")? + "\n"
            } else {
                words::release(&release, lang)
            };
            super::print(&written)
        }
        Err(refusal) => {
            super::super::say(&words::refusal(&refusal, lang));
            Ok(match refusal {
                Refusal::PeriodName => Exit::WrongUsage.into(),
                _ => Exit::Refused.into(),
            })
        }
    }
}

/// All tables or none: a table refused leaves the ledger as it was on the disk.
fn release(
    args: &PublishArgs,
    epsilon: u32,
    dataset: &Dataset,
    answer: &Answer,
    ledger: &mut BudgetLedger,
    random: &mut dyn RandomBits,
) -> Result<Release, Refusal> {
    let period = args.period.as_ref().unwrap_or(&answer.scenario).trim();
    if period.is_empty()
        || period.chars().count() > PERIOD_LETTERS
        || period.chars().any(char::is_control)
    {
        return Err(Refusal::PeriodName);
    }
    if args
        .budget
        .is_some_and(|asked| u64::from(asked) != ledger.budget())
    {
        return Err(Refusal::OtherBudget {
            ledger: ledger.budget(),
        });
    }
    let k_min = dataset.params.k_min;
    if answer.figures.is_none() {
        return Err(Refusal::TooFew { k_min });
    }
    let Some(scale) = NoiseScale::new(epsilon, args.contribution) else {
        return Err(Refusal::PeriodName);
    };
    let mut tables: Vec<ReleasedRates> = Vec::new();
    for table in &args.table {
        if tables.iter().any(|done| done.table == table.name()) {
            continue;
        }
        let again = ledger.published(period, table.name()).is_some();
        let cells = table
            .exact_cells(dataset, args.contribution as usize, random)
            .map_err(|_| Refusal::Blind { table: *table })?;
        let request = TableRequest {
            period,
            table: table.name(),
            cells: &cells,
            scale,
            k_min,
        };
        let published = ledger.publish(&request, random).map_err(Refusal::Budget)?;
        tables.push(ReleasedRates {
            table: table.name(),
            epsilon_spent: published.cost_thousandths as f64 / THOUSANDTHS,
            again,
            // That a rare topic exists at all may say who wrote.
            cells: published
                .cells
                .into_iter()
                .filter(|cell| cell.rate.is_some() || !table.names_come_from_data())
                .collect(),
        });
    }
    Ok(Release {
        epsilon_left: ledger.left(period) as f64 / THOUSANDTHS,
        epsilon_budget: ledger.budget() as f64 / THOUSANDTHS,
        period: period.to_owned(),
        tables,
    })
}

/// The operating system's secure generator as a source of bits.
///
/// # Errors
///
/// The system has none to give.
fn secure_bits() -> anyhow::Result<impl FnMut() -> u64> {
    // One question up front, so that a system without randomness is an error and not a release.
    getrandom::u64().context("the system gives no randomness")?;
    Ok(|| {
        loop {
            if let Ok(bits) = getrandom::u64() {
                return bits;
            }
        }
    })
}

#[cfg(test)]
mod tests;
