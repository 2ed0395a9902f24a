//! A member raises the hand on the own device: an open vote with a name.

use serde_json::json;

use super::ground::{Note, authors, excluded};
use crate::{
    app::App,
    authority::{Action, Actor, Scope},
    councils::{
        model::{Ballot, Choice, Session, SessionId},
        rules::session::{ballot as check, sits},
        store,
    },
    dossiers::DossierId,
    foundation::{Code, Result},
};

/// Casts or changes the member's own open vote while the session sits.
///
/// # Errors
/// `WrongState` where the dossier is voted on by secret ballot on paper or is put off.
pub async fn cast_vote(
    app: &App,
    actor: &Actor,
    id: SessionId,
    dossier: DossierId,
    choice: Choice,
) -> Result<Session> {
    let now = app.now();
    let person = actor.signed_in()?;
    let tx = app.db.begin_write().await?;
    let mut session = store::sessions::hold(&tx, &actor.scope(Action::ReadMinutes), id).await?;
    let on = session.resource();
    actor.require(Action::ReadMinutes, &on)?;
    if !session.attendance.iter().any(|member| member.person == person) {
        return Err(Code::Forbidden.into());
    }
    sits(&session)?;
    let round = store::rounds::load(&*tx, &Scope::everything(), session.round).await?;
    let members: Vec<_> = session.attendance.iter().map(|member| member.person).collect();
    let kept_out = excluded(&round, dossier, &authors(&*tx, dossier).await?, &members);
    let at = session.items.iter().position(|item| item.dossier == dossier).ok_or(Code::NotFound)?;
    let item = session.items.get(at).cloned().ok_or(Code::NotFound)?;
    let mut votes = match item.ballot {
        Ballot::Paper(_) => return Err(Code::WrongState.into()),
        _ if item.deferred => return Err(Code::WrongState.into()),
        Ballot::Open(ref votes) => votes.clone(),
        Ballot::None => Vec::new(),
    };
    votes.retain(|(voter, _)| *voter != person);
    check(&session, &Ballot::Open(vec![(person, choice)]), &kept_out, "")?;
    votes.push((person, choice));
    votes.sort_by_key(|(voter, _)| *voter);
    let item = crate::councils::model::Item { ballot: Ballot::Open(votes), excluded: kept_out, ..item };
    store::sessions::save_item(&tx, id, &item).await?;
    let expected = session.version;
    session.version = expected.next();
    if let Some(place) = session.items.get_mut(at) {
        *place = item;
    }
    store::sessions::save(&tx, &session, expected).await?;
    let note = Note {
        actor,
        action: Action::ReadMinutes,
        on: &on,
        verb: "session.vote_cast",
        object: "dossier",
        id: dossier.0,
        now,
    };
    note.write(&tx, json!({ "session": id })).await?;
    tx.commit().await?;
    Ok(session)
}
