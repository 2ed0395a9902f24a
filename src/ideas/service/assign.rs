//! Somebody goes along with an idea.

use super::change;
use crate::{
    app::App,
    authority::{Action, Actor, PersonId, Resource, UnitId},
    foundation::{Code, Error, Result, Tx, Version, Violations},
    ideas::{
        model::{Idea, IdeaId, Verb},
        rules, store,
    },
    people::PersonCard,
};

/// Who may go along with an idea, for those who say who does.
pub async fn companions(app: &App, actor: &Actor, id: IdeaId) -> Result<Vec<PersonCard>> {
    let idea = store::load(app.db.reader(), &actor.scope(Action::ReadIdea), id).await?;
    if !rules::may_read(actor, &idea) {
        return Err(Error::NOT_FOUND);
    }
    let (verb, unit) = match idea.forward_to {
        Some(target) => (Verb::TakeOver, target),
        None => (Verb::Assign, idea.unit),
    };
    actor.require(verb.action(), &Resource::of_unit(unit))?;
    store::companions(app.db.reader(), unit).await
}

/// The name of a person who acts for the unit.
///
/// # Errors
/// `NotOfThisDesk` for anybody else.
pub(super) async fn named(tx: &Tx, unit: UnitId, person: PersonId) -> Result<String> {
    let known = store::companions(&**tx, unit).await?.into_iter().find(|card| card.id == person);
    known
        .map(|card| card.full_name)
        .ok_or_else(|| Violations::one(Code::NotOfThisDesk, "/companion_id").into())
}

/// Names the person who answers the author from here on.
pub async fn assign(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    companion: PersonId,
) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Assign, id, expected).await?;
    let name = named(&tx, idea.unit, companion).await?;
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::assign(idea, actor, Some((companion, &name)), &law, now)?;
    let idea = change::close(&tx, actor, Verb::Assign, told).await?;
    tx.commit().await?;
    Ok(idea)
}
