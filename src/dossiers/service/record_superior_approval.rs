//! The managing authority approved an initiative of the unit's own head.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules,
    },
    foundation::{Result, Version},
};

/// Records number and day (`YYYY-MM-DD`) of the authority's letter.
pub async fn record_superior_approval(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    document_no: &str,
    decided_on: &str,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::RecordSuperiorApproval, id, expected).await?;
    let from = before.state.as_str();
    let dossier = rules::record_superior_approval(before, actor, document_no, decided_on, now)?;
    let words = document_no.trim();
    let change = Change { verb: Verb::RecordSuperiorApproval, from, words, events: &[], now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
