//! What the house does after a dossier's steps: papers are made from stored data and kept.

use std::sync::Arc;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    model::{Dossier, DossierId, PaperKind},
    papers::{self, Making},
    store::{self, NewPaper},
};
use crate::{
    app::App,
    authority::Scope,
    documents::{self, Paper},
    files::Key,
    foundation::{Error, Result, outbox::Event},
    people, units,
};

/// The topics this wing listens to.
pub const LISTENS: &[&str] = &["dossier.submitted", "dossier.recognised"];

/// Makes the papers an event calls for. May run twice: a paper that is there is not made again.
pub async fn on_event(app: &App, event: &Event) -> Result<()> {
    let id = DossierId(event.object);
    let wanted = match event.topic.as_str() {
        "dossier.submitted" => receipt(app, id).await?,
        "dossier.recognised" => decision_and_certificates(app, id).await?,
        _ => return Ok(()),
    };
    let there = store::papers(app.db.reader(), id).await?;
    for (kind, subject, number, paper) in wanted {
        if there.iter().any(|known| known.kind == kind && known.number == number) {
            continue;
        }
        keep(app, id, kind, subject, number, paper).await?;
    }
    Ok(())
}

type Wanted = Vec<(PaperKind, Uuid, String, Paper)>;

async fn making(app: &App, id: DossierId) -> Result<(Dossier, Making)> {
    let db = app.db.reader();
    let dossier = store::load(db, &Scope::everything(), id).await?;
    let unit = units::find(db, dossier.unit)
        .await?
        .ok_or_else(|| Error::Damaged(format!("unit {} is missing", dossier.unit)))?;
    let making = Making {
        commune: app.config.site.name.clone(),
        unit,
        public_url: app.config.site.public_url.clone(),
    };
    Ok((dossier, making))
}

async fn receipt(app: &App, id: DossierId) -> Result<Wanted> {
    let (dossier, making) = making(app, id).await?;
    let lead = people::person(app.db.reader(), dossier.lead).await?;
    let lead = lead.map(|card| card.full_name).unwrap_or_default();
    let made = papers::receipt(&making, &dossier, &lead);
    Ok(made.into_iter().map(|(number, paper)| (PaperKind::Receipt, id.0, number, paper)).collect())
}

async fn decision_and_certificates(app: &App, id: DossierId) -> Result<Wanted> {
    let (dossier, making) = making(app, id).await?;
    let signed = store::recognition(app.db.reader(), id)
        .await?
        .ok_or_else(|| Error::Damaged(format!("dossier {id}: recognised without a decision")))?;
    let mut wanted = vec![(
        PaperKind::Decision,
        id.0,
        signed.decision_no.clone(),
        papers::decision(&making, &dossier, &signed),
    )];
    for certificate in &signed.certificates {
        let Some(author) = dossier.author(certificate.author) else { continue };
        let paper = papers::certificate(&making, &dossier, &signed, certificate, author);
        wanted.push((PaperKind::Certificate, author.id.0, certificate.no.clone(), paper));
    }
    Ok(wanted)
}

/// Renders, stores the file, then records it: a crash between the two leaves a file nobody names, never a
/// record without its file.
async fn keep(
    app: &App,
    id: DossierId,
    kind: PaperKind,
    subject: Uuid,
    number: String,
    paper: Paper,
) -> Result<()> {
    let pdf = documents::render_async(paper).await.map_err(|error| Error::port("documents", error))?;
    let sha256 = HEXLOWER.encode(&Sha256::digest(&pdf));
    let size = i64::try_from(pdf.len()).map_err(|error| Error::Damaged(error.to_string()))?;
    let key = Key::generate("papers", "pdf").map_err(|error| Error::port("files", error))?;
    let files = Arc::clone(&app.files);
    files
        .put(&key, Bytes::from(pdf), "application/pdf")
        .await
        .map_err(|error| Error::port("files", error))?;
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let new = NewPaper {
        dossier: id,
        kind,
        subject,
        number,
        file_key: key.as_str().to_owned(),
        sha256,
        bytes: size,
    };
    store::insert_paper(&tx, new, now).await?;
    tx.commit().await
}
