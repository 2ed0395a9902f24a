//! Intake records that the first application was completed (F11).

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules::{self, Application},
    },
    foundation::{Law, Result, Version},
};

/// Records the completion; the decision clock starts on the later of acceptance and completion.
pub async fn confirm_application(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    input: &Application,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::ConfirmApplication, id, expected).await?;
    let law = Law::load(&*tx).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::confirm_application(before, actor, input, now, &law)?;
    let words = format!("{}: {}", input.confirmer.trim(), input.result.trim());
    let change = Change { verb: Verb::ConfirmApplication, from, words: &words, events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
