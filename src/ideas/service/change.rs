//! What every change of an idea does beside itself: the timeline, the audit leaf and the event.

use serde_json::json;

use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{
        Code, Error, Instant, Result, Tx, Version,
        audit::{self, Entry},
        outbox,
    },
    ideas::{
        model::{Event, Idea, IdeaId, Verb},
        rules::{self, Told},
        store,
    },
};

/// Loads an idea for a verb: inside the actor's scope, allowed, at the expected version.
pub async fn open(tx: &Tx, actor: &Actor, verb: Verb, id: IdeaId, expected: Version) -> Result<Idea> {
    let idea = store::load(&**tx, &actor.scope(Action::ReadIdea), id).await?;
    // Who may read it is told that they may not; everybody else learns nothing.
    if !rules::may_read(actor, &idea) {
        return Err(Error::NOT_FOUND);
    }
    let commune = store::commune(&**tx, &idea).await?;
    actor.require(verb.action(), &rules::asked_of(verb, &idea, commune))?;
    if idea.version != expected {
        return Err(Code::Stale.into());
    }
    Ok(idea)
}

/// Saves a changed idea with its line on the timeline, its audit leaf and its event.
pub async fn close(tx: &Tx, actor: &Actor, verb: Verb, told: Told) -> Result<Idea> {
    let (idea, line) = told;
    store::save(tx, &idea).await?;
    note(tx, actor, verb.action(), &idea, &line).await?;
    Ok(idea)
}

/// The timeline, the audit leaf and the event of a change that is already saved.
pub async fn note(tx: &Tx, actor: &Actor, action: Action, idea: &Idea, line: &Event) -> Result<()> {
    store::add_event(tx, idea.id, line).await?;
    let topic = format!("idea.{}", line.kind.as_str());
    audit::append(
        tx,
        &Entry {
            at: line.at,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(action, &idea.resource()),
            action: &topic,
            object: "idea",
            id: idea.id.0,
            payload: json!({ "state": idea.state.as_str(), "words": line.words, "details": line.details }),
        },
    )
    .await?;
    // With the line it is about: another of its kind may stand there before anybody hears of this one.
    let event = outbox::Event::new(&topic, idea.id.0).with(json!({ "at": line.at.0 }));
    outbox::push(tx, line.at, &[event]).await
}

/// The present moment and the law in force, read inside the transaction.
pub async fn present(app: &App, tx: &Tx) -> Result<(Instant, crate::foundation::Law)> {
    Ok((app.now(), crate::foundation::Law::load(&**tx).await?))
}
