//! Campaigns on the wire.

mod views;

use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
    types::ToJSON,
};
use uuid::Uuid;

use super::{
    model::{Campaign, CampaignId},
    service,
};
use crate::{
    app::App,
    authority::{Actor, UnitId},
    foundation::Result,
    units,
    wire::{Answer, Caller, Created, IfMatch, Key, ListQuery, Problem, SignedIn, Tag, next_token},
};
use views::{
    CampaignList, CampaignView, DraftCampaign, EditCampaign, ProgrammeList, ProgrammeView, SummariseCampaign,
};

/// Campaigns over HTTP.
pub struct CampaignsApi {
    /// The house.
    pub app: App,
}

impl CampaignsApi {
    async fn view(&self, actor: &Actor, campaign: Campaign) -> Result<CampaignView> {
        let names = units::names(self.app.db.reader(), &[campaign.unit]).await?;
        let name = names.get(&campaign.unit).cloned().unwrap_or_default();
        Ok(CampaignView::of(campaign, name, actor))
    }

    async fn answer(&self, actor: &Actor, campaign: Campaign) -> Result<Answer<CampaignView>, Problem> {
        let version = campaign.version;
        Ok(Answer::at(self.view(actor, campaign).await?, version))
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Campaigns")]
impl CampaignsApi {
    /// List campaigns.
    ///
    /// The newest first. Everybody sees what was announced; those who call for a unit see its drafts too.
    #[oai(path = "/campaigns", method = "get", operation_id = "listCampaigns")]
    async fn list(
        &self,
        caller: Caller,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Json<CampaignList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        let page = service::list(&self.app, &caller.0, &ask).await?;
        let ids: Vec<_> = page.items.iter().map(|campaign| campaign.unit).collect();
        let names = units::names(self.app.db.reader(), &ids).await?;
        let items = page.items.into_iter().map(|campaign| {
            let name = names.get(&campaign.unit).cloned().unwrap_or_default();
            CampaignView::of(campaign, name, &caller.0)
        });
        Ok(Json(CampaignList { items: items.collect(), next: next_token(page.next) }))
    }

    /// Whom each programme is for.
    ///
    /// Kinds of people, ages and grades a new campaign starts from, with where they are written.
    #[oai(path = "/campaigns/programmes", method = "get", operation_id = "listProgrammes")]
    async fn programmes(&self) -> Result<Json<ProgrammeList>, Problem> {
        let known = service::programmes(&self.app).await?;
        Ok(Json(ProgrammeList { items: known.into_iter().map(ProgrammeView::from).collect(), next: None }))
    }

    /// Read a campaign.
    #[oai(path = "/campaigns/:id", method = "get", operation_id = "readCampaign")]
    async fn read(&self, caller: Caller, id: Path<Uuid>) -> Result<Answer<CampaignView>, Problem> {
        let campaign = service::read(&self.app, &caller.0, CampaignId(id.0)).await?;
        self.answer(&caller.0, campaign).await
    }

    /// Prepare a campaign.
    ///
    /// A draft only those who call for its unit can see.
    #[oai(path = "/campaigns", method = "post", operation_id = "draftCampaign")]
    async fn draft(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<DraftCampaign>,
    ) -> Result<Created<CampaignView>, Problem> {
        let once = key.once("draftCampaign", &body.0.to_json_string())?;
        let unit = UnitId(body.0.unit_id);
        let campaign = service::draft(&self.app, &caller.0, unit, &body.0.campaign.into(), &once).await?;
        let (version, location) = (campaign.version, format!("/api/v1/campaigns/{}", campaign.id));
        Ok(Created::at(self.view(&caller.0, campaign).await?, version, location))
    }

    /// Change a campaign before it runs.
    #[oai(path = "/campaigns/:id", method = "put", operation_id = "editCampaign")]
    async fn edit(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<EditCampaign>,
    ) -> Result<Answer<CampaignView>, Problem> {
        let wish = body.0.into();
        let campaign = service::edit(&self.app, &caller.0, CampaignId(id.0), if_match.0, &wish).await?;
        self.answer(&caller.0, campaign).await
    }

    /// Announce a campaign.
    ///
    /// From here on everybody sees it. It runs from its first day to its last.
    #[oai(path = "/campaigns/:id/announcement", method = "post", operation_id = "announceCampaign")]
    async fn announce(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<CampaignView>, Problem> {
        let campaign = service::announce(&self.app, &caller.0, CampaignId(id.0), if_match.0).await?;
        self.answer(&caller.0, campaign).await
    }

    /// Tell what became of a campaign.
    ///
    /// After its last day, in a few sentences everybody can read.
    #[oai(path = "/campaigns/:id/summary", method = "post", operation_id = "summariseCampaign")]
    async fn summarise(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<SummariseCampaign>,
    ) -> Result<Answer<CampaignView>, Problem> {
        let (id, words) = (CampaignId(id.0), &body.0.summary);
        let campaign = service::summarise(&self.app, &caller.0, id, if_match.0, words).await?;
        self.answer(&caller.0, campaign).await
    }
}
