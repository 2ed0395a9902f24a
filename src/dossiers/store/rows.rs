//! One row to one value and back; a row that cannot be read is damage, never a guess.

use sea_orm::ActiveValue::Set;
use time::Date;

use crate::{
    authority::{PersonId, UnitId},
    dossiers::{
        entity::{author, dossier, step},
        model::{
            Author, AuthorId, Channel, Confirmation, Dossier, DossierId, Receipt, State, Step,
            SuperiorApproval, Supplement,
        },
    },
    foundation::{
        Error, Instant, Result,
        instant::{day_iso, parse_day},
    },
    ideas::IdeaId,
};

fn damaged(what: &str, id: uuid::Uuid) -> Error {
    Error::Damaged(format!("dossier {id}: {what}"))
}

pub(super) fn day(text: Option<&str>, id: uuid::Uuid) -> Result<Option<Date>> {
    text.map(|text| parse_day(text).ok_or_else(|| damaged("a day", id))).transpose()
}

pub(super) fn dossier(row: dossier::Model, authors: Vec<author::Model>) -> Result<Dossier> {
    let id = row.id;
    let answer_due = day(row.answer_due.as_deref(), id)?;
    let receipt = match (row.receipt_no, row.received_at, answer_due, row.frozen, row.frozen_hash) {
        (Some(no), Some(at), Some(answer_due), Some(frozen), Some(hash)) => {
            Some(Receipt { no, at, answer_due, frozen, hash, edition: row.edition })
        }
        _ => None,
    };
    let superior_on = day(row.superior_on.as_deref(), id)?;
    Ok(Dossier {
        id: DossierId(id),
        code: row.code,
        unit: UnitId(row.unit_id),
        idea: row.idea_id.map(IdeaId),
        lead: PersonId(row.lead_id),
        recorder: row.recorder_id.map(PersonId),
        state: State::parse(&row.state).ok_or_else(|| damaged("state", id))?,
        form: serde_json::from_str(&row.form).map_err(|error| damaged(&error.to_string(), id))?,
        authors: authors.into_iter().map(author_of).collect::<Result<_>>()?,
        created_at: row.created_at,
        changed_at: row.changed_at,
        due: row.due_at.map(Instant::date),
        receipt,
        supplement: Supplement {
            rounds: row.supplement_rounds,
            defects: serde_json::from_str(&row.defects).map_err(|error| damaged(&error.to_string(), id))?,
        },
        accepted_at: row.accepted_at,
        completed_on: day(row.completed_on.as_deref(), id)?,
        decision_due: day(row.decision_due.as_deref(), id)?,
        round: row.round_id,
        mean: row.mean,
        deferrals: row.deferrals,
        outcome: row
            .outcome
            .map(|json| serde_json::from_str(&json).map_err(|error| damaged(&error.to_string(), id)))
            .transpose()?,
        superior: row.superior_no.zip(superior_on).map(|(no, on)| SuperiorApproval { no, on }),
        version: row.version,
    })
}

fn author_of(row: author::Model) -> Result<Author> {
    let confirmation = match (row.confirmed_by, row.confirmed_at) {
        (Some(channel), Some(at)) => {
            let channel = Channel::parse(&channel).ok_or_else(|| damaged("confirmation", row.dossier_id))?;
            Some(Confirmation { channel, at, note: row.confirmation_note })
        }
        _ => None,
    };
    Ok(Author {
        id: AuthorId(row.id),
        person: row.person_id.map(PersonId),
        full_name: row.full_name,
        birth_date: day(row.birth_date.as_deref(), row.dossier_id)?,
        workplace_or_residence: row.workplace_or_residence,
        position: row.position,
        qualification: row.qualification,
        share: row.share,
        confirmation,
    })
}

pub(super) fn step(row: step::Model) -> Result<Step> {
    Ok(Step {
        kind: row.kind,
        state: State::parse(&row.state).ok_or_else(|| damaged("step", row.dossier_id))?,
        who: row.person_name,
        words: row.words,
        at: row.at,
    })
}

pub(super) fn active(dossier: &Dossier) -> Result<dossier::ActiveModel> {
    let json = |error: serde_json::Error| damaged(&error.to_string(), dossier.id.0);
    let receipt = dossier.receipt.as_ref();
    let outcome = dossier.outcome.as_ref().map(serde_json::to_string).transpose().map_err(json)?;
    Ok(dossier::ActiveModel {
        id: Set(dossier.id.0),
        code: Set(dossier.code.clone()),
        unit_id: Set(dossier.unit.0),
        idea_id: Set(dossier.idea.map(|idea| idea.0)),
        live_idea_id: Set(dossier.idea.filter(|_| dossier.state.holds_idea()).map(|idea| idea.0)),
        lead_id: Set(dossier.lead.0),
        recorder_id: Set(dossier.recorder.map(|person| person.0)),
        state: Set(dossier.state.as_str().to_owned()),
        initiative_name: Set(dossier.form.initiative_name.clone()),
        first_applied_on: Set(dossier.form.first_applied_on.map(day_iso)),
        form: Set(serde_json::to_string(&dossier.form).map_err(json)?),
        created_at: Set(dossier.created_at),
        changed_at: Set(dossier.changed_at),
        due_at: Set(dossier.due.map(Instant::end_of)),
        receipt_no: Set(receipt.map(|receipt| receipt.no.clone())),
        received_at: Set(receipt.map(|receipt| receipt.at)),
        answer_due: Set(receipt.map(|receipt| day_iso(receipt.answer_due))),
        frozen: Set(receipt.map(|receipt| receipt.frozen.clone())),
        frozen_hash: Set(receipt.map(|receipt| receipt.hash.clone())),
        edition: Set(receipt.map_or(0, |receipt| receipt.edition)),
        supplement_rounds: Set(dossier.supplement.rounds),
        defects: Set(serde_json::to_string(&dossier.supplement.defects).map_err(json)?),
        accepted_at: Set(dossier.accepted_at),
        completed_on: Set(dossier.completed_on.map(day_iso)),
        decision_due: Set(dossier.decision_due.map(day_iso)),
        round_id: Set(dossier.round),
        mean: Set(dossier.mean),
        deferrals: Set(dossier.deferrals),
        outcome: Set(outcome),
        superior_no: Set(dossier.superior.as_ref().map(|approval| approval.no.clone())),
        superior_on: Set(dossier.superior.as_ref().map(|approval| day_iso(approval.on))),
        version: Set(dossier.version),
    })
}

pub(super) fn author(id: DossierId, one: &Author, place: i32) -> author::ActiveModel {
    let yes = one.confirmation.as_ref();
    author::ActiveModel {
        id: Set(one.id.0),
        dossier_id: Set(id.0),
        place: Set(place),
        person_id: Set(one.person.map(|person| person.0)),
        full_name: Set(one.full_name.clone()),
        birth_date: Set(one.birth_date.map(day_iso)),
        workplace_or_residence: Set(one.workplace_or_residence.clone()),
        position: Set(one.position.clone()),
        qualification: Set(one.qualification.clone()),
        share: Set(one.share),
        confirmed_by: Set(yes.map(|yes| yes.channel.as_str().to_owned())),
        confirmed_at: Set(yes.map(|yes| yes.at)),
        confirmation_note: Set(yes.and_then(|yes| yes.note.clone())),
    }
}
