//! The desk of commendations and what is due.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    super::{
        entity::commendation::{Column, Entity, Model},
        model::{Commendation, StateName},
    },
    cases::case,
    rows::{recipients, within},
};
use crate::{
    authority::Scope,
    foundation::{
        Instant, Result,
        page::{Ask, Cursor, Page},
    },
};

/// Which rows of the desk are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskFilter {
    /// Whatever somebody must still act on, the most urgent first.
    Open,
    /// One state: open ones the most urgent first, ended ones the newest first.
    State(StateName),
}

/// The cases of a scope: one query for the cases, one for their recipients.
pub async fn desk(
    db: &impl ConnectionTrait,
    scope: &Scope,
    filter: DeskFilter,
    ask: &Ask,
) -> Result<Page<Commendation>> {
    let query = Entity::find().filter(within(scope)).limit(ask.fetch());
    let (states, urgent_first) = match filter {
        DeskFilter::Open => (vec![StateName::Nominated, StateName::Decided], true),
        DeskFilter::State(state) => (vec![state], state.is_open()),
    };
    let mut query = query.filter(Column::State.is_in(states.iter().map(|state| state.as_str())));
    let sort = if urgent_first { Column::DueAt } else { Column::ChangedAt };
    if let Some(after) = ask.after {
        let tie = Condition::all().add(sort.eq(after.at));
        let beyond = if urgent_first {
            Condition::any().add(sort.gt(after.at)).add(tie.add(Column::Id.gt(after.id)))
        } else {
            Condition::any().add(sort.lt(after.at)).add(tie.add(Column::Id.lt(after.id)))
        };
        query = query.filter(beyond);
    }
    query = if urgent_first {
        query.order_by_asc(sort).order_by_asc(Column::Id)
    } else {
        query.order_by_desc(sort).order_by_desc(Column::Id)
    };
    let rows = query.all(db).await?;
    let page = Page::cut(rows, ask, |row: &Model| Cursor {
        at: if urgent_first { row.due_at } else { row.changed_at },
        id: row.id,
    });
    let ids: Vec<_> = page.items.iter().map(|row| row.id).collect();
    let mut known = recipients(db, &ids).await?;
    let items = page
        .items
        .into_iter()
        .map(|row| {
            let recipients = known.remove(&row.id).unwrap_or_default();
            case(row, recipients)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which case.
    pub id: uuid::Uuid,
    /// Its code.
    pub code: String,
    /// The achievement.
    pub title: String,
    /// The unit whose chair decides.
    pub unit: uuid::Uuid,
    /// Until when.
    pub due_at: Instant,
}

/// What waits in one state for holders of a scope, the most urgent first.
pub async fn due(db: &impl ConnectionTrait, scope: &Scope, state: StateName, limit: u64) -> Result<Vec<Due>> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::State.eq(state.as_str()))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Due {
            id: row.id,
            code: row.code,
            title: row.achievement_title,
            unit: row.unit_id,
            due_at: row.due_at,
        })
        .collect())
}
