//! What reports of a company are made with when nobody says otherwise, and which are kept ready.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::file;
use super::validate::{Checked, Checker};
use super::{ConfigProblem, Reason};
use crate::figures::AskedPeriod;
use crate::report::model::Lang;

/// Smallest group shown, where nobody asks for larger ones.
const SMALLEST_GROUP: u32 = 10;
/// Largest number of contacts a group may be asked to have.
const LARGEST_GROUP: u32 = 1_000_000;

/// What a report is made with when its command does not say.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureSettings {
    /// Zone of days, weeks and months; `None`: that of the hours, else this machine's.
    pub zone: Option<TimeZone>,
    /// Opening hours, written out or in a file.
    pub hours: Option<String>,
    /// Closed days and exceptional openings.
    pub holidays: Option<PathBuf>,
    /// Products and brands.
    pub products: Option<PathBuf>,
    /// Targets.
    pub targets: Option<PathBuf>,
    /// Fewest contacts a shown group may hold.
    pub smallest_group: u32,
    /// Periods whose report the server keeps ready.
    pub prepared: Vec<AskedPeriod>,
    /// Languages in which it does.
    pub languages: Vec<Lang>,
}

impl Checker<'_> {
    pub(super) fn figures(&self, figures: &file::Figures) -> Checked<FigureSettings> {
        let zone = match &figures.timezone {
            None => None,
            Some(zone) => Some(
                TimeZone::get(zone.get_ref())
                    .map_err(|_| self.wrong(zone.span(), "figures.timezone", Reason::Zone))?,
            ),
        };
        if let Some(holidays) = &figures.holidays
            && figures.hours.is_none()
        {
            return Err(self.wrong(holidays.span(), "figures.hours", Reason::Needed));
        }
        let file = |placed: &Option<file::Placed>, key: &str| match placed {
            None => Ok(None),
            Some(placed) => {
                let path = self.path(placed, key)?;
                if path.is_file() {
                    return Ok(Some(path));
                }
                Err(self.wrong(placed.span(), key, Reason::NoFile { file: path }))
            }
        };
        let hours = figures.hours.as_ref().map(|hours| {
            let path = self.folder.join(hours.get_ref());
            match path.is_file() {
                true => path.display().to_string(),
                false => hours.get_ref().clone(),
            }
        });
        let smallest_group = match &figures.k {
            None => SMALLEST_GROUP,
            Some(k) if (SMALLEST_GROUP..=LARGEST_GROUP).contains(k.get_ref()) => *k.get_ref(),
            Some(k) => {
                let (least, most) = (SMALLEST_GROUP, LARGEST_GROUP);
                return Err(self.wrong(k.span(), "figures.k", Reason::Amount { least, most }));
            }
        };
        let prepared = figures.prepare.iter().map(|period| {
            let asked = period.get_ref().parse();
            asked.map_err(|_| self.wrong(period.span(), "figures.prepare", Reason::Period))
        });
        Ok(FigureSettings {
            zone,
            hours,
            holidays: file(&figures.holidays, "figures.holidays")?,
            products: file(&figures.products, "figures.products")?,
            targets: file(&figures.targets, "figures.targets")?,
            smallest_group,
            prepared: prepared.collect::<Result<_, ConfigProblem>>()?,
            languages: figures.languages.clone(),
        })
    }
}
