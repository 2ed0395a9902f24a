//! The row of a case and its value.

use time::Date;

use super::super::{
    entity::commendation::Model,
    model::{
        Achievement, AchievementKind, Basis, Commendation, CommendationId, Decision, Declination, Handover,
        Recipient, Revocation, RevocationGround, State, StateName,
    },
};
use crate::{
    authority::{PersonId, UnitId},
    foundation::{
        Error, Result,
        instant::{day_iso, parse_day},
    },
};

pub(super) fn row(case: &Commendation) -> Model {
    let decision = case.state.decision();
    let handover = case.state.handover();
    let declination = match &case.state {
        State::Declined(declination) => Some(declination),
        State::Nominated | State::Decided(_) | State::Awarded(..) | State::Revoked(..) => None,
    };
    let revocation = match &case.state {
        State::Revoked(_, _, revocation) => Some(revocation),
        State::Nominated | State::Decided(_) | State::Awarded(..) | State::Declined(_) => None,
    };
    Model {
        id: case.id.0,
        code: case.code.clone(),
        unit_id: case.unit.0,
        form: case.form.clone(),
        basis: case.basis.as_str().to_owned(),
        state: case.state.name().as_str().to_owned(),
        achievement_kind: case.achievement.kind.as_str().to_owned(),
        achievement_id: case.achievement.id,
        achievement_code: case.achievement.code.clone(),
        achievement_title: case.achievement.title.clone(),
        sentence: case.sentence.clone(),
        criteria_ref: case.criteria_ref.clone(),
        minutes_ref: case.minutes_ref.clone(),
        nominated_by: case.nominated_by.map(|person| person.0),
        nominator_name: case.nominator_name.clone(),
        nominated_at: case.nominated_at,
        due_at: case.due_at,
        changed_at: case.changed_at,
        decision_number: decision.map(|decision| decision.number.clone()),
        decided_on: decision.map(|decision| day_iso(decision.decided_on)),
        signer_id: decision.map(|decision| decision.signer.0),
        signer_name: decision.map(|decision| decision.signer_name.clone()),
        office_unit_name: decision.map(|decision| decision.unit_name.clone()),
        declined_reason: declination.map(|declination| declination.reason.clone()),
        declined_suggestion: declination.map(|declination| declination.suggestion.clone()),
        handed_on: handover.map(|handover| day_iso(handover.on)),
        handed_at_place: handover.map(|handover| handover.place.clone()),
        handed_to: handover.map(|handover| handover.receiver.clone()),
        revoked_ground: revocation.map(|revocation| revocation.ground.as_str().to_owned()),
        revoked_reason: revocation.map(|revocation| revocation.reason.clone()),
        revoked_on: revocation.map(|revocation| day_iso(revocation.on)),
        version: case.version,
    }
}

pub(super) fn case(row: Model, recipients: Vec<Recipient>) -> Result<Commendation> {
    let code = row.code.clone();
    let damaged = |what: &str| Error::Damaged(format!("commendation {code}: {what}"));
    let state = state(&row).ok_or_else(|| damaged("state"))?;
    Ok(Commendation {
        id: CommendationId(row.id),
        unit: UnitId(row.unit_id),
        form: row.form,
        basis: Basis::parse(&row.basis).ok_or_else(|| damaged("basis"))?,
        achievement: Achievement {
            kind: AchievementKind::parse(&row.achievement_kind).ok_or_else(|| damaged("achievement kind"))?,
            id: row.achievement_id,
            code: row.achievement_code,
            title: row.achievement_title,
        },
        sentence: row.sentence,
        criteria_ref: row.criteria_ref,
        minutes_ref: row.minutes_ref,
        recipients,
        nominated_by: row.nominated_by.map(PersonId),
        nominator_name: row.nominator_name,
        nominated_at: row.nominated_at,
        due_at: row.due_at,
        changed_at: row.changed_at,
        state,
        version: row.version,
        code: row.code,
    })
}

/// The state with what it carries; nothing where a column that the state needs is missing.
fn state(row: &Model) -> Option<State> {
    Some(match StateName::parse(&row.state)? {
        StateName::Nominated => State::Nominated,
        StateName::Decided => State::Decided(decision(row)?),
        StateName::Awarded => State::Awarded(decision(row)?, handover(row)?),
        StateName::Declined => State::Declined(Declination {
            reason: row.declined_reason.clone()?,
            suggestion: row.declined_suggestion.clone()?,
        }),
        StateName::Revoked => State::Revoked(
            decision(row)?,
            handover(row),
            Revocation {
                ground: row.revoked_ground.as_deref().and_then(RevocationGround::parse)?,
                reason: row.revoked_reason.clone()?,
                on: day(row.revoked_on.as_deref())?,
            },
        ),
    })
}

fn decision(row: &Model) -> Option<Decision> {
    Some(Decision {
        number: row.decision_number.clone()?,
        decided_on: day(row.decided_on.as_deref())?,
        signer: PersonId(row.signer_id?),
        signer_name: row.signer_name.clone()?,
        unit_name: row.office_unit_name.clone()?,
    })
}

fn handover(row: &Model) -> Option<Handover> {
    Some(Handover {
        on: day(row.handed_on.as_deref())?,
        place: row.handed_at_place.clone()?,
        receiver: row.handed_to.clone()?,
    })
}

fn day(text: Option<&str>) -> Option<Date> {
    parse_day(text?)
}
