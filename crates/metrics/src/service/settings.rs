//! What an operator may choose about the service figures, with the product's defaults.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::calendar::BusinessCalendar;
use super::targets::Targets;

/// Least number of distinct contacts in a published cell.
///
/// The floor cannot be lowered: a small group is a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmallGroups {
    service: u64,
    sensitive: u64,
}

impl SmallGroups {
    /// 5 for content-free service figures, 10 for deletions, tone and topics.
    pub const FLOOR: Self = Self {
        service: 5,
        sensitive: 10,
    };

    /// The floor raised to at least `contacts` everywhere; never lowered.
    #[must_use]
    pub fn raised_to(self, contacts: u64) -> Self {
        Self {
            service: self.service.max(contacts),
            sensitive: self.sensitive.max(contacts),
        }
    }

    /// For volume, waiting and other content-free service figures.
    pub fn service(self) -> u64 {
        self.service
    }

    /// For anything that touches deletions, tone, topics or satisfaction.
    pub fn sensitive(self) -> u64 {
        self.sensitive
    }
}

/// A span of instants, the end left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Period {
    /// First instant.
    pub from: Timestamp,
    /// First instant after.
    pub until: Timestamp,
}

/// Everything the service figures depend on beside the facts.
#[derive(Clone, Debug)]
pub struct ServiceSettings {
    /// Time zone of days, weeks and hours.
    pub time_zone: TimeZone,
    /// Opening hours; without them there are no business durations.
    pub calendar: Option<BusinessCalendar>,
    /// Silence after which a conversation is over once we spoke last (72 h).
    pub episode_idle: SignedDuration,
    /// Silence after our answer from which an exchange without status counts as settled (24 h).
    ///
    /// An export says nothing of resolution. A day is the service window: whoever writes later
    /// begins anew on the platform as well.
    pub settled_after: SignedDuration,
    /// Time after settlement in which a new message reopens the conversation (48 h).
    pub reopen_window: SignedDuration,
    /// Time after settlement in which coming back means it was not settled (7 d).
    pub fcr_window: SignedDuration,
    /// Time after sending in which a message can still be deleted for everyone (60 h).
    pub deletion_window: SignedDuration,
    /// Horizon of the restricted mean: each wait counts up to this long (72 h).
    pub mean_horizon: SignedDuration,
    /// Smallest groups shown.
    pub small_groups: SmallGroups,
    /// Period to report on; without one, all that was observed.
    pub period: Option<Period>,
    /// Targets and service levels.
    pub targets: Targets,
}

impl ServiceSettings {
    /// The defaults, in a time zone.
    pub fn new(time_zone: TimeZone) -> Self {
        Self {
            time_zone,
            calendar: None,
            episode_idle: SignedDuration::from_hours(72),
            settled_after: SignedDuration::from_hours(24),
            reopen_window: SignedDuration::from_hours(48),
            fcr_window: SignedDuration::from_hours(168),
            deletion_window: SignedDuration::from_hours(60),
            mean_horizon: SignedDuration::from_hours(72),
            small_groups: SmallGroups::FLOOR,
            period: None,
            targets: Targets::default(),
        }
    }
}
