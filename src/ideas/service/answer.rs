//! An idea that is not applied gets a reason, a person's words and a next step.

use super::change;
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Result, Version, Violations},
    ideas::{
        model::{AnswerReason, Idea, IdeaId, NextStep, Verb, Words},
        rules,
    },
};

/// An answer, as it was typed.
#[derive(Clone, Debug)]
pub struct Answering {
    /// The coded reason.
    pub reason: String,
    /// What the author can do next.
    pub next_step: String,
    /// The person's words.
    pub words: String,
}

impl Answering {
    fn parse(&self) -> Result<(AnswerReason, NextStep, Words), Violations> {
        let mut wrong = Violations::new();
        let reason = AnswerReason::parse(&self.reason);
        wrong.unless(reason.is_some(), Code::ReasonNeeded, "/reason");
        let next = NextStep::parse(&self.next_step);
        wrong.unless(next.is_some(), Code::NextStepNeeded, "/next_step");
        let words = wrong.take(Words::parse(&self.words, "/words"));
        match (reason, next, words) {
            (Some(reason), Some(next), Some(words)) => Ok((reason, next, words)),
            _ => Err(wrong),
        }
    }
}

/// Answers the author.
pub async fn answer(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    input: &Answering,
) -> Result<Idea> {
    let (reason, next, words) = input.parse()?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Answer, id, expected).await?;
    let told = rules::answer(idea, actor, &words, reason, next, app.now())?;
    let idea = change::close(&tx, actor, Verb::Answer, told).await?;
    tx.commit().await?;
    Ok(idea)
}
