//! One idea: loaded under a scope, saved under its version.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    authority::{PersonId, Scope, UnitId},
    foundation::{
        Code, Error, Result, Tx, Version,
        instant::{day_iso, parse_day},
    },
    ideas::{
        entity::idea::{self, Column, Entity, Model},
        model::{Appeal, AuthorKind, Card, Channel, Field, Idea, IdeaId, State},
    },
    people::ChildAge,
};

/// The rows of the units a scope reaches.
pub(super) fn within_units(scope: &Scope) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    let units = || scope.units.iter().map(|unit| unit.0);
    // What is handed to a unit is on its desk too.
    Condition::any().add(Column::UnitId.is_in(units())).add(Column::ForwardTo.is_in(units()))
}

/// The rows a scope reaches.
pub(super) fn within(scope: &Scope) -> Condition {
    let mut any = within_units(scope);
    if scope.everything {
        return any;
    }
    if let Some(person) = scope.person {
        any = any
            .add(Column::AuthorId.eq(person.0))
            .add(Column::RecorderId.eq(person.0))
            .add(Column::CompanionId.eq(person.0));
    }
    any
}

/// An idea within a scope.
///
/// # Errors
/// `NotFound` if it does not exist or lies outside the scope.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: IdeaId) -> Result<Idea> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(db).await?;
    row.ok_or(Error::NOT_FOUND).and_then(idea)
}

/// An idea for somebody who proved to hold its private link.
pub async fn by_id(db: &impl ConnectionTrait, id: IdeaId) -> Result<Idea> {
    Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NOT_FOUND).and_then(idea)
}

/// An idea by its code, for somebody who will prove to hold its private link.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Idea> {
    Entity::find().filter(Column::Code.eq(code)).one(db).await?.ok_or(Error::NOT_FOUND).and_then(idea)
}

/// Adds a new idea under the name of its card, where the sender gave it one.
pub async fn insert(tx: &Tx, idea: &Idea, card: Option<Uuid>) -> Result<()> {
    Model { draft_id: card, ..row(idea) }.into_active_model().reset_all().insert(&**tx).await?;
    Ok(())
}

/// The idea a card became before.
pub async fn by_card(db: &impl ConnectionTrait, card: Uuid) -> Result<Option<Idea>> {
    Entity::find().filter(Column::DraftId.eq(card)).one(db).await?.map(idea).transpose()
}

/// Saves a changed idea over the version it was made from.
///
/// # Errors
/// `Stale` if somebody else saved in between.
pub async fn save(tx: &Tx, idea: &Idea) -> Result<()> {
    let before = Version(idea.version.0.saturating_sub(1));
    let mut changed = row(idea).into_active_model().reset_all();
    changed.id = sea_orm::ActiveValue::Unchanged(idea.id.0);
    changed.draft_id = NotSet;
    changed.version = Set(idea.version);
    let saved = Entity::update_many()
        .set(changed)
        .filter(Column::Id.eq(idea.id.0))
        .filter(Column::Version.eq(before))
        .exec(&**tx)
        .await?;
    if saved.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

fn row(idea: &Idea) -> Model {
    let card = &idea.card;
    Model {
        id: idea.id.0,
        code: idea.code.clone(),
        unit_id: idea.unit.0,
        state: idea.state.as_str().to_owned(),
        title: card.title.clone(),
        before: card.before.clone(),
        proposal: card.proposal.clone(),
        outcome: card.outcome.clone(),
        done_already: card.done_already,
        field: card.field.as_str().to_owned(),
        place: card.place.clone(),
        beneficiaries: card.beneficiaries.clone(),
        author_name: card.author_name.clone(),
        author_kind: card.author_kind.as_str().to_owned(),
        author_id: idea.author.map(|person| person.0),
        recorder_id: idea.recorder.map(|person| person.0),
        companion_id: idea.companion.map(|person| person.0),
        days_left: idea.days_left,
        forward_to: idea.forward_to.map(|unit| unit.0),
        plan_due_at: idea.plan_due_at,
        honour_declined: idea.honour_declined,
        resume_state: idea.resume_state.map(|state| state.as_str().to_owned()),
        resume_days: idea.resume_days,
        hidden_by: idea.hidden_by.map(|person| person.0),
        appeal: idea.appeal.map(|appeal| appeal.as_str().to_owned()),
        questions: idea.questions,
        reopened: idea.reopened,
        name_public: card.name_public,
        pictures_public: card.pictures_public,
        phone: card.phone.clone(),
        email: card.email.clone(),
        answer_channel: card.answer_channel.as_str().to_owned(),
        draft_id: None,
        received_at: idea.received_at,
        changed_at: idea.changed_at,
        due_at: idea.due_at,
        applied_on: idea.applied_on.map(day_iso),
        honoured_at: idea.honoured_at,
        gold_book_no: idea.gold_book_no,
        reuse_count: idea.reuse_count,
        version: idea.version,
        child: idea.child.map(|child| child.as_str().to_owned()),
        story_public: idea.story_public,
        words_public: idea.words_public,
    }
}

pub(super) fn damaged(what: &str, value: &str) -> Error {
    Error::Damaged(format!("{what} `{value}`"))
}

pub(super) fn idea(row: idea::Model) -> Result<Idea> {
    let state = State::parse(&row.state).ok_or_else(|| damaged("idea state", &row.state))?;
    let field = Field::parse(&row.field).ok_or_else(|| damaged("field", &row.field))?;
    let author_kind =
        AuthorKind::parse(&row.author_kind).ok_or_else(|| damaged("author kind", &row.author_kind))?;
    let answer_channel =
        Channel::parse(&row.answer_channel).ok_or_else(|| damaged("answer channel", &row.answer_channel))?;
    let child = match row.child.as_deref() {
        None => None,
        Some(age) => Some(ChildAge::parse(age).ok_or_else(|| damaged("age", age))?),
    };
    Ok(Idea {
        id: IdeaId(row.id),
        code: row.code,
        unit: UnitId(row.unit_id),
        card: Card {
            title: row.title,
            before: row.before,
            proposal: row.proposal,
            outcome: row.outcome,
            done_already: row.done_already,
            field,
            place: row.place,
            beneficiaries: row.beneficiaries,
            author_name: row.author_name,
            author_kind,
            name_public: row.name_public,
            pictures_public: row.pictures_public,
            phone: row.phone,
            email: row.email,
            answer_channel,
        },
        state,
        author: row.author_id.map(PersonId),
        recorder: row.recorder_id.map(PersonId),
        companion: row.companion_id.map(PersonId),
        days_left: row.days_left,
        forward_to: row.forward_to.map(UnitId),
        plan_due_at: row.plan_due_at,
        honour_declined: row.honour_declined,
        resume_state: row.resume_state.as_deref().and_then(State::parse),
        resume_days: row.resume_days,
        hidden_by: row.hidden_by.map(PersonId),
        appeal: row.appeal.as_deref().and_then(Appeal::parse),
        questions: row.questions,
        reopened: row.reopened,
        received_at: row.received_at,
        changed_at: row.changed_at,
        due_at: row.due_at,
        applied_on: row.applied_on.as_deref().and_then(parse_day),
        honoured_at: row.honoured_at,
        gold_book_no: row.gold_book_no,
        reuse_count: row.reuse_count,
        version: row.version,
        child,
        story_public: row.story_public,
        words_public: row.words_public,
    })
}
