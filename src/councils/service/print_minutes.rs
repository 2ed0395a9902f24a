//! The minutes are printed from the session's record.

use bytes::Bytes;
use data_encoding::HEXLOWER;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::ground::Note;
use crate::{
    app::App,
    authority::{Action, Actor, Scope},
    councils::{
        model::{Minutes, SessionId, SessionState},
        rules::minutes::{DossierFacts, Facts, minutes},
        store,
    },
    documents::{self, Paper},
    dossiers,
    files::Key,
    foundation::{Error, Result},
    units,
};

/// Prints and keeps the minutes of a closed session; the first print stands, a second call does nothing.
pub async fn print_minutes(app: &App, id: SessionId) -> Result<()> {
    let db = app.db.reader();
    let session = store::sessions::load(db, &Scope::everything(), id).await?;
    if session.state != SessionState::Closed || store::minutes::load(db, id).await?.is_some() {
        return Ok(());
    }
    let council = store::councils::load(db, &Scope::everything(), session.council).await?;
    let unit = units::find(db, session.unit).await?.ok_or(Error::NOT_FOUND)?;
    let mut heard = Vec::new();
    for item in &session.items {
        let card = dossiers::full_card(db, item.dossier).await?.ok_or(Error::NOT_FOUND)?;
        heard.push(DossierFacts {
            dossier: item.dossier,
            code: card.card.code,
            title: card.card.title,
            authors: card.authors.into_iter().map(|author| (author.name, author.share)).collect(),
        });
    }
    let facts = Facts { session: &session, council: &council, unit_name: &unit.name, dossiers: &heard };
    let bytes = documents::render_async(Paper::Minutes(minutes(&facts)))
        .await
        .map_err(|error| Error::port("documents", error))?;
    let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let key =
        Key::parse(&format!("minutes/{}.pdf", id.0.simple())).map_err(|error| Error::port("files", error))?;
    app.files
        .put(&key, Bytes::from(bytes), "application/pdf")
        .await
        .map_err(|error| Error::port("files", error))?;

    let now = app.now();
    let printed = Minutes {
        session: id,
        number: session.number.clone(),
        file_key: key.as_str().to_owned(),
        sha256,
        bytes: size,
        made_at: now,
    };
    let tx = app.db.begin_write().await?;
    store::minutes::insert(&tx, &printed).await?;
    let note = Note {
        actor: &Actor::system(),
        action: Action::ReadMinutes,
        on: &session.resource(),
        verb: "session.minutes_printed",
        object: "session",
        id: id.0,
        now,
    };
    note.write(&tx, json!({ "sha256": printed.sha256 })).await?;
    tx.commit().await
}
