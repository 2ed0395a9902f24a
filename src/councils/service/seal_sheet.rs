//! A marker is done: from now on the sheet stands.

use serde_json::json;

use super::ground::{Note, authors};
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Scope},
    councils::{
        model::{RoundVerb, Sheet, SheetId},
        rules::{
            marking,
            rounds::{declared_none, open},
        },
        store,
    },
    foundation::{
        Code, Result, Version,
        outbox::{self, Event},
    },
};

/// Seals a complete sheet.
///
/// # Errors
/// `DeclarationOfInterestNeeded` unless the marker declared that there is no conflict; every gap at once.
pub async fn seal_sheet(app: &App, actor: &Actor, id: SheetId, expected: Version) -> Result<Sheet> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let scope = actor.scope(Action::ReadOwnSheet);
    let round_id = store::sheets::own(&*tx, &scope, id).await?.round;
    let round = store::rounds::hold(&tx, &Scope::everything(), round_id).await?;
    let sheet = store::sheets::own(&*tx, &scope, id).await?;
    let on = Resource::of_unit(round.unit).assigned_to([sheet.marker]);
    actor.require(Action::ScoreDossier, &on)?;
    if sheet.version != expected {
        return Err(Code::Stale.into());
    }
    let rubric = store::rubrics::load(&*tx, round.rubric).await?;
    let authors = authors(&*tx, sheet.dossier).await?;
    let free = declared_none(&round, sheet.dossier, &authors, sheet.marker);
    let mut sheet = marking::seal(sheet, &rubric, free, now)?;
    open(&round, RoundVerb::Score)?;
    sheet.version = expected.next();
    store::sheets::save(&tx, &sheet, expected).await?;
    let note = Note {
        actor,
        action: Action::ScoreDossier,
        on: &on,
        verb: "sheet.sealed",
        object: "sheet",
        id: id.0,
        now,
    };
    // The scores stand in the sheet; the log that administrators read holds none of them.
    note.write(&tx, json!({ "round": round.id, "dossier": sheet.dossier })).await?;
    outbox::push(&tx, now, &[Event::new("sheet.sealed", id.0).with(json!({ "round": round.id }))]).await?;
    tx.commit().await?;
    Ok(sheet)
}
