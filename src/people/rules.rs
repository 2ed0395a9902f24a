//! Who counts as signed in, how long, and how fast one may guess.

mod publish;

pub use publish::{objected, publishable};

use super::model::{Email, FullName, Phone, SecondFactor, SubmitterKind, line};
use crate::foundation::{Code, Instant, Violations, instant::parse_day};
use time::Date;

/// Seconds between two notes that a session was used.
pub const TOUCH_SECONDS: i64 = 60;
/// Wrong passwords an account may have within [`WINDOW_SECONDS`] before a wait begins.
pub const FREE_GUESSES: i32 = 10;
/// Attempts one address may make within [`WINDOW_SECONDS`].
pub const ADDRESS_GUESSES: i32 = 100;
/// The window of both.
pub const WINDOW_SECONDS: i64 = 900;
/// The first wait; every further wrong guess doubles it.
const FIRST_WAIT: i64 = 30;
/// The longest wait: who knows the password gets in after it.
const LONGEST_WAIT: i64 = 900;

/// Seconds to wait after so many wrong guesses.
pub fn wait_after(guesses: i32, free: i32) -> i64 {
    let Ok(beyond) = u32::try_from(guesses.saturating_sub(free)) else { return 0 };
    Ord::min(FIRST_WAIT.saturating_mul(2_i64.saturating_pow(beyond)), LONGEST_WAIT)
}

/// Administrators may rest at most a quarter of an hour and stay eight hours.
const ADMINISTRATOR: Lifetime = Lifetime { idle: 15 * 60, absolute: 8 * 3_600 };

/// The limits of a session.
#[derive(Clone, Copy, Debug)]
pub struct Lifetime {
    /// Seconds without a request after which it ends.
    pub idle: i64,
    /// Seconds after which it ends in any case.
    pub absolute: i64,
}

impl Lifetime {
    /// The same limits, no wider than an administrator's.
    pub fn of_administrators(self) -> Self {
        Self {
            idle: Ord::min(self.idle, ADMINISTRATOR.idle),
            absolute: Ord::min(self.absolute, ADMINISTRATOR.absolute),
        }
    }

    /// True while a session seen then and ending then may still be used.
    pub fn holds(self, seen_at: Instant, expires_at: Instant, now: Instant) -> bool {
        now < expires_at && now < seen_at.plus_seconds(self.idle)
    }
}

/// What is still to be given, from what an account has and a session proved.
pub fn second_factor(has_roles: bool, confirmed: bool, strong: bool, needed_for_roles: bool) -> SecondFactor {
    match (confirmed, strong) {
        (_, true) => SecondFactor::Done,
        (true, false) => SecondFactor::Needed,
        (false, false) if has_roles && needed_for_roles => SecondFactor::Enrol,
        (false, false) => SecondFactor::Off,
    }
}

/// True if roles count in a session that stands there.
pub fn roles_count(stands: SecondFactor) -> bool {
    match stands {
        SecondFactor::Off | SecondFactor::Done => true,
        SecondFactor::Needed | SecondFactor::Enrol => false,
    }
}

/// What somebody asks a person to be; read all at once.
#[derive(Clone, Debug, Default)]
pub struct PersonWish<'a> {
    /// Họ và tên.
    pub full_name: &'a str,
    /// The submitter kind.
    pub kind: &'a str,
    /// Chức vụ.
    pub position: Option<&'a str>,
    /// `YYYY-MM-DD`.
    pub birth_date: Option<&'a str>,
    /// Telephone.
    pub phone: Option<&'a str>,
    /// E-mail.
    pub email: Option<&'a str>,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlan {
    /// Họ và tên.
    pub full_name: FullName,
    /// The submitter kind.
    pub kind: SubmitterKind,
    /// Chức vụ.
    pub position: Option<String>,
    /// Ngày sinh.
    pub birth_date: Option<Date>,
    /// Telephone.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
}

const POSITION_LONGEST: usize = 200;

/// Reads a wish; `today` bounds the birth date.
///
/// # Errors
/// Every broken rule.
pub fn read(wish: &PersonWish<'_>, today: Date) -> Result<PersonPlan, Violations> {
    let mut wrong = Violations::new();
    let filled =
        |text: Option<&'_ str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let full_name = wrong.take(FullName::parse(wish.full_name, "/full_name"));
    let kind = SubmitterKind::parse(wish.kind);
    wrong.unless(kind.is_some(), Code::NotOffered, "/kind");
    let position =
        filled(wish.position).and_then(|text| wrong.take(line(&text, POSITION_LONGEST, "/position")));
    let phone = filled(wish.phone).and_then(|text| wrong.take(Phone::parse(&text, "/phone")));
    let email = filled(wish.email).and_then(|text| wrong.take(Email::parse(&text, "/email")));
    let birth_date = filled(wish.birth_date).and_then(|text| {
        let day = parse_day(&text);
        wrong.unless(day.is_some(), Code::BadDate, "/birth_date");
        wrong.unless(day.is_none_or(|day| day <= today), Code::FutureDate, "/birth_date");
        day
    });
    match (full_name, kind) {
        (Some(full_name), Some(kind)) if wrong.is_empty() => {
            Ok(PersonPlan { full_name, kind, position, birth_date, phone, email })
        }
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn waits_grow_and_end() {
        assert_eq!(wait_after(9, 10), 0);
        assert_eq!(
            [10, 11, 12, 13, 14, 15, 200].map(|n| wait_after(n, 10)),
            [30, 60, 120, 240, 480, 900, 900]
        );
    }

    #[test]
    fn a_session_ends_by_rest_and_by_age() {
        let life = Lifetime { idle: 1_800, absolute: 43_200 };
        let start = Instant(0);
        let end = start.plus_seconds(life.absolute);
        assert!(life.holds(start, end, start.plus_seconds(1_799)));
        assert!(!life.holds(start, end, start.plus_seconds(1_800)));
        let late = start.plus_seconds(43_199);
        assert!(life.holds(late, end, late));
        assert!(!life.holds(end, end, end));
    }

    #[test]
    fn administrators_have_less_time_but_never_more() {
        let narrow = Lifetime { idle: 1_800, absolute: 43_200 }.of_administrators();
        assert_eq!((narrow.idle, narrow.absolute), (900, 28_800));
        let strict = Lifetime { idle: 60, absolute: 600 }.of_administrators();
        assert_eq!((strict.idle, strict.absolute), (60, 600));
    }

    #[test]
    fn the_second_factor_in_every_position() {
        use SecondFactor::{Done, Enrol, Needed, Off};
        for has_roles in [false, true] {
            for needed in [false, true] {
                assert_eq!(second_factor(has_roles, true, false, needed), Needed);
                assert_eq!(second_factor(has_roles, true, true, needed), Done);
                assert_eq!(second_factor(has_roles, false, true, needed), Done);
                let expected = if has_roles && needed { Enrol } else { Off };
                assert_eq!(second_factor(has_roles, false, false, needed), expected);
            }
        }
        assert_eq!([Off, Needed, Enrol, Done].map(roles_count), [true, false, false, true]);
    }

    #[test]
    fn every_mistake_about_a_person_is_told_at_once() {
        let wish = PersonWish {
            full_name: "",
            kind: "wizard",
            position: Some(" "),
            birth_date: Some("2030-01-01"),
            phone: Some("12"),
            email: Some("x"),
        };
        let wrong = read(&wish, date!(2026 - 11 - 24)).unwrap_err();
        let pointers: Vec<_> = wrong.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!(pointers, ["/full_name", "/kind", "/phone", "/email", "/birth_date"]);
    }
}
