//! Intake asks the author to complete the request.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules::{self, DefectInput},
    },
    foundation::{Law, Result, Version},
};

/// Sends the list of defects; the author has the period of the law to answer.
pub async fn request_supplement(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    defects: &[DefectInput],
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::RequestSupplement, id, expected).await?;
    let law = Law::load(&*tx).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::request_supplement(before, actor, defects, now, &law)?;
    let change = Change { verb: Verb::RequestSupplement, from, words: "", events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
