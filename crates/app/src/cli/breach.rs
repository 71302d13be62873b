//! `tact breach`: who, what, how many for a period, to notify a breach within 72 hours.

use std::process::ExitCode;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tact_store::live::{StoreError, read_breach, verify_audit};

use super::registers::{self, Written};
use super::say;
use crate::clock;
use crate::config::Tenant;
use crate::exit::Exit;
use crate::i18n::{Texts, args};
use crate::registers::{Breach, Facts, breach_kit};
use crate::serve::problem::{store_exit, store_sentence};

/// What errors are said under.
const COMMAND: &str = "breach";

/// What a breach may have touched: counts for a period, without content.
#[derive(Debug, clap::Args)]
pub struct BreachArgs {
    /// First day, or moment, of the period (2026-11-01, or with time and offset).
    #[arg(long, value_name = "DAY")]
    pub from: String,
    /// Last day, or moment, of the period.
    #[arg(long, value_name = "DAY")]
    pub to: String,
    /// Which store, where to, in which shape.
    #[command(flatten)]
    pub written: registers::Args,
}

/// Runs the command.
///
/// # Errors
/// Standard output cannot be written, or the system gives no threads.
pub fn run(args: &BreachArgs) -> anyhow::Result<ExitCode> {
    let texts = Texts::new(args.written.common.lang());
    let range = (beginning(&args.from), end(&args.to));
    let (Some(from), Some(to)) = range else {
        return Ok(wrong_range(&texts));
    };
    if from >= to {
        return Ok(wrong_range(&texts));
    }
    let (config, tenant) = match registers::company(COMMAND, &args.written, &texts) {
        Ok(found) => found,
        Err(exit) => return Ok(exit),
    };
    if !tenant.store.join("tact.db").exists() {
        let words = args!["file" => tenant.store.display().to_string()];
        say(&format!(
            "tact {COMMAND}: {}",
            texts.get("store-none", words)
        ));
        return Ok(Exit::NoInput.into());
    }
    let gathered = crate::serve::runtime()?.block_on(async {
        let facts = Facts::gather(&config, &tenant, clock::now()).await?;
        Ok::<_, StoreError>((facts, gather(&tenant, from, to).await?))
    });
    let (facts, breach) = match gathered {
        Ok(gathered) => gathered,
        Err(error) => {
            say(&format!(
                "tact {COMMAND}: {}",
                store_sentence(&error, &texts)
            ));
            return Ok(store_exit(&error).into());
        }
    };
    registers::write(
        &args.written,
        &texts,
        &Written {
            name: COMMAND,
            document: breach_kit(&breach, &facts, &texts),
            facts: serde_json::to_value(&breach)?,
        },
    )
}

async fn gather(tenant: &Tenant, from: Timestamp, to: Timestamp) -> Result<Breach, StoreError> {
    let audit = verify_audit(&tenant.store, &tenant.keys).await?;
    let counts = read_breach(&tenant.store, from, to).await?;
    Ok(Breach::new(from, to, counts, &audit))
}

fn wrong_range(texts: &Texts) -> ExitCode {
    say(&format!("tact {COMMAND}: {}", texts.say("breach-range")));
    Exit::WrongUsage.into()
}

/// A moment, or the beginning of a day on the operator's clock.
fn beginning(text: &str) -> Option<Timestamp> {
    exactly(text).or_else(|| midnight(text.trim().parse().ok()?))
}

/// A moment, or the end of a day on the operator's clock.
fn end(text: &str) -> Option<Timestamp> {
    exactly(text).or_else(|| {
        let day: Date = text.trim().parse().ok()?;
        midnight(day.checked_add(1.day()).ok()?)
    })
}

fn exactly(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

fn midnight(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::system()).ok()?.timestamp())
}
