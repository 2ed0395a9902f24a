//! Persons and their roles, as administrators keep them.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::{Example, ToJSON},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::views::PersonView;
use crate::{
    app::App,
    authority::{Actor, PersonId, Role, UnitId},
    foundation::{Code, Error, Version},
    people::{
        rules::PersonWish,
        service::{self, PersonRecord},
        store::persons::Filter,
    },
    wire::{Answer, Created, IfMatch, Key, ListQuery, Problem, SignedIn, Tag, next_token},
};

/// A page of persons.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PersonList {
    /// Latest entered first.
    pub items: Vec<PersonView>,
    /// Pass it as `after` for the next page; absent on the last one.
    pub next: Option<String>,
}

/// A person as somebody enters them.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct PersonInput {
    /// Họ và tên.
    #[oai(validator(max_length = 1000))]
    pub full_name: String,
    /// What they are, e.g. `teacher`.
    #[oai(validator(max_length = 100))]
    pub kind: String,
    /// Where they work, learn or live.
    pub unit_id: Uuid,
    /// Chức vụ, chức danh.
    #[oai(validator(max_length = 2000))]
    pub position: Option<String>,
    /// `YYYY-MM-DD`.
    #[oai(validator(max_length = 100))]
    pub birth_date: Option<String>,
    /// Telephone.
    #[oai(validator(max_length = 100))]
    pub phone: Option<String>,
    /// E-mail.
    #[oai(validator(max_length = 1000))]
    pub email: Option<String>,
    /// Closes or opens the account; only when changing a person who has one.
    pub account_disabled: Option<bool>,
}

impl Example for PersonInput {
    fn example() -> Self {
        Self {
            full_name: "Lê Thị Mai".into(),
            kind: "teacher".into(),
            unit_id: Uuid::nil(),
            position: Some("Giáo viên chủ nhiệm lớp 5A".into()),
            birth_date: None,
            phone: None,
            email: Some("mai@example.vn".into()),
            account_disabled: None,
        }
    }
}

impl PersonInput {
    fn wish(&self) -> PersonWish<'_> {
        PersonWish {
            full_name: &self.full_name,
            kind: &self.kind,
            position: self.position.as_deref(),
            birth_date: self.birth_date.as_deref(),
            phone: self.phone.as_deref(),
            email: self.email.as_deref(),
        }
    }
}

/// The account somebody shall have.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct InvitePerson {
    /// E-mail, telephone or word; the person's e-mail or telephone if nothing is said.
    #[oai(validator(max_length = 1000))]
    pub login: Option<String>,
}

impl Example for InvitePerson {
    fn example() -> Self {
        Self { login: Some("mai@example.vn".into()) }
    }
}

/// The way in.
#[derive(Object, Clone, Debug)]
pub struct InvitationView {
    /// Opens the account once; hand it over in person or by a message. It is never shown again.
    pub link: String,
    /// Until when.
    pub expires_at: OffsetDateTime,
    /// The name to sign in with later.
    pub login: String,
}

/// Persons as an API.
pub struct PeopleApi {
    /// The house.
    pub app: App,
}

fn shown(record: PersonRecord) -> Answer<PersonView> {
    let version = record.person.version;
    Answer::at(record.into(), version)
}

impl PeopleApi {
    async fn present(&self, actor: &Actor, id: PersonId) -> Result<PersonRecord, Problem> {
        Ok(service::get(&self.app, actor, id).await?)
    }
}

fn parse_role(text: &str) -> Result<Role, Problem> {
    Role::parse(text).ok_or(Problem(Error::Refused(Code::NotFound)))
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::People")]
impl PeopleApi {
    /// Persons of the units I look after.
    #[oai(path = "/people", method = "get", operation_id = "listPeople")]
    async fn list(
        &self,
        caller: SignedIn,
        /// Only this unit and everything below it.
        unit: Query<Option<Uuid>>,
        /// Part of a name, with or without marks.
        #[oai(validator(max_length = 200))]
        q: Query<Option<String>>,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Json<PersonList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        let filter = Filter { unit: unit.0.map(UnitId), name: q.0.as_deref() };
        let page = service::list(&self.app, &caller.0, &filter, &ask).await?;
        let next = next_token(page.next);
        Ok(Json(PersonList { items: page.items.into_iter().map(PersonView::from).collect(), next }))
    }

    /// One person.
    #[oai(path = "/people/:id", method = "get", operation_id = "getPerson")]
    async fn get(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<PersonView>, Problem> {
        Ok(shown(self.present(&caller.0, PersonId(id.0)).await?))
    }

    /// Enter a person.
    #[oai(path = "/people", method = "post", operation_id = "createPerson")]
    async fn create(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<PersonInput>,
    ) -> Result<Created<PersonView>, Problem> {
        let once = key.once("createPerson", &body.0.to_json_string())?;
        let unit = UnitId(body.0.unit_id);
        let person = service::create(&self.app, &caller.0, unit, &body.0.wish(), &once).await?;
        let record = self.present(&caller.0, person.id).await?;
        let version = record.person.version;
        Ok(Created::at(record.into(), version, format!("/api/v1/people/{}", person.id)))
    }

    /// Change a person, or close their account.
    #[oai(path = "/people/:id", method = "patch", operation_id = "changePerson")]
    async fn change(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<PersonInput>,
    ) -> Result<Answer<PersonView>, Problem> {
        let (id, unit, body) = (PersonId(id.0), UnitId(body.0.unit_id), body.0);
        service::change(&self.app, &caller.0, id, if_match.0, unit, &body.wish(), body.account_disabled)
            .await?;
        Ok(shown(self.present(&caller.0, id).await?))
    }

    /// Give a person a way in.
    ///
    /// Makes the account if there is none, and a one-time link. An earlier unused link stops working.
    #[oai(path = "/people/:id/account", method = "post", operation_id = "invitePerson")]
    async fn invite(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<InvitePerson>,
    ) -> Result<Answer<InvitationView>, Problem> {
        let login = body.0.login.as_deref();
        let made = service::invite(&self.app, &caller.0, PersonId(id.0), if_match.0, login).await?;
        let version: Version = made.version;
        let view =
            InvitationView { link: made.link, expires_at: made.expires_at.to_datetime(), login: made.login };
        Ok(Answer::at(view, version))
    }

    /// Give a person a role in a unit.
    #[oai(path = "/people/:id/roles/:role/:unit_id", method = "put", operation_id = "grantRole")]
    async fn grant(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        role: Path<String>,
        unit_id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<PersonView>, Problem> {
        let (id, unit) = (PersonId(id.0), UnitId(unit_id.0));
        service::grant(&self.app, &caller.0, id, if_match.0, parse_role(&role.0)?, unit).await?;
        Ok(shown(self.present(&caller.0, id).await?))
    }

    /// Take a role away.
    ///
    /// The last administrator of the commune keeps theirs.
    #[oai(path = "/people/:id/roles/:role/:unit_id", method = "delete", operation_id = "revokeRole")]
    async fn revoke(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        role: Path<String>,
        unit_id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<PersonView>, Problem> {
        let (id, unit) = (PersonId(id.0), UnitId(unit_id.0));
        service::revoke(&self.app, &caller.0, id, if_match.0, parse_role(&role.0)?, unit).await?;
        Ok(shown(self.present(&caller.0, id).await?))
    }
}
