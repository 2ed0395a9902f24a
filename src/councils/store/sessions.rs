//! Sessions with attendance, items and open votes.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{changed_one, day, json, to_json, within, word};
use crate::{
    authority::{PersonId, Scope, UnitId},
    councils::{
        entity::{attendance, item, session, vote},
        model::{
            Attendance, Ballot, Capacity, Choice, CouncilId, Item, Presence, RoundId, Session, SessionId,
            SessionState,
        },
    },
    dossiers::DossierId,
    foundation::{Error, Result, Tx, Version, ids::new_uuid, instant::day_iso},
};

/// The session, if the scope reaches it.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: SessionId) -> Result<Session> {
    let row = session::Entity::find_by_id(id.0)
        .filter(within(scope, session::Column::UnitId, session::Column::CouncilId))
        .one(db)
        .await?
        .ok_or(Error::NOT_FOUND)?;
    whole(db, row).await
}

/// The same, held until the end of the transaction: votes and the closing come one after the other.
pub async fn hold(tx: &Tx, scope: &Scope, id: SessionId) -> Result<Session> {
    let row = session::Entity::find_by_id(id.0)
        .filter(within(scope, session::Column::UnitId, session::Column::CouncilId))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NOT_FOUND)?;
    whole(&**tx, row).await
}

/// The sessions the scope reaches, newest first.
pub async fn list(db: &impl ConnectionTrait, scope: &Scope, round: Option<RoundId>) -> Result<Vec<Session>> {
    let mut query = session::Entity::find()
        .filter(within(scope, session::Column::UnitId, session::Column::CouncilId))
        .order_by_desc(session::Column::Id)
        .limit(50);
    if let Some(round) = round {
        query = query.filter(session::Column::RoundId.eq(round.0));
    }
    let mut sessions = Vec::new();
    for row in query.all(db).await? {
        sessions.push(whole(db, row).await?);
    }
    Ok(sessions)
}

async fn whole(db: &impl ConnectionTrait, row: session::Model) -> Result<Session> {
    let seats = attendance::Entity::find().filter(attendance::Column::SessionId.eq(row.id)).all(db).await?;
    let items = item::Entity::find()
        .filter(item::Column::SessionId.eq(row.id))
        .order_by_asc(item::Column::Position)
        .all(db)
        .await?;
    let votes = vote::Entity::find()
        .filter(vote::Column::ItemId.is_in(items.iter().map(|item| item.id)))
        .all(db)
        .await?;
    let mut seats = seats.into_iter().map(seat).collect::<Result<Vec<_>>>()?;
    // As minutes list them: the chair first.
    seats.sort_by(|a, b| (a.capacity, &a.full_name).cmp(&(b.capacity, &b.full_name)));
    Ok(Session {
        id: SessionId(row.id),
        unit: UnitId(row.unit_id),
        round: RoundId(row.round_id),
        council: CouncilId(row.council_id),
        number: row.number,
        state: word(SessionState::parse(&row.state), &row.state)?,
        held_on: day(&row.held_on)?,
        place: row.place,
        agenda: row.agenda,
        guests: json(&row.guests)?,
        rule: json(&row.ballot_rule)?,
        conclusion: row.conclusion,
        started_at: row.started_at,
        ended_at: row.ended_at,
        attendance: seats,
        items: items.into_iter().map(|item| agenda_item(item, &votes)).collect::<Result<_>>()?,
        version: row.version,
    })
}

fn seat(row: attendance::Model) -> Result<Attendance> {
    Ok(Attendance {
        person: PersonId(row.person_id),
        capacity: word(Capacity::parse(&row.capacity), &row.capacity)?,
        presence: word(Presence::parse(&row.presence), &row.presence)?,
        full_name: row.full_name,
        position: row.position,
        reason: row.reason,
    })
}

fn agenda_item(row: item::Model, votes: &[vote::Model]) -> Result<Item> {
    let ballot = match row.mode.as_str() {
        "paper" => Ballot::Paper(json(&row.counts)?),
        "open" => {
            let mine = votes.iter().filter(|vote| vote.item_id == row.id);
            let mut given = mine
                .map(|vote| Ok((PersonId(vote.person_id), word(Choice::parse(&vote.choice), &vote.choice)?)))
                .collect::<Result<Vec<_>>>()?;
            given.sort_by_key(|(person, _)| *person);
            Ballot::Open(given)
        }
        _ => Ballot::None,
    };
    Ok(Item {
        dossier: DossierId(row.dossier_id),
        position: row.position,
        opinions: json(&row.opinions)?,
        ballot,
        deferred: row.deferred,
        reason: row.reason,
        excluded: json(&row.excluded)?,
        result: row.result.as_deref().map(json).transpose()?,
    })
}

