//! An idea is taken out of sight, and looked at again by somebody else where its author asks.

use super::change;
use crate::{
    app::App,
    authority::{Actor, Role},
    foundation::{Code, Result, Version, Violations},
    ideas::{
        model::{HideReason, Idea, IdeaId, Verb, Words},
        rules, store,
    },
};

/// Takes the idea out of sight, with a coded reason and words for the author.
pub async fn hide(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    reason: &str,
    words: &str,
) -> Result<Idea> {
    let mut wrong = Violations::new();
    let reason = HideReason::parse(reason);
    wrong.unless(reason.is_some(), Code::ReasonNeeded, "/reason");
    let words = wrong.take(Words::parse(words, "/words"));
    let (Some(reason), Some(words)) = (reason, words) else { return Err(wrong.into()) };
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Hide, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::hide(idea, actor, reason, &words, &law, now)?;
    let idea = change::close(&tx, actor, Verb::Hide, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// True for who may decide about a hiding of this idea: a moderator who did not hide it, or the chair of the
/// commune where there is no such moderator.
pub(super) async fn decides(app: &App, actor: &Actor, idea: &Idea) -> Result<bool> {
    if actor.system || actor.holds(Role::Moderator, idea.unit) {
        return Ok(actor.system || actor.person != idea.hidden_by);
    }
    if !actor.holds(Role::CommuneChair, idea.unit) || actor.person == idea.hidden_by {
        return Ok(false);
    }
    let others = store::moderators(app.db.reader(), idea.unit).await?;
    Ok(others.iter().all(|person| Some(person.id) == idea.hidden_by))
}

/// Decides about a hiding that is appealed: it stays, or the idea goes on from where it stood.
pub async fn decide_appeal(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    uphold: bool,
    words: &str,
) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let known = store::by_id(app.db.reader(), id).await?;
    let entitled = decides(app, actor, &known).await?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::DecideAppeal, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::decide_appeal(idea, actor, uphold, &words, &law, now)?;
    if !entitled {
        return Err(Code::Forbidden.into());
    }
    let idea = change::close(&tx, actor, Verb::DecideAppeal, told).await?;
    tx.commit().await?;
    Ok(idea)
}
