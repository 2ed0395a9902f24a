//! A member answers whether there is a conflict of interest.

use serde_json::json;

use super::ground::{Note, authors, council_of, resource};
use crate::{
    app::App,
    authority::{Action, Actor},
    councils::{
        model::{Interest, RoundId, SheetState},
        rules::rounds::{declare, step_back},
        store,
    },
    dossiers::DossierId,
    foundation::{
        Code, Result,
        outbox::{self, Event},
    },
};

/// Takes the answer; a conflict takes the member's sheet away and tells the secretary.
///
/// `reason` is absent for "no conflict".
pub async fn declare_interest(
    app: &App,
    actor: &Actor,
    id: RoundId,
    dossier: DossierId,
    reason: Option<String>,
) -> Result<Interest> {
    let now = app.now();
    let person = actor.signed_in()?;
    let tx = app.db.begin_write().await?;
    let round = store::rounds::hold(&tx, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(&*tx, &round).await?;
    let on = resource(&round, &council, now.date());
    actor.require(Action::ReadRound, &on)?;
    if council.member(person, now.date()).is_none() {
        return Err(Code::Forbidden.into());
    }
    if round.dossier(dossier).is_none() {
        return Err(Code::NotFound.into());
    }
    let authors = authors(&*tx, dossier).await?;
    let answer = declare(&round, dossier, &authors, person, reason.as_deref(), now)?;
    store::rounds::declare(&tx, id, &answer).await?;
    let mut events = Vec::new();
    if answer.conflict.is_some() {
        let sheets = store::sheets::of_round(&*tx, id).await?;
        let mine = sheets.into_iter().find(|sheet| sheet.dossier == dossier && sheet.marker == person);
        if let Some(sheet) = mine {
            let read_at = sheet.version;
            let mut sheet = step_back(sheet, round.state, now);
            if sheet.state == SheetState::Recused {
                sheet.version = read_at.next();
                store::sheets::save(&tx, &sheet, read_at).await?;
            }
        }
        let payload = json!({ "dossier": dossier, "person": person });
        events.push(Event::new("interest.declared", id.0).with(payload));
    }
    let note = Note {
        actor,
        action: Action::ScoreDossier,
        on: &on,
        verb: "interest.declared",
        object: "dossier",
        id: dossier.0,
        now,
    };
    note.write(&tx, json!({ "round": id, "conflict": answer.conflict })).await?;
    outbox::push(&tx, now, &events).await?;
    tx.commit().await?;
    Ok(answer)
}
