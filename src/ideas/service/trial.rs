//! An idea is tried for a while.

use super::change;
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Error, Result, Version, Violations, instant::parse_day},
    ideas::{
        model::{Idea, IdeaId, NAME_MOST, Plan, State, TITLE_MOST, Trial, TrialId, Verb, Words, line},
        rules, store,
    },
};

/// A plan, as it was typed.
#[derive(Clone, Debug)]
pub struct PlanInput {
    /// Where.
    pub place: String,
    /// Who tries it.
    pub who: String,
    /// `YYYY-MM-DD`
    pub until: String,
    /// A line to the author; may be blank.
    pub words: String,
}

impl PlanInput {
    fn parse(&self) -> Result<(Plan, Option<Words>), Violations> {
        let mut wrong = Violations::new();
        let place = line(&mut wrong, &self.place, "/where", TITLE_MOST);
        let who = line(&mut wrong, &self.who, "/who", NAME_MOST);
        wrong.unless(!place.is_empty(), Code::Required, "/where");
        wrong.unless(!who.is_empty(), Code::Required, "/who");
        let until = parse_day(&self.until);
        wrong.unless(until.is_some(), Code::BadDate, "/until");
        let words = match self.words.trim() {
            "" => None,
            said => wrong.take(Words::parse(said, "/words")),
        };
        match until {
            Some(until) if wrong.is_empty() => Ok((Plan { place, who, until }, words)),
            _ => Err(wrong),
        }
    }
}

/// Plans a trial; it begins at once where the actor heads the unit, else it waits for who does.
pub async fn start_trial(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    input: &PlanInput,
) -> Result<Idea> {
    let (plan, words) = input.parse()?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::StartTrial, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::start_trial(idea, actor, words.as_ref(), &plan, &law, now)?;
    let begins = told.0.state == State::Trial;
    let trial = Trial {
        id: TrialId::new(now),
        plan,
        planned_by: actor.name.clone(),
        begun_at: begins.then_some(now),
        begun_by: if begins { actor.name.clone() } else { String::new() },
        ended_at: None,
        worked: None,
        note: String::new(),
    };
    store::add_trial(&tx, id, &trial).await?;
    let idea = change::close(&tx, actor, Verb::StartTrial, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Lets a planned trial begin.
pub async fn approve_trial(app: &App, actor: &Actor, id: IdeaId, expected: Version) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::ApproveTrial, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let trial = store::latest_trial(&*tx, id).await?.ok_or(Error::Refused(Code::WrongState))?;
    let told = rules::approve_trial(idea, actor, &trial.plan, &law, now)?;
    store::begin_trial(&tx, trial.id, &actor.name, now).await?;
    let idea = change::close(&tx, actor, Verb::ApproveTrial, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Writes down what was seen on a day of the trial.
pub async fn log_trial(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    seen_on: &str,
    words: &str,
) -> Result<Idea> {
    let mut wrong = Violations::new();
    let day = parse_day(seen_on);
    wrong.unless(day.is_some(), Code::BadDate, "/seen_on");
    let words = wrong.take(Words::parse(words, "/words"));
    let (Some(seen_on), Some(words)) = (day, words) else { return Err(wrong.into()) };
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::LogTrial, id, expected).await?;
    let now = app.now();
    let begun = store::latest_trial(&*tx, id).await?.and_then(|trial| trial.begun_at).unwrap_or(now);
    let told = rules::log_trial(idea, actor, &words, seen_on, begun.date(), now)?;
    let idea = change::close(&tx, actor, Verb::LogTrial, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Ends a trial that did not work out.
pub async fn fail_trial(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    note: &str,
    words: &str,
) -> Result<Idea> {
    let mut wrong = Violations::new();
    let note = wrong.take(Words::parse(note, "/result_note"));
    let words = wrong.take(Words::parse(words, "/words"));
    let (Some(note), Some(words)) = (note, words) else { return Err(wrong.into()) };
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::FailTrial, id, expected).await?;
    let now = app.now();
    let told = rules::fail_trial(idea, actor, &words, &note, now)?;
    if let Some(trial) = store::latest_trial(&*tx, id).await? {
        store::end_trial(&tx, trial.id, false, note.as_str(), now).await?;
    }
    let idea = change::close(&tx, actor, Verb::FailTrial, told).await?;
    tx.commit().await?;
    Ok(idea)
}
