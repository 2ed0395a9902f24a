//! The organisation tree on the wire.

use poem_openapi::{Object, OpenApi, param::Path, payload::Json, types::Example, types::ToJSON};
use time::Date;
use uuid::Uuid;

mod papers;

pub use papers::UnitPapersApi;

use super::{
    model::Unit,
    rules::Wish,
    service::{self, Places},
    store,
};
use crate::{
    app::App,
    authority::UnitId,
    foundation::Error,
    wire::{Answer, Created, IfMatch, Key, Problem, SignedIn, Tag},
};

/// One unit.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Unit", skip_serializing_if_is_none)]
pub struct UnitView {
    /// The unit.
    pub id: Uuid,
    /// Its code inside the codes of ideas.
    pub code: String,
    /// Its part of public addresses.
    pub slug: String,
    /// What it is: the message key `unit_kind_<kind>`.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// The unit above; absent at the top.
    pub parent_id: Option<Uuid>,
    /// First day of its existence, where known.
    pub valid_from: Option<Date>,
    /// Last day of its existence; absent while it exists.
    pub valid_to: Option<Date>,
    /// The unit that goes on in its place, where it was merged.
    pub successor_id: Option<Uuid>,
}

impl From<Unit> for UnitView {
    fn from(unit: Unit) -> Self {
        Self {
            id: unit.id.0,
            code: unit.code,
            slug: unit.slug,
            kind: unit.kind.as_str().to_owned(),
            name: unit.name,
            parent_id: unit.parent.map(|parent| parent.0),
            valid_from: unit.valid_from,
            valid_to: unit.valid_to,
            successor_id: unit.successor.map(|successor| successor.0),
        }
    }
}

/// The whole tree.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct UnitList {
    /// Every unit, parents before children.
    pub items: Vec<UnitView>,
    /// Always absent: the tree comes in one piece.
    pub next: Option<String>,
}

/// A unit to be added.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct NewUnit {
    /// 1 to 12 capital letters or digits.
    #[oai(validator(max_length = 100))]
    pub code: String,
    /// What it is, e.g. `village`.
    #[oai(validator(max_length = 100))]
    pub kind: String,
    /// 1 to 200 characters.
    #[oai(validator(max_length = 2000))]
    pub name: String,
    /// The unit above.
    pub parent_id: Uuid,
    /// First day, `YYYY-MM-DD`.
    #[oai(validator(max_length = 100))]
    pub valid_from: Option<String>,
    /// Last day, `YYYY-MM-DD`, of a unit that is no more.
    #[oai(validator(max_length = 100))]
    pub valid_to: Option<String>,
}

impl Example for NewUnit {
    fn example() -> Self {
        Self {
            code: "DT1".into(),
            kind: "village".into(),
            name: "Thôn Đồng Tâm".into(),
            parent_id: Uuid::nil(),
            valid_from: None,
            valid_to: None,
        }
    }
}

/// What a unit shall be from now on.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ChangeUnit {
    /// What it is.
    #[oai(validator(max_length = 100))]
    pub kind: String,
    /// 1 to 200 characters.
    #[oai(validator(max_length = 2000))]
    pub name: String,
    /// First day, `YYYY-MM-DD`.
    #[oai(validator(max_length = 100))]
    pub valid_from: Option<String>,
    /// Last day, `YYYY-MM-DD`.
    #[oai(validator(max_length = 100))]
    pub valid_to: Option<String>,
    /// The unit above from now on; left out, it stays where it is.
    pub parent_id: Option<Uuid>,
    /// The unit that goes on in its place; it has a last day.
    pub successor_id: Option<Uuid>,
}

impl Example for ChangeUnit {
    fn example() -> Self {
        Self {
            kind: "village".into(),
            name: "Thôn Đồng Tâm".into(),
            valid_from: Some("2025-07-01".into()),
            valid_to: None,
            parent_id: None,
            successor_id: None,
        }
    }
}

