//! The secretary records what happens with one dossier.

use serde_json::json;

use super::ground::{Note, authors, excluded};
use crate::{
    app::App,
    authority::{Action, Actor, Scope},
    councils::{
        model::{Ballot, Session, SessionId},
        rules::session::{ballot as check, sits},
        store,
    },
    dossiers::DossierId,
    foundation::{Code, Result, Version, Violations},
};

/// Everything recorded about one dossier; it replaces what was recorded before.
#[derive(Clone, Debug)]
pub struct ItemRecord {
    /// What members said.
    pub opinions: Vec<String>,
    /// The vote.
    pub ballot: Ballot,
    /// True if the council puts it off.
    pub deferred: bool,
    /// Why it fails or is put off.
    pub reason: String,
}

/// Longest opinion and reason, in characters.
const WORDS_MOST: usize = 4_000;

/// Records opinions, vote and reason; a raised hand stands with its name, a secret ballot as the tellers count it.
pub async fn record_item(
    app: &App,
    actor: &Actor,
    id: SessionId,
    dossier: DossierId,
    expected: Version,
    record: ItemRecord,
) -> Result<Session> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut session = store::sessions::hold(&tx, &actor.scope(Action::ReadMinutes), id).await?;
    let on = session.resource();
    actor.require(Action::RunSession, &on)?;
    if session.version != expected {
        return Err(Code::Stale.into());
    }
    sits(&session)?;
    let round = store::rounds::load(&*tx, &Scope::everything(), session.round).await?;
    let members: Vec<_> = session.attendance.iter().map(|member| member.person).collect();
    let kept_out = excluded(&round, dossier, &authors(&*tx, dossier).await?, &members);
    let mut wrong = Violations::new();
    wrong.take(check(&session, &record.ballot, &kept_out, ""));
    for (at, words) in record.opinions.iter().enumerate() {
        wrong.unless(words.chars().count() <= WORDS_MOST, Code::TooLong, &format!("/opinions/{at}"));
    }
    wrong.unless(record.reason.chars().count() <= WORDS_MOST, Code::TooLong, "/reason");
    let needs_reason = record.deferred && record.reason.trim().is_empty();
    wrong.unless(!needs_reason, Code::ReasonNeeded, "/reason");
    wrong.into_result()?;
    let item = session.items.iter_mut().find(|item| item.dossier == dossier).ok_or(Code::NotFound)?;
    item.opinions = record.opinions;
    item.ballot = record.ballot;
    item.deferred = record.deferred;
    record.reason.trim().clone_into(&mut item.reason);
    item.excluded = kept_out;
    let item = item.clone();
    session.version = expected.next();
    store::sessions::save(&tx, &session, expected).await?;
    store::sessions::save_item(&tx, id, &item).await?;
    let note = Note {
        actor,
        action: Action::RunSession,
        on: &on,
        verb: "session.item_recorded",
        object: "dossier",
        id: dossier.0,
        now,
    };
    note.write(&tx, json!({ "session": id, "mode": item.ballot.mode(), "deferred": item.deferred })).await?;
    tx.commit().await?;
    Ok(session)
}
