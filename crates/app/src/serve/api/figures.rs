//! Figures: the report of `tact report`, from the result of the hour or computed apart.

use std::sync::Arc;

use serde_json::Value;
use tokio::runtime::Handle;

use super::call::Call;
use super::problem::Problem;
use super::reply::Answer;
use crate::accounts::{Action, may};
use crate::cli::report::{Question, kept};
use crate::figures::AskedPeriod;
use crate::report::{model::Report, render_json};
use crate::serve::reports::{Anew, compute};

/// What an agent sees of a report: how much comes in, how long it waits. Nothing a model read.
const SERVICE_KEYS: [&str; 5] = ["schema", "lang", "title", "period", "generated"];
const SERVICE_CARDS: [&str; 3] = ["conversations", "frt", "unanswered"];
const SERVICE_SECTIONS: [&str; 3] = ["when", "speed", "teams"];

pub(super) async fn show(call: Call) -> Result<Answer, Problem> {
    let period: AskedPeriod = match &call.asked {
        None => AskedPeriod::default(),
        Some(word) => word
            .parse()
            .map_err(|_| call.wrong_query("period", "api-query-period"))?,
    };
    // From two overlapping runs of days the difference of one day can be read, however few wrote in it.
    let free = matches!(period, AskedPeriod::Days(..));
    if free && !may(call.who.role, Action::ReadAnyPeriod) {
        let why = call.visit.texts().say("api-free-period-detail");
        return Err(Problem::forbidden().because(why));
    }
    let question = Question {
        tenant: call.who.site.tenant.clone(),
        period,
        lang: call.visit.lang,
    };
    let report = report(&call, Arc::new(question)).await?;
    let json = render_json(&report).map_err(|_| Problem::failed())?;
    if may(call.who.role, Action::ReadAllFigures) {
        return Ok(Answer::written_json(200, json));
    }
    let whole: Value = serde_json::from_str(&json).map_err(|_| Problem::failed())?;
    Answer::json(200, &service_only(whole))
}

/// The kept result, else a new one, computed beside the server so that its memory stays flat. One is
/// computed at a time; whoever asked the same meanwhile finds it kept.
async fn report(call: &Call, question: Arc<Question>) -> Result<Report, Problem> {
    let (server, entry) = (&call.visit.server, &call.visit.server.entry);
    if let Some(report) = of_the_hour(&question).await? {
        return Ok(report);
    }
    let _place = entry.waiting.try_acquire().map_err(|_| Problem::busy())?;
    let _alone = entry.computing.acquire().await;
    if let Some(report) = of_the_hour(&question).await? {
        return Ok(report);
    }
    let period = question.period.to_string();
    let computing = compute(
        &server.config,
        question.tenant.name.as_deref(),
        &period,
        question.lang,
        Anew::WhereNothingIsKept,
    );
    computing.await.map_err(|why| {
        tracing::error!(%why, "figures could not be computed");
        Problem::failed()
    })?;
    of_the_hour(&question).await?.ok_or_else(Problem::failed)
}

/// The result that is kept, opened on a thread webhooks do not need.
async fn of_the_hour(question: &Arc<Question>) -> Result<Option<Report>, Problem> {
    let question = question.clone();
    let opened = tokio::task::spawn_blocking(move || Handle::current().block_on(kept(&question)));
    let opened = opened.await.map_err(|_| Problem::failed())?;
    opened.map_err(|error| {
        tracing::error!(%error, "figures could not be opened");
        Problem::failed()
    })
}

/// What of a report is about the service alone.
fn service_only(whole: Value) -> Value {
    let Value::Object(whole) = whole else {
        return Value::Null;
    };
    let with_id = |value: &Value, ids: &[&str]| {
        let id = value.get("id").and_then(Value::as_str);
        id.is_some_and(|id| ids.contains(&id))
    };
    let kept = whole.into_iter().filter_map(|(key, value)| {
        let ids: &[&str] = match key.as_str() {
            "cards" => &SERVICE_CARDS,
            "sections" => &SERVICE_SECTIONS,
            known if SERVICE_KEYS.contains(&known) => return Some((key, value)),
            _ => return None,
        };
        let Value::Array(parts) = value else {
            return None;
        };
        let parts = parts.into_iter().filter(|part| with_id(part, ids));
        Some((key, Value::Array(parts.collect())))
    });
    Value::Object(kept.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_agent_gets_nothing_that_is_not_named_here() {
        let whole = json!({
            "schema": 1, "lang": "fr", "title": "t", "remember": "le ton baisse",
            "bar": {"point": 0.5}, "predicted": {"share": 0.1}, "coverage": [], "monday": [],
            "cards": [{"id": "tone"}, {"id": "frt"}, {"id": "withdrawn_conv"}],
            "sections": [{"id": "why"}, {"id": "speed"}, {"id": "course"}, {"id": "satisfaction"}],
            "notices": [],
        });
        let expected = json!({
            "schema": 1, "lang": "fr", "title": "t",
            "cards": [{"id": "frt"}], "sections": [{"id": "speed"}],
        });
        assert_eq!(service_only(whole), expected);
    }
}
