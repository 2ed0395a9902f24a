//! The certificate and the money were handed over.

use serde_json::json;

use super::{
    super::{
        model::{Commendation, CommendationId, Handover, Wording},
        rules,
    },
    change,
};
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Code, Result, Version, Violations, instant::parse_day},
};

/// A hand-over as it was typed.
#[derive(Clone, Debug, Default)]
pub struct HandoverInput {
    /// `YYYY-MM-DD`.
    pub handed_on: String,
    /// Where.
    pub place: String,
    /// Who took it.
    pub receiver: String,
}

/// Notes the hand-over of a decided case.
pub async fn award(
    app: &App,
    actor: &Actor,
    id: CommendationId,
    expected: Version,
    input: HandoverInput,
) -> Result<Commendation> {
    let mut wrong = Violations::new();
    let on = parse_day(&input.handed_on);
    wrong.unless(on.is_some(), Code::BadDate, "/handed_on");
    let place = wrong.take(Wording::line(&input.place, "/place"));
    let receiver = wrong.take(Wording::line(&input.receiver, "/receiver"));
    let (Some(on), Some(place), Some(receiver)) = (on, place, receiver) else { return Err(wrong.into()) };
    let action = Action::AwardCommendation;
    let tx = app.db.begin_write().await?;
    let case = change::open(&tx, actor, action, id, expected).await?;
    let note = json!({ "place": place, "receiver": receiver });
    let case = rules::award(case, Handover { on, place, receiver }, app.now())?;
    let case = change::close(&tx, actor, action, case, "commendation.awarded", note).await?;
    tx.commit().await?;
    Ok(case)
}
