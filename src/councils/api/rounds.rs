//! The resource `/api/v1/rounds`.

use poem_openapi::{OpenApi, param::Path, payload::Json, types::ToJSON};
use uuid::Uuid;

use super::{
    day,
    round_views::{
        AddDossiers, AssignMarkers, DeclareInterest, InterestView, PlanRound, RoundList, RoundRow, RoundView,
        ScoreList, WaitingList,
    },
    whole,
};
use crate::{
    app::App,
    authority::{Actor, PersonId},
    councils::{
        model::{CouncilId, RoundId, RubricId},
        service::{self, Plan},
    },
    dossiers::DossierId,
    foundation::{Code, Violations},
    wire::{Answer, Created, IfMatch, Key, Problem, SignedIn, Tag},
};

/// Rounds over HTTP.
pub struct RoundsApi {
    app: App,
}

impl RoundsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }

    async fn shown(&self, actor: &Actor, id: RoundId) -> Result<Answer<RoundView>, Problem> {
        let page = service::round(&self.app, actor, id).await?;
        let version = page.round.version;
        Ok(Answer::at(page.into(), version))
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Councils")]
impl RoundsApi {
    /// Plan a review round.
    #[oai(path = "/rounds", method = "post", operation_id = "planRound")]
    async fn plan(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<PlanRound>,
    ) -> Result<Created<RoundRow>, Problem> {
        let once = key.once("planRound", &body.0.to_json_string())?;
        let mut wrong = Violations::new();
        let score_by = day(&mut wrong, &body.0.score_by, "/score_by");
        let plan = Plan {
            council: CouncilId(body.0.council_id),
            rubric: RubricId(body.0.rubric_id),
            name: body.0.name,
            score_by: whole(wrong, score_by)?,
        };
        let round = service::plan_round(&self.app, &caller.0, plan, once).await?;
        let location = format!("/api/v1/rounds/{}", round.id);
        Ok(Created::at(RoundRow::from(&round), round.version, location))
    }

    /// List rounds.
    #[oai(path = "/rounds", method = "get", operation_id = "listRounds")]
    async fn list(&self, caller: SignedIn) -> Result<Json<RoundList>, Problem> {
        let rounds = service::rounds(&self.app, &caller.0).await?;
        Ok(Json(RoundList { items: rounds.iter().map(RoundRow::from).collect(), next: None }))
    }

    /// Read a round.
    ///
    /// Members see dossiers without authors and their own sheets; the secretary and the chair also see who
    /// marks what and how far, never a score.
    #[oai(path = "/rounds/:id", method = "get", operation_id = "readRound")]
    async fn read(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<RoundView>, Problem> {
        self.shown(&caller.0, RoundId(id.0)).await
    }

    /// List dossiers that wait for a round.
    #[oai(path = "/rounds/:id/waiting", method = "get", operation_id = "listWaitingDossiers")]
    async fn waiting(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<WaitingList>, Problem> {
        let waiting = service::waiting(&self.app, &caller.0, RoundId(id.0)).await?;
        Ok(Json(WaitingList { items: waiting.into_iter().map(Into::into).collect(), next: None }))
    }

    /// Add accepted dossiers.
    #[oai(path = "/rounds/:id/dossiers", method = "post", operation_id = "addDossiersToRound")]
    async fn add(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<AddDossiers>,
    ) -> Result<Answer<RoundView>, Problem> {
        let dossiers = body.0.dossier_ids.into_iter().map(DossierId).collect();
        let round = service::add_dossiers(&self.app, &caller.0, RoundId(id.0), if_match.0, dossiers).await?;
        self.shown(&caller.0, round.id).await
    }

    /// Set the markers of a dossier.
    ///
    /// Refused for a member who is an author or declared a conflict of interest.
    #[oai(path = "/rounds/:id/dossiers/:dossier/markers", method = "put", operation_id = "assignMarkers")]
    async fn assign(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        dossier: Path<Uuid>,
        if_match: IfMatch,
        body: Json<AssignMarkers>,
    ) -> Result<Answer<RoundView>, Problem> {
        let markers = body.0.markers.into_iter().map(PersonId).collect();
        let (id, dossier) = (RoundId(id.0), DossierId(dossier.0));
        service::assign_markers(&self.app, &caller.0, id, dossier, if_match.0, markers).await?;
        self.shown(&caller.0, id).await
    }

    /// Let the markers begin.
    ///
    /// Refused until every dossier has enough markers.
    #[oai(path = "/rounds/:id/scoring", method = "post", operation_id = "startScoring")]
    async fn start(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<RoundView>, Problem> {
        let round = service::start_scoring(&self.app, &caller.0, RoundId(id.0), if_match.0).await?;
        self.shown(&caller.0, round.id).await
    }

    /// Declare whether there is a conflict of interest.
    ///
    /// A conflict takes the member's sheet away before the reveal and keeps the member from the vote.
    #[oai(path = "/rounds/:id/dossiers/:dossier/interest", method = "put", operation_id = "declareInterest")]
    async fn declare(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        dossier: Path<Uuid>,
        body: Json<DeclareInterest>,
    ) -> Result<Json<InterestView>, Problem> {
        let reason = match body.0.answer.as_str() {
            "none" => None,
            "conflict" => Some(body.0.reason.unwrap_or_default()),
            _ => return Err(Violations::one(Code::NotOffered, "/answer").into()),
        };
        let (id, dossier) = (RoundId(id.0), DossierId(dossier.0));
        let given = service::declare_interest(&self.app, &caller.0, id, dossier, reason).await?;
        let answer = if given.conflict.is_some() { "conflict" } else { "none" };
        Ok(Json(InterestView {
            dossier_id: given.dossier.0,
            answer: answer.to_owned(),
            reason: given.conflict,
            declared_at: given.at.to_datetime(),
        }))
    }

    /// Show the scores.
    ///
    /// By the council's chair or vice-chair, once every sheet is sealed or its marker has stepped back.
    #[oai(path = "/rounds/:id/reveal", method = "post", operation_id = "revealScores")]
    async fn reveal(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<RoundView>, Problem> {
        let round = service::reveal_scores(&self.app, &caller.0, RoundId(id.0), if_match.0).await?;
        self.shown(&caller.0, round.id).await
    }

    /// Read the scores after the reveal.
    #[oai(path = "/rounds/:id/scores", method = "get", operation_id = "readScores")]
    async fn scores(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<ScoreList>, Problem> {
        let (_, scores) = service::scores(&self.app, &caller.0, RoundId(id.0)).await?;
        Ok(Json(scores.into()))
    }
}
