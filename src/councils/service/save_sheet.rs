//! The marker's sheet saves itself.

use crate::{
    app::App,
    authority::{Action, Actor, Resource, Scope},
    councils::{
        model::{Filling, RoundVerb, Sheet, SheetId},
        rules::{marking, rounds::open},
        store,
    },
    foundation::{Code, Result, Version},
};

/// Writes what stands on the sheet now; nothing of it is seen by others.
///
/// An autosave leaves no audit leaf: the seal does.
pub async fn save_sheet(
    app: &App,
    actor: &Actor,
    id: SheetId,
    expected: Version,
    filling: Filling,
) -> Result<Sheet> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let scope = actor.scope(Action::ReadOwnSheet);
    let round_id = store::sheets::own(&*tx, &scope, id).await?.round;
    let round = store::rounds::hold(&tx, &Scope::everything(), round_id).await?;
    let sheet = store::sheets::own(&*tx, &scope, id).await?;
    actor.require(Action::ScoreDossier, &Resource::of_unit(round.unit).assigned_to([sheet.marker]))?;
    if sheet.version != expected {
        return Err(Code::Stale.into());
    }
    let rubric = store::rubrics::load(&*tx, round.rubric).await?;
    // A sealed sheet says so, whatever the round has come to.
    let mut sheet = marking::save(sheet, &rubric, filling, now)?;
    open(&round, RoundVerb::Score)?;
    sheet.version = expected.next();
    store::sheets::save(&tx, &sheet, expected).await?;
    tx.commit().await?;
    Ok(sheet)
}
