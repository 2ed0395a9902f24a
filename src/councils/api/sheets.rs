//! The resource `/api/v1/sheets`: a marker's own, nobody else's.

use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::sheet_views::{SaveSheet, SheetList, SheetRow, SheetView};
use crate::{
    app::App,
    authority::Actor,
    councils::{
        model::{RoundId, SheetId},
        service,
    },
    wire::{Answer, IfMatch, Problem, SignedIn, Tag},
};

/// Score sheets over HTTP.
pub struct SheetsApi {
    app: App,
}

impl SheetsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }

    async fn shown(&self, actor: &Actor, id: SheetId) -> Result<Answer<SheetView>, Problem> {
        let page = service::sheet(&self.app, actor, id).await?;
        let version = page.sheet.version;
        Ok(Answer::at(page.into(), version))
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Councils")]
impl SheetsApi {
    /// List my score sheets.
    #[oai(path = "/sheets", method = "get", operation_id = "listSheets")]
    async fn list(
        &self,
        caller: SignedIn,
        /// Only this round.
        round: Query<Option<Uuid>>,
    ) -> Result<Json<SheetList>, Problem> {
        let sheets = service::my_sheets(&self.app, &caller.0, round.0.map(RoundId)).await?;
        let items = sheets.iter().map(|(sheet, round, card)| SheetRow::of(sheet, round, card)).collect();
        Ok(Json(SheetList { items, next: None }))
    }

    /// Read my score sheet.
    ///
    /// The dossier is shown without names and units of its authors.
    #[oai(path = "/sheets/:id", method = "get", operation_id = "readSheet")]
    async fn read(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<SheetView>, Problem> {
        self.shown(&caller.0, SheetId(id.0)).await
    }

    /// Save my score sheet.
    ///
    /// Nobody else sees it. Gaps are allowed until it is sealed; scores outside criterion or band are not.
    #[oai(path = "/sheets/:id", method = "put", operation_id = "saveSheet")]
    async fn save(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<SaveSheet>,
    ) -> Result<Answer<SheetView>, Problem> {
        let (id, filling) = (SheetId(id.0), body.0.filling()?);
        service::save_sheet(&self.app, &caller.0, id, if_match.0, filling).await?;
        self.shown(&caller.0, id).await
    }

    /// Seal my score sheet.
    ///
    /// Needs every criterion, the four conditions, a proposal, a comment where a score is low, and the
    /// declaration that there is no conflict of interest. A sealed sheet never changes.
    #[oai(path = "/sheets/:id/seal", method = "post", operation_id = "sealSheet")]
    async fn seal(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<SheetView>, Problem> {
        let id = SheetId(id.0);
        service::seal_sheet(&self.app, &caller.0, id, if_match.0).await?;
        self.shown(&caller.0, id).await
    }
}
