//! A sitting of a council: who was there, how each dossier was voted on, and its minutes.

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Capacity, CouncilId, RoundId, SessionId};
use crate::{
    authority::{PersonId, Resource, UnitId},
    councils::rules::vote::{BallotRule, Tally, Verdict},
    dossiers::DossierId,
    foundation::{Instant, Version},
};

/// Whether a session still sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// It sits.
    Open,
    /// It is closed; nothing of it changes any more.
    Closed,
}

impl SessionState {
    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|state| state.as_str() == text)
    }
}

/// Whether a member came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Nobody has looked yet: counts as away.
    Unknown,
    /// In the room.
    Present,
    /// Away, with a reason.
    Absent,
}

impl Presence {
    /// Every presence.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Present, Self::Absent];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Present => "present",
            Self::Absent => "absent",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|presence| presence.as_str() == text)
    }
}

/// A member of the council on the day of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Who.
    pub person: PersonId,
    /// The name on that day.
    pub full_name: String,
    /// The office on that day; may be empty.
    pub position: String,
    /// As what.
    pub capacity: Capacity,
    /// Whether they came.
    pub presence: Presence,
    /// Why not.
    pub reason: String,
}

/// An open vote of one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Đồng ý.
    Yes,
    /// Không đồng ý.
    No,
    /// Phiếu trắng.
    Blank,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Blank];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Blank => "blank",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

/// The count sheet of a secret ballot on paper (F6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Phiếu phát ra.
    pub issued: u32,
    /// Đồng ý.
    pub yes: u32,
    /// Không đồng ý.
    pub no: u32,
    /// Phiếu trắng.
    pub blank: u32,
    /// Phiếu không hợp lệ.
    pub invalid: u32,
}

/// How the council voted on a dossier. A vote by way of this program is open and names the voters; a secret
/// one is on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ballot {
    /// Not yet.
    #[default]
    None,
    /// Biểu quyết công khai.
    Open(Vec<(PersonId, Choice)>),
    /// Bỏ phiếu kín bằng giấy.
    Paper(Counts),
}

impl Ballot {
    /// The stored and wire form of how.
    pub fn mode(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Open(_) => "open",
            Self::Paper(_) => "paper",
        }
    }
}

/// A member kept out of one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Who.
    pub person: PersonId,
    /// Why: the member's own words, or empty for an author.
    pub reason: String,
}

/// What the council concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Vote, conditions and mean all reach what is asked.
    Passed,
    /// One of them does not.
    Failed,
    /// Put off.
    Deferred,
}

impl Outcome {
    /// The wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Deferred => "deferred",
        }
    }
}

/// The result of one dossier with everything it was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemResult {
    /// What it comes to.
    pub outcome: Outcome,
    /// What was counted; absent if it was put off without a vote.
    pub tally: Option<Tally>,
    /// What the rule says about it.
    pub verdict: Option<Verdict>,
    /// The mean in hundredths, rounded for reading.
    pub mean: Option<i32>,
    /// Its arithmetic.
    pub trace: String,
    /// True if the exact mean reaches what is asked.
    pub mean_reached: bool,
    /// True if each of the four conditions has a majority of the sheets.
    pub conditions_hold: bool,
}

/// One dossier on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which one.
    pub dossier: DossierId,
    /// Its place.
    pub position: i32,
    /// What members said, one entry each.
    pub opinions: Vec<String>,
    /// The vote.
    pub ballot: Ballot,
    /// True if the council put it off.
    pub deferred: bool,
    /// Why it failed or was put off: the author reads these words.
    pub reason: String,
    /// Members kept out, fixed at the closing.
    pub excluded: Vec<Excluded>,
    /// What it came to, from the closing on.
    pub result: Option<ItemResult>,
}

/// Phiên họp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which one.
    pub id: SessionId,
    /// The recognising unit.
    pub unit: UnitId,
    /// Of which round.
    pub round: RoundId,
    /// Of which council.
    pub council: CouncilId,
    /// `03/BB-HĐSK`.
    pub number: String,
    /// Whether it still sits.
    pub state: SessionState,
    /// Its day.
    pub held_on: Date,
    /// Địa điểm.
    pub place: String,
    /// What it is about.
    pub agenda: String,
    /// Guests, each in one phrase.
    pub guests: Vec<String>,
    /// The rule in force on its day.
    pub rule: BallotRule,
    /// Further words of the conclusion.
    pub conclusion: String,
    /// When it began.
    pub started_at: Instant,
    /// When it was closed.
    pub ended_at: Option<Instant>,
    /// The members on its day.
    pub attendance: Vec<Attendance>,
    /// The dossiers it hears.
    pub items: Vec<Item>,
    /// Grows with every change.
    pub version: Version,
}

impl Session {
    /// What permission needs to know.
    pub fn resource(&self) -> Resource {
        Resource::of_unit(self.unit).assigned_to(self.attendance.iter().map(|member| member.person))
    }

    /// Members in the room.
    pub fn present(&self) -> u32 {
        count(self.attendance.iter().filter(|member| member.presence == Presence::Present))
    }

    /// All members.
    pub fn members(&self) -> u32 {
        count(self.attendance.iter())
    }

    /// True if the person is in the room as a member.
    pub fn is_present(&self, person: PersonId) -> bool {
        self.attendance.iter().any(|member| member.person == person && member.presence == Presence::Present)
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// Biên bản as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// Of which session.
    pub session: SessionId,
    /// `03/BB-HĐSK`.
    pub number: String,
    /// Where the file is kept.
    pub file_key: String,
    /// SHA-256 of the PDF in hexadecimal.
    pub sha256: String,
    /// Size of the PDF.
    pub bytes: i64,
    /// When it was made.
    pub made_at: Instant,
}
