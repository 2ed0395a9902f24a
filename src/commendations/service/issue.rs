//! After the decision: the papers are set, kept and noted with the hash of their bytes.
//!
//! May run twice, on two machines, or after a crash in the middle: the same case gives the same bytes under
//! the same keys, and a paper that was noted is not made again.

use std::collections::BTreeSet;

use bytes::Bytes;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::{
    model::{Commendation, CommendationId, State},
    papers::{self, Draft, Naming},
    store::{self, Paper, PaperKind},
};
use crate::{
    app::App,
    documents,
    files::Key,
    foundation::{
        Code, Error, Result,
        audit::{self, Entry},
        messages::{Lang, text},
    },
};

/// Makes the papers of a decided case that are not there yet.
pub async fn issue(app: &App, id: CommendationId) -> Result<()> {
    let reader = app.db.reader();
    let case = store::by_id(reader, id).await?;
    let decision = match &case.state {
        State::Decided(decision) | State::Awarded(decision, _) => decision.clone(),
        // Revoked before the papers were made: nothing is issued any more.
        State::Nominated | State::Declined(_) | State::Revoked(..) => return Ok(()),
    };
    let form = store::form(reader, &case.form, decision.decided_on)
        .await?
        .ok_or(Error::Refused(Code::NoRuleInForce))?;
    let kind = store::unit(reader, case.unit).await?.kind;
    let kind_key = format!("unit_kind_{}", kind.as_str());
    let naming = Naming::of(&decision.unit_name, text(Lang::Vi, &kind_key));
    let made: BTreeSet<String> =
        store::papers(reader, id).await?.into_iter().map(|paper| paper.name).collect();
    for draft in papers::drafts(&case, &decision, &form, &naming, |path| app.link(path)) {
        if !made.contains(&draft.name) {
            make(app, &case, draft).await?;
        }
    }
    Ok(())
}

async fn make(app: &App, case: &Commendation, draft: Draft) -> Result<()> {
    let Draft { name, recipient, paper } = draft;
    let bytes =
        Bytes::from(documents::render_async(paper).await.map_err(|error| Error::port("documents", error))?);
    let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
    let key = Key::parse(&format!("papers/commendations/{}/{}.pdf", case.id, name.to_lowercase()))
        .map_err(|error| Error::port("files", error))?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    app.files.put(&key, bytes, "application/pdf").await.map_err(|error| Error::port("files", error))?;

    let now = app.now();
    let kind = if recipient.is_some() { PaperKind::Certificate } else { PaperKind::Decision };
    let paper = Paper {
        name: name.clone(),
        kind,
        recipient,
        file_key: key.as_str().to_owned(),
        sha256: sha256.clone(),
        bytes: size,
        made_at: now,
    };
    let tx = app.db.begin_write().await?;
    if store::add_paper(&tx, case.id, &paper).await? {
        let entry = Entry {
            at: now,
            actor: None,
            capacity: "system",
            action: "commendation.paper_issued",
            object: "commendation",
            id: case.id.0,
            payload: json!({ "paper": name, "sha256": sha256 }),
        };
        audit::append(&tx, &entry).await?;
    }
    tx.commit().await
}
