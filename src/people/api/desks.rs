//! Desks and leaves on the wire.

use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json, types::Example};
use serde_json::json;
use time::{Date, macros::date};
use uuid::Uuid;

use crate::{
    app::App,
    authority::{PersonId, UnitId},
    people::{
        model::{LeaveId, PersonCard},
        service::{self, Desk, LeaveRecord},
    },
    wire::{Key, Problem, Receipt, SignedIn, Tag},
};

/// Somebody by name.
#[derive(Object, Clone, Debug)]
pub struct Named {
    /// The person.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their unit.
    pub unit_name: String,
}

impl From<PersonCard> for Named {
    fn from(card: PersonCard) -> Self {
        Self { id: card.id.0, name: card.full_name, unit_name: card.unit_name }
    }
}

/// The desk of a unit.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Desk", skip_serializing_if_is_none)]
pub struct DeskView {
    /// The unit.
    pub unit_id: Uuid,
    /// What it is called.
    pub unit_name: String,
    /// Who was named for it.
    pub owner: Option<Named>,
    /// Who answers there today: the one named, who stands in, a coordinator, or who answers for the unit above.
    pub answers: Option<Named>,
    /// Who may be named.
    pub choices: Vec<Named>,
}

impl From<Desk> for DeskView {
    fn from(desk: Desk) -> Self {
        Self {
            unit_id: desk.unit.id.0,
            unit_name: desk.unit.name,
            owner: desk.named.map(Named::from),
            answers: desk.answers.map(Named::from),
            choices: desk.choices.into_iter().map(Named::from).collect(),
        }
    }
}

/// Who is to keep the desk.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct SetDeskOwner {
    /// The person; left out to give the desk back to the unit's coordinators.
    pub person_id: Option<Uuid>,
}

impl Example for SetDeskOwner {
    fn example() -> Self {
        Self { person_id: Some(Uuid::nil()) }
    }
}

/// A leave with who stands in.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Leave")]
pub struct LeaveView {
    /// The leave.
    pub id: Uuid,
    /// Who is away.
    pub person_id: Uuid,
    /// Their name.
    pub person_name: String,
    /// Who stands in.
    pub deputy_id: Uuid,
    /// Their name.
    pub deputy_name: String,
    /// The first day.
    pub from_day: Date,
    /// The last day.
    pub to_day: Date,
}

impl From<LeaveRecord> for LeaveView {
    fn from(record: LeaveRecord) -> Self {
        let leave = record.leave;
        Self {
            id: leave.id.0,
            person_id: leave.person.0,
            person_name: record.person_name,
            deputy_id: leave.deputy.0,
            deputy_name: record.deputy_name,
            from_day: leave.from,
            to_day: leave.to,
        }
    }
}

/// My leaves.
#[derive(Object, Clone, Debug)]
pub struct LeaveList {
    /// Present and coming: mine, and those in which I stand in.
    pub items: Vec<LeaveView>,
    /// Who may stand in for me.
    pub choices: Vec<Named>,
}

/// A leave to come.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct NameDeputy {
    /// Who stands in.
    pub deputy_id: Uuid,
    /// The first day.
    pub from_day: Date,
    /// The last day.
    pub to_day: Date,
}

impl Example for NameDeputy {
    fn example() -> Self {
        Self { deputy_id: Uuid::nil(), from_day: date!(2026 - 12 - 07), to_day: date!(2026 - 12 - 11) }
    }
}

/// Answers of naming a deputy.
#[derive(ApiResponse)]
pub enum LeaveAnswer {
    /// The leave stands, now or by an earlier request with the same Idempotency-Key.
    #[oai(status = 201)]
    Created(Json<LeaveView>),
}

/// Desks and leaves as an API.
pub struct DesksApi {
    /// The house.
    pub app: App,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::People")]
impl DesksApi {
    /// Read who keeps the desk of a unit.
    #[oai(path = "/units/:id/desk", method = "get", operation_id = "readDesk")]
    async fn desk(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<DeskView>, Problem> {
        Ok(Json(service::desk(&self.app, &caller.0, UnitId(id.0)).await?.into()))
    }

    /// Name who keeps the desk of a unit.
    ///
    /// New ideas of the unit reach this person, and receipts name them.
    #[oai(path = "/units/:id/desk", method = "put", operation_id = "setDeskOwner")]
    async fn set_desk(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        body: Json<SetDeskOwner>,
    ) -> Result<Json<DeskView>, Problem> {
        let keeper = body.0.person_id.map(PersonId);
        Ok(Json(service::set_desk_owner(&self.app, &caller.0, UnitId(id.0), keeper).await?.into()))
    }

    /// List my leaves.
    ///
    /// With those in which I stand in for somebody, and who may stand in for me.
    #[oai(path = "/account/leaves", method = "get", operation_id = "listDeputies")]
    async fn leaves(&self, caller: SignedIn) -> Result<Json<LeaveList>, Problem> {
        let items = service::leaves(&self.app, &caller.0).await?.into_iter().map(LeaveView::from).collect();
        let choices = service::stand_ins(&self.app, &caller.0).await?.into_iter().map(Named::from).collect();
        Ok(Json(LeaveList { items, choices }))
    }

    /// Name who stands in while I am away.
    ///
    /// From the first day to the last that person has the rights of my desk, under their own name; signing,
    /// voting and administering stay with me.
    #[oai(path = "/account/leaves", method = "post", operation_id = "nameDeputy")]
    async fn name_deputy(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<NameDeputy>,
    ) -> Result<LeaveAnswer, Problem> {
        let body = body.0;
        let seen = json!([body.deputy_id, body.from_day.to_string(), body.to_day.to_string()]).to_string();
        let once = key.once("nameDeputy", &seen)?;
        let days = (body.from_day, body.to_day);
        let made = service::name_deputy(&self.app, &caller.0, PersonId(body.deputy_id), days, &once).await?;
        Ok(LeaveAnswer::Created(Json(made.into())))
    }

    /// End my leave.
    #[oai(path = "/account/leaves/:id", method = "delete", operation_id = "endDeputy")]
    async fn end_deputy(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<Receipt>, Problem> {
        service::end_deputy(&self.app, &caller.0, LeaveId(id.0)).await?;
        Ok(Receipt::done())
    }
}
