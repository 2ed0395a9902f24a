//! One step for several ideas at once: said for each by itself, so that one that changed does not hold up
//! the others.

use super::{assign, words};
use crate::{
    app::App,
    authority::{Actor, PersonId},
    foundation::{Code, Error, Result, Version, Violations},
    ideas::model::{Idea, IdeaId},
};

/// How many ideas one step takes.
pub const BULK_MOST: usize = 50;

/// What can be said to many at once. Thanks and answers are for one person each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkStep {
    /// One person goes along with all of them.
    Assign(PersonId),
    /// Kept in the bank of ideas, with the same words.
    Park(String),
    /// Shown the way to where complaints are answered, with the same words.
    Redirect(String),
}

/// Takes the step for each; answers the idea or why not, in the order asked.
///
/// # Errors
/// `Required` without ideas, `TooMany` beyond [`BULK_MOST`]; whatever keeps the database from answering.
pub async fn bulk(
    app: &App,
    actor: &Actor,
    step: &BulkStep,
    ideas: &[(IdeaId, Version)],
) -> Result<Vec<(IdeaId, Result<Idea>)>> {
    actor.signed_in()?;
    let mut wrong = Violations::new();
    wrong.unless(!ideas.is_empty(), Code::Required, "/items");
    wrong.unless(ideas.len() <= BULK_MOST, Code::TooMany, "/items");
    wrong.into_result()?;
    let mut all = Vec::new();
    for (id, version) in ideas.iter().copied() {
        let done = match step {
            BulkStep::Assign(companion) => assign(app, actor, id, version, *companion).await,
            BulkStep::Park(said) => words::park(app, actor, id, version, said).await,
            BulkStep::Redirect(said) => words::redirect(app, actor, id, version, said).await,
        };
        match done {
            Err(error @ (Error::Database(_) | Error::Port { .. } | Error::Damaged(_))) => return Err(error),
            done => all.push((id, done)),
        }
    }
    Ok(all)
}
