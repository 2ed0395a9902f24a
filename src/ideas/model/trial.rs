//! Trying an idea for a while.

use time::Date;

use super::{IdeaId, TrialId};
use crate::{authority::UnitId, foundation::Instant};

/// Where, by whom and until when an idea is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where.
    pub place: String,
    /// Who tries it.
    pub who: String,
    /// The last day.
    pub until: Date,
}

/// A trial, from its plan to its result. What is seen in between stands on the timeline of the idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Its identity.
    pub id: TrialId,
    /// What was planned.
    pub plan: Plan,
    /// Who planned it.
    pub planned_by: String,
    /// When it began; nothing while the plan waits, or where it was declined.
    pub begun_at: Option<Instant>,
    /// Who let it begin.
    pub begun_by: String,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Whether it worked out, once it has ended.
    pub worked: Option<bool>,
    /// How it was before and how it is now.
    pub note: String,
}

/// What the wings above may tell of a trial that did not work out: its author is thanked all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The idea.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// The title.
    pub title: String,
    /// How it was.
    pub before: String,
    /// What was tried.
    pub proposal: String,
    /// The responsible unit.
    pub unit: UnitId,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// The trial with its result.
    pub trial: Trial,
}
