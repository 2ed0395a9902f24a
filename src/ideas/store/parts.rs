//! What belongs to one idea: its timeline, pictures and reports of reuse.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::rows::damaged;
use crate::{
    authority::{PersonId, Scope},
    foundation::{Code, Error, Instant, Result, Tx, ids::new_uuid},
    ideas::{
        entity::{event, idea, picture, reuse as reuse_row},
        model::{
            Event, EventKind, IdeaId, Moment, PICTURES_MOST, Picture, PictureId, Reuse, ReuseId, ReuseState,
            State,
        },
    },
};

/// Adds a line to the timeline.
pub async fn add_event(tx: &Tx, idea: IdeaId, line: &Event) -> Result<()> {
    event::ActiveModel {
        id: Set(new_uuid(line.at)),
        idea_id: Set(idea.0),
        kind: Set(line.kind.as_str().to_owned()),
        person_id: Set(line.person.map(|person| person.0)),
        person_name: Set(line.person_name.clone()),
        words: Set(line.words.clone()),
        details: Set(line.details.to_string()),
        at: Set(line.at),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Takes a line off the timeline: the step was taken back.
pub async fn remove_event(tx: &Tx, idea: IdeaId, line: &Event) -> Result<()> {
    event::Entity::delete_many()
        .filter(event::Column::IdeaId.eq(idea.0))
        .filter(event::Column::Kind.eq(line.kind.as_str()))
        .filter(event::Column::At.eq(line.at))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The timeline, oldest first.
pub async fn timeline(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Vec<Event>> {
    let rows = event::Entity::find()
        .filter(event::Column::IdeaId.eq(idea.0))
        .order_by_asc(event::Column::At)
        .order_by_asc(event::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Event {
                kind: EventKind::parse(&row.kind).ok_or_else(|| damaged("event kind", &row.kind))?,
                person_name: row.person_name,
                person: row.person_id.map(PersonId),
                words: row.words,
                details: serde_json::from_str(&row.details).unwrap_or_default(),
                at: row.at,
            })
        })
        .collect()
}

/// Adds a picture to an idea.
///
/// # Errors
/// `TooManyPictures` beyond the limit.
pub async fn add_picture(tx: &Tx, idea: IdeaId, added: &Picture, now: Instant) -> Result<()> {
    let have = picture::Entity::find().filter(picture::Column::IdeaId.eq(idea.0)).count(&**tx).await?;
    if usize::try_from(have).unwrap_or(usize::MAX) >= PICTURES_MOST {
        return Err(Code::TooManyPictures.into());
    }
    picture::Model {
        id: added.id.0,
        idea_id: idea.0,
        moment: added.moment.as_str().to_owned(),
        file_key: added.file_key.clone(),
        thumbnail_key: added.thumbnail_key.clone(),
        width: added.width,
        height: added.height,
        added_at: now,
    }
    .into_active_model()
    .reset_all()
    .insert(&**tx)
    .await?;
    Ok(())
}

/// The pictures of an idea, in the order they came.
pub async fn pictures(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Vec<Picture>> {
    let rows = picture::Entity::find()
        .filter(picture::Column::IdeaId.eq(idea.0))
        .order_by_asc(picture::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(picture_value).collect()
}

pub(super) fn picture_value(row: picture::Model) -> Result<Picture> {
    Ok(Picture {
        id: PictureId(row.id),
        moment: Moment::parse(&row.moment).ok_or_else(|| damaged("moment", &row.moment))?,
        file_key: row.file_key,
        thumbnail_key: row.thumbnail_key,
        width: row.width,
        height: row.height,
    })
}

/// Adds a report that somebody did the same.
pub async fn add_reuse(
    tx: &Tx,
    added: &Reuse,
    contact: Option<String>,
    person: Option<PersonId>,
) -> Result<()> {
    reuse_row::ActiveModel {
        id: Set(added.id.0),
        idea_id: Set(added.idea.0),
        who: Set(added.who.clone()),
        place: Set(added.place.clone()),
        state: Set(added.state.as_str().to_owned()),
        contact: Set(contact),
        person_id: Set(person.map(|person| person.0)),
        reported_at: Set(added.reported_at),
        decided_at: Set(None),
        due_at: Set(added.due_at),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// One report of reuse.
pub async fn reuse(db: &impl ConnectionTrait, id: ReuseId) -> Result<Reuse> {
    reuse_row::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NOT_FOUND).and_then(reuse_value)
}

pub(super) fn reuse_value(row: reuse_row::Model) -> Result<Reuse> {
    Ok(Reuse {
        id: ReuseId(row.id),
        idea: IdeaId(row.idea_id),
        who: row.who,
        place: row.place,
        state: ReuseState::parse(&row.state).ok_or_else(|| damaged("reuse state", &row.state))?,
        reported_at: row.reported_at,
        due_at: row.due_at,
    })
}

/// Decides a report once; a confirmed one counts for the idea.
///
/// # Errors
/// `WrongState` if it was decided before.
pub async fn decide_reuse(tx: &Tx, report: &Reuse, to: ReuseState, now: Instant) -> Result<()> {
    let decided = reuse_row::Entity::update_many()
        .col_expr(reuse_row::Column::State, Expr::value(to.as_str()))
        .col_expr(reuse_row::Column::DecidedAt, Expr::value(now))
        .filter(reuse_row::Column::Id.eq(report.id.0))
        .filter(reuse_row::Column::State.eq(ReuseState::Reported.as_str()))
        .exec(&**tx)
        .await?;
    if decided.rows_affected != 1 {
        return Err(Code::WrongState.into());
    }
    if to == ReuseState::Confirmed {
        idea::Entity::update_many()
            .col_expr(idea::Column::ReuseCount, Expr::col(idea::Column::ReuseCount).add(1))
            .filter(idea::Column::Id.eq(report.idea.0))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Reports that wait for a coordinator within a scope, oldest first, with the idea's code and title.
pub async fn reuses_waiting(
    db: &impl ConnectionTrait,
    scope: &Scope,
    limit: u64,
) -> Result<Vec<(Reuse, String, String)>> {
    let mine = if scope.everything {
        Condition::all()
    } else {
        Condition::all().add(idea::Column::UnitId.is_in(scope.units.iter().map(|unit| unit.0)))
    };
    let rows = reuse_row::Entity::find()
        .join(
            sea_orm::JoinType::InnerJoin,
            reuse_row::Entity::belongs_to(idea::Entity)
                .from(reuse_row::Column::IdeaId)
                .to(idea::Column::Id)
                .into(),
        )
        .select_also(idea::Entity)
        .filter(reuse_row::Column::State.eq(ReuseState::Reported.as_str()))
        .filter(idea::Column::State.ne(State::Hidden.as_str()))
        .filter(mine)
        .order_by_asc(reuse_row::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter()
        .filter_map(|(report, idea)| idea.map(|idea| (report, idea)))
        .map(|(report, idea)| Ok((reuse_value(report)?, idea.code, idea.title)))
        .collect()
}
