//! The lists of signed-in people: the desk of a unit, what is mine, what is due.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::rows::{idea, within};
use crate::{
    authority::{PersonId, Scope},
    foundation::{
        Instant, Result,
        page::{Ask, Cursor, Page},
    },
    ideas::{
        entity::idea::{Column, Entity},
        model::{Idea, State},
    },
};

/// One page of the desk.
pub type Desk = Page<Idea>;

/// Which rows of the desk are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskFilter {
    /// Whatever somebody must still act on, the most urgent first.
    Open,
    /// One state, the newest first.
    State(State),
}

/// The ideas of the scope's units.
pub async fn desk(db: &impl ConnectionTrait, scope: &Scope, filter: DeskFilter, ask: &Ask) -> Result<Desk> {
    let query = Entity::find().filter(within(scope)).limit(ask.fetch());
    match filter {
        DeskFilter::Open => {
            let open = [State::Received, State::Thanked].map(State::as_str);
            let mut query = query.filter(Column::State.is_in(open));
            if let Some(after) = ask.after {
                query = query.filter(
                    Condition::any()
                        .add(Column::DueAt.gt(after.at))
                        .add(Condition::all().add(Column::DueAt.eq(after.at)).add(Column::Id.gt(after.id))),
                );
            }
            let rows = query.order_by_asc(Column::DueAt).order_by_asc(Column::Id).all(db).await?;
            let rows = rows.into_iter().map(idea).collect::<Result<Vec<_>>>()?;
            Ok(Page::cut(rows, ask, |idea| Cursor {
                at: idea.due_at.unwrap_or(Instant(i64::MAX)),
                id: idea.id.0,
            }))
        }
        DeskFilter::State(state) => newest(db, query.filter(Column::State.eq(state.as_str())), ask).await,
    }
}

/// The ideas a person told or wrote down, the newest first.
pub async fn mine(db: &impl ConnectionTrait, person: PersonId, ask: &Ask) -> Result<Page<Idea>> {
    let own = Condition::any().add(Column::AuthorId.eq(person.0)).add(Column::RecorderId.eq(person.0));
    newest(db, Entity::find().filter(own).limit(ask.fetch()), ask).await
}

async fn newest(db: &impl ConnectionTrait, query: sea_orm::Select<Entity>, ask: &Ask) -> Result<Page<Idea>> {
    let query = match ask.after {
        Some(after) => query.filter(Column::Id.lt(after.id)),
        None => query,
    };
    let rows = query.order_by_desc(Column::Id).all(db).await?;
    let rows = rows.into_iter().map(idea).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, ask, |idea| Cursor { at: idea.received_at, id: idea.id.0 }))
}

/// What waits for holders of a desk, the most urgent first.
pub async fn due_tasks(
    db: &impl ConnectionTrait,
    scope: &Scope,
    state: State,
    limit: u64,
) -> Result<Vec<Idea>> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::State.eq(state.as_str()))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(idea).collect()
}
