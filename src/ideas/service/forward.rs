//! An idea is handed to the unit it belongs to, taken over there, or comes back.

use super::{assign, change};
use crate::{
    app::App,
    authority::{Actor, PersonId, UnitId},
    foundation::{Code, Result, Version, Violations},
    ideas::{
        model::{Idea, IdeaId, State, Verb, Words},
        rules, store,
    },
    units,
};

/// How many ideas one round of the clock sends back.
const ROUND: u64 = 100;

/// Hands the idea to another unit that exists today.
pub async fn forward(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    unit: UnitId,
    words: &str,
) -> Result<Idea> {
    let mut wrong = Violations::new();
    let words = wrong.take(Words::parse(words, "/words"));
    let target = units::find(app.db.reader(), unit).await?;
    let target = target.filter(|unit| unit.exists_on(app.now().date()));
    wrong.unless(target.is_some(), Code::UnknownReference, "/unit_id");
    let (Some(words), Some(target)) = (words, target) else { return Err(wrong.into()) };
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Forward, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::forward(idea, actor, &words, (target.id, &target.name), &law, now)?;
    let idea = change::close(&tx, actor, Verb::Forward, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Takes the idea over; the person named goes along with it, or the actor where they act for the unit.
pub async fn take_over(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    companion: Option<PersonId>,
) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::TakeOver, id, expected).await?;
    let unit = idea.forward_to.unwrap_or(idea.unit);
    let chosen = match companion.or(actor.person) {
        Some(person) => Some((person, assign::named(&tx, unit, person).await?)),
        None => None,
    };
    let chosen = chosen.as_ref().map(|(person, name)| (*person, name.as_str()));
    let unit_name = units::find(&*tx, unit).await?.map(|unit| unit.name).unwrap_or_default();
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::take_over(idea, actor, chosen, &unit_name, &law, now)?;
    let idea = change::close(&tx, actor, Verb::TakeOver, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Sends back, each in its own transaction, what no desk took in time.
pub async fn bounce_forwards(app: &App) -> Result<()> {
    let now = app.now();
    for id in store::overdue(app.db.reader(), State::Forwarded, now, ROUND).await? {
        let tx = app.db.begin_write().await?;
        let idea = store::by_id(&*tx, id).await?;
        let (_, law) = change::present(app, &tx).await?;
        // Somebody took it in between: then there is nothing to send back.
        if let Ok(told) = rules::bounce(idea, &law, now) {
            change::close(&tx, &Actor::system(), Verb::SendBack, told).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
