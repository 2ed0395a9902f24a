//! An idea is tried for a while: planned, begun by the head of the unit, watched, and ended with an honest result.

use serde_json::{Value, json};
use time::Date;

use super::{Told, line, moved, open};
use crate::{
    authority::{Actor, may},
    foundation::{Code, Instant, Law, Result, Violations, calendar::add_months, instant::day_iso},
    ideas::model::{EventKind, Idea, Plan, State, Verb, Words},
};

/// Plans a trial. Who heads the unit lets it begin in the same step; for everybody else the plan waits, and the
/// clock of the answer runs on.
///
/// # Errors
/// `WrongState`; `TrialWaits` while a plan waits; whatever is missing in the plan.
pub fn start_trial(
    idea: Idea,
    by: &Actor,
    words: Option<&Words>,
    plan: &Plan,
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::StartTrial)?;
    if idea.plan_due_at.is_some() {
        return Err(Code::TrialWaits.into());
    }
    let today = now.date();
    let mut wrong = Violations::new();
    wrong.unless(!plan.place.is_empty(), Code::Required, "/where");
    wrong.unless(!plan.who.is_empty(), Code::Required, "/who");
    wrong.unless(fits(plan.until, law, today)?, Code::TrialEnd, "/until");
    wrong.into_result()?;
    let words = words.map(Words::as_str).unwrap_or_default();
    if may(by, Verb::ApproveTrial.action(), &idea.resource()) {
        return begun(idea, by, words, plan, law, now);
    }
    let waits = super::working_days(law, "trial_start_period", today)?;
    let mut event = line(EventKind::TrialPlanned, Some(by), words, now);
    event.details = told(plan);
    let due = idea.due_at;
    Ok((Idea { plan_due_at: Some(waits), ..moved(idea, State::Screening, due, now) }, event))
}

/// Lets a planned trial begin.
///
/// # Errors
/// `WrongState`; `TrialEnd` where its last day has come meanwhile.
pub fn approve_trial(idea: Idea, by: &Actor, plan: &Plan, law: &Law, now: Instant) -> Result<Told> {
    planned(&idea, Verb::ApproveTrial)?;
    if !fits(plan.until, law, now.date())? {
        return Err(Violations::one(Code::TrialEnd, "/until").into());
    }
    begun(idea, by, "", plan, law, now)
}

/// Says no to a plan, with words for the companion; the idea goes on as before.
pub fn decline_trial(idea: Idea, by: &Actor, words: &Words, now: Instant) -> Result<Told> {
    planned(&idea, Verb::DeclineTrial)?;
    let due = idea.due_at;
    let event = line(EventKind::TrialDeclined, Some(by), words.as_str(), now);
    Ok((Idea { plan_due_at: None, ..moved(idea, State::Screening, due, now) }, event))
}

/// Writes down what was seen on a day of the trial.
///
/// # Errors
/// `WrongState`; `FutureDate`; `OutOfBounds` for a day before the trial.
pub fn log_trial(
    idea: Idea,
    by: &Actor,
    words: &Words,
    seen_on: Date,
    begun_on: Date,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::LogTrial)?;
    let mut wrong = Violations::new();
    wrong.unless(seen_on <= now.date(), Code::FutureDate, "/seen_on");
    wrong.unless(seen_on >= begun_on, Code::OutOfBounds, "/seen_on");
    wrong.into_result()?;
    let mut event = line(EventKind::Observed, Some(by), words.as_str(), now);
    event.details = json!({ "seen_on": day_iso(seen_on) });
    let due = idea.due_at;
    Ok((moved(idea, State::Trial, due, now), event))
}

/// Ends a trial that did not work out: how it was and how it came, and a person's thanks.
pub fn fail_trial(idea: Idea, by: &Actor, words: &Words, note: &Words, now: Instant) -> Result<Told> {
    open(&idea, Verb::FailTrial)?;
    let mut event = line(EventKind::TrialFailed, Some(by), words.as_str(), now);
    event.details = json!({ "result": note.as_str() });
    Ok((moved(idea, State::TrialFailed, None, now), event))
}

fn planned(idea: &Idea, verb: Verb) -> Result<()> {
    open(idea, verb)?;
    if idea.plan_due_at.is_none() { Err(Code::WrongState.into()) } else { Ok(()) }
}

/// A trial ends after today and within the months that the rule gives it.
fn fits(until: Date, law: &Law, today: Date) -> Result<bool> {
    let most = law.count("trial_most_months", today)?;
    Ok(until > today && until <= add_months(today, most))
}

fn told(plan: &Plan) -> Value {
    json!({ "where": plan.place, "who": plan.who, "until": day_iso(plan.until) })
}

fn begun(idea: Idea, by: &Actor, words: &str, plan: &Plan, law: &Law, now: Instant) -> Result<Told> {
    let result = law.count("trial_result_period", now.date())?;
    let due = Instant::end_of(law.holidays.after(plan.until, result));
    let mut event = line(EventKind::TrialBegun, Some(by), words, now);
    event.details = told(plan);
    Ok((moved(idea, State::Trial, Some(due), now), event))
}
