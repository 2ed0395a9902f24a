//! What the unit, the commune and the author do with an idea: the verbs of workflow 11.1.

use poem_openapi::{OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    asked::{AnswerIdea, ApplyIdea, AssignIdea, HonourIdea, IdeaWords, IdeaWordsByLink, ThankIdea},
    resource::{shown, tracked},
    views::{Companion, CompanionList, IdeaView},
};
use crate::{
    app::App,
    authority::PersonId,
    ideas::{
        model::IdeaId,
        rules::Conditions,
        service::{self, Answering, ApplicationInput},
    },
    wire::{Address, Answer, Caller, IfMatch, Problem, SignedIn, Tag},
};

/// The verbs of an idea over HTTP.
pub struct WorkApi {
    app: App,
}

impl WorkApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl WorkApi {
    /// Thank the author.
    ///
    /// The words reach the author at once and stand on the idea's timeline. Who holds the unit's desk goes
    /// along with the idea from here on, or names somebody who does.
    #[oai(path = "/ideas/:id/thanks", method = "post", operation_id = "thankIdea")]
    async fn thank(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<ThankIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let companion = body.0.companion_id.map(PersonId);
        let id = IdeaId(id.0);
        let idea = service::thank(&self.app, &caller.0, id, if_match.0, &body.0.words, companion).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// List who may go along with an idea.
    ///
    /// Whoever acts for its unit, for those who say who does.
    #[oai(path = "/ideas/:id/companions", method = "get", operation_id = "listCompanions")]
    async fn companions(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<CompanionList>, Problem> {
        let persons = service::companions(&self.app, &caller.0, IdeaId(id.0)).await?;
        Ok(Json(CompanionList { items: persons.into_iter().map(Companion::from).collect() }))
    }

    /// Say who goes along with an idea.
    ///
    /// That person answers the author by name; the clock of the answer starts with the first one.
    #[oai(path = "/ideas/:id/companion", method = "put", operation_id = "assignIdea")]
    async fn assign(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<AssignIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let companion = PersonId(body.0.companion_id);
        let idea = service::assign(&self.app, &caller.0, IdeaId(id.0), if_match.0, companion).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Ask the author one question.
    ///
    /// The clock of the answer stands still until the reply. After two questions an answer is due.
    #[oai(path = "/ideas/:id/question", method = "post", operation_id = "askAuthor")]
    async fn ask(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::ask(&self.app, &caller.0, IdeaId(id.0), if_match.0, &body.0.words).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Reply to the question about my idea.
    #[oai(path = "/ideas/:id/reply", method = "post", operation_id = "replyIdea")]
    async fn reply(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::reply(&self.app, &caller.0, IdeaId(id.0), if_match.0, &body.0.words).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Reply by the private link.
    #[oai(path = "/ideas/tracking/:code/reply", method = "post", operation_id = "replyByLink")]
    async fn reply_by_link(
        &self,
        _caller: Caller,
        address: Address,
        code: Path<String>,
        body: Json<IdeaWordsByLink>,
    ) -> Result<Answer<IdeaView>, Problem> {
        service::limit_link(&self.app, &address.0).await?;
        let body = body.0;
        service::reply_by_link(&self.app, &code.0, &body.tracking_token, &body.words).await?;
        tracked(&self.app, &code.0, &body.tracking_token).await
    }

    /// Record an idea as applied.
    ///
    /// With evidence. The year for a recognition dossier begins (NĐ 13/2012 Đ.5.2); the commune looks at it
    /// before it enters the gold book. Without words no letter goes out: for who writes it into the book in
    /// the same breath.
    #[oai(path = "/ideas/:id/application", method = "post", operation_id = "applyIdea")]
    async fn apply(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<ApplyIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let input = ApplicationInput {
            applied_on: body.applied_on,
            evidence: body.evidence,
            result_note: body.result_note,
            words: body.words.unwrap_or_default(),
        };
        let idea = service::apply(&self.app, &caller.0, IdeaId(id.0), if_match.0, &input).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Write an applied idea into the gold book.
    ///
    /// By a coordinator of the commune itself: four yes/no conditions, the next number, no points.
    #[oai(path = "/ideas/:id/honour", method = "post", operation_id = "honourIdea")]
    async fn honour(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<HonourIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let body = body.0;
        let conditions = Conditions {
            new_here: body.new_here,
            in_use: body.in_use,
            beneficial: body.beneficial,
            not_excluded: body.not_excluded,
        };
        let id = IdeaId(id.0);
        let idea = service::honour(&self.app, &caller.0, id, if_match.0, &body.words, conditions).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Answer an idea that is not applied.
    #[oai(path = "/ideas/:id/answer", method = "post", operation_id = "answerIdea")]
    async fn answer(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<AnswerIdea>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let input = Answering { reason: body.0.reason, next_step: body.0.next_step, words: body.0.words };
        let idea = service::answer(&self.app, &caller.0, IdeaId(id.0), if_match.0, &input).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Keep an idea in the bank of ideas.
    ///
    /// For a good idea whose time has not come. The author can take it up again whenever something is new.
    #[oai(path = "/ideas/:id/parking", method = "post", operation_id = "parkIdea")]
    async fn park(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::park(&self.app, &caller.0, IdeaId(id.0), if_match.0, &body.0.words).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Show a complaint the way.
    ///
    /// What is a complaint or a petition is answered elsewhere by law; it is not counted as refused.
    #[oai(path = "/ideas/:id/redirection", method = "post", operation_id = "redirectIdea")]
    async fn redirect(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::redirect(&self.app, &caller.0, IdeaId(id.0), if_match.0, &body.0.words).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Take an idea of mine up again.
    ///
    /// With what is new: after an answer once, out of the bank of ideas whenever.
    #[oai(path = "/ideas/:id/reopening", method = "post", operation_id = "reopenIdea")]
    async fn reopen(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<IdeaWords>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::reopen(&self.app, &caller.0, IdeaId(id.0), if_match.0, &body.0.words).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Take an idea up again by the private link.
    #[oai(path = "/ideas/tracking/:code/reopening", method = "post", operation_id = "reopenByLink")]
    async fn reopen_by_link(
        &self,
        _caller: Caller,
        address: Address,
        code: Path<String>,
        body: Json<IdeaWordsByLink>,
    ) -> Result<Answer<IdeaView>, Problem> {
        service::limit_link(&self.app, &address.0).await?;
        let body = body.0;
        service::reopen_by_link(&self.app, &code.0, &body.tracking_token, &body.words).await?;
        tracked(&self.app, &code.0, &body.tracking_token).await
    }

    /// Withdraw an idea of mine.
    ///
    /// While it is under way; what has ended stays in the record.
    #[oai(path = "/ideas/:id/withdrawal", method = "post", operation_id = "withdrawIdea")]
    async fn withdraw(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::withdraw(&self.app, &caller.0, IdeaId(id.0), if_match.0).await?;
        shown(&self.app, &caller.0, idea).await
    }
}
