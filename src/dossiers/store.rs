//! Rows to values and back.

mod cards;
mod lists;
mod papers;
mod rows;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Query,
};

use super::{
    entity::{author, dossier, step},
    model::{Author, Dossier, DossierId, State, Step, Verb},
};
use crate::{
    authority::{Actor, PersonId, Scope},
    foundation::{Code, Error, Instant, Result, Tx, Version, ids::new_uuid},
    ideas::IdeaId,
};

pub use cards::{
    BlindCard, CertificateFacts, DossierAuthor, FullCard, Waiting, blind_card, certificate, full_card,
    recognition_of_idea, waiting,
};
pub use lists::{Line, desk, mine, overdue_supplements, unconfirmed, waits_for};
pub use papers::{NewPaper, insert_paper, insert_recognition, papers, recognition};

/// Reads a dossier the scope reaches, with its authors.
///
/// # Errors
/// `NotFound` if there is none or the scope does not reach it: a draft is its authors' alone.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: DossierId) -> Result<Dossier> {
    let row =
        dossier::Entity::find_by_id(id.0).filter(reach(scope)).one(db).await?.ok_or(Error::NOT_FOUND)?;
    let authors = author::Entity::find()
        .filter(author::Column::DossierId.eq(id.0))
        .order_by_asc(author::Column::Place)
        .all(db)
        .await?;
    rows::dossier(row, authors)
}

/// The rows a scope reaches.
fn reach(scope: &Scope) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    let mut any = Condition::any();
    if let Some(person) = scope.person {
        any = any.add(belongs_to(person));
    }
    if !scope.units.is_empty() {
        any = any.add(in_units(scope));
    }
    // A scope that reaches nothing selects nothing; an empty condition would select everything.
    any.add(dossier::Column::Id.is_null())
}

fn belongs_to(person: PersonId) -> Condition {
    let co_authored = Query::select()
        .column(author::Column::DossierId)
        .from(author::Entity)
        .and_where(author::Column::PersonId.eq(person.0))
        .to_owned();
    Condition::any()
        .add(dossier::Column::LeadId.eq(person.0))
        .add(dossier::Column::RecorderId.eq(person.0))
        .add(dossier::Column::Id.in_subquery(co_authored))
}

fn in_units(scope: &Scope) -> Condition {
    Condition::all()
        .add(dossier::Column::UnitId.is_in(scope.units.iter().map(|unit| unit.0)))
        .add(dossier::Column::State.ne(State::Draft.as_str()))
}

/// Writes a new dossier with its authors.
///
/// # Errors
/// `AlreadyExists` if the idea has a dossier that may still lead to recognition.
pub async fn insert(tx: &Tx, dossier: &Dossier) -> Result<()> {
    rows::active(dossier)?.insert(&**tx).await?;
    insert_authors(tx, dossier.id, &dossier.authors).await
}

/// Writes a changed dossier over the version it was read at; answers with the next version.
///
/// # Errors
/// `Stale` if somebody changed it meanwhile.
pub async fn save(tx: &Tx, mut dossier: Dossier, read_at: Version) -> Result<Dossier> {
    dossier.version = read_at.next();
    let written = dossier::Entity::update_many()
        .set(rows::active(&dossier)?)
        .filter(dossier::Column::Id.eq(dossier.id.0))
        .filter(dossier::Column::Version.eq(read_at))
        .exec(&**tx)
        .await?;
    if written.rows_affected != 1 {
        return Err(Code::Stale.into());
    }
    Ok(dossier)
}

/// Writes the authors anew, in their order.
///
/// # Errors
/// `UnknownReference` if an author's row belongs to another dossier.
pub async fn save_authors(tx: &Tx, dossier: &Dossier) -> Result<()> {
    let ids: Vec<_> = dossier.authors.iter().map(|author| author.id.0).collect();
    let foreign = author::Entity::find()
        .filter(author::Column::Id.is_in(ids))
        .filter(author::Column::DossierId.ne(dossier.id.0))
        .one(&**tx)
        .await?;
    if foreign.is_some() {
        return Err(Code::UnknownReference.into());
    }
    author::Entity::delete_many().filter(author::Column::DossierId.eq(dossier.id.0)).exec(&**tx).await?;
    insert_authors(tx, dossier.id, &dossier.authors).await
}

async fn insert_authors(tx: &Tx, id: DossierId, authors: &[Author]) -> Result<()> {
    let rows: Vec<_> = authors.iter().zip(0_i32..).map(|(one, place)| rows::author(id, one, place)).collect();
    if !rows.is_empty() {
        author::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Adds a step to the timeline.
pub async fn add_step(
    tx: &Tx,
    dossier: &Dossier,
    verb: Option<Verb>,
    actor: &Actor,
    words: &str,
    now: Instant,
) -> Result<()> {
    step::ActiveModel {
        id: Set(new_uuid(now)),
        dossier_id: Set(dossier.id.0),
        kind: Set(verb.map_or("draft", Verb::as_str).to_owned()),
        state: Set(dossier.state.as_str().to_owned()),
        person_id: Set(actor.person.map(|person| person.0)),
        person_name: Set(actor.name.clone()),
        words: Set(words.to_owned()),
        at: Set(now),
        version: Set(dossier.version),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// The timeline, oldest first.
pub async fn steps(db: &impl ConnectionTrait, id: DossierId) -> Result<Vec<Step>> {
    let rows = step::Entity::find()
        .filter(step::Column::DossierId.eq(id.0))
        .order_by_asc(step::Column::Version)
        .all(db)
        .await?;
    rows.into_iter().map(rows::step).collect()
}

/// The dossier of an idea that may still lead to recognition.
pub async fn live_of_idea(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Option<DossierId>> {
    let row = dossier::Entity::find().filter(dossier::Column::LiveIdeaId.eq(idea.0)).one(db).await?;
    Ok(row.map(|row| DossierId(row.id)))
}
