//! What the clock did about an idea that waits: one row an idea and kind, kept by the last day it is about. An
//! idea that moves has another last day, and its old row counts no more.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    parts::timeline,
    rows::{by_id, idea as value},
};
use crate::{
    foundation::{Instant, Result, Tx},
    ideas::{
        entity::{alarm, idea},
        model::{Acts, Alarm, AlarmKind, EventKind, Idea, IdeaId, State, Waiting},
    },
};

/// The states in which somebody of the house has to act.
fn ours() -> impl Iterator<Item = State> {
    State::ALL.iter().copied().filter(|state| state.acts().is_some_and(|acts| acts != Acts::Author))
}

fn in_states(states: impl Iterator<Item = State>) -> Condition {
    Condition::all().add(idea::Column::State.is_in(states.map(State::as_str)))
}

async fn ids(
    db: &impl ConnectionTrait,
    kind: AlarmKind,
    which: Condition,
    limit: u64,
) -> Result<Vec<IdeaId>> {
    let to_alarm = idea::Entity::belongs_to(alarm::Entity)
        .from(idea::Column::Id)
        .to(alarm::Column::IdeaId)
        .on_condition(move |_idea, _alarm| Condition::all().add(alarm::Column::Kind.eq(kind.as_str())))
        .into();
    let fresh = Condition::any().add(alarm::Column::IdeaId.is_null()).add(
        Expr::col((alarm::Entity, alarm::Column::DueAt)).ne(Expr::col((idea::Entity, idea::Column::DueAt))),
    );
    let ids: Vec<Uuid> = idea::Entity::find()
        .select_only()
        .column(idea::Column::Id)
        .join(JoinType::LeftJoin, to_alarm)
        .filter(which.add(fresh))
        .order_by_asc(idea::Column::DueAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(IdeaId).collect())
}

/// Ideas whose last day has passed in the house, and that nobody above was told of yet, or not for a while.
pub async fn to_climb(db: &impl ConnectionTrait, now: Instant, limit: u64) -> Result<Vec<IdeaId>> {
    let late = in_states(ours()).add(idea::Column::DueAt.lt(now));
    let mut found = ids(db, AlarmKind::Climb, late, limit).await?;
    let again: Vec<Uuid> = alarm::Entity::find()
        .select_only()
        .column(alarm::Column::IdeaId)
        .filter(alarm::Column::Kind.eq(AlarmKind::Climb.as_str()))
        .filter(alarm::Column::NextAt.lte(now))
        .order_by_asc(alarm::Column::NextAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    found.extend(again.into_iter().map(IdeaId));
    Ok(found)
}

/// Ideas whose author has to reply before a moment and was not reminded of this question.
pub async fn to_remind(db: &impl ConnectionTrait, due_before: Instant, limit: u64) -> Result<Vec<IdeaId>> {
    let asked = in_states(State::ALL.iter().copied().filter(|state| state.acts() == Some(Acts::Author)))
        .add(idea::Column::DueAt.lt(due_before));
    ids(db, AlarmKind::Reminder, asked, limit).await
}

/// The question that waits for an idea's author, with what the clock did about it.
pub async fn question(db: &impl ConnectionTrait, id: IdeaId) -> Result<Option<Waiting>> {
    let idea = by_id(db, id).await?;
    let lines = timeline(db, id).await?;
    let Some(question) = lines.into_iter().rev().find(|line| line.kind == EventKind::Asked) else {
        return Ok(None);
    };
    Ok(Some(Waiting { reminded: alarm(db, id, AlarmKind::Reminder).await?, idea, question }))
}

/// What the clock did last about an idea.
pub async fn alarm(db: &impl ConnectionTrait, idea: IdeaId, kind: AlarmKind) -> Result<Option<Alarm>> {
    let row = alarm::Entity::find_by_id((idea.0, kind.as_str().to_owned())).one(db).await?;
    Ok(row.map(|row| Alarm { due_at: row.due_at, level: row.level, next_at: row.next_at }))
}

/// Notes what the clock does, in the transaction in which it does it; false if another process came first.
pub async fn note_alarm(
    tx: &Tx,
    idea: IdeaId,
    kind: AlarmKind,
    before: Option<&Alarm>,
    after: &Alarm,
) -> Result<bool> {
    use alarm::Column;
    if let Some(before) = before {
        let done = alarm::Entity::update_many()
            .col_expr(Column::DueAt, Expr::value(after.due_at))
            .col_expr(Column::Level, Expr::value(after.level))
            .col_expr(Column::NextAt, Expr::value(after.next_at))
            .filter(Column::IdeaId.eq(idea.0))
            .filter(Column::Kind.eq(kind.as_str()))
            .filter(Column::DueAt.eq(before.due_at))
            .filter(Column::Level.eq(before.level))
            .exec(&**tx)
            .await?;
        return Ok(done.rows_affected == 1);
    }
    let row = alarm::ActiveModel {
        idea_id: Set(idea.0),
        kind: Set(kind.as_str().to_owned()),
        due_at: Set(after.due_at),
        level: Set(after.level),
        next_at: Set(after.next_at),
    };
    let inserted = alarm::Entity::insert(row)
        .on_conflict(OnConflict::columns([Column::IdeaId, Column::Kind]).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match inserted {
        Ok(1..) => Ok(true),
        Ok(0) | Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes away what the clock noted about a last day that is no longer the idea's; true if there was something.
pub async fn forget_alarm(tx: &Tx, idea: &Idea, known: Option<&Alarm>) -> Result<bool> {
    let Some(old) = known.filter(|alarm| Some(alarm.due_at) != idea.due_at) else { return Ok(false) };
    let done = alarm::Entity::delete_many()
        .filter(alarm::Column::IdeaId.eq(idea.id.0))
        .filter(alarm::Column::Kind.eq(AlarmKind::Climb.as_str()))
        .filter(alarm::Column::DueAt.eq(old.due_at))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Everything the house has to act on up to a moment, the most urgent first.
pub async fn due_by(db: &impl ConnectionTrait, until: Instant) -> Result<Vec<Idea>> {
    let rows = idea::Entity::find()
        .filter(in_states(ours()))
        .filter(idea::Column::DueAt.lte(until))
        .order_by_asc(idea::Column::DueAt)
        .order_by_asc(idea::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(value).collect()
}
