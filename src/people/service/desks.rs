//! Who keeps the desk of a unit.

use serde_json::json;

use crate::{
    app::App,
    authority::{Action, Actor, PersonId, Resource, UnitId},
    foundation::{Code, Error, Result, Violations, audit},
    people::{
        model::PersonCard,
        store::{desks, persons},
    },
    units::{self, Unit},
};

/// A unit with who keeps its desk.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The unit.
    pub unit: Unit,
    /// Who was named for it.
    pub named: Option<PersonCard>,
    /// Who answers there today: the one named, who stands in, a coordinator, or who answers for the unit above.
    pub answers: Option<PersonCard>,
    /// Who may be named: whoever acts for the unit.
    pub choices: Vec<PersonCard>,
}

/// One desk, for who may name its keeper.
pub async fn desk(app: &App, actor: &Actor, unit: UnitId) -> Result<Desk> {
    let db = app.db.reader();
    let unit = units::find(db, unit).await?.ok_or(Error::NOT_FOUND)?;
    actor.require(Action::ManageDesks, &Resource::of_unit(unit.id))?;
    let named = match desks::named(db, &[unit.id]).await?.get(&unit.id) {
        Some(person) => persons::card(db, *person).await?,
        None => None,
    };
    let answers = desks::owner(db, unit.id, app.now().date()).await?;
    let choices = desks::able(db, unit.id).await?;
    Ok(Desk { unit, named, answers, choices })
}

/// Names who keeps a unit's desk, or gives it back to its coordinators.
///
/// # Errors
/// `NotOfThisDesk` for who does not act for the unit.
pub async fn set_desk_owner(
    app: &App,
    actor: &Actor,
    unit: UnitId,
    keeper: Option<PersonId>,
) -> Result<Desk> {
    let tx = app.db.begin_write().await?;
    let resource = Resource::of_unit(unit);
    units::find(&*tx, unit).await?.ok_or(Error::NOT_FOUND)?;
    actor.require(Action::ManageDesks, &resource)?;
    if let Some(keeper) = keeper {
        let able = desks::able(&*tx, unit).await?.iter().any(|card| card.id == keeper);
        if !able {
            return Err(Violations::one(Code::NotOfThisDesk, "/person_id").into());
        }
    }
    desks::set(&tx, unit, keeper).await?;
    let entry = audit::Entry {
        at: app.now(),
        actor: actor.person.map(|person| person.0),
        capacity: actor.capacity(Action::ManageDesks, &resource),
        action: "desk.given",
        object: "unit",
        id: unit.0,
        payload: json!({ "keeper": keeper }),
    };
    audit::append(&tx, &entry).await?;
    tx.commit().await?;
    desk(app, actor, unit).await
}
