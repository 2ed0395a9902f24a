//! An idea is in use: recorded with evidence.

use super::change;
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Result, Version, Violations, instant::parse_day},
    ideas::{
        model::{Idea, IdeaId, State, TITLE_MOST, Verb, Words, line},
        rules::{self, Application},
        store,
    },
};

/// What is recorded, as it was typed.
#[derive(Clone, Debug)]
pub struct ApplicationInput {
    /// `YYYY-MM-DD`
    pub applied_on: String,
    /// What was seen.
    pub evidence: String,
    /// How it was before the trial and how it is after; blank without a trial.
    pub result_note: String,
    /// A line to the author; blank where the next step has one.
    pub words: String,
}

/// Room for a sentence or two of evidence.
const EVIDENCE_MOST: usize = TITLE_MOST * 10;

impl ApplicationInput {
    fn parse(&self) -> Result<(Application, Option<Words>), Violations> {
        let mut wrong = Violations::new();
        let evidence = line(&mut wrong, &self.evidence, "/evidence", EVIDENCE_MOST);
        let result = line(&mut wrong, &self.result_note, "/result_note", EVIDENCE_MOST);
        let words = match self.words.trim() {
            "" => None,
            said => wrong.take(Words::parse(said, "/words")),
        };
        let applied_on = parse_day(&self.applied_on);
        wrong.unless(applied_on.is_some(), Code::BadDate, "/applied_on");
        let (Some(applied_on), true) = (applied_on, wrong.is_empty()) else {
            return Err(wrong);
        };
        Ok((Application { applied_on, evidence, result }, words))
    }
}

/// Records the idea as applied.
pub async fn apply(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    input: &ApplicationInput,
) -> Result<Idea> {
    let (application, words) = input.parse()?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Apply, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let trial = match idea.state {
        State::Trial => store::latest_trial(&*tx, id).await?,
        _ => None,
    };
    let told = rules::apply(idea, actor, words.as_ref(), &application, &law, now)?;
    if let Some(trial) = trial {
        store::end_trial(&tx, trial.id, true, &application.result, now).await?;
    }
    let idea = change::close(&tx, actor, Verb::Apply, told).await?;
    tx.commit().await?;
    Ok(idea)
}
