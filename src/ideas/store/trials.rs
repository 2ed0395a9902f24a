//! The trials of an idea, from the plan to the result.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::rows::{damaged, idea};
use crate::{
    foundation::{
        Instant, Result, Tx,
        instant::{day_iso, parse_day},
    },
    ideas::{
        entity::{idea as idea_row, trial},
        model::{IdeaId, Plan, State, Trial, TrialId, Tried},
    },
};

/// Adds a trial: a plan that waits, or one that begins at once.
pub async fn add_trial(tx: &Tx, idea: IdeaId, added: &Trial) -> Result<()> {
    trial::Model {
        id: added.id.0,
        idea_id: idea.0,
        place: added.plan.place.clone(),
        who: added.plan.who.clone(),
        until_day: day_iso(added.plan.until),
        planned_by: added.planned_by.clone(),
        begun_at: added.begun_at,
        begun_by: added.begun_by.clone(),
        ended_at: added.ended_at,
        worked: added.worked,
        note: added.note.clone(),
    }
    .into_active_model()
    .reset_all()
    .insert(&**tx)
    .await?;
    Ok(())
}

/// The latest trial of an idea.
pub async fn latest_trial(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Option<Trial>> {
    let row = trial::Entity::find()
        .filter(trial::Column::IdeaId.eq(idea.0))
        .order_by_desc(trial::Column::Id)
        .one(db)
        .await?;
    row.map(value).transpose()
}

/// Lets a planned trial begin.
pub async fn begin_trial(tx: &Tx, id: TrialId, by: &str, now: Instant) -> Result<()> {
    trial::Entity::update_many()
        .col_expr(trial::Column::BegunAt, Expr::value(now))
        .col_expr(trial::Column::BegunBy, Expr::value(by))
        .filter(trial::Column::Id.eq(id.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Ends a trial with its result.
pub async fn end_trial(tx: &Tx, id: TrialId, worked: bool, note: &str, now: Instant) -> Result<()> {
    trial::Entity::update_many()
        .col_expr(trial::Column::EndedAt, Expr::value(now))
        .col_expr(trial::Column::Worked, Expr::value(worked))
        .col_expr(trial::Column::Note, Expr::value(note))
        .filter(trial::Column::Id.eq(id.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// What may be told of a trial that did not work out; nothing for any other idea.
pub async fn tried(db: &impl ConnectionTrait, id: IdeaId) -> Result<Option<Tried>> {
    let Some(row) = idea_row::Entity::find_by_id(id.0).one(db).await? else { return Ok(None) };
    let idea = idea(row)?;
    if idea.state != State::TrialFailed {
        return Ok(None);
    }
    let author_name = super::public::public_name(&idea);
    Ok(latest_trial(db, id).await?.map(|trial| Tried {
        id: idea.id,
        code: idea.code,
        title: idea.card.title,
        before: idea.card.before,
        proposal: idea.card.proposal,
        unit: idea.unit,
        author_name,
        trial,
    }))
}

fn value(row: trial::Model) -> Result<Trial> {
    Ok(Trial {
        id: TrialId(row.id),
        plan: Plan {
            place: row.place,
            who: row.who,
            until: parse_day(&row.until_day).ok_or_else(|| damaged("day", &row.until_day))?,
        },
        planned_by: row.planned_by,
        begun_at: row.begun_at,
        begun_by: row.begun_by,
        ended_at: row.ended_at,
        worked: row.worked,
        note: row.note,
    })
}
