//! Intake accepts the request as valid.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules,
    },
    foundation::{Law, Result, Version},
};

/// Accepts the request; the decision clock starts unless the first application is still to come.
pub async fn accept(app: &App, actor: &Actor, id: DossierId, expected: Version) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Accept, id, expected).await?;
    let law = Law::load(&*tx).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::accept(before, actor, now, &law)?;
    let change = Change { verb: Verb::Accept, from, words: "", events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
