//! Whether the server works, and how much it holds.

use serde::Serialize;
use tact_domain::live::Observability;
use tact_metrics::service::ServiceSettings;
use tact_store::live::{Stats, read_stats};

use super::call::Call;
use super::problem::Problem;
use super::reply::Answer;
use crate::accounts::{Action, may};

#[derive(Serialize)]
struct Status<'a> {
    state: &'static str,
    version: &'static str,
    company: Option<&'a str>,
    /// Business numbers by whether deletions of their customers are told.
    numbers: Numbers,
    /// `None` for roles that only read figures: a count that moves by one tells of one person.
    store: Option<Stats>,
}

#[derive(Default, Serialize)]
struct Numbers {
    coexistence: usize,
    standard: usize,
    unknown: usize,
}

pub(super) async fn show(call: Call) -> Result<Answer, Problem> {
    let site = &call.who.site;
    let mut numbers = Numbers::default();
    for number in &site.tenant.whatsapp.numbers {
        match number.observability {
            Observability::Coexistence => numbers.coexistence += 1,
            Observability::Standard => numbers.standard += 1,
            Observability::Unknown => numbers.unknown += 1,
        }
    }
    let store = match may(call.who.role, Action::ReadAudit) {
        false => None,
        true => {
            let counting = &call.visit.server.entry.counting;
            let _alone = counting.try_acquire().map_err(|_| Problem::busy())?;
            let idle = ServiceSettings::new(jiff::tz::TimeZone::UTC).episode_idle;
            Some(read_stats(&site.tenant.store, idle).await?)
        }
    };
    let status = Status {
        state: call.visit.server.state(),
        version: env!("CARGO_PKG_VERSION"),
        company: site.name(),
        numbers,
        store,
    };
    Answer::json(200, &status)
}
