//! Who came.

use serde_json::json;

use super::ground::Note;
use crate::{
    app::App,
    authority::{Action, Actor, PersonId},
    councils::{
        model::{Presence, Session, SessionId},
        rules::session::attend,
        store,
    },
    foundation::{Code, Result, Version},
};

/// Notes who is present and who is absent, and why.
pub async fn note_attendance(
    app: &App,
    actor: &Actor,
    id: SessionId,
    expected: Version,
    answers: Vec<(PersonId, Presence, String)>,
) -> Result<Session> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut session = store::sessions::hold(&tx, &actor.scope(Action::ReadMinutes), id).await?;
    let on = session.resource();
    actor.require(Action::RunSession, &on)?;
    if session.version != expected {
        return Err(Code::Stale.into());
    }
    attend(&mut session, &answers)?;
    session.version = expected.next();
    store::sessions::save(&tx, &session, expected).await?;
    store::sessions::save_attendance(&tx, &session).await?;
    let note = Note {
        actor,
        action: Action::RunSession,
        on: &on,
        verb: "session.attendance",
        object: "session",
        id: id.0,
        now,
    };
    note.write(&tx, json!({ "present": session.present(), "members": session.members() })).await?;
    tx.commit().await?;
    Ok(session)
}
