//! The desk says why not, and what would fit instead.

use serde_json::json;

use super::{
    super::{
        model::{Commendation, CommendationId, Declination, Wording},
        rules,
    },
    change,
};
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Result, Version, Violations},
};

/// Declines a nomination with a reason and a suggestion.
pub async fn decline(
    app: &App,
    actor: &Actor,
    id: CommendationId,
    expected: Version,
    reason: &str,
    suggestion: &str,
) -> Result<Commendation> {
    let mut wrong = Violations::new();
    let reason = wrong.take(Wording::paragraph(reason, "/reason"));
    let suggestion = wrong.take(Wording::paragraph(suggestion, "/suggestion"));
    let (Some(reason), Some(suggestion)) = (reason, suggestion) else { return Err(wrong.into()) };
    let action = Action::DeclineCommendation;
    let tx = app.db.begin_write().await?;
    let case = change::open(&tx, actor, action, id, expected).await?;
    let note = json!({ "reason": reason });
    let case = rules::decline(case, Declination { reason, suggestion }, app.now())?;
    let case = change::close(&tx, actor, action, case, "commendation.declined", note).await?;
    tx.commit().await?;
    Ok(case)
}
