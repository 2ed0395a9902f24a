//! The operations.

use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
};
use uuid::Uuid;

use super::{
    requests::{
        ConfirmFirstApplication, ConfirmShare, NotRecogniseDossier, OpenShareLink, RecordSuperiorApproval,
        RefuseDossier, RequestSupplement, StartDossier, SubmitDossier, SupplementDossier, WithdrawDossier,
        WriteDossier,
    },
    views::{DossierLine, DossierList, DossierView, PaperList, ShareOffer, state_of},
};
use crate::{
    app::App,
    authority::{Actor, UnitId},
    dossiers::{
        model::{AuthorId, Dossier, DossierId, Outcome, PaperId},
        rules::{Application, DefectInput},
        service::{self, Answers, Refusal, Start, Whose, Withdrawal, Yes},
    },
    files,
    foundation::{Code, Error, Violations},
    ideas::IdeaId,
    wire::{Answer, Caller, Created, IfMatch, Key, ListQuery, Problem, SignedIn, Tag, next_token},
};

/// Recognition dossiers.
#[derive(Clone)]
pub struct DossiersApi {
    /// The house.
    pub app: App,
}

/// A printed paper.
#[derive(ApiResponse)]
enum Pdf {
    /// The PDF.
    #[oai(status = 200, content_type = "application/pdf")]
    Ok(
        Binary<Vec<u8>>,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
        /// Papers hold personal data: nobody between may keep them.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

impl DossiersApi {
    async fn answer(&self, actor: &Actor, dossier: Dossier) -> Result<Answer<DossierView>, Problem> {
        let full = service::read(&self.app, actor, dossier.id).await?;
        let version = full.dossier.version;
        Ok(Answer::at(DossierView::of(&self.app, actor, full), version))
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Dossiers")]
impl DossiersApi {
    /// List dossiers.
    ///
    /// `scope=mine` lists what the caller leads or wrote with others, the last change first; `scope=desk` what
    /// the caller's offices see, open ones by their last day or those of one state.
    #[oai(path = "/dossiers", method = "get", operation_id = "listDossiers")]
    async fn list(
        &self,
        who: SignedIn,
        /// `mine` or `desk`.
        scope: Query<Option<String>>,
        /// One state, for the desk.
        state: Query<Option<String>>,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Json<DossierList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        let state = state.0.filter(|text| !text.is_empty());
        let state = state
            .map(|text| state_of(&text).ok_or_else(|| Violations::one(Code::NotOffered, "/state")))
            .transpose()?;
        let whose = match scope.0.as_deref() {
            None | Some("" | "mine") => Whose::Mine,
            Some("desk") => Whose::Desk(state),
            Some(_) => return Err(Violations::one(Code::NotOffered, "/scope").into()),
        };
        let page = service::list(&self.app, &who.0, whose, &ask).await?;
        let now = self.app.now();
        let page = page.map(|line| DossierLine::of(line, now));
        Ok(Json(DossierList { items: page.items, next: next_token(page.next) }))
    }

    /// Begin a dossier.
    ///
    /// From an idea that is in use its fields are copied, within the filing limit; otherwise it starts blank.
    #[oai(path = "/dossiers", method = "post", operation_id = "createDossier")]
    async fn create(
        &self,
        who: SignedIn,
        key: Key,
        body: Json<StartDossier>,
    ) -> Result<Created<DossierView>, Problem> {
        let body = body.0;
        let once = key.once("createDossier", &format!("{body:?}"))?;
        let start = Start {
            idea: body.idea_id.map(IdeaId),
            unit: body.unit_id.map(UnitId),
            initiative_name: body.initiative_name.unwrap_or_default(),
        };
        let dossier = service::draft(&self.app, &who.0, &once, start).await?;
        let full = service::read(&self.app, &who.0, dossier.id).await?;
        let version = full.dossier.version;
        let location = format!("/api/v1/dossiers/{}", dossier.id);
        Ok(Created::at(DossierView::of(&self.app, &who.0, full), version, location))
    }

    /// Read a dossier.
    ///
    /// With its way, whose turn it is until when, and what the caller may do.
    #[oai(path = "/dossiers/:id", method = "get", operation_id = "getDossier")]
    async fn get(&self, who: SignedIn, id: Path<Uuid>) -> Result<Answer<DossierView>, Problem> {
        let full = service::read(&self.app, &who.0, DossierId(id.0)).await?;
        let version = full.dossier.version;
        Ok(Answer::at(DossierView::of(&self.app, &who.0, full), version))
    }

    /// Save a draft.
    ///
    /// The whole draft, as often as the author pauses; nothing that is merely missing stands in the way.
    #[oai(path = "/dossiers/:id", method = "put", operation_id = "writeDossier")]
    async fn write(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<WriteDossier>,
    ) -> Result<Answer<DossierView>, Problem> {
        let unit = body.0.unit_id.map(UnitId);
        let id = DossierId(id.0);
        let dossier = service::edit(&self.app, &who.0, id, if_match.0, unit, body.0.into()).await?;
        self.answer(&who.0, dossier).await
    }

    /// Hand a dossier in.
    ///
    /// Everything that is missing is told at once. The receipt with the day of the answer comes with it.
    #[oai(path = "/dossiers/:id/submission", method = "post", operation_id = "submitDossier")]
    async fn submit(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<SubmitDossier>,
    ) -> Result<Answer<DossierView>, Problem> {
        let id = DossierId(id.0);
        let dossier = service::submit(&self.app, &who.0, id, if_match.0, body.0.declared).await?;
        self.answer(&who.0, dossier).await
    }

    /// Agree to a share.
    ///
    /// Signed in for oneself, with the private link, or recorded on paper by the lead author.
    #[oai(path = "/dossiers/:id/authors/:author/confirmation", method = "put", operation_id = "confirmShare")]
    async fn confirm_share(
        &self,
        who: Caller,
        id: Path<Uuid>,
        author: Path<Uuid>,
        body: Json<ConfirmShare>,
    ) -> Result<Json<ShareOffer>, Problem> {
        let (id, author) = (DossierId(id.0), AuthorId(author.0));
        let yes = Yes { share: body.0.share, token: body.0.token, paper_note: body.0.paper_note };
        let dossier = service::confirm_share(&self.app, &who.0, id, author, yes).await?;
        let author = dossier.author(author).cloned().ok_or(Error::NOT_FOUND)?;
        Ok(Json(service::Offer { dossier, author }.into()))
    }

    /// Open the private link of an author.
    ///
    /// Shows the name of the initiative and the shares, so that somebody without an account can say yes. The
    /// token is sent in the body so that it reaches no log.
    #[oai(path = "/dossiers/:id/authors/:author/offer", method = "post", operation_id = "openShareLink")]
    async fn offer(
        &self,
        _who: Caller,
        id: Path<Uuid>,
        author: Path<Uuid>,
        body: Json<OpenShareLink>,
    ) -> Result<Json<ShareOffer>, Problem> {
        let (id, author) = (DossierId(id.0), AuthorId(author.0));
        Ok(Json(service::offer(&self.app, id, author, &body.0.token).await?.into()))
    }

    /// Ask for a supplement.
    ///
    /// The whole list at once; as often as the rule allows, usually once.
    #[oai(path = "/dossiers/:id/supplement-request", method = "post", operation_id = "requestSupplement")]
    async fn request_supplement(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<RequestSupplement>,
    ) -> Result<Answer<DossierView>, Problem> {
        let defects: Vec<DefectInput> = body.0.defects.into_iter().map(Into::into).collect();
        let id = DossierId(id.0);
        let dossier = service::request_supplement(&self.app, &who.0, id, if_match.0, &defects).await?;
        self.answer(&who.0, dossier).await
    }

    /// Send a supplement.
    ///
    /// An answer to each defect; the request is frozen again as a new edition.
    #[oai(path = "/dossiers/:id/supplement", method = "post", operation_id = "supplementDossier")]
    async fn supplement(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<SupplementDossier>,
    ) -> Result<Answer<DossierView>, Problem> {
        let given = Answers { answers: body.0.answers, declared: body.0.declared };
        let id = DossierId(id.0);
        let dossier = service::supplement(&self.app, &who.0, id, if_match.0, &given).await?;
        self.answer(&who.0, dossier).await
    }

    /// Accept a dossier.
    ///
    /// The decision clock starts, unless the first application is still to come.
    #[oai(path = "/dossiers/:id/acceptance", method = "post", operation_id = "acceptDossier")]
    async fn accept(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<DossierView>, Problem> {
        let dossier = service::accept(&self.app, &who.0, DossierId(id.0), if_match.0).await?;
        self.answer(&who.0, dossier).await
    }

    /// Confirm the first application.
    ///
    /// The decision clock starts on the later of acceptance and completion.
    #[oai(
        path = "/dossiers/:id/first-application",
        method = "post",
        operation_id = "confirmFirstApplication"
    )]
    async fn confirm_application(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<ConfirmFirstApplication>,
    ) -> Result<Answer<DossierView>, Problem> {
        let ConfirmFirstApplication { completed_on, confirmer, result } = body.0;
        let input = Application { completed_on, confirmer, result };
        let id = DossierId(id.0);
        let dossier = service::confirm_application(&self.app, &who.0, id, if_match.0, &input).await?;
        self.answer(&who.0, dossier).await
    }

    /// Refuse a dossier.
    ///
    /// In writing, with a reason and what the author can do next.
    #[oai(path = "/dossiers/:id/refusal", method = "post", operation_id = "refuseDossier")]
    async fn refuse(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<RefuseDossier>,
    ) -> Result<Answer<DossierView>, Problem> {
        let RefuseDossier { reason, words, next_step } = body.0;
        let input = Refusal { reason, words, next_step };
        let dossier = service::refuse(&self.app, &who.0, DossierId(id.0), if_match.0, &input).await?;
        self.answer(&who.0, dossier).await
    }

    /// Take a dossier back.
    ///
    /// Possible until the decision, without stigma; the idea may be filed again.
    #[oai(path = "/dossiers/:id/withdrawal", method = "post", operation_id = "withdrawDossier")]
    async fn withdraw(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<WithdrawDossier>,
    ) -> Result<Answer<DossierView>, Problem> {
        let input =
            Withdrawal { co_authors_agree: body.0.co_authors_agree, words: body.0.words.unwrap_or_default() };
        let dossier = service::withdraw(&self.app, &who.0, DossierId(id.0), if_match.0, &input).await?;
        self.answer(&who.0, dossier).await
    }

    /// Record the superior approval.
    ///
    /// Needed before the recognition where the unit's head is an author (NĐ 13/2012 Đ.7.2).
    #[oai(path = "/dossiers/:id/superior-approval", method = "post", operation_id = "recordSuperiorApproval")]
    async fn record_superior_approval(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<RecordSuperiorApproval>,
    ) -> Result<Answer<DossierView>, Problem> {
        let RecordSuperiorApproval { document_no, decided_on } = body.0;
        let dossier = service::record_superior_approval(
            &self.app,
            &who.0,
            DossierId(id.0),
            if_match.0,
            &document_no,
            &decided_on,
        )
        .await?;
        self.answer(&who.0, dossier).await
    }

    /// Sign the recognition.
    ///
    /// The decision gets its number, every author a certificate. Who is an author cannot sign.
    #[oai(path = "/dossiers/:id/recognition", method = "post", operation_id = "recogniseDossier")]
    async fn recognise(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<DossierView>, Problem> {
        let dossier = service::recognise(&self.app, &who.0, DossierId(id.0), if_match.0).await?;
        self.answer(&who.0, dossier).await
    }

    /// Sign that it is not recognised.
    ///
    /// With the condition that failed, what is good, and what comes next.
    #[oai(path = "/dossiers/:id/non-recognition", method = "post", operation_id = "notRecogniseDossier")]
    async fn not_recognise(
        &self,
        who: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<NotRecogniseDossier>,
    ) -> Result<Answer<DossierView>, Problem> {
        let NotRecogniseDossier { failed_condition, words, strengths, next_step } = body.0;
        let input = Outcome { reason: Some(failed_condition), words, strengths, next_step };
        let dossier = service::not_recognise(&self.app, &who.0, DossierId(id.0), if_match.0, &input).await?;
        self.answer(&who.0, dossier).await
    }

    /// List the papers of a dossier.
    ///
    /// Receipt, decision and certificates; each appears moments after the step that calls for it.
    #[oai(path = "/dossiers/:id/papers", method = "get", operation_id = "listDossierPapers")]
    async fn papers(&self, who: SignedIn, id: Path<Uuid>) -> Result<Json<PaperList>, Problem> {
        let papers = service::papers(&self.app, &who.0, DossierId(id.0)).await?;
        Ok(Json(PaperList { items: papers.into_iter().map(Into::into).collect(), next: None }))
    }

    /// Download a paper.
    ///
    /// The PDF whose SHA-256 the list names.
    #[oai(path = "/dossiers/:id/papers/:paper", method = "get", operation_id = "getDossierPaper")]
    async fn paper(&self, who: SignedIn, id: Path<Uuid>, paper: Path<Uuid>) -> Result<Pdf, Problem> {
        let paper = service::paper(&self.app, &who.0, DossierId(id.0), PaperId(paper.0)).await?;
        let key = files::Key::parse(&paper.file_key).map_err(|error| Error::port("files", error))?;
        let blob = self.app.files.get(&key).await.map_err(|error| Error::port("files", error))?;
        let blob = blob.ok_or_else(|| Error::Damaged(format!("the file of paper {} is gone", paper.id)))?;
        let name = format!("inline; filename=\"{}-{}.pdf\"", paper.kind.as_str(), paper.id);
        Ok(Pdf::Ok(Binary(blob.bytes.to_vec()), name, "private, no-store".to_owned()))
    }
}
