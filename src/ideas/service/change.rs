//! What every change of an idea does beside itself: the timeline, the audit leaf and the event.

use serde_json::{Value, json};

use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{
        Code, Error, Instant, Law, Result, Tx, Version,
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
    let (idea, mut line) = told;
    if rules::is_undoable(line.kind) && line.person.is_some() {
        let before = rules::remembered(&store::by_id(&**tx, idea.id).await?);
        match &mut line.details {
            Value::Object(details) => drop(details.insert("before".to_owned(), before)),
            details => *details = json!({ "before": before }),
        }
    }
    store::save(tx, &idea).await?;
    note(tx, actor, verb.action(), &idea, &line).await?;
    Ok(idea)
}

/// The timeline, the audit leaf and the event of something the clock did.
pub async fn note_by_clock(tx: &Tx, clock: &Actor, idea: &Idea, line: &Event) -> Result<()> {
    note(tx, clock, Action::ReadIdea, idea, line).await
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
            payload: json!({
                "state": idea.state.as_str(),
                "words": line.words,
                "details": line.details,
                "on_behalf_of": actor.on_behalf_of(action, &idea.resource()),
            }),
        },
    )
    .await?;
    let due = match (rules::is_undoable(line.kind), line.person) {
        // Nobody hears of it while it may be taken back.
        (true, Some(_)) => rules::undo_until(line.at, &Law::load(&**tx).await?)?,
        _ => line.at,
    };
    outbox::push_later(tx, line.at, due, &[told(idea, line)]).await
}

/// What others hear of a line; with the line it is about, for another of its kind may stand there before
/// anybody hears of this one.
pub fn told(idea: &Idea, line: &Event) -> outbox::Event {
    let topic = format!("idea.{}", line.kind.as_str());
    outbox::Event::new(&topic, idea.id.0).with(json!({ "at": line.at.0 }))
}

/// The present moment and the law in force, read inside the transaction.
pub async fn present(app: &App, tx: &Tx) -> Result<(Instant, Law)> {
    Ok((app.now(), Law::load(&**tx).await?))
}
