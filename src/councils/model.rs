//! Councils, rounds, interests: values that cannot be wrong.

mod rubric;
mod session;

use time::Date;

pub use rubric::{Band, Conditions, Criterion, FULL, Filling, Mark, Proposal, Rubric, Sheet, SheetState};
pub use session::{
    Attendance, Ballot, Choice, Counts, Excluded, Item, ItemResult, Minutes, Outcome, Presence, Session,
    SessionState,
};

use crate::{
    authority::{PersonId, Resource, UnitId},
    dossiers::DossierId,
    foundation::{Instant, Version},
};

crate::ids! {
    /// A council.
    CouncilId,
    /// One edition of a rubric.
    RubricId,
    /// A review round.
    RoundId,
    /// A score sheet.
    SheetId,
    /// A sitting of a council.
    SessionId,
}

/// What a member is in the council (TT 18/2013 Đ.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Chủ tịch.
    Chair,
    /// Phó Chủ tịch.
    ViceChair,
    /// Ủy viên thư ký.
    Secretary,
    /// Ủy viên.
    Member,
}

impl Capacity {
    /// Every capacity, in the order of a list of members.
    pub const ALL: [Self; 4] = [Self::Chair, Self::ViceChair, Self::Secretary, Self::Member];

    /// The stored and wire form; the word is `council_capacity_<wire form>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::ViceChair => "vice_chair",
            Self::Secretary => "secretary",
            Self::Member => "member",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capacity| capacity.as_str() == text)
    }

    /// True for those who may lead: the vice-chair stands in where the chair has a conflict.
    pub fn leads(self) -> bool {
        matches!(self, Self::Chair | Self::ViceChair)
    }
}

/// Hội đồng sáng kiến.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
    /// Which one.
    pub id: CouncilId,
    /// The unit whose head set it up.
    pub unit: UnitId,
    /// "Hội đồng sáng kiến xã Sơn Hồng".
    pub name: String,
    /// Number of the decision that set it up.
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// Everyone who is or was a member.
    pub members: Vec<Member>,
    /// Grows with every change.
    pub version: Version,
}

impl Council {
    /// What permission needs to know.
    pub fn resource(&self) -> Resource {
        Resource::of_unit(self.unit).assigned_to(self.members.iter().map(|member| member.person))
    }

    /// The members on a day, the chair first.
    pub fn on(&self, day: Date) -> Vec<&Member> {
        let mut members: Vec<_> = self.members.iter().filter(|member| member.sits_on(day)).collect();
        members.sort_by_key(|member| (member.capacity, member.person));
        members
    }

    /// The member a person is on a day.
    pub fn member(&self, person: PersonId, day: Date) -> Option<&Member> {
        self.members.iter().find(|member| member.person == person && member.sits_on(day))
    }
}

/// A person's seat, from a day to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub capacity: Capacity,
    /// First day.
    pub from: Date,
    /// Last day; absent while it lasts.
    pub to: Option<Date>,
}

impl Member {
    /// True on the days of the seat, both ends included.
    pub fn sits_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

/// How far a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoundState {
    /// Created, without dossiers.
    Planned,
    /// Takes dossiers and markers.
    Open,
    /// Sheets are being filled in.
    Scoring,
    /// Scores are revealed; the council meets.
    Session,
    /// Every dossier is decided.
    Decided,
}

/// What may be done to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundVerb {
    /// Add dossiers.
    Add,
    /// Assign markers.
    Assign,
    /// Let the markers begin.
    Start,
    /// Declare an interest.
    Declare,
    /// Fill in and seal sheets.
    Score,
    /// Show the scores.
    Reveal,
    /// Open a session.
    OpenSession,
    /// Close its session.
    CloseSession,
}

impl RoundVerb {
    /// Every verb.
    pub const ALL: [Self; 8] = [
        Self::Add,
        Self::Assign,
        Self::Start,
        Self::Declare,
        Self::Score,
        Self::Reveal,
        Self::OpenSession,
        Self::CloseSession,
    ];
}

impl RoundState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Open, Self::Scoring, Self::Session, Self::Decided];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Scoring => "scoring",
            Self::Session => "session",
            Self::Decided => "decided",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// True if the verb is open in this state.
    pub fn takes(self, verb: RoundVerb) -> bool {
        match verb {
            RoundVerb::Add => matches!(self, Self::Planned | Self::Open),
            RoundVerb::Assign => matches!(self, Self::Open | Self::Scoring),
            RoundVerb::Start => self == Self::Open,
            RoundVerb::Declare => matches!(self, Self::Open | Self::Scoring | Self::Session),
            RoundVerb::Score | RoundVerb::Reveal => self == Self::Scoring,
            RoundVerb::OpenSession | RoundVerb::CloseSession => self == Self::Session,
        }
    }

    /// True once the scores may be seen.
    pub fn revealed(self) -> bool {
        matches!(self, Self::Session | Self::Decided)
    }
}

/// Đợt xét.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Which one.
    pub id: RoundId,
    /// The recognising unit.
    pub unit: UnitId,
    /// Who decides.
    pub council: CouncilId,
    /// By which edition of which rubric.
    pub rubric: RubricId,
    /// "Đợt 2 năm 2026".
    pub name: String,
    /// How far it is.
    pub state: RoundState,
    /// The last day of marking.
    pub score_by: Date,
    /// When the scores were shown.
    pub revealed_at: Option<Instant>,
    /// The dossiers, in the order of the agenda.
    pub dossiers: Vec<RoundDossier>,
    /// Who declared what.
    pub interests: Vec<Interest>,
    /// Grows with every change.
    pub version: Version,
}

impl Round {
    /// One of its dossiers.
    pub fn dossier(&self, id: DossierId) -> Option<&RoundDossier> {
        self.dossiers.iter().find(|one| one.dossier == id)
    }

    /// A person's answer about one dossier.
    pub fn interest(&self, dossier: DossierId, person: PersonId) -> Option<&Interest> {
        self.interests.iter().find(|one| one.dossier == dossier && one.person == person)
    }
}

/// What became of a dossier in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Waits for markers, scores or the council.
    Waiting,
    /// The council agreed.
    Passed,
    /// It did not.
    Failed,
    /// Put off to another session of the round.
    Deferred,
    /// The author took it back.
    Withdrawn,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Passed, Self::Failed, Self::Deferred, Self::Withdrawn];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Deferred => "deferred",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == text)
    }

    /// True while the round still has something to do with it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Deferred)
    }
}

/// A dossier in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundDossier {
    /// Which one.
    pub dossier: DossierId,
    /// Its place on the agenda.
    pub position: i32,
    /// What became of it.
    pub standing: Standing,
}

/// A member's answer to "Do you have an interest in this dossier?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    /// Which dossier.
    pub dossier: DossierId,
    /// Whose answer.
    pub person: PersonId,
    /// The reason of a conflict; none if the member declared that there is none.
    pub conflict: Option<String>,
    /// When.
    pub at: Instant,
}
