//! Turns typed data into official papers: PDF/A-2b and PDF/UA-1 laid out as NĐ 30/2020 asks, set by typst with Tinos.
//!
//! The same data always gives the same bytes, so a paper can be signed, hashed and made again. Templates live in
//! `assets/documents/`; what people typed reaches them as JSON, never as source.

mod certificates;
mod day;
mod decisions;
mod header;
mod minutes;
mod paper;
mod posters;
mod press;
mod qr;
mod text;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use certificates::{CertificatePrint, InitiativeCertificateData, MeritCertificateData};
pub use day::{Day, NotADay};
pub use decisions::{
    AuthorShare, CommendationDecisionData, CommendedRecipient, RecognisedInitiative, RecognitionDecisionData,
};
pub use header::{Family, Header, Signature};
pub use minutes::{AbsentMember, Conclusion, ExcludedMember, Member, MinutesData, MinutesItem};
pub use paper::{
    FirstApplier, Paper, ReceiptData, ReceivedDocument, RecognitionRequestData, RequestAuthor,
    TrackingSlipData,
};
pub use posters::{IdeaSlipsData, UnitPosterData};

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use press::Press;

/// Data beyond this many bytes is refused before it is set.
const MOST_DATA: usize = 4 * 1024 * 1024;

/// Papers stay memoised for this many later renders; it bounds the memory of the typesetter.
const MEMORY_OF_RENDERS: usize = 8;

/// Minutes east of UTC in Viet Nam.
const OFFSET_MINUTES: i32 = 7 * 60;

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text cannot be made to fit on the sheet, even small and with the long parts moved to the back.
    #[error("the text does not fit on the paper")]
    TooLong,
    /// The address does not fit into a QR code.
    #[error("the address does not fit into a QR code: {0}")]
    QrTooLong(String),
    /// The data could not be written as JSON.
    #[error("the data cannot be handed to the template")]
    Data(#[from] serde_json::Error),
    /// A template or an embedded font is wrong: a fault of the program.
    #[error("the template failed: {0}")]
    Template(String),
    /// The PDF would break PDF/A-2b or PDF/UA-1: a fault of the program.
    #[error("the document cannot be exported: {0}")]
    Export(String),
    /// The rendering thread died.
    #[error("the rendering was interrupted")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// Sets the paper and writes it as PDF/A-2b (kept for decades) and PDF/UA-1 (readable aloud).
///
/// Pure and blocking (a few milliseconds of processor time, more for long minutes): asynchronous callers use [`render_async`].
pub fn render(paper: &Paper) -> Result<Vec<u8>, Error> {
    let (document, warnings) = set(paper)?;
    for warning in warnings {
        tracing::warn!(paper = template(paper), warning, "typesetter warned");
    }
    export(paper, &document)
}

/// Does the work of [`render`] away from the asynchronous threads.
pub async fn render_async(paper: Paper) -> Result<Vec<u8>, Error> {
    tokio::task::spawn_blocking(move || render(&paper)).await?
}

/// Lays the paper out; the warnings tell of faults in our templates.
fn set(paper: &Paper) -> Result<(PagedDocument, Vec<String>), Error> {
    let press = Press::get()?;
    let data = data(paper, press)?;
    if data.len() > MOST_DATA {
        return Err(Error::TooLong);
    }
    let world = press.world(template(paper), data)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    comemo::evict(MEMORY_OF_RENDERS);
    let warnings = compiled.warnings.iter().map(|warning| warning.message.to_string()).collect();
    let document = compiled.output.map_err(|errors| compile_error(&errors))?;
    Ok((document, warnings))
}

fn export(paper: &Paper, document: &PagedDocument) -> Result<Vec<u8>, Error> {
    typst_pdf::pdf(document, &options(paper)?).map_err(|errors| Error::Export(messages(&errors)))
}

fn template(paper: &Paper) -> &'static str {
    match paper {
        Paper::Receipt(_) => "receipt.typ",
        Paper::RecognitionRequest(_) => "recognition-request.typ",
        Paper::Minutes(_) => "minutes.typ",
        Paper::RecognitionDecision(_) => "recognition-decision.typ",
        Paper::InitiativeCertificate(_) => "initiative-certificate.typ",
        Paper::CommendationDecision(_) => "commendation-decision.typ",
        Paper::MeritCertificate(_) => "merit-certificate.typ",
        Paper::TrackingSlip(_) => "tracking-slip.typ",
        Paper::IdeaSlips(_) => "idea-slips.typ",
        Paper::UnitPoster(_) => "unit-poster.typ",
    }
}

/// The JSON a template reads: the paper's fields, printable, and its QR code.
fn data(paper: &Paper, press: &Press) -> Result<Vec<u8>, Error> {
    let mut value = serde_json::to_value(paper)?;
    if !text::printable_tree(&mut value, &|letter| press.covers(letter)) {
        return Err(Error::TooLong);
    }
    if let Value::Object(fields) = &mut value {
        let url = paper.qr_url();
        let code = url.map(qr::svg).transpose()?;
        fields.insert("qr_svg".to_owned(), code.map_or(Value::Null, Value::String));
        fields.insert("qr_url".to_owned(), url.map_or(Value::Null, Value::from));
    }
    Ok(serde_json::to_vec(&value)?)
}

fn options(paper: &Paper) -> Result<PdfOptions, Error> {
    let date = paper.dated().date();
    let midnight = Datetime::from_ymd_hms(date.year(), date.month().into(), date.day(), 0, 0, 0);
    Ok(PdfOptions {
        creator: Smart::Custom(Some("Sáng Kiến".to_owned())),
        timestamp: midnight.and_then(|midnight| Timestamp::new_local(midnight, OFFSET_MINUTES)),
        standards: PdfStandards::new(&[PdfStandard::A_2b, PdfStandard::Ua_1])
            .map_err(|error| Error::Export(error.message().to_string()))?,
        ..PdfOptions::default()
    })
}

fn compile_error(errors: &[SourceDiagnostic]) -> Error {
    let text = messages(errors);
    if text.contains("does-not-fit") { Error::TooLong } else { Error::Template(text) }
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
