//! What the clock should do, counted by hand: a second opinion that shares nothing with the product but the
//! workflow it was written from.

use std::collections::BTreeMap;

use sangkien::foundation::Instant;
use time::{Date, Duration, Weekday, macros::date};

/// The days off from the 24th of November 2026 to the end of 2027, typed from the calendar.
const OFF: [Date; 10] = [
    date!(2027 - 01 - 01),
    date!(2027 - 02 - 05),
    date!(2027 - 02 - 08),
    date!(2027 - 02 - 09),
    date!(2027 - 02 - 10),
    date!(2027 - 04 - 16),
    date!(2027 - 04 - 30),
    date!(2027 - 05 - 03),
    date!(2027 - 09 - 02),
    date!(2027 - 09 - 03),
];

pub fn works(day: Date) -> bool {
    day.weekday() != Weekday::Saturday && day.weekday() != Weekday::Sunday && !OFF.contains(&day)
}

/// The day on which so many working days have passed.
pub fn working(mut day: Date, mut count: u32) -> Date {
    while count > 0 {
        day += Duration::DAY;
        if works(day) {
            count -= 1;
        }
    }
    day
}

fn rolled(day: Date) -> Date {
    (0..30).map(|more| day + Duration::days(more)).find(|day| works(*day)).unwrap()
}

fn left(from: Date, to: Date) -> u32 {
    let mut count = 0;
    let mut day = from;
    while day < to {
        day += Duration::DAY;
        count += u32::from(works(day));
    }
    count
}

/// Everything that is expected or was seen: `what | whom or which | day`, and how often.
pub type Tally = BTreeMap<String, u32>;

pub fn count(tally: &mut Tally, what: &str, which: &str, day: Date) {
    *tally.entry(format!("{what} | {which} | {day}")).or_default() += 1;
}

#[derive(Clone, Copy, PartialEq)]
enum Turn {
    House,
    Author { asked: Date, left: u32, reminded: bool },
}

struct Wait {
    code: String,
    /// Whose desk: true for the village, false for the commune.
    village: bool,
    done_already: bool,
    turn: Turn,
    due: Date,
    level: usize,
    next: Option<Date>,
}

/// The second opinion.
pub struct Oracle {
    pub expected: Tally,
    open: Vec<Wait>,
    /// Lines for the next gathered letter, by reader.
    pending: BTreeMap<&'static str, Vec<String>>,
    listed: Option<Date>,
    gathered: Option<Date>,
    told_of_holidays: bool,
    pub leave: (Date, Date),
}

impl Oracle {
    pub fn new(leave: (Date, Date)) -> Self {
        Self {
            expected: Tally::new(),
            open: Vec::new(),
            pending: BTreeMap::new(),
            listed: None,
            gathered: None,
            told_of_holidays: false,
            leave,
        }
    }

