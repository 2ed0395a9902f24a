//! Rounds with their dossiers and interests.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use super::{changed_one, day, within, word};
use crate::{
    authority::{PersonId, Scope, UnitId},
    councils::{
        entity::{interest, round, round_dossier},
        model::{CouncilId, Interest, Round, RoundDossier, RoundId, RoundState, RubricId, Standing},
    },
    dossiers::DossierId,
    foundation::{Error, Instant, Result, Tx, Version, ids::new_uuid, instant::day_iso},
};

/// The round, if the scope reaches it.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: RoundId) -> Result<Round> {
    let row = round::Entity::find_by_id(id.0)
        .filter(within(scope, round::Column::UnitId, round::Column::CouncilId))
        .one(db)
        .await?
        .ok_or(Error::NOT_FOUND)?;
    whole(db, row).await
}

/// The same, held until the end of the transaction: whoever changes a round, its sheets or its sessions comes
/// through here, one after the other.
pub async fn hold(tx: &Tx, scope: &Scope, id: RoundId) -> Result<Round> {
    let row = round::Entity::find_by_id(id.0)
        .filter(within(scope, round::Column::UnitId, round::Column::CouncilId))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NOT_FOUND)?;
    whole(&**tx, row).await
}

async fn whole(db: &impl ConnectionTrait, row: round::Model) -> Result<Round> {
    let dossiers = round_dossier::Entity::find()
        .filter(round_dossier::Column::RoundId.eq(row.id))
        .order_by_asc(round_dossier::Column::Position)
        .all(db)
        .await?;
    let interests = interest::Entity::find().filter(interest::Column::RoundId.eq(row.id)).all(db).await?;
    let mut round = value(row)?;
    for one in dossiers {
        round.dossiers.push(RoundDossier {
            dossier: DossierId(one.dossier_id),
            position: one.position,
            standing: word(Standing::parse(&one.outcome), &one.outcome)?,
        });
    }
    round.interests = interests
        .into_iter()
        .map(|one| Interest {
            dossier: DossierId(one.dossier_id),
            person: PersonId(one.person_id),
            conflict: (one.answer == CONFLICT).then_some(one.reason),
            at: one.at,
        })
        .collect();
    Ok(round)
}

const CONFLICT: &str = "conflict";
const NONE: &str = "none";

fn value(row: round::Model) -> Result<Round> {
    Ok(Round {
        id: RoundId(row.id),
        unit: UnitId(row.unit_id),
        council: CouncilId(row.council_id),
        rubric: RubricId(row.rubric_id),
        name: row.name,
        state: word(RoundState::parse(&row.state), &row.state)?,
        score_by: day(&row.score_by)?,
        revealed_at: row.revealed_at,
        dossiers: Vec::new(),
        interests: Vec::new(),
        version: row.version,
    })
}

/// The rounds the scope reaches, newest first, with their dossiers.
pub async fn list(db: &impl ConnectionTrait, scope: &Scope, open_only: bool) -> Result<Vec<Round>> {
    let mut query = round::Entity::find()
        .filter(within(scope, round::Column::UnitId, round::Column::CouncilId))
        .order_by_desc(round::Column::Id)
        .limit(100);
    if open_only {
        query = query.filter(round::Column::State.ne(RoundState::Decided.as_str()));
    }
    let mut rounds = Vec::new();
    for row in query.all(db).await? {
        rounds.push(whole(db, row).await?);
    }
    Ok(rounds)
}

/// Writes a new round.
pub async fn insert(tx: &Tx, round: &Round, now: Instant) -> Result<()> {
    round::ActiveModel {
        id: Set(round.id.0),
        unit_id: Set(round.unit.0),
        council_id: Set(round.council.0),
        rubric_id: Set(round.rubric.0),
        name: Set(round.name.clone()),
        state: Set(round.state.as_str().to_owned()),
        score_by: Set(day_iso(round.score_by)),
        created_at: Set(now),
        revealed_at: Set(None),
        version: Set(round.version),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Writes state, reveal and version.
pub async fn save(tx: &Tx, round: &Round, expected: Version) -> Result<()> {
    let saved = round::Entity::update_many()
        .col_expr(round::Column::State, Expr::value(round.state.as_str()))
        .col_expr(round::Column::RevealedAt, Expr::value(round.revealed_at))
        .col_expr(round::Column::Version, Expr::value(round.version))
        .filter(round::Column::Id.eq(round.id.0))
        .filter(round::Column::Version.eq(expected))
        .exec(&**tx)
        .await?;
    changed_one(saved.rows_affected)
}

/// The dossiers some round has and has not finished with.
pub async fn taken(db: &impl ConnectionTrait) -> Result<Vec<DossierId>> {
    let rows: Vec<uuid::Uuid> = round_dossier::Entity::find()
        .select_only()
        .column(round_dossier::Column::DossierId)
        .filter(round_dossier::Column::LiveDossierId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(DossierId).collect())
}

/// Puts a dossier into a round.
///
/// # Errors
/// `AlreadyExists` if this or another round has it.
pub async fn add(tx: &Tx, round: RoundId, one: &RoundDossier, now: Instant) -> Result<()> {
    round_dossier::ActiveModel {
        id: Set(new_uuid(now)),
        round_id: Set(round.0),
        dossier_id: Set(one.dossier.0),
        live_dossier_id: Set(Some(one.dossier.0)),
        position: Set(one.position),
        outcome: Set(one.standing.as_str().to_owned()),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Notes what became of a dossier; from a result on, another round may take it.
pub async fn stand(tx: &Tx, round: RoundId, dossier: DossierId, standing: Standing) -> Result<()> {
    let live = standing.is_open().then_some(dossier.0);
    round_dossier::Entity::update_many()
        .col_expr(round_dossier::Column::Outcome, Expr::value(standing.as_str()))
        .col_expr(round_dossier::Column::LiveDossierId, Expr::value(live))
        .filter(round_dossier::Column::RoundId.eq(round.0))
        .filter(round_dossier::Column::DossierId.eq(dossier.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes a member's answer in place of an earlier one.
pub async fn declare(tx: &Tx, round: RoundId, answer: &Interest) -> Result<()> {
    interest::Entity::delete_many()
        .filter(interest::Column::RoundId.eq(round.0))
        .filter(interest::Column::DossierId.eq(answer.dossier.0))
        .filter(interest::Column::PersonId.eq(answer.person.0))
        .exec(&**tx)
        .await?;
    interest::ActiveModel {
        id: Set(new_uuid(answer.at)),
        round_id: Set(round.0),
        dossier_id: Set(answer.dossier.0),
        person_id: Set(answer.person.0),
        answer: Set(if answer.conflict.is_some() { CONFLICT } else { NONE }.to_owned()),
        reason: Set(answer.conflict.clone().unwrap_or_default()),
        at: Set(answer.at),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}
