//! An idea out of sight: hidden and appealed, or taken back by the private link.

use poem_openapi::{OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    asked::{IdeaWords, IdeaWordsByLink},
    asked_ways::{DecideAppeal, HideIdea, TrackingToken},
    resource::{shown, tracked},
    views::IdeaView,
};
use crate::{
    app::App,
    ideas::{model::IdeaId, service},
    wire::{Address, Answer, Caller, IfMatch, Problem, SignedIn, Tag},
};

/// Hiding and taking back over HTTP.
pub struct HidingApi {
    app: App,
}

impl HidingApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl HidingApi {
    /// Take an idea out of sight.
    ///
    /// It leaves every list, page and index; the author is told why and may appeal.
    #[oai(path = "/ideas/:id/hiding", method = "post", operation_id = "hideIdea")]
    async fn hide(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<HideIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::hide(app, actor, id, at, &body.reason, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Appeal against the hiding of my idea.
    ///
    /// Once; somebody other than who hid it looks at it within a working day.
    #[oai(path = "/ideas/:id/appeal", method = "post", operation_id = "appealHiding")]
    async fn appeal(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::appeal(app, actor, id, at, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Appeal by the private link.
    #[oai(path = "/ideas/tracking/:code/appeal", method = "post", operation_id = "appealHidingByLink")]
    async fn appeal_by_link(
        &self,
        _caller: Caller,
        address: Address,
        code: Path<String>,
        body: Json<IdeaWordsByLink>,
    ) -> Result<Answer<IdeaView>, Problem> {
        service::limit_link(&self.app, &address.0).await?;
        let body = body.0;
        service::appeal_by_link(&self.app, &code.0, &body.tracking_token, &body.words).await?;
        tracked(&self.app, &code.0, &body.tracking_token).await
    }

    /// Decide about an appeal.
    ///
    /// By another moderator, or by the chair of the commune where there is none.
    #[oai(path = "/ideas/:id/appeal/decision", method = "post", operation_id = "decideAppeal")]
    async fn decide_appeal(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<DecideAppeal>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::decide_appeal(app, actor, id, at, body.uphold, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Withdraw an idea by the private link.
    #[oai(path = "/ideas/tracking/:code/withdrawal", method = "post", operation_id = "withdrawByLink")]
    async fn withdraw_by_link(
        &self,
        _caller: Caller,
        address: Address,
        code: Path<String>,
        body: Json<TrackingToken>,
    ) -> Result<Answer<IdeaView>, Problem> {
        service::limit_link(&self.app, &address.0).await?;
        let body = body.0;
        service::withdraw_by_link(&self.app, &code.0, &body.tracking_token).await?;
        tracked(&self.app, &code.0, &body.tracking_token).await
    }
}
