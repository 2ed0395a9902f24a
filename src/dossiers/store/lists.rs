//! Read models, one SQL each.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{belongs_to, in_units};
use crate::{
    authority::{PersonId, Scope, UnitId},
    dossiers::{
        entity::{author, dossier},
        model::{DossierId, State},
    },
    foundation::{
        Error, Instant, Result,
        page::{Ask, Cursor, Page},
    },
};

/// One dossier in a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which one.
    pub id: DossierId,
    /// Its code, once handed in.
    pub code: Option<String>,
    /// The unit asked to recognise.
    pub unit: UnitId,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Where it stands.
    pub state: State,
    /// The last change.
    pub changed_at: Instant,
    /// When it was handed in.
    pub received_at: Option<Instant>,
    /// End of the day until which the one who acts next has time.
    pub due_at: Option<Instant>,
}

type Row = (Uuid, Option<String>, Uuid, String, String, Instant, Option<Instant>, Option<Instant>);

fn line(row: Row) -> Result<Line> {
    let (id, code, unit, initiative_name, state, changed_at, received_at, due_at) = row;
    let state = State::parse(&state).ok_or_else(|| Error::Damaged(format!("dossier {id}: state")))?;
    Ok(Line {
        id: DossierId(id),
        code,
        unit: UnitId(unit),
        initiative_name,
        state,
        changed_at,
        received_at,
        due_at,
    })
}

fn lines() -> sea_orm::Select<dossier::Entity> {
    use dossier::Column;
    dossier::Entity::find().select_only().columns([
        Column::Id,
        Column::Code,
        Column::UnitId,
        Column::InitiativeName,
        Column::State,
        Column::ChangedAt,
        Column::ReceivedAt,
        Column::DueAt,
    ])
}

/// What a person leads, wrote with others or recorded; the last change first.
pub async fn mine(db: &impl ConnectionTrait, person: PersonId, ask: &Ask) -> Result<Page<Line>> {
    use dossier::Column;
    let mut select = lines().filter(belongs_to(person));
    if let Some(after) = ask.after {
        select = select.filter(
            Condition::any()
                .add(Column::ChangedAt.lt(after.at))
                .add(Condition::all().add(Column::ChangedAt.eq(after.at)).add(Column::Id.lt(after.id))),
        );
    }
    let rows = select
        .order_by_desc(Column::ChangedAt)
        .order_by_desc(Column::Id)
        .limit(ask.fetch())
        .into_tuple::<Row>()
        .all(db)
        .await?;
    let rows = rows.into_iter().map(line).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, ask, |line| Cursor { at: line.changed_at, id: line.id.0 }))
}

/// What an office sees, handed in and never a draft: open ones by their last day, or one state.
pub async fn desk(
    db: &impl ConnectionTrait,
    scope: &Scope,
    state: Option<State>,
    ask: &Ask,
) -> Result<Page<Line>> {
    use dossier::Column;
    let reach = if scope.everything { Condition::all() } else { in_units(scope) };
    let mut select = lines().filter(reach);
    let over = state.is_some_and(State::is_final);
    select = match state {
        Some(state) => select.filter(Column::State.eq(state.as_str())),
        None => select.filter(Column::DueAt.is_not_null()),
    };
    // What is over has no last day: it is read newest change first.
    let key = if over { Column::ChangedAt } else { Column::DueAt };
    if let Some(after) = ask.after {
        let (past, tie) = if over {
            (key.lt(after.at), Column::Id.lt(after.id))
        } else {
            (key.gt(after.at), Column::Id.gt(after.id))
        };
        select =
            select.filter(Condition::any().add(past).add(Condition::all().add(key.eq(after.at)).add(tie)));
    }
    let order = if over { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let rows = select
        .order_by(key, order.clone())
        .order_by(Column::Id, order)
        .limit(ask.fetch())
        .into_tuple::<Row>()
        .all(db)
        .await?;
    let rows = rows.into_iter().map(line).collect::<Result<Vec<_>>>()?;
    let at = move |line: &Line| if over { line.changed_at } else { line.due_at.unwrap_or_default() };
    Ok(Page::cut(rows, ask, |line| Cursor { at: at(line), id: line.id.0 }))
}

/// What waits for a person: own drafts and supplements, intake and signatures in the units held.
pub async fn waits_for(
    db: &impl ConnectionTrait,
    person: PersonId,
    intake: &[UnitId],
    signing: &[UnitId],
    limit: u64,
) -> Result<Vec<Line>> {
    use dossier::Column;
    let states = |states: &[State]| Column::State.is_in(states.iter().map(|state| state.as_str()));
    let units = |units: &[UnitId]| Column::UnitId.is_in(units.iter().map(|unit| unit.0));
    let mut any = Condition::any().add(
        Condition::all()
            .add(Column::LeadId.eq(person.0))
            .add(states(&[State::Draft, State::SupplementRequested])),
    );
    if !intake.is_empty() {
        let due = states(&[State::ReceiptIssued, State::AwaitingApplication]);
        any = any.add(Condition::all().add(units(intake)).add(due));
    }
    if !signing.is_empty() {
        let due = states(&[State::CouncilPassed, State::CouncilFailed, State::SuperiorApproval]);
        any = any.add(Condition::all().add(units(signing)).add(due));
    }
    let rows = lines()
        .filter(any)
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple::<Row>()
        .all(db)
        .await?;
    rows.into_iter().map(line).collect()
}

/// Dossiers that wait for this person's yes to a share.
pub async fn unconfirmed(db: &impl ConnectionTrait, person: PersonId, limit: u64) -> Result<Vec<Line>> {
    use dossier::Column;
    let waiting = sea_orm::sea_query::Query::select()
        .column(author::Column::DossierId)
        .from(author::Entity)
        .and_where(author::Column::PersonId.eq(person.0))
        .and_where(author::Column::ConfirmedAt.is_null())
        .to_owned();
    let states = [State::Draft, State::SupplementRequested].map(|state| state.as_str());
    let rows = lines()
        .filter(Column::Id.in_subquery(waiting))
        .filter(Column::LeadId.ne(person.0))
        .filter(Column::State.is_in(states))
        .order_by_asc(Column::DueAt)
        .limit(limit)
        .into_tuple::<Row>()
        .all(db)
        .await?;
    rows.into_iter().map(line).collect()
}

/// Supplements whose period ended before a moment, for the clock.
pub async fn overdue_supplements(db: &impl ConnectionTrait, before: Instant) -> Result<Vec<DossierId>> {
    use dossier::Column;
    const MOST: u64 = 200;
    let ids = dossier::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(State::SupplementRequested.as_str()))
        .filter(Column::DueAt.lt(before))
        .order_by_asc(Column::DueAt)
        .limit(MOST)
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(DossierId).collect())
}
