//! The report as the server gives it to whoever asks over HTTP.

use std::{path::PathBuf, sync::Arc};

use tact_store::live::{StoreError, StoreReader};

use super::{Args, Common, Format, MadeWith, Stop, choices, name};
use crate::{
    clock,
    config::Tenant,
    figures::{AskedPeriod, fill, open_saved},
    i18n::Texts,
    models::Asked,
    report::model::{Lang, Report},
    serve::problem::{store_exit, store_sentence},
};

/// A report somebody asks the server for: that of the command, with the choices of the configuration.
#[derive(Clone, Debug)]
pub struct Question {
    /// Company whose store it is about.
    pub tenant: Arc<Tenant>,
    /// Period.
    pub period: AskedPeriod,
    /// Language.
    pub lang: Lang,
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
            k: None,
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
    let (tenant, now) = (&question.tenant, clock::now());
    let made = MadeWith::of(&args, &tenant.figures);
    let choices = choices(&args, &made, &texts)?;
    let stop = |error: StoreError| Stop::new(store_exit(&error), store_sentence(&error, &texts));
    let store = StoreReader::beside(&tenant.store, &tenant.keys).await;
    let store = store.map_err(stop)?;
    let name = name(&args, &made, &choices.model);
    let saved = open_saved(&store, &name, now).await;
    let Some((mut report, quotes)) = saved.map_err(stop)? else {
        return Ok(None);
    };
    let filled = fill(&mut report, &quotes, &store, now).await;
    filled.map_err(stop)?;
    Ok(Some(report))
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
