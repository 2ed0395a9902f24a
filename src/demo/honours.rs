//! Giấy khen in every state, and the people who did the same elsewhere.

use super::{
    script::{Honour, Reuse},
    stage::Stage,
    story::COORDINATOR,
};
use crate::{
    authority::Actor,
    commendations::{NominationInput, RecipientInput, service as commending},
    foundation::{Result, instant::day_iso},
    ideas::service::{self, ReuseInput},
};

const CHAIR: &str = "thanh";
const CLERK: &str = "hoaian";
/// Giấy khen của Chủ tịch UBND cấp xã.
const FORM: &str = "merit_certificate_commune";

/// Nominates, and where the script says so decides and hands over.
pub async fn honour(stage: &Stage<'_>, honour: &Honour) -> Result<()> {
    let app = stage.app;
    stage.at(honour.nominated, 9 * 60);
    let achievement_id = match honour.kind.as_str() {
        "idea" => stage.idea(&honour.story)?.0,
        _ => stage.dossier(&honour.story)?.0,
    };
    let person = match &honour.recipient {
        Some(login) => Some(stage.person(login)?.0),
        None => None,
    };
    let input = NominationInput {
        form: FORM.to_owned(),
        basis: "leader_found".to_owned(),
        achievement_kind: honour.kind.clone(),
        achievement_id,
        recipients: vec![RecipientInput {
            kind: honour.recipient_kind.clone(),
            person,
            name: honour.name.clone(),
            address_or_unit: honour.address_or_unit.clone(),
            under_16: false,
        }],
        sentence: honour.sentence.clone(),
        criteria_ref: honour.criteria_ref.clone(),
        minutes_ref: None,
    };
    let once = stage.once("nominateCommendation", &honour.story)?;
    let case = commending::nominate(app, stage.who(&honour.by)?, input, once).await?;
    let Some(decided) = honour.decided else { return Ok(()) };
    stage.at(decided, 10 * 60);
    let case = commending::decide(app, stage.who(CHAIR)?, case.id, case.version).await?;
    let Some(handed) = honour.handed else { return Ok(()) };
    stage.at(handed, 8 * 60);
    let handover = commending::HandoverInput {
        handed_on: day_iso(stage.day(handed)),
        place: honour.place.clone(),
        receiver: honour.name.clone(),
    };
    commending::award(app, stage.who(CLERK)?, case.id, case.version, handover).await.map(drop)
}

/// Somebody without an account reports that they did the same; some reports are confirmed.
pub async fn reuse(stage: &Stage<'_>, reuse: &Reuse) -> Result<()> {
    stage.at(reuse.reported, 10 * 60);
    let input = ReuseInput {
        who: reuse.who.clone(),
        place: reuse.place.clone(),
        contact: String::new(),
        once: stage.once("reportReuse", &reuse.story)?,
    };
    let idea = stage.idea(&reuse.story)?;
    let report = service::report_reuse(stage.app, &Actor::public(), idea, input).await?;
    let Some(confirmed) = reuse.confirmed else { return Ok(()) };
    stage.at(confirmed, 14 * 60);
    service::confirm_reuse(stage.app, stage.who(COORDINATOR)?, report.id).await.map(drop)
}
