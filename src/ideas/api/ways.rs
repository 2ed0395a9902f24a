//! The rarer ways of an idea: handed on, tried, applied but not in the gold book.

use poem_openapi::{OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    asked::IdeaWords,
    asked_ways::{AcceptForward, DeclineHonour, FailTrial, ForwardIdea, LogTrial, StartTrial},
    resource::shown,
    views::IdeaView,
};
use crate::{
    app::App,
    authority::{PersonId, UnitId},
    ideas::{
        model::IdeaId,
        service::{self, PlanInput},
    },
    wire::{Answer, IfMatch, Problem, SignedIn, Tag},
};

/// The rarer ways of an idea over HTTP.
pub struct WaysApi {
    app: App,
}

impl WaysApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl WaysApi {
    /// Hand an idea to another unit.
    ///
    /// The author is told where. The other unit has two working days; then the idea comes back by itself.
    #[oai(path = "/ideas/:id/forwarding", method = "post", operation_id = "forwardIdea")]
    async fn forward(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<ForwardIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::forward(app, actor, id, at, UnitId(body.unit_id), &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Take over an idea that was handed to my unit.
    ///
    /// With a fresh clock, and somebody who goes along with it.
    #[oai(path = "/ideas/:id/handover", method = "post", operation_id = "acceptForward")]
    async fn take_over(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<AcceptForward>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::take_over(app, actor, id, at, body.companion_id.map(PersonId)).await?;
        shown(app, actor, idea).await
    }

    /// Send a handed idea back.
    ///
    /// The clock of the unit it came from runs on with the days that were left.
    #[oai(path = "/ideas/:id/return", method = "post", operation_id = "declineForward")]
    async fn send_back(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::send_back(app, actor, id, at, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Plan to try an idea.
    ///
    /// Who heads the unit lets the trial begin in the same step; for everybody else the plan waits for who does.
    #[oai(path = "/ideas/:id/trial", method = "post", operation_id = "startTrial")]
    async fn start_trial(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<StartTrial>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let input = PlanInput { place: body.r#where, who: body.who, until: body.until, words: body.words };
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::start_trial(app, actor, id, at, &input).await?;
        shown(app, actor, idea).await
    }

    /// Let a planned trial begin.
    #[oai(path = "/ideas/:id/trial/approval", method = "post", operation_id = "approveTrial")]
    async fn approve_trial(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<IdeaView>, Problem> {
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::approve_trial(app, actor, id, at).await?;
        shown(app, actor, idea).await
    }

    /// Say no to the plan of a trial.
    ///
    /// The idea goes on as before.
    #[oai(path = "/ideas/:id/trial/declination", method = "post", operation_id = "declineTrial")]
    async fn decline_trial(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::decline_trial(app, actor, id, at, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Write down what was seen in a trial.
    #[oai(path = "/ideas/:id/trial/entries", method = "post", operation_id = "logTrial")]
    async fn log_trial(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<LogTrial>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::log_trial(app, actor, id, at, &body.seen_on, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// End a trial that did not work out.
    ///
    /// An honest result with thanks; the idea is final.
    #[oai(path = "/ideas/:id/trial/failure", method = "post", operation_id = "failTrial")]
    async fn fail_trial(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<FailTrial>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::fail_trial(app, actor, id, at, &body.result_note, &body.words).await?;
        shown(app, actor, idea).await
    }

    /// Say which condition of the gold book is missing.
    ///
    /// The idea stays applied and may still be honoured once the condition holds.
    #[oai(path = "/ideas/:id/honour/declination", method = "post", operation_id = "declineHonour")]
    async fn decline_honour(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<DeclineHonour>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let (app, actor, id, at) = (&self.app, &caller.0, IdeaId(id.0), if_match.0);
        let idea = service::decline_honour(app, actor, id, at, &body.condition, &body.words).await?;
        shown(app, actor, idea).await
    }
}
