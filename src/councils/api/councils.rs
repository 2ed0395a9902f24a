//! The resources `/api/v1/councils` and `/api/v1/rubrics`.

use poem_openapi::{OpenApi, param::Path, payload::Json, types::ToJSON};
use uuid::Uuid;

use super::{
    council_views::{
        CouncilList, CouncilView, DraftRubric, EstablishCouncil, ReviseRubric, RubricList, RubricView,
        SeatMembers, members,
    },
    day, whole,
};
use crate::{
    app::App,
    authority::UnitId,
    councils::{
        model::{Council, CouncilId, RubricId},
        service::{self, Founding, RubricDraft},
    },
    foundation::Violations,
    people,
    wire::{Answer, Created, IfMatch, Key, Problem, SignedIn, Tag},
};

/// Councils and rubrics over HTTP.
pub struct CouncilsApi {
    app: App,
}

impl CouncilsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }

    async fn shown(&self, council: Council) -> Result<CouncilView, Problem> {
        let persons: Vec<_> = council.members.iter().map(|member| member.person).collect();
        let cards = people::cards(self.app.db.reader(), &persons).await?;
        Ok(CouncilView::of(council, |person| {
            cards.iter().find(|card| card.id == person).map(|card| card.full_name.clone()).unwrap_or_default()
        }))
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Councils")]
impl CouncilsApi {
    /// Record a council set up by decision.
    #[oai(path = "/councils", method = "post", operation_id = "establishCouncil")]
    async fn establish(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<EstablishCouncil>,
    ) -> Result<Created<CouncilView>, Problem> {
        let once = key.once("establishCouncil", &body.0.to_json_string())?;
        let mut wrong = Violations::new();
        let decided_on = day(&mut wrong, &body.0.decided_on, "/decided_on");
        let members = members(&mut wrong, &body.0.members);
        let founding = Founding {
            unit: UnitId(body.0.unit_id),
            name: body.0.name,
            decision_no: body.0.decision_no,
            decided_on: whole(wrong, decided_on)?,
            members,
        };
        let council = service::establish(&self.app, &caller.0, founding, once).await?;
        let (version, location) = (council.version, format!("/api/v1/councils/{}", council.id));
        Ok(Created::at(self.shown(council).await?, version, location))
    }

    /// List councils.
    #[oai(path = "/councils", method = "get", operation_id = "listCouncils")]
    async fn list(&self, caller: SignedIn) -> Result<Json<CouncilList>, Problem> {
        let mut items = Vec::new();
        for council in service::councils(&self.app, &caller.0).await? {
            items.push(self.shown(council).await?);
        }
        Ok(Json(CouncilList { items, next: None }))
    }

    /// Read a council.
    #[oai(path = "/councils/:id", method = "get", operation_id = "readCouncil")]
    async fn read(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<CouncilView>, Problem> {
        let council = service::council(&self.app, &caller.0, CouncilId(id.0)).await?;
        let version = council.version;
        Ok(Answer::at(self.shown(council).await?, version))
    }

    /// Change the list of members.
    ///
    /// Each seat lasts from a day to a day; what a council decided stays with the members it had then.
    #[oai(path = "/councils/:id/members", method = "put", operation_id = "seatCouncilMembers")]
    async fn seat(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<SeatMembers>,
    ) -> Result<Answer<CouncilView>, Problem> {
        let mut wrong = Violations::new();
        let members = members(&mut wrong, &body.0.members);
        wrong.into_result()?;
        let id = CouncilId(id.0);
        let council = service::seat_members(&self.app, &caller.0, id, if_match.0, members).await?;
        let version = council.version;
        Ok(Answer::at(self.shown(council).await?, version))
    }

    /// List rubrics.
    #[oai(path = "/rubrics", method = "get", operation_id = "listRubrics")]
    async fn rubrics(&self, caller: SignedIn) -> Result<Json<RubricList>, Problem> {
        let rubrics = service::rubrics(&self.app, &caller.0).await?;
        Ok(Json(RubricList { items: rubrics.into_iter().map(Into::into).collect(), next: None }))
    }

    /// Read a rubric.
    #[oai(path = "/rubrics/:id", method = "get", operation_id = "readRubric")]
    async fn rubric(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<RubricView>, Problem> {
        let rubric = service::rubric(&self.app, &caller.0, RubricId(id.0)).await?;
        let version = rubric.version;
        Ok(Answer::at(rubric.into(), version))
    }

    /// Draft a rubric, or the next edition of one.
    ///
    /// The maxima of its criteria add to 10000 hundredths of a point.
    #[oai(path = "/rubrics", method = "post", operation_id = "draftRubric")]
    async fn draft(
        &self,
        caller: SignedIn,
        key: Key,
        body: Json<DraftRubric>,
    ) -> Result<Created<RubricView>, Problem> {
        let once = key.once("draftRubric", &body.0.to_json_string())?;
        let DraftRubric { unit_id, code, title_vi, title_en, source, criteria } = body.0;
        let criteria = criteria.into_iter().map(Into::into).collect();
        let draft = RubricDraft { title_vi, title_en, source, criteria };
        let rubric = service::draft_rubric(&self.app, &caller.0, UnitId(unit_id), code, draft, once).await?;
        let (version, location) = (rubric.version, format!("/api/v1/rubrics/{}", rubric.id));
        Ok(Created::at(rubric.into(), version, location))
    }

    /// Change a rubric no round has used.
    #[oai(path = "/rubrics/:id", method = "put", operation_id = "reviseRubric")]
    async fn revise(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<ReviseRubric>,
    ) -> Result<Answer<RubricView>, Problem> {
        let id = RubricId(id.0);
        let rubric = service::revise_rubric(&self.app, &caller.0, id, if_match.0, body.0.into()).await?;
        let version = rubric.version;
        Ok(Answer::at(rubric.into(), version))
    }
}
