//! Quarters, and the groups of units whose breadth is shown.

use time::{Date, Duration, Month};

use crate::{
    authority::UnitId,
    foundation::{Code, Violations},
    units::UnitKind,
};

crate::words! {
    /// Units that are alike.
    Group {
        /// Thôn, tổ dân phố.
        Villages = "villages",
        /// Trường, lớp.
        Classes = "classes",
        /// Cơ quan, đoàn thể.
        Offices = "offices",
        /// Doanh nghiệp, hợp tác xã, hộ kinh doanh.
        Businesses = "businesses",
    }
}

impl Group {
    /// The kinds of units in it.
    pub fn kinds(self) -> &'static [UnitKind] {
        match self {
            Self::Villages => &[UnitKind::Village, UnitKind::ResidentialGroup],
            Self::Classes => &[UnitKind::School, UnitKind::Class],
            Self::Offices => &[
                UnitKind::PartyCommittee,
                UnitKind::PeoplesCouncil,
                UnitKind::PeoplesCommittee,
                UnitKind::PeoplesCommitteeOffice,
                UnitKind::SpecialisedOffice,
                UnitKind::CultureSocialOffice,
                UnitKind::PublicServiceCentre,
                UnitKind::Office,
                UnitKind::FatherlandFront,
                UnitKind::MassOrganisation,
                UnitKind::HealthStation,
                UnitKind::Police,
                UnitKind::Military,
            ],
            Self::Businesses => &[UnitKind::Enterprise, UnitKind::Cooperative, UnitKind::HouseholdBusiness],
        }
    }

    /// The group of a kind in its wire form.
    pub fn of(kind: &str) -> Option<Self> {
        let kind = UnitKind::parse(kind)?;
        Self::ALL.iter().copied().find(|group| group.kinds().contains(&kind))
    }
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (u8::from(day.month()) - 1) / 3 + 1 }
    }

    /// Reads `2026-Q4`.
    ///
    /// # Errors
    /// `BadDate` at `/quarter`.
    pub fn parse(text: &str) -> Result<Self, Violations> {
        let read = || {
            let (year, number) = text.split_once("-Q")?;
            let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let number: u8 = number.parse().ok().filter(|_| number.len() == 1)?;
            let year = year.parse().ok().filter(|year| plain && (2000..=2999).contains(year))?;
            (1..=4).contains(&number).then_some(Self { year, number })
        };
        read().ok_or_else(|| Violations::one(Code::BadDate, "/quarter"))
    }

    /// `2026-Q4`
    pub fn wire(self) -> String {
        format!("{}-Q{}", self.year, self.number)
    }

    /// The quarter before.
    pub fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { year: self.year, number: number - 1 },
        }
    }

    /// The quarter after.
    pub fn after(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { year: self.year, number: number + 1 },
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        let month = match self.number {
            1 => Month::January,
            2 => Month::April,
            3 => Month::July,
            _ => Month::October,
        };
        // The first of a month exists in every year there is.
        Date::from_calendar_date(self.year, month, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.after().first_day().saturating_sub(Duration::days(1))
    }
}

/// One unit in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What it counts as.
    pub group: Group,
    /// True if an idea of it was applied in the quarter.
    pub with: bool,
}

/// The share of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The group.
    pub group: Group,
    /// Units with an applied idea in the quarter.
    pub with: u64,
    /// Units there were.
    pub all: u64,
    /// For whoever leads: those of theirs without one.
    pub without: Option<Vec<(UnitId, String)>>,
}

/// The breadth of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breadth {
    /// The quarter.
    pub quarter: Quarter,
    /// Every group.
    pub groups: Vec<Share>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn quarters_are_read_and_follow_one_another() {
        let last = Quarter::parse("2026-Q4").unwrap();
        assert_eq!(last, Quarter::of(date!(2026 - 11 - 24)));
        assert_eq!((last.first_day(), last.last_day()), (date!(2026 - 10 - 01), date!(2026 - 12 - 31)));
        assert_eq!(last.after().wire(), "2027-Q1");
        assert_eq!(last.after().before(), last);
        assert_eq!(Quarter::of(date!(2026 - 03 - 31)).last_day(), date!(2026 - 03 - 31));
        for wrong in ["", "2026", "2026-Q5", "2026-Q0", "2026-Q+1", "26-Q1", "+026-Q1", "2026-q1", "9999-Q1"]
        {
            assert!(Quarter::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_kind_counts_in_one_group_at_most() {
        for kind in UnitKind::ALL {
            let groups = Group::ALL.iter().filter(|group| group.kinds().contains(kind)).count();
            assert!(groups <= 1, "{kind:?}");
        }
        assert_eq!(Group::of("class"), Some(Group::Classes));
        assert_eq!(Group::of("province"), None);
    }
}
