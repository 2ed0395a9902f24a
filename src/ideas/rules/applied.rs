//! An idea is in use, and then stands in the gold book.

use serde_json::json;
use time::Date;

use super::{Told, line, moved, open, working_days};
use crate::{
    authority::Actor,
    foundation::{Code, Instant, Law, Result, Violations, instant::day_iso},
    ideas::model::{Condition, EventKind, Idea, State, Verb, Words},
};

/// What proves that an idea is in use.
#[derive(Clone, Debug)]
pub struct Application {
    /// The day it was first applied.
    pub applied_on: Date,
    /// What was seen: a visit, a confirmation, a photo described.
    pub evidence: String,
    /// How it was before the trial and how it is after; needed where it was tried.
    pub result: String,
}

/// The four yes/no conditions of the micro rubric (NĐ 13/2012 Đ.3.1): no points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// New in this unit.
    pub new_here: bool,
    /// Applied or tried.
    pub in_use: bool,
    /// Of practical benefit.
    pub beneficial: bool,
    /// None of the excluded cases.
    pub not_excluded: bool,
}

impl Conditions {
    /// All four hold: for what was looked at before.
    pub const ALL_MET: Self = Self { new_here: true, in_use: true, beneficial: true, not_excluded: true };

    const fn met(self) -> bool {
        self.new_here && self.in_use && self.beneficial && self.not_excluded
    }
}

/// Records an idea as applied: the year for a recognition dossier begins (NĐ 13/2012 Đ.5.2), and the commune
/// looks at it before the gold book. All violations are told at once.
pub fn apply(
    idea: Idea,
    by: &Actor,
    words: Option<&Words>,
    application: &Application,
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::Apply)?;
    let today = now.date();
    let mut wrong = Violations::new();
    wrong.unless(!application.evidence.is_empty(), Code::EvidenceNeeded, "/evidence");
    wrong.unless(application.applied_on <= today, Code::FutureDate, "/applied_on");
    let tried = idea.state == State::Trial;
    wrong.unless(!tried || !application.result.is_empty(), Code::Required, "/result_note");
    wrong.into_result()?;

    let said = words.map(Words::as_str).unwrap_or_default();
    let mut event = line(EventKind::Applied, Some(by), said, now);
    event.details =
        json!({ "evidence": application.evidence, "applied_on": day_iso(application.applied_on) });
    if let (true, Some(details)) = (tried, event.details.as_object_mut()) {
        details.insert("result".into(), application.result.as_str().into());
    }
    let due = working_days(law, "honour_period", today)?;
    let idea = moved(idea, State::Applied, Some(due), now);
    Ok((Idea { applied_on: Some(application.applied_on), ..idea }, event))
}

/// Writes an applied idea into the gold book under the next number.
///
/// # Errors
/// `WrongState`; `ConditionsNotMet` unless all four hold.
pub fn honour(
    idea: Idea,
    by: &Actor,
    words: &Words,
    conditions: Conditions,
    gold_book_no: i32,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::Honour)?;
    if !conditions.met() {
        return Err(Violations::one(Code::ConditionsNotMet, "/conditions").into());
    }
    let idea = Idea {
        honoured_at: Some(now),
        gold_book_no: Some(gold_book_no),
        honour_declined: false,
        ..moved(idea, State::Honoured, None, now)
    };
    Ok((idea, line(EventKind::Honoured, Some(by), words.as_str(), now)))
}

/// Says which condition of the gold book is missing: the idea stays applied, nobody has to act any more, and the
/// commune may still write it in once the condition holds.
///
/// # Errors
/// `WrongState`, also where it was said before.
pub fn decline_honour(
    idea: Idea,
    by: &Actor,
    condition: Condition,
    words: &Words,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::DeclineHonour)?;
    if idea.honour_declined {
        return Err(Code::WrongState.into());
    }
    let mut event = line(EventKind::HonourDeclined, Some(by), words.as_str(), now);
    event.details = json!({ "condition": condition.as_str() });
    Ok((Idea { honour_declined: true, ..moved(idea, State::Applied, None, now) }, event))
}
