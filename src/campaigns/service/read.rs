//! Campaigns, as those who prepare them and everybody else may see them.

use crate::{
    app::App,
    authority::{Action, Actor, Resource, may},
    campaigns::{
        model::{Campaign, CampaignId, Eligibility, Programme},
        store,
    },
    foundation::{
        Result,
        page::{Ask, Page},
    },
};

/// One page: what was told to everybody, and the drafts of one's own units.
pub async fn list(app: &App, actor: &Actor, ask: &Ask) -> Result<Page<Campaign>> {
    store::list(app.db.reader(), &actor.scope(Action::ManageCampaigns), ask).await
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, actor: &Actor, id: CampaignId) -> Result<Campaign> {
    store::load(app.db.reader(), &actor.scope(Action::ManageCampaigns), id).await
}

/// True if the actor calls for the unit of a campaign.
pub fn may_manage(actor: &Actor, campaign: &Campaign) -> bool {
    may(actor, Action::ManageCampaigns, &Resource::of_unit(campaign.unit))
}

/// Whom each programme is for, and where that is written.
pub async fn programmes(app: &App) -> Result<Vec<(Programme, Eligibility, String)>> {
    store::programmes(app.db.reader()).await
}