/// A table of units.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct ImportUnits {
    /// Comma-separated, first line `code,kind,name,parent_code` with `valid_from`, `valid_to` and
    /// `successor_code` where they are known, in any order; at most 2,000 rows. A `province` without a parent
    /// goes above everything there is.
    pub csv: String,
}

impl Example for ImportUnits {
    fn example() -> Self {
        Self { csv: "code,kind,name,parent_code\nDT1,village,Thôn Đồng Tâm,SH\n".into() }
    }
}

/// What an import did.
#[derive(Object, Clone, Debug)]
pub struct Imported {
    /// How many units were added.
    pub created: u64,
}

/// The tree as an API.
pub struct UnitsApi {
    /// The house.
    pub app: App,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Units")]
impl UnitsApi {
    /// The organisation tree.
    ///
    /// Public: who sends an idea chooses a unit from it. Former units carry `valid_to`.
    #[oai(path = "/units", method = "get", operation_id = "listUnits")]
    async fn list(&self) -> Result<Json<UnitList>, Problem> {
        let units = store::tree(self.app.db.reader()).await?;
        Ok(Json(UnitList { items: units.into_iter().map(UnitView::from).collect(), next: None }))
    }

    /// One unit.
    #[oai(path = "/units/:id", method = "get", operation_id = "getUnit")]
    async fn get(&self, id: Path<Uuid>) -> Result<Answer<UnitView>, Problem> {
        let unit = store::find(self.app.db.reader(), UnitId(id.0)).await?.ok_or(Error::NOT_FOUND)?;
        let version = unit.version;
        Ok(Answer::at(unit.into(), version))
    }

    /// Add a unit.
    #[oai(path = "/units", method = "post", operation_id = "createUnit")]
    async fn create(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<NewUnit>,
    ) -> Result<Created<UnitView>, Problem> {
        let once = key.once("createUnit", &body.0.to_json_string())?;
        let body = body.0;
        let wish = Wish {
            code: Some(&body.code),
            kind: &body.kind,
            name: &body.name,
            valid_from: body.valid_from.as_deref(),
            valid_to: body.valid_to.as_deref(),
        };
        let unit = service::create(&self.app, &caller.0, UnitId(body.parent_id), &wish, &once).await?;
        let (version, location) = (unit.version, format!("/api/v1/units/{}", unit.id));
        Ok(Created::at(unit.into(), version, location))
    }

    /// Rename a unit, change its kind, hang it elsewhere, or note its last day.
    ///
    /// Its code and its address stay. Roles reach it from above where it hangs from now on.
    #[oai(path = "/units/:id", method = "patch", operation_id = "changeUnit")]
    async fn change(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<ChangeUnit>,
    ) -> Result<Answer<UnitView>, Problem> {
        let body = body.0;
        let wish = Wish {
            code: None,
            kind: &body.kind,
            name: &body.name,
            valid_from: body.valid_from.as_deref(),
            valid_to: body.valid_to.as_deref(),
        };
        let places = Places { parent: body.parent_id.map(UnitId), successor: body.successor_id.map(UnitId) };
        let unit = service::change(&self.app, &caller.0, UnitId(id.0), if_match.0, &wish, places).await?;
        let version = unit.version;
        Ok(Answer::at(unit.into(), version))
    }

    /// Add many units from a table.
    ///
    /// All rows or none; every mistake of every row is told at `/rows/<number>/<column>`. Repeating an
    /// import tells that its codes exist.
    #[oai(path = "/units/imports", method = "post", operation_id = "importUnits")]
    async fn import(&self, caller: SignedIn, body: Json<ImportUnits>) -> Result<Json<Imported>, Problem> {
        let count = service::import(&self.app, &caller.0, &body.0.csv).await?;
        Ok(Json(Imported { created: u64::try_from(count).unwrap_or(u64::MAX) }))
    }
}
