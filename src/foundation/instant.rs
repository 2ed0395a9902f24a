//! A point in time, stored as microseconds so that both engines sort and compare it alike.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, Time, UtcOffset, format_description::well_known::Rfc3339};

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, DeriveValueType,
)]
pub struct Instant(pub i64);

/// Việt Nam keeps UTC+7 all year.
const VIETNAM_SECONDS: i32 = 7 * 3600;

const MICROS_PER_SECOND: i64 = 1_000_000;

fn vietnam() -> UtcOffset {
    UtcOffset::from_whole_seconds(VIETNAM_SECONDS).unwrap_or(UtcOffset::UTC)
}

impl Instant {
    /// Takes the microseconds of a calendar time; out-of-range values saturate.
    pub fn from_datetime(at: OffsetDateTime) -> Self {
        let micros = at.unix_timestamp_nanos() / 1_000;
        Self(i64::try_from(micros).unwrap_or(i64::MAX))
    }

    /// The same point as a UTC calendar time.
    pub fn to_datetime(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// The calendar day in Asia/Ho_Chi_Minh.
    pub fn date(self) -> Date {
        self.to_datetime().to_offset(vietnam()).date()
    }

    /// Local wall-clock time in Asia/Ho_Chi_Minh.
    pub fn local(self) -> OffsetDateTime {
        self.to_datetime().to_offset(vietnam())
    }

    /// The last second of a Vietnamese calendar day: deadlines run to the end of the day.
    pub fn end_of(day: Date) -> Self {
        let last = Time::from_hms(23, 59, 59).unwrap_or(Time::MIDNIGHT);
        Self::from_datetime(day.with_time(last).assume_offset(vietnam()))
    }

    /// The first moment of a Vietnamese calendar day.
    pub fn start_of(day: Date) -> Self {
        Self::from_datetime(day.with_time(Time::MIDNIGHT).assume_offset(vietnam()))
    }

    /// RFC 3339 in UTC, the form of the API.
    pub fn rfc3339(self) -> String {
        self.to_datetime().format(&Rfc3339).unwrap_or_default()
    }

    /// This point moved by whole seconds.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS_PER_SECOND)))
    }

    /// Whole seconds from `earlier` to this point, negative when it lies before.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / MICROS_PER_SECOND
    }
}

/// `14/03/2026`: the form people read.
pub fn day_words(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year())
}

/// `2026-03-14`: the form of the API.
pub fn day_iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Reads `YYYY-MM-DD`.
pub fn parse_day(text: &str) -> Option<Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text, &format).ok().filter(|day| (1900..=2200).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn a_late_evening_in_utc_is_the_next_day_in_vietnam() {
        let at = Instant::from_datetime(datetime!(2026-11-24 18:30 UTC));
        assert_eq!(at.date(), date!(2026 - 11 - 25));
    }

    #[test]
    fn the_end_of_a_day_is_still_that_day() {
        let day = date!(2026 - 02 - 28);
        assert_eq!(Instant::end_of(day).date(), day);
        assert_eq!(Instant::end_of(day).plus_seconds(1).date(), date!(2026 - 03 - 01));
    }

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(parse_day("2026-11-24"), Some(date!(2026 - 11 - 24)));
        for wrong in ["2026-13-01", "24/11/2026", "", "9999-01-01", "2026-02-30"] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }
}
