//! Working days and legal months, as pure functions over a holiday table.
//!
//! Counting follows Bộ luật Dân sự 2015 Đ.147–148: the day of the event is not counted; a month
//! ends on the same day number or on the last day of the month; a period that ends on a weekend
//! or a public holiday ends on the next working day.

use std::collections::BTreeSet;

use time::{Date, Duration, Weekday, util::days_in_month};

/// Public holidays and compensated days off; weekends need no entry.
#[derive(Clone, Debug, Default)]
pub struct Holidays(pub BTreeSet<Date>);

impl Holidays {
    /// True from Monday to Friday outside the holiday table.
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.0.contains(&day)
    }

    /// The day itself, or the next working day after it.
    pub fn roll(&self, mut day: Date) -> Date {
        while !self.is_working(day) {
            day = next(day);
        }
        day
    }

    /// The day on which `count` working days after `from` have passed; `from` is not counted.
    pub fn after(&self, from: Date, count: u32) -> Date {
        let mut day = from;
        for _ in 0..count {
            day = self.roll(next(day));
        }
        day
    }

    /// How many working days pass from a day to another; the first is not counted, the last one is.
    pub fn between(&self, from: Date, to: Date) -> u32 {
        let (mut day, mut count) = (from, 0);
        while day < to {
            day = next(day);
            count += u32::from(self.is_working(day));
        }
        count
    }

    /// The last day of a period of calendar days, rolled to a working day.
    pub fn days_after(&self, from: Date, days: u32) -> Date {
        self.roll(from.saturating_add(Duration::days(i64::from(days))))
    }

    /// The first working day of the ISO week a day lies in; none where the whole week is off.
    pub fn first_of_week(&self, day: Date) -> Option<Date> {
        let past_monday = i64::from(day.weekday().number_days_from_monday());
        let first = self.roll(day.saturating_sub(Duration::days(past_monday)));
        (iso_week(first) == iso_week(day)).then_some(first)
    }

    /// The last day of a period of calendar months, rolled to a working day.
    pub fn months_after(&self, from: Date, months: u32) -> Date {
        self.roll(add_months(from, months))
    }
}

fn next(day: Date) -> Date {
    day.next_day().unwrap_or(day)
}

/// The year and number of the ISO week of a day.
pub fn iso_week(day: Date) -> (i32, u8) {
    let (year, week, _) = day.to_iso_week_date();
    (year, week)
}

/// Same day number `months` later, or the last day of that month.
pub fn add_months(from: Date, months: u32) -> Date {
    let first = from.replace_day(1).unwrap_or(from);
    let mut month = first;
    for _ in 0..months {
        let length = days_in_month(month.month(), month.year());
        month = month.checked_add(Duration::days(i64::from(length))).unwrap_or(month);
    }
    let last = days_in_month(month.month(), month.year());
    month.replace_day(from.day().min(last)).unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn may_2026() -> Holidays {
        Holidays([date!(2026 - 04 - 30), date!(2026 - 05 - 01)].into())
    }

    /// Test vectors 3 and 4 of the defaults: filing limit and the three-month clock.
    #[test]
    fn months_clamp_and_roll() {
        let none = Holidays::default();
        assert_eq!(none.months_after(date!(2025 - 03 - 10), 12), date!(2026 - 03 - 10));
        assert_eq!(none.months_after(date!(2024 - 02 - 29), 12), date!(2025 - 02 - 28));
        assert_eq!(may_2026().months_after(date!(2026 - 01 - 31), 3), date!(2026 - 05 - 04));
        assert_eq!(may_2026().months_after(date!(2026 - 02 - 15), 3), date!(2026 - 05 - 15));
    }

    /// Tết 2027 as the table has it: a Friday, the weekend and three days after it.
    fn tet_2027() -> Holidays {
        let off =
            [date!(2027 - 02 - 05), date!(2027 - 02 - 08), date!(2027 - 02 - 09), date!(2027 - 02 - 10)];
        Holidays(off.into())
    }

    #[test]
    fn tet_moves_what_falls_into_it() {
        let tet = tet_2027();
        assert_eq!(tet.after(date!(2027 - 02 - 04), 1), date!(2027 - 02 - 11));
        assert_eq!(tet.days_after(date!(2027 - 01 - 30), 7), date!(2027 - 02 - 11));
        assert_eq!(tet.days_after(date!(2027 - 01 - 25), 7), date!(2027 - 02 - 01));
        assert_eq!(tet.between(date!(2027 - 02 - 04), date!(2027 - 02 - 12)), 2);
    }

    #[test]
    fn the_first_working_day_of_a_week_stays_in_its_week() {
        let tet = tet_2027();
        for day in [date!(2027 - 02 - 08), date!(2027 - 02 - 11), date!(2027 - 02 - 14)] {
            assert_eq!(tet.first_of_week(day), Some(date!(2027 - 02 - 11)));
        }
        assert_eq!(tet.first_of_week(date!(2027 - 02 - 07)), Some(date!(2027 - 02 - 01)));
        // The week that holds New Year belongs to the old year.
        assert_eq!(iso_week(date!(2027 - 01 - 03)), (2026, 53));
        assert_eq!(tet.first_of_week(date!(2027 - 01 - 03)), Some(date!(2026 - 12 - 28)));
        let mut whole = tet;
        whole.0.extend([date!(2027 - 02 - 11), date!(2027 - 02 - 12)]);
        assert_eq!(whole.first_of_week(date!(2027 - 02 - 09)), None);
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        assert_eq!(may_2026().after(date!(2026 - 04 - 29), 1), date!(2026 - 05 - 04));
        assert_eq!(Holidays::default().after(date!(2026 - 11 - 27), 1), date!(2026 - 11 - 30));
        assert_eq!(Holidays::default().after(date!(2026 - 11 - 24), 3), date!(2026 - 11 - 27));
        assert_eq!(may_2026().between(date!(2026 - 04 - 29), date!(2026 - 05 - 04)), 1);
        assert_eq!(may_2026().between(date!(2026 - 05 - 04), date!(2026 - 04 - 29)), 0);
    }
}
