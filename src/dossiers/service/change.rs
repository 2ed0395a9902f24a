//! What every change of a dossier does beside itself: version, timeline, audit leaf, events.

use serde_json::json;

use crate::{
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        store,
    },
    foundation::{
        Code, Instant, Result, Tx, Version,
        audit::{self, Entry},
        outbox::{self, Event},
    },
};

/// Loads a dossier the actor may know of, at the version last seen.
///
/// Permission comes before the version: who may not read it learns nothing from a stale tag.
pub(super) async fn open(
    tx: &Tx,
    actor: &Actor,
    verb: Verb,
    id: DossierId,
    expected: Version,
) -> Result<Dossier> {
    let scope = actor.scope(crate::authority::Action::ReadDossier);
    let dossier = store::load(&**tx, &scope, id).await?;
    if let Some(action) = verb.action() {
        actor.require(action, &dossier.resource())?;
    }
    if dossier.version != expected {
        return Err(Code::Stale.into());
    }
    Ok(dossier)
}

/// What goes with a change.
pub(super) struct Change<'a> {
    /// What was done.
    pub verb: Verb,
    /// The state before.
    pub from: &'static str,
    /// Words for the timeline.
    pub words: &'a str,
    /// What others hear.
    pub events: &'a [Event],
    /// When.
    pub now: Instant,
}

/// Saves a changed dossier with its step, its audit leaf and its events; answers with the next version.
pub(super) async fn close(
    tx: &Tx,
    actor: &Actor,
    dossier: Dossier,
    read_at: Version,
    change: Change<'_>,
) -> Result<Dossier> {
    let dossier = store::save(tx, dossier, read_at).await?;
    // An autosave is no step on the way.
    if change.verb != Verb::Edit {
        store::add_step(tx, &dossier, Some(change.verb), actor, change.words, change.now).await?;
    }
    note(tx, actor, &dossier, &change).await?;
    outbox::push(tx, change.now, change.events).await?;
    Ok(dossier)
}

async fn note(tx: &Tx, actor: &Actor, dossier: &Dossier, change: &Change<'_>) -> Result<()> {
    let capacity = change.verb.action().map_or_else(
        || if actor.system { "system" } else { "person" },
        |action| actor.capacity(action, &dossier.resource()),
    );
    let entry = Entry {
        at: change.now,
        actor: actor.person.map(|person| person.0),
        capacity,
        action: &format!("dossier.{}", change.verb.as_str()),
        object: "dossier",
        id: dossier.id.0,
        payload: json!({
            "from": change.from,
            "to": dossier.state.as_str(),
            "version": dossier.version.0,
            "words": change.words,
        }),
    };
    audit::append(tx, &entry).await
}
