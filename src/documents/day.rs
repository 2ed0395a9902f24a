//! A calendar day as Vietnamese papers write it.

use serde::{Deserialize, Serialize};
use time::Date;

/// A calendar day in Asia/Ho_Chi_Minh.
///
/// Serialises as `{"date": "2026-02-05", "words": "ngày 05 tháng 02 năm 2026"}`; `words` is for the templates and is
/// ignored when read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Day(Date);

/// A stored day was not written as `YYYY-MM-DD`.
#[derive(Debug, thiserror::Error)]
#[error("a day must be written as YYYY-MM-DD")]
pub struct NotADay(#[from] time::error::Parse);

#[derive(Serialize, Deserialize)]
struct Wire {
    date: String,
    #[serde(default)]
    words: String,
}

impl Day {
    /// The day itself.
    pub fn date(self) -> Date {
        self.0
    }

    /// "ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 carry a leading zero, so that nobody can
    /// write a digit before them (NĐ 30/2020, Phụ lục I, mục II.4).
    pub fn words(self) -> String {
        let month = u8::from(self.0.month());
        let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
        format!("ngày {:02} tháng {month} năm {}", self.0.day(), self.0.year())
    }

    /// "05/02/2026", for narrow columns.
    pub fn numeric(self) -> String {
        format!("{:02}/{:02}/{}", self.0.day(), u8::from(self.0.month()), self.0.year())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl TryFrom<Wire> for Day {
    type Error = NotADay;

    fn try_from(wire: Wire) -> Result<Self, NotADay> {
        let format = time::macros::format_description!("[year]-[month]-[day]");
        Ok(Self(Date::parse(&wire.date, format)?))
    }
}

impl From<Day> for Wire {
    fn from(day: Day) -> Self {
        let date = format!("{:04}-{:02}-{:02}", day.0.year(), u8::from(day.0.month()), day.0.day());
        Self { date, words: day.words() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn writes_days_below_ten_and_the_first_two_months_with_a_zero() {
        assert_eq!(Day(date!(2026 - 02 - 05)).words(), "ngày 05 tháng 02 năm 2026");
        assert_eq!(Day(date!(2026 - 01 - 31)).words(), "ngày 31 tháng 01 năm 2026");
        assert_eq!(Day(date!(2026 - 03 - 09)).words(), "ngày 09 tháng 3 năm 2026");
        assert_eq!(Day(date!(2026 - 11 - 24)).words(), "ngày 24 tháng 11 năm 2026");
        assert_eq!(Day(date!(2026 - 03 - 09)).numeric(), "09/03/2026");
    }

    #[test]
    fn comes_back_from_json_as_it_went() {
        let day = Day(date!(2028 - 02 - 29));
        let json = serde_json::to_string(&day).unwrap();
        assert_eq!(json, r#"{"date":"2028-02-29","words":"ngày 29 tháng 02 năm 2028"}"#);
        assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
        assert!(serde_json::from_str::<Day>(r#"{"date":"2026-02-30"}"#).is_err());
    }
}
