//! From a minute of a civil day to an instant.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::DAY;

/// The instant (UTC seconds) at which the clock on the wall reaches `minute` of `day`.
///
/// A minute that comes twice is its first pass: a night shift until two o'clock goes home at the
/// first two o'clock. A minute that the clock skips is the moment of the jump: whoever opens or
/// closes at half past two does so when the clock moves from two to three. `None` beyond the
/// calendar's last day.
pub(super) fn second_at(time_zone: &TimeZone, day: Date, minute: u16) -> Option<i64> {
    let (day, minute) = if minute >= DAY {
        (day.tomorrow().ok()?, minute - DAY)
    } else {
        (day, minute)
    };
    let hour = i8::try_from(minute / 60).ok()?;
    let civil = day.at(hour, i8::try_from(minute % 60).ok()?, 0, 0);
    let ambiguous = time_zone.to_ambiguous_timestamp(civil);
    match ambiguous.offset() {
        AmbiguousOffset::Gap { after, .. } => {
            // Read with the later offset, a skipped time lies just before the jump.
            let before_jump = after.to_timestamp(civil).ok()?;
            let jump = time_zone.following(before_jump).next();
            Some(
                jump.map_or(before_jump, |jump| jump.timestamp())
                    .as_second(),
            )
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            ambiguous.compatible().ok().map(Timestamp::as_second)
        }
    }
}
