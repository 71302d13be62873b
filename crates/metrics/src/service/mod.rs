//! Service and blind-spot figures from content-free facts.
//!
//! Start at [`conversations`], then [`compute`]. Nothing here has a clock: what has not happened by
//! the end of observation is censored there.

pub mod calendar;
pub mod targets;

mod consent;
pub(crate) mod difference;
mod episodes;
mod exchange;
mod figures;
mod history;
mod key_figures;
pub(crate) mod local_clock;
mod percentile;
pub(crate) mod rate;
mod restricted_mean;
pub(crate) mod rows;
mod series;
mod settings;
pub(crate) mod shape;
pub(crate) mod speed;
pub(crate) mod tables;
pub(crate) mod waiting;

use tact_domain::{Conversation, ConversationAnnotation, ThreadFacts};

pub use consent::ConsentComparison;
pub use difference::{Trend, difference};
pub use episodes::conversations;
pub use figures::{ChannelDeletions, Observed, ServiceFigures, TargetVerdict, Volume};
pub use history::{ConversationHistory, histories};
pub use key_figures::{Change, Comparison, KeyFigures};
pub use percentile::percentile;
pub use restricted_mean::RestrictedMean;
pub use rows::{DataQuality, Readability, Stage};
pub use series::{MedianOf, Span};
pub use settings::{Period, ServiceSettings, SmallGroups};
pub use shape::{Count, Row, Shown};
pub use speed::Speed;
pub use waiting::{CurvePoint, Mean, Quantile, Waiting};

use rows::{Rows, Understanding};

/// What one set of threads contributes. Sets are put together in any order and any grouping; the
/// result is the same.
#[derive(Clone, Debug, Default)]
pub struct Partial(Rows);

impl Partial {
    /// Reduces threads to rows. `conversations` name their threads by index in `threads`;
    /// `annotations` and `readability`, where given, stand in the order of `conversations`, and are
    /// only looked at for contacts who agreed to analysis.
    pub fn gather(
        threads: &[ThreadFacts],
        conversations: &[Conversation],
        annotations: Option<&[ConversationAnnotation]>,
        readability: Option<&[Readability]>,
        settings: &ServiceSettings,
    ) -> Self {
        let understanding = Understanding {
            annotations,
            readability,
        };
        Self(rows::gather(
            threads,
            conversations,
            understanding,
            settings,
        ))
    }

    /// This and another set of threads.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.0.merge(other.0);
        self
    }

    /// The figures of all threads put together.
    pub fn figures(self, settings: &ServiceSettings) -> ServiceFigures {
        figures::figures(self.0, settings)
    }
}

/// Every service figure of `threads`, cut into `conversations` as [`conversations`] does.
///
/// `annotations`, where given, stand in the order of `conversations`. Which texts can be read is
/// then unknown; say it with [`compute_with_readability`] to turn the blind spot's range into a
/// figure.
pub fn compute(
    threads: &[ThreadFacts],
    conversations: &[Conversation],
    annotations: Option<&[ConversationAnnotation]>,
    settings: &ServiceSettings,
) -> ServiceFigures {
    Partial::gather(threads, conversations, annotations, None, settings).figures(settings)
}

/// As [`compute`], with what can be read of each conversation's text, in their order.
pub fn compute_with_readability(
    threads: &[ThreadFacts],
    conversations: &[Conversation],
    annotations: Option<&[ConversationAnnotation]>,
    readability: &[Readability],
    settings: &ServiceSettings,
) -> ServiceFigures {
    Partial::gather(
        threads,
        conversations,
        annotations,
        Some(readability),
        settings,
    )
    .figures(settings)
}
