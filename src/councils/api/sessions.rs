//! The resource `/api/v1/council-sessions`.

use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
    types::ToJSON,
};
use uuid::Uuid;

use super::{
    day,
    session_views::{
        CastVote, CloseCouncilSession, CouncilSessionList, CouncilSessionRow, CouncilSessionView,
        MinutesView, NoteAttendance, OpenCouncilSession, RecordItem,
    },
    whole,
};
use crate::{
    app::App,
    authority::Actor,
    councils::{
        model::{Choice, RoundId, SessionId},
        service::{self, Opening},
    },
    dossiers::DossierId,
    foundation::{Code, Violations},
    wire::{Answer, Created, IfMatch, Key, Problem, SignedIn, Tag, current_lang},
};

/// Sessions over HTTP.
pub struct SessionsApi {
    app: App,
}

/// The printed minutes.
#[derive(ApiResponse)]
enum MinutesPdf {
    /// The PDF.
    #[oai(status = 200, content_type = "application/pdf")]
    Ok(
        Binary<Vec<u8>>,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
        /// Minutes hold names: nobody between may keep them.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

impl SessionsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }

    async fn shown(&self, actor: &Actor, id: SessionId) -> Result<Answer<CouncilSessionView>, Problem> {
        let page = service::session(&self.app, actor, id).await?;
        let version = page.session.version;
        Ok(Answer::at(CouncilSessionView::of(page, current_lang()), version))
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Councils")]
impl SessionsApi {
    /// Open a session of the council.
    ///
    /// It hears every dossier of the round that waits for the council. The rule of its vote and the list of
    /// its members are those of its day.
    #[oai(path = "/rounds/:id/session", method = "post", operation_id = "openCouncilSession")]
    async fn open(
        &self,
        caller: SignedIn,
        key: Key,
        id: Path<Uuid>,
        body: Json<OpenCouncilSession>,
    ) -> Result<Created<CouncilSessionRow>, Problem> {
        let once = key.once("openCouncilSession", &format!("{}{}", id.0, body.0.to_json_string()))?;
        let mut wrong = Violations::new();
        let held_on = day(&mut wrong, &body.0.held_on, "/held_on");
        let opening = Opening {
            held_on: whole(wrong, held_on)?,
            place: body.0.place,
            agenda: body.0.agenda,
            guests: body.0.guests,
        };
        let session = service::open_session(&self.app, &caller.0, RoundId(id.0), opening, once).await?;
        let location = format!("/api/v1/council-sessions/{}", session.id);
        Ok(Created::at(CouncilSessionRow::from(&session), session.version, location))
    }

    /// List sessions.
    #[oai(path = "/council-sessions", method = "get", operation_id = "listCouncilSessions")]
    async fn list(
        &self,
        caller: SignedIn,
        /// Only this round.
        round: Query<Option<Uuid>>,
    ) -> Result<Json<CouncilSessionList>, Problem> {
        let sessions = service::sessions(&self.app, &caller.0, round.0.map(RoundId)).await?;
        Ok(Json(CouncilSessionList {
            items: sessions.iter().map(CouncilSessionRow::from).collect(),
            next: None,
        }))
    }

    /// Read a session.
    #[oai(path = "/council-sessions/:id", method = "get", operation_id = "readCouncilSession")]
    async fn read(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<CouncilSessionView>, Problem> {
        self.shown(&caller.0, SessionId(id.0)).await
    }

    /// Note who came.
    #[oai(path = "/council-sessions/:id/attendance", method = "put", operation_id = "noteAttendance")]
    async fn attend(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<NoteAttendance>,
    ) -> Result<Answer<CouncilSessionView>, Problem> {
        let id = SessionId(id.0);
        service::note_attendance(&self.app, &caller.0, id, if_match.0, body.0.answers()?).await?;
        self.shown(&caller.0, id).await
    }

    /// Record what happens with one dossier.
    ///
    /// A vote recorded with names is open. A secret ballot is held on paper; only its counts come here.
    #[oai(path = "/council-sessions/:id/items/:dossier", method = "put", operation_id = "recordSessionItem")]
    async fn record(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        dossier: Path<Uuid>,
        if_match: IfMatch,
        body: Json<RecordItem>,
    ) -> Result<Answer<CouncilSessionView>, Problem> {
        let (id, dossier) = (SessionId(id.0), DossierId(dossier.0));
        service::record_item(&self.app, &caller.0, id, dossier, if_match.0, body.0.record()?).await?;
        self.shown(&caller.0, id).await
    }

    /// Cast my own open vote.
    ///
    /// It bears the member's name and can be changed until the session is closed.
    #[oai(path = "/council-sessions/:id/items/:dossier/vote", method = "put", operation_id = "castVote")]
    async fn vote(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        dossier: Path<Uuid>,
        body: Json<CastVote>,
    ) -> Result<Answer<CouncilSessionView>, Problem> {
        let choice = Choice::parse(&body.0.choice).ok_or(Violations::one(Code::NotOffered, "/choice"))?;
        let (id, dossier) = (SessionId(id.0), DossierId(dossier.0));
        service::cast_vote(&self.app, &caller.0, id, dossier, choice).await?;
        self.shown(&caller.0, id).await
    }

    /// Close the session.
    ///
    /// Refused without a quorum, without a vote on every dossier, or without a reason where one fails. A
    /// dossier passes if the vote, the four conditions and the mean all reach what is asked.
    #[oai(path = "/council-sessions/:id/closing", method = "post", operation_id = "closeCouncilSession")]
    async fn close(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<CloseCouncilSession>,
    ) -> Result<Answer<CouncilSessionView>, Problem> {
        let id = SessionId(id.0);
        service::close_session(&self.app, &caller.0, id, if_match.0, body.0.conclusion).await?;
        self.shown(&caller.0, id).await
    }

    /// Read about the minutes.
    #[oai(path = "/council-sessions/:id/minutes", method = "get", operation_id = "readMinutes")]
    async fn minutes(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<MinutesView>, Problem> {
        let (session, printed) = service::minutes(&self.app, &caller.0, SessionId(id.0)).await?;
        Ok(Json(MinutesView::of(&session, printed)))
    }

    /// Download the minutes.
    #[oai(path = "/council-sessions/:id/minutes.pdf", method = "get", operation_id = "downloadMinutes")]
    async fn minutes_file(&self, caller: SignedIn, id: Path<Uuid>) -> Result<MinutesPdf, Problem> {
        let bytes = service::minutes_file(&self.app, &caller.0, SessionId(id.0)).await?;
        let name = format!("inline; filename=\"bien-ban-{}.pdf\"", id.0);
        Ok(MinutesPdf::Ok(Binary(bytes), name, "private, no-store".to_owned()))
    }
}
