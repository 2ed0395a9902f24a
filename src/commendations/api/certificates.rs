//! The public check of a certificate.

use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use time::{Date, OffsetDateTime};

use super::super::service::{self, Verified};
use crate::{
    app::App,
    wire::{Address, Problem, Tag},
};

/// Anybody may ask about a certificate.
pub struct CertificatesApi {
    /// The house.
    pub app: App,
}

/// What the register says of a number. The same shape whatever was found.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CertificateCheck", skip_serializing_if_is_none)]
pub struct CertificateView {
    /// `valid`, `revoked` or `unknown`.
    pub finding: String,
    /// When it was asked.
    pub checked_at: OffsetDateTime,
    /// Code of the form of commendation, or `initiative_certificate`.
    pub form: Option<String>,
    /// The issuing unit on that day.
    pub unit_name: Option<String>,
    /// The recipient: absent once revoked, initials for a child.
    pub recipient: Option<String>,
    /// The number on the certificate.
    pub serial: Option<String>,
    /// Number of the decision.
    pub decision_number: Option<String>,
    /// Its day.
    pub decided_on: Option<Date>,
    /// Who signed.
    pub signer_name: Option<String>,
    /// The initiative's public name.
    pub title: Option<String>,
    /// Code of the idea whose public page tells the story.
    pub idea_code: Option<String>,
    /// SHA-256 of the issued PDF, hexadecimal: compare it with your own file.
    pub sha256: Option<String>,
    /// The day it was revoked.
    pub revoked_on: Option<Date>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Commendations")]
impl CertificatesApi {
    /// Check a certificate.
    ///
    /// By the code of its QR or by the number printed on it. A number that nothing carries is answered
    /// with `unknown`, not with an error.
    #[oai(path = "/certificates/:code", method = "get", operation_id = "checkCertificate")]
    async fn check(&self, from: Address, code: Path<String>) -> Result<Json<CertificateView>, Problem> {
        Ok(Json(service::verify(&self.app, &from.0, &code.0).await?.into()))
    }
}

impl From<Verified> for CertificateView {
    fn from(verified: Verified) -> Self {
        let mut view = Self {
            finding: verified.finding.as_str().to_owned(),
            checked_at: verified.checked_at.to_datetime(),
            form: None,
            unit_name: None,
            recipient: None,
            serial: None,
            decision_number: None,
            decided_on: None,
            signer_name: None,
            title: None,
            idea_code: None,
            sha256: None,
            revoked_on: None,
        };
        if let Some(holder) = verified.holder {
            view.form = Some(holder.form);
            view.unit_name = Some(holder.unit_name);
            view.recipient = holder.recipient;
            view.serial = Some(holder.serial);
            view.decision_number = Some(holder.decision_number);
            view.decided_on = Some(holder.decided_on);
            view.signer_name = holder.signer;
            view.title = holder.title;
            view.idea_code = holder.idea_code;
            view.sha256 = holder.sha256;
            view.revoked_on = holder.revoked_on;
        }
        view
    }
}
