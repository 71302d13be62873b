//! Estimates as text: value, interval and n together, or the reason there is none.

use tact_domain::{Estimate, Interval};
use tact_metrics::service::{Quantile, Shown, Waiting};

use crate::{
    i18n::{Texts, args},
    report::model::{Cell, Unit},
};

/// Writes figures in one language.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    pub(super) texts: &'a Texts,
}

/// What an estimate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Conversations,
    Messages,
}

/// A figure ready for a card or a table.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) value: String,
    pub(super) range: String,
    pub(super) raw: Option<f64>,
    pub(super) interval: Option<[f64; 2]>,
    pub(super) n: Option<u64>,
}

impl Figures<'_> {
    /// A share with its interval and n.
    pub(super) fn share(&self, estimate: &Estimate, of: Of) -> Written {
        let format = self.texts.format();
        match *estimate {
            Estimate::Known { value, interval, n } => Written {
                value: format.share(value),
                range: self.range(format.between_shares(ends(interval)), n, of),
                raw: Some(value),
                interval: Some(ends(interval)),
                n: Some(n),
            },
            Estimate::Range { interval, n } => Written {
                value: format.share_range(ends(interval)),
                range: self.range(format.between_shares(ends(interval)), n, of),
                raw: None,
                interval: Some(ends(interval)),
                n: Some(n),
            },
            Estimate::Withheld { need } => self.withheld(need),
            Estimate::NotObservable => self.not_observable(),
            Estimate::Empty => self.empty(),
        }
    }

    fn range(&self, range: String, n: u64, of: Of) -> String {
        self.texts
            .get("range-of", args!["range" => range, "of" => self.of(n, of)])
    }

    /// «sur 812 conversations».
    pub(super) fn of(&self, n: u64, of: Of) -> String {
        let key = match of {
            Of::Conversations => "of-conversations",
            Of::Messages => "of-messages",
        };
        self.texts.get(key, args!["count" => n])
    }

    /// A count; counts of the period itself carry no interval.
    pub(super) fn count(&self, count: &Shown<u64>) -> Written {
        match *count {
            Shown::Known { value, people } => Written {
                value: self.texts.format().count(value),
                range: self.texts.get("people", args!["count" => people]),
                raw: Some(value as f64),
                interval: None,
                n: Some(value),
            },
            Shown::Withheld { need } => self.withheld(need),
            Shown::NotObservable => self.not_observable(),
            Shown::Empty => self.empty(),
        }
    }

    /// The median of a distribution of waits.
    pub(super) fn median(&self, waiting: &Shown<Waiting>) -> Written {
        self.waits(waiting, |waiting| waiting.median, "speed-open")
    }

    /// The time within which nine of ten are over.
    pub(super) fn p90(&self, waiting: &Shown<Waiting>) -> Written {
        self.waits(waiting, |waiting| waiting.p90, "speed-p90-open")
    }

    fn waits(
        &self,
        waiting: &Shown<Waiting>,
        pick: impl Fn(&Waiting) -> Quantile,
        open: &str,
    ) -> Written {
        let format = self.texts.format();
        match waiting {
            Shown::Known { value, .. } => match pick(value) {
                Quantile::Reached { seconds, low, high } => {
                    let interval = low.zip(high).map(|(low, high)| [low, high]);
                    let range = match (interval, low) {
                        (Some(ends), _) => format.between_durations(ends),
                        (None, Some(low)) => self
                            .texts
                            .get("target-more", args!["value" => format.duration(low)]),
                        (None, None) => String::new(),
                    };
                    Written {
                        value: format.duration(seconds),
                        range: self.range(range, value.n, Of::Conversations),
                        raw: Some(seconds),
                        interval,
                        n: Some(value.n),
                    }
                }
                Quantile::NotReached { at_least } => Written {
                    value: self.texts.say(open),
                    range: at_least.map_or_else(String::new, |low| {
                        self.texts
                            .get("target-more", args!["value" => format.duration(low)])
                    }),
                    raw: None,
                    interval: None,
                    n: Some(value.n),
                },
            },
            Shown::Withheld { need } => self.withheld(*need),
            Shown::NotObservable => self.not_observable(),
            Shown::Empty => self.empty(),
        }
    }

    /// Shown as hidden.
    pub(super) fn withheld(&self, need: u64) -> Written {
        self.nothing(
            self.texts.say("value-withheld"),
            self.texts.get("value-withheld-note", args!["need" => need]),
        )
    }

    fn not_observable(&self) -> Written {
        self.nothing(self.texts.say("value-not-observable"), String::new())
    }

    fn empty(&self) -> Written {
        self.nothing(
            self.texts.say("value-empty"),
            self.texts.say("value-empty-note"),
        )
    }

    fn nothing(&self, value: String, range: String) -> Written {
        Written {
            value,
            range,
            raw: None,
            interval: None,
            n: None,
        }
    }

    /// A heading row of a table.
    pub(super) fn head(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.texts.say(key)).collect()
    }
}

impl Written {
    /// As a table cell.
    pub(super) fn cell(&self) -> Cell {
        Cell {
            text: self.value.clone(),
            raw: self.raw,
        }
    }
}

/// Both ends of an interval.
pub(super) fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

/// Unit of the model for a share.
pub(super) const SHARE: Unit = Unit::Share;
