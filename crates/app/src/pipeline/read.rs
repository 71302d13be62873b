//! From files to parsed exports. A file that cannot be read harms no other.

use std::{fs::File, io::BufReader, path::PathBuf};

use jiff::{civil::DateTime, tz::TimeZone};
use rayon::prelude::*;
use tact_intake::{
    container::{FoundExport, Limits, SourceError, read_exports},
    export::ExportWarning,
    refusal::{Refusal, Tongue},
    threads::{ExportTimes, SourceExport},
};

use crate::sources::Source;

/// What became of the files of a run.
#[derive(Debug, Default)]
pub struct ReadReport {
    /// Files that held at least one export.
    pub read: Vec<PathBuf>,
    /// Exports found in them.
    pub exports: u64,
    /// Files met in a folder that are something else (pictures, notes): counted only.
    pub other: u64,
    /// Files we refuse to read, with what they are.
    pub refused: Vec<(PathBuf, Refusal)>,
    /// Files that could not be read, with why.
    pub failed: Vec<(PathBuf, String)>,
    /// Of these, paths that could not even be looked at: no such file, no permission.
    pub missing: usize,
    /// Files named by the operator that are not exports.
    pub not_exports: Vec<PathBuf>,
    /// What a reader should know of single files.
    pub warnings: Vec<(PathBuf, ExportWarning)>,
}

enum Outcome {
    Found(Vec<FoundExport>),
    Other,
    Refused(Refusal),
    Failed(String),
}

/// Reads every source; `tick` is called once a file. What went wrong is said in `tongue`.
pub fn read_all(
    sources: &[Source],
    zone: &TimeZone,
    tongue: Tongue,
    tick: impl Fn() + Sync,
) -> (Vec<SourceExport>, ReadReport) {
    let outcomes: Vec<Outcome> = sources
        .par_iter()
        .map(|source| {
            let outcome = read_one(source, tongue);
            tick();
            outcome
        })
        .collect();
    let (mut exports, mut report) = (Vec::new(), ReadReport::default());
    for (source, outcome) in sources.iter().zip(outcomes) {
        let path = source.path.clone();
        match outcome {
            Outcome::Found(found) => {
                let modified = civil(source, zone);
                for export in found {
                    report.exports += 1;
                    for warning in &export.export.warnings {
                        report.warnings.push((path.clone(), warning.clone()));
                    }
                    exports.push(SourceExport {
                        title: export.chat_title,
                        times: ExportTimes {
                            zip_entry: export.zip_entry_time,
                            modified,
                        },
                        export: export.export,
                    });
                }
                report.read.push(path);
            }
            Outcome::Other if source.named => report.not_exports.push(path),
            Outcome::Other => report.other += 1,
            Outcome::Refused(refusal) => report.refused.push((path, refusal)),
            Outcome::Failed(why) => report.failed.push((path, why)),
        }
    }
    (exports, report)
}

fn read_one(source: &Source, tongue: Tongue) -> Outcome {
    let file = match File::open(&source.path) {
        Ok(file) => file,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let name = source
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    match read_exports(
        BufReader::with_capacity(1 << 16, file),
        &name,
        &Limits::default(),
    ) {
        Ok(found) => Outcome::Found(found),
        Err(SourceError::NotAnExport { .. }) => Outcome::Other,
        Err(SourceError::Refused(refusal)) => Outcome::Refused(refusal),
        Err(error) => Outcome::Failed(error.message(tongue)),
    }
}

fn civil(source: &Source, zone: &TimeZone) -> Option<DateTime> {
    let modified = jiff::Timestamp::try_from(source.modified?).ok()?;
    Some(zone.to_datetime(modified))
}
