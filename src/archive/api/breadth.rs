//! The resource `/api/v1/figures/breadth`.

use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use time::Date;
use uuid::Uuid;

use crate::{
    app::App,
    archive::{
        model::{Breadth, Quarter, Share},
        service,
    },
    foundation::Result,
    wire::{Caller, Problem, Tag},
};

/// A unit without an applied idea in the quarter.
#[derive(Object, Clone, Debug)]
pub struct UnitWithout {
    /// The unit.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// The share of one group of units.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct BreadthGroup {
    /// `villages`, `classes`, `offices` or `businesses`.
    pub group: String,
    /// Units with an applied idea in the quarter.
    pub with: u64,
    /// Units there were in the quarter.
    pub all: u64,
    /// Only for those who lead units: which of theirs have none yet.
    pub without: Option<Vec<UnitWithout>>,
}

impl From<Share> for BreadthGroup {
    fn from(share: Share) -> Self {
        let without = share
            .without
            .map(|units| units.into_iter().map(|(unit, name)| UnitWithout { id: unit.0, name }).collect());
        Self { group: share.group.as_str().to_owned(), with: share.with, all: share.all, without }
    }
}

/// How widely people took part in a quarter.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Breadth")]
pub struct BreadthView {
    /// The quarter, e.g. `2026-Q4`.
    pub quarter: String,
    /// Its first day.
    pub first_day: Date,
    /// Its last day.
    pub last_day: Date,
    /// Every group.
    pub groups: Vec<BreadthGroup>,
}

impl From<Breadth> for BreadthView {
    fn from(breadth: Breadth) -> Self {
        Self {
            quarter: breadth.quarter.wire(),
            first_day: breadth.quarter.first_day(),
            last_day: breadth.quarter.last_day(),
            groups: breadth.groups.into_iter().map(BreadthGroup::from).collect(),
        }
    }
}

/// Figures over HTTP.
pub struct FiguresApi {
    app: App,
}

impl FiguresApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Archive")]
impl FiguresApi {
    /// How widely people take part.
    ///
    /// Of the villages, classes, offices and businesses: how many have an applied idea in the quarter. Never
    /// who has most, and nothing about a person. Those who lead units also see which of theirs have none yet.
    #[oai(path = "/figures/breadth", method = "get", operation_id = "readBreadth")]
    async fn breadth(
        &self,
        caller: Caller,
        /// The quarter, e.g. `2026-Q4`; the present one if left out.
        quarter: Query<Option<String>>,
    ) -> Result<Json<BreadthView>, Problem> {
        let quarter = match quarter.0.as_deref().filter(|quarter| !quarter.is_empty()) {
            Some(quarter) => Quarter::parse(quarter)?,
            None => Quarter::of(self.app.now().date()),
        };
        Ok(Json(service::breadth(&self.app, &caller.0, quarter).await?.into()))
    }
}
