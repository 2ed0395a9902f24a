//! A named person thanks the author, and where they hold the desk goes along with the idea.

use super::{assign, change};
use crate::{
    app::App,
    authority::{Actor, PersonId, may},
    foundation::{Instant, Result, Version},
    ideas::{
        model::{Idea, IdeaId, Verb, Words},
        rules,
    },
};

/// Thanks the author in the actor's own words.
///
/// Who may say who goes along with it does so in the same step: the person named, or they themselves.
pub async fn thank(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    words: &str,
    companion: Option<PersonId>,
) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Thank, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let mut idea =
        change::close(&tx, actor, Verb::Thank, rules::thank(idea, actor, &words, &law, now)?).await?;
    if may(actor, Verb::Assign.action(), &idea.resource()) {
        // Who stands in thanks under their own name; the idea stays with whose desk it is.
        let desk = actor.on_behalf_of(Verb::Assign.action(), &idea.resource()).or(actor.person);
        let chosen = match companion.or(desk) {
            Some(person) => Some((person, assign::named(&tx, idea.unit, person).await?)),
            None => None,
        };
        let chosen = chosen.as_ref().map(|(person, name)| (*person, name.as_str()));
        // A moment later, so that the timeline tells both in their order.
        let then = Instant(now.0.saturating_add(1));
        idea =
            change::close(&tx, actor, Verb::Assign, rules::assign(idea, actor, chosen, &law, then)?).await?;
    }
    tx.commit().await?;
    Ok(idea)
}