/// Writes a new session with its members and agenda.
pub async fn insert(tx: &Tx, session: &Session) -> Result<()> {
    session::ActiveModel {
        id: Set(session.id.0),
        unit_id: Set(session.unit.0),
        round_id: Set(session.round.0),
        council_id: Set(session.council.0),
        number: Set(session.number.clone()),
        state: Set(session.state.as_str().to_owned()),
        held_on: Set(day_iso(session.held_on)),
        place: Set(session.place.clone()),
        agenda: Set(session.agenda.clone()),
        guests: Set(to_json(&session.guests)?),
        ballot_rule: Set(to_json(&session.rule)?),
        conclusion: Set(session.conclusion.clone()),
        started_at: Set(session.started_at),
        ended_at: Set(session.ended_at),
        version: Set(session.version),
    }
    .insert(&**tx)
    .await?;
    for member in &session.attendance {
        attendance::ActiveModel {
            id: Set(new_uuid(session.started_at)),
            session_id: Set(session.id.0),
            person_id: Set(member.person.0),
            full_name: Set(member.full_name.clone()),
            position: Set(member.position.clone()),
            capacity: Set(member.capacity.as_str().to_owned()),
            presence: Set(member.presence.as_str().to_owned()),
            reason: Set(member.reason.clone()),
        }
        .insert(&**tx)
        .await?;
    }
    for item in &session.items {
        item::ActiveModel {
            id: Set(new_uuid(session.started_at)),
            session_id: Set(session.id.0),
            dossier_id: Set(item.dossier.0),
            position: Set(item.position),
            opinions: Set(to_json(&item.opinions)?),
            mode: Set(item.ballot.mode().to_owned()),
            counts: Set(String::new()),
            deferred: Set(item.deferred),
            reason: Set(item.reason.clone()),
            excluded: Set(to_json(&item.excluded)?),
            result: Set(None),
        }
        .insert(&**tx)
        .await?;
    }
    Ok(())
}

/// Writes the session's own row.
pub async fn save(tx: &Tx, session: &Session, expected: Version) -> Result<()> {
    use session::Column;
    let saved = session::Entity::update_many()
        .col_expr(Column::State, Expr::value(session.state.as_str()))
        .col_expr(Column::Guests, Expr::value(to_json(&session.guests)?))
        .col_expr(Column::Conclusion, Expr::value(session.conclusion.clone()))
        .col_expr(Column::EndedAt, Expr::value(session.ended_at))
        .col_expr(Column::Version, Expr::value(session.version))
        .filter(Column::Id.eq(session.id.0))
        .filter(Column::Version.eq(expected))
        .exec(&**tx)
        .await?;
    changed_one(saved.rows_affected)
}

/// Writes who came.
pub async fn save_attendance(tx: &Tx, session: &Session) -> Result<()> {
    use attendance::Column;
    for member in &session.attendance {
        attendance::Entity::update_many()
            .col_expr(Column::Presence, Expr::value(member.presence.as_str()))
            .col_expr(Column::Reason, Expr::value(member.reason.clone()))
            .filter(Column::SessionId.eq(session.id.0))
            .filter(Column::PersonId.eq(member.person.0))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Writes one dossier of the agenda with its vote.
pub async fn save_item(tx: &Tx, session: SessionId, item: &Item) -> Result<()> {
    use item::Column;
    let row = item::Entity::find()
        .filter(Column::SessionId.eq(session.0))
        .filter(Column::DossierId.eq(item.dossier.0))
        .one(&**tx)
        .await?
        .ok_or(Error::NOT_FOUND)?;
    let counts = match &item.ballot {
        Ballot::Paper(counts) => to_json(counts)?,
        Ballot::None | Ballot::Open(_) => String::new(),
    };
    item::Entity::update_many()
        .col_expr(Column::Opinions, Expr::value(to_json(&item.opinions)?))
        .col_expr(Column::Mode, Expr::value(item.ballot.mode()))
        .col_expr(Column::Counts, Expr::value(counts))
        .col_expr(Column::Deferred, Expr::value(item.deferred))
        .col_expr(Column::Reason, Expr::value(item.reason.clone()))
        .col_expr(Column::Excluded, Expr::value(to_json(&item.excluded)?))
        .col_expr(Column::Result, Expr::value(item.result.as_ref().map(to_json).transpose()?))
        .filter(Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    vote::Entity::delete_many().filter(vote::Column::ItemId.eq(row.id)).exec(&**tx).await?;
    if let Ballot::Open(votes) = &item.ballot {
        for (person, choice) in votes {
            cast(tx, row.id, *person, *choice).await?;
        }
    }
    Ok(())
}

async fn cast(tx: &Tx, item: Uuid, person: PersonId, choice: Choice) -> Result<()> {
    // Random, not by time: the order of the rows says nothing about the order of the hands.
    vote::ActiveModel {
        id: Set(Uuid::from_u128(rand::random())),
        item_id: Set(item),
        person_id: Set(person.0),
        choice: Set(choice.as_str().to_owned()),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}
