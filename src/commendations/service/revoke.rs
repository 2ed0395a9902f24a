//! The chair takes an award back (Luật 06/2022/QH15 Đ.93.2).

use serde_json::json;

use super::{
    super::{
        model::{Commendation, CommendationId, Revocation, RevocationGround, Wording},
        rules,
    },
    change,
};
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Code, Result, Version, Violations},
};

/// A revocation as it was typed.
#[derive(Clone, Debug, Default)]
pub struct RevocationInput {
    /// The legal ground.
    pub ground: String,
    /// The finding.
    pub reason: String,
}

/// Revokes a decided or awarded case.
pub async fn revoke(
    app: &App,
    actor: &Actor,
    id: CommendationId,
    expected: Version,
    input: RevocationInput,
) -> Result<Commendation> {
    let mut wrong = Violations::new();
    let ground = RevocationGround::parse(&input.ground);
    wrong.unless(ground.is_some(), Code::NotOffered, "/ground");
    let reason = wrong.take(Wording::paragraph(&input.reason, "/reason"));
    let (Some(ground), Some(reason)) = (ground, reason) else { return Err(wrong.into()) };
    let action = Action::RevokeCommendation;
    let tx = app.db.begin_write().await?;
    let case = change::open(&tx, actor, action, id, expected).await?;
    let now = app.now();
    let note = json!({ "ground": ground.as_str(), "reason": reason });
    let case = rules::revoke(case, Revocation { ground, reason, on: now.date() }, now)?;
    let case = change::close(&tx, actor, action, case, "commendation.revoked", note).await?;
    tx.commit().await?;
    Ok(case)
}
