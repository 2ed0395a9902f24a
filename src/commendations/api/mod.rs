//! Words of the wire: commendations, their papers, and the public check of a certificate.

mod certificates;
mod requests;
mod views;

use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
    types::ToJSON,
};
use uuid::Uuid;

pub use super::service::tasks;
pub use certificates::CertificatesApi;
use requests::{AwardCommendation, DeclineCommendation, NominateCommendation, RevokeCommendation};
use views::{CommendationFormList, CommendationList, CommendationView, PaperList};

use super::{
    model::{Commendation, CommendationId},
    service,
};
use crate::{
    app::App,
    authority::Actor,
    foundation, units,
    wire::{Answer, Created, IfMatch, Key, ListQuery, Problem, SignedIn, Tag, next_token},
};

/// The commendation desk.
pub struct CommendationsApi {
    /// The house.
    pub app: App,
}

/// A PDF.
#[derive(ApiResponse)]
pub enum PaperFile {
    /// The paper as it was issued.
    #[oai(status = 200, content_type = "application/pdf")]
    Pdf(
        Binary<Vec<u8>>,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
        /// SHA-256 of the bytes, as structured digest field.
        #[oai(header = "Repr-Digest")]
        String,
        /// Private papers are not kept by shared caches.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Commendations")]
impl CommendationsApi {
    /// Nominate for a commendation.
    ///
    /// The achievement must have been applied or recognised; one achievement brings each recipient one
    /// legal award. Opens the clock of the decision.
    #[oai(path = "/commendations", method = "post", operation_id = "nominateCommendation")]
    async fn nominate(
        &self,
        by: SignedIn,
        key: Key,
        body: Json<NominateCommendation>,
    ) -> Result<Created<CommendationView>, Problem> {
        let once = key.once("nominateCommendation", &body.to_json_string())?;
        let case = service::nominate(&self.app, &by.0, body.0.into(), once).await?;
        let (version, location) = (case.version, format!("/api/v1/commendations/{}", case.id));
        Ok(Created::at(self.view(&by.0, case).await?, version, location))
    }

    /// List commendations.
    ///
    /// Whatever is open and most urgent first; ended states newest first. Readers see their units, others
    /// what they nominated.
    #[oai(path = "/commendations", method = "get", operation_id = "listCommendations")]
    async fn list(
        &self,
        by: SignedIn,
        /// One state instead of whatever is open.
        state: Query<Option<String>>,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Json<CommendationList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        let page = service::desk(&self.app, &by.0, state.0.as_deref(), &ask).await?;
        let ids: Vec<_> = page.items.iter().map(|case| case.unit).collect();
        let names = units::names(self.app.db.reader(), &ids).await?;
        let items = page.items.into_iter().map(|case| {
            let unit = names.get(&case.unit).cloned().unwrap_or_default();
            let allowed = service::allowed(&case, &by.0);
            CommendationView::of(case, unit, &allowed)
        });
        Ok(Json(CommendationList { items: items.collect(), next: next_token(page.next) }))
    }

    /// Read one commendation.
    #[oai(path = "/commendations/:id", method = "get", operation_id = "getCommendation")]
    async fn get(&self, by: SignedIn, id: Path<Uuid>) -> Result<Answer<CommendationView>, Problem> {
        let case = service::get(&self.app, &by.0, CommendationId(id.0)).await?;
        self.answer(&by.0, case).await
    }

    /// Sign the decision.
    ///
    /// Takes the decision number, computes each bonus from the rules in force today and numbers each
    /// certificate. The papers follow within seconds. Nobody signs their own award.
    #[oai(path = "/commendations/:id/decision", method = "post", operation_id = "decideCommendation")]
    async fn decide(
        &self,
        by: SignedIn,
        id: Path<Uuid>,
        version: IfMatch,
    ) -> Result<Answer<CommendationView>, Problem> {
        let case = service::decide(&self.app, &by.0, CommendationId(id.0), version.0).await?;
        self.answer(&by.0, case).await
    }

    /// Decline a nomination.
    ///
    /// With a reason and a suggestion of another way to honour it.
    #[oai(path = "/commendations/:id/declination", method = "post", operation_id = "declineCommendation")]
    async fn decline(
        &self,
        by: SignedIn,
        id: Path<Uuid>,
        version: IfMatch,
        body: Json<DeclineCommendation>,
    ) -> Result<Answer<CommendationView>, Problem> {
        let (reason, suggestion) = (&body.0.reason, &body.0.suggestion);
        let id = CommendationId(id.0);
        let case = service::decline(&self.app, &by.0, id, version.0, reason, suggestion).await?;
        self.answer(&by.0, case).await
    }

    /// Note the hand-over.
    #[oai(path = "/commendations/:id/handover", method = "post", operation_id = "awardCommendation")]
    async fn award(
        &self,
        by: SignedIn,
        id: Path<Uuid>,
        version: IfMatch,
        body: Json<AwardCommendation>,
    ) -> Result<Answer<CommendationView>, Problem> {
        let id = CommendationId(id.0);
        let case = service::award(&self.app, &by.0, id, version.0, body.0.into()).await?;
        self.answer(&by.0, case).await
    }

    /// Revoke an award.
    ///
    /// On a legal ground only. Numbers stay used; the public sees a neutral tombstone at once.
    #[oai(path = "/commendations/:id/revocation", method = "post", operation_id = "revokeCommendation")]
    async fn revoke(
        &self,
        by: SignedIn,
        id: Path<Uuid>,
        version: IfMatch,
        body: Json<RevokeCommendation>,
    ) -> Result<Answer<CommendationView>, Problem> {
        let id = CommendationId(id.0);
        let case = service::revoke(&self.app, &by.0, id, version.0, body.0.into()).await?;
        self.answer(&by.0, case).await
    }

    /// List the papers of a commendation.
    ///
    /// Empty until the worker has made them, a moment after the decision.
    #[oai(path = "/commendations/:id/papers", method = "get", operation_id = "listCommendationPapers")]
    async fn papers(&self, by: SignedIn, id: Path<Uuid>) -> Result<Json<PaperList>, Problem> {
        let papers = service::papers(&self.app, &by.0, CommendationId(id.0)).await?;
        Ok(Json(PaperList { items: papers.into_iter().map(Into::into).collect() }))
    }

    /// Read one paper as PDF.
    ///
    /// `decision`, or the serial number of a certificate.
    #[oai(path = "/commendations/:id/papers/:paper", method = "get", operation_id = "getCommendationPaper")]
    async fn paper(
        &self,
        by: SignedIn,
        id: Path<Uuid>,
        /// Which paper, as the commendation names it.
        paper: Path<String>,
    ) -> Result<PaperFile, Problem> {
        let (paper, blob) = service::paper(&self.app, &by.0, CommendationId(id.0), &paper.0).await?;
        let digest = data_encoding::HEXLOWER.decode(paper.sha256.as_bytes()).unwrap_or_default();
        Ok(PaperFile::Pdf(
            Binary(blob.bytes.to_vec()),
            format!("inline; filename=\"{}.pdf\"", paper.name),
            format!("sha-256=:{}:", data_encoding::BASE64.encode(&digest)),
            "private, max-age=300".to_owned(),
        ))
    }

    /// List the forms of commendation in force today.
    ///
    /// With the articles each stands on and whether somebody compared them with the gazette.
    #[oai(path = "/commendation-forms", method = "get", operation_id = "listCommendationForms")]
    async fn forms(&self, _by: SignedIn) -> Result<Json<CommendationFormList>, Problem> {
        let forms = service::forms(&self.app).await?;
        Ok(Json(CommendationFormList { items: forms.into_iter().map(Into::into).collect() }))
    }
}

/// The wing's resources on an installation.
pub fn resources(app: &App) -> (CommendationsApi, CertificatesApi) {
    (CommendationsApi { app: app.clone() }, CertificatesApi { app: app.clone() })
}

impl CommendationsApi {
    async fn view(&self, actor: &Actor, case: Commendation) -> foundation::Result<CommendationView> {
        let names = units::names(self.app.db.reader(), &[case.unit]).await?;
        let unit = names.get(&case.unit).cloned().unwrap_or_default();
        let allowed = service::allowed(&case, actor);
        Ok(CommendationView::of(case, unit, &allowed))
    }

    async fn answer(&self, actor: &Actor, case: Commendation) -> Result<Answer<CommendationView>, Problem> {
        let version = case.version;
        Ok(Answer::at(self.view(actor, case).await?, version))
    }
}
