//! The report as the server gives it to whoever asks over HTTP.

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;
use tact_store::live::{StoreError, StoreReader};

use super::{Args, Common, Format, Stop, choices, compute, name};
use crate::{
    config::Tenant,
    figures::{AskedPeriod, fill, open_saved},
    i18n::Texts,
    models::Asked,
    report::model::{Lang, Report},
    serve::problem::{store_exit, store_sentence},
};

/// A report somebody asks the server for: that of the command, with every choice left as it is.
#[derive(Clone, Debug)]
pub struct Question {
    /// Company whose store it is about.
    pub tenant: Arc<Tenant>,
    /// Period.
    pub period: AskedPeriod,
    /// Language.
    pub lang: Lang,
    /// The moment of the question.
    pub now: Timestamp,
}

impl Question {
    fn args(&self) -> Args {
        Args {
            config: PathBuf::new(),
            tenant: None,
            period: self.period,
            anew: false,
            out: None,
            format: Format::Json,
            json: true,
            products: None,
            targets: None,
            k: 10,
            tz: None,
            hours: None,
            holidays: None,
            asked: Asked::default(),
            common: Common {
                lang: Some(self.lang),
                quiet: true,
                no_color: true,
            },
        }
    }
}

/// The result of the hour, with its quotes; `None` where there is none. Reads the disk.
///
/// # Errors
/// Model or store cannot be read.
pub async fn kept(question: &Question) -> Result<Option<Report>, NoReport> {
    let (args, texts) = (question.args(), Texts::new(question.lang));
    let choices = choices(&args, &texts)?;
    let stop = |error: StoreError| Stop::new(store_exit(&error), store_sentence(&error, &texts));
    let tenant = &question.tenant;
    let store = StoreReader::beside(&tenant.store, &tenant.keys).await;
    let store = store.map_err(stop)?;
    let name = name(&args, &choices.model);
    let saved = open_saved(&store, &name, question.now).await;
    let Some((mut report, quotes)) = saved.map_err(stop)? else {
        return Ok(None);
    };
    let filled = fill(&mut report, &quotes, &store, question.now).await;
    filled.map_err(stop)?;
    Ok(Some(report))
}

/// The result of the hour, computed where there is none. Takes the time it takes, on the thread it
/// is called on.
///
/// # Errors
/// Model or store cannot be read, or the store cannot keep the result.
pub async fn computed(question: &Question) -> Result<Report, NoReport> {
    let (args, texts) = (question.args(), Texts::new(question.lang));
    let choices = choices(&args, &texts)?;
    let tenant = &question.tenant;
    Ok(compute(tenant, &args, &choices, &texts, question.now).await?)
}

/// Why there is no report, in a sentence.
#[derive(Debug)]
pub struct NoReport(String);

impl From<Stop> for NoReport {
    fn from(stop: Stop) -> Self {
        Self(stop.message)
    }
}

impl std::fmt::Display for NoReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