    fn desk(&self, village: bool, day: Date) -> &'static str {
        match village {
            true if self.leave.0 <= day && day <= self.leave.1 => "hoa",
            true => "lan",
            false => "huong",
        }
    }

    /// The steps above a desk.
    fn above(village: bool) -> [&'static [&'static str]; 2] {
        if village { [&["huong", "ha"], &["thanh"]] } else { [&["ha"], &["thanh"]] }
    }

    fn expect(&mut self, what: &str, which: &str, day: Date) {
        count(&mut self.expected, what, which, day);
    }

    /// What one look of the clock brings.
    pub fn tick(&mut self, now: Instant) {
        let (day, local) = (now.date(), now.local());
        let minutes = u32::from(local.hour()) * 60 + u32::from(local.minute());
        let mut open = std::mem::take(&mut self.open);
        open.retain_mut(|wait| match &mut wait.turn {
            Turn::Author { .. } if day > wait.due => {
                self.expect("line parked", &wait.code, day);
                self.expect("mail kept", &wait.code, day);
                false
            }
            Turn::Author { asked, reminded, .. } => {
                let from = rolled(*asked + Duration::days(7));
                if !*reminded && works(day) && (day > from || day == from && minutes >= 480) {
                    *reminded = true;
                    self.expect("mail reminder", &wait.code, day);
                }
                true
            }
            Turn::House => true,
        });
        for wait in open.iter_mut().filter(|wait| wait.turn == Turn::House && works(day) && day > wait.due) {
            let above = Self::above(wait.village);
            if wait.level < above.len() && wait.next.is_none_or(|next| day >= next) {
                for person in above[wait.level] {
                    self.pending.entry(person).or_default().push(format!("overdue {}", wait.code));
                }
                wait.level += 1;
                wait.next = Some(working(day, 2));
                self.expect("line escalated", &wait.code, day);
            }
        }
        self.open = open;
        let holidays = date!(2027 - 11 - 01);
        if !self.told_of_holidays && works(day) && (day > holidays || day == holidays && minutes >= 480) {
            self.told_of_holidays = true;
            self.expect("mail holidays", "admin", day);
        }
        if works(day) && minutes >= 450 && self.listed != Some(day) {
            self.listed = Some(day);
            let mut lists: BTreeMap<&str, u32> = BTreeMap::new();
            for wait in self.open.iter().filter(|wait| wait.turn == Turn::House && wait.due <= day) {
                *lists.entry(self.desk(wait.village, day)).or_default() += 1;
            }
            for (person, number) in lists {
                count(&mut self.expected, &format!("mail due {number}"), person, day);
            }
        }
        if works(day) && minutes >= 420 && self.gathered != Some(day) {
            self.gathered = Some(day);
            for (person, lines) in std::mem::take(&mut self.pending) {
                self.expect("mail gathered", person, day);
                for line in lines {
                    self.expect(&format!("line to {person}"), &line, day);
                }
            }
        }
    }

    fn pend(&mut self, village: bool, what: &str, code: &str, day: Date) {
        let person = self.desk(village, day);
        self.pending.entry(person).or_default().push(format!("{what} {code}"));
    }

    pub fn is_open(&self, code: &str) -> bool {
        self.open.iter().any(|wait| wait.code == code)
    }

    pub fn received(&mut self, code: &str, village: bool, done_already: bool, day: Date) {
        self.expect("mail received", code, day);
        self.pend(village, "new", code, day);
        let code = code.to_owned();
        let due = working(day, 1);
        self.open.push(Wait { code, village, done_already, turn: Turn::House, due, level: 0, next: None });
    }

    fn at(&mut self, code: &str) -> &mut Wait {
        self.open.iter_mut().find(|wait| wait.code == code).unwrap()
    }

    fn moved(&mut self, code: &str, turn: Turn, due: Date) {
        let wait = self.at(code);
        (wait.turn, wait.due, wait.level, wait.next) = (turn, due, 0, None);
    }

    pub fn thanked(&mut self, code: &str, day: Date) {
        self.expect("mail thanked", code, day);
        let days = if self.at(code).done_already { 3 } else { 10 };
        self.moved(code, Turn::House, working(day, days));
    }

    pub fn asked(&mut self, code: &str, day: Date) {
        self.expect("mail asked", code, day);
        let left = left(day, self.at(code).due);
        self.moved(
            code,
            Turn::Author { asked: day, left, reminded: false },
            rolled(day + Duration::days(15)),
        );
    }

    pub fn replied(&mut self, code: &str, day: Date) {
        let Turn::Author { left, .. } = self.at(code).turn else { panic!("{code}: nobody asked") };
        self.moved(code, Turn::House, working(day, left.max(1)));
        let village = self.at(code).village;
        self.pend(village, "reply", code, day);
    }

    pub fn ended(&mut self, code: &str, mail: Option<&str>, day: Date) {
        self.open.retain(|wait| wait.code != code);
        if let Some(mail) = mail {
            self.expect(mail, code, day);
        }
    }
}

#[test]
fn the_second_opinion_knows_tet() {
    assert_eq!(working(date!(2027 - 02 - 04), 1), date!(2027 - 02 - 11));
    assert_eq!(rolled(date!(2027 - 02 - 05)), date!(2027 - 02 - 11));
    assert_eq!(left(date!(2027 - 02 - 04), date!(2027 - 02 - 12)), 2);
}
