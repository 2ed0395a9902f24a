//! A co-author says yes to a share: signed in, by the private link, or on paper.

use super::change::{Change, close};
use crate::{
    app::App,
    authority::{Action, Actor, Scope},
    dossiers::{
        model::{Author, AuthorId, Dossier, DossierId, Verb},
        rules::{self, Agreement},
        store,
    },
    foundation::{Code, Error, Result},
};

const PURPOSE: &str = "share";
const MOST_TRIES: usize = 5;

/// How the yes is given.
#[derive(Clone, Debug, Default)]
pub struct Yes {
    /// The share agreed to, in basis points: a yes to another share than the present one is none.
    pub share: i32,
    /// The token of the private link.
    pub token: Option<String>,
    /// Where the signed paper is, recorded by the lead author.
    pub paper_note: Option<String>,
}

/// What somebody with the private link may see: enough to say yes or no.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The whole dossier, of which the wire shows name and share alone.
    pub dossier: Dossier,
    /// The author who is asked.
    pub author: Author,
}

/// The private token of one author.
pub fn token_of(app: &App, author: AuthorId) -> String {
    app.secret.derive_token(PURPOSE, author.0.as_bytes())
}

/// Shows an author what the private link asks for.
///
/// # Errors
/// `NotFound` for a token that is not this author's.
pub async fn offer(app: &App, id: DossierId, author: AuthorId, token: &str) -> Result<Offer> {
    if !app.secret.is_token(PURPOSE, author.0.as_bytes(), token) {
        return Err(Error::NOT_FOUND);
    }
    let dossier = store::load(app.db.reader(), &Scope::everything(), id).await?;
    let author = dossier.author(author).cloned().ok_or(Error::NOT_FOUND)?;
    Ok(Offer { dossier, author })
}

/// Records the yes.
///
/// # Errors
/// `Stale` if the share is no longer the one agreed to; `NotFound` for a wrong link; `SignInNeeded` without one.
pub async fn confirm_share(
    app: &App,
    actor: &Actor,
    id: DossierId,
    author: AuthorId,
    yes: Yes,
) -> Result<Dossier> {
    let (how, scope) = match (yes.token, yes.paper_note) {
        (Some(token), _) => {
            if !app.secret.is_token(PURPOSE, author.0.as_bytes(), &token) {
                return Err(Error::NOT_FOUND);
            }
            (Agreement::Link, Scope::everything())
        }
        (None, note) => {
            actor.signed_in()?;
            let how = note.map_or(Agreement::Account, |note| Agreement::Paper { note });
            (how, actor.scope(Action::ReadDossier))
        }
    };
    // Two authors who say yes at the same moment change one dossier: neither yes is lost.
    for _ in 1..MOST_TRIES {
        match record(app, actor, id, author, yes.share, &how, &scope).await {
            Err(Error::Refused(Code::Busy)) => {}
            answer => return answer,
        }
    }
    record(app, actor, id, author, yes.share, &how, &scope).await
}

async fn record(
    app: &App,
    actor: &Actor,
    id: DossierId,
    author: AuthorId,
    share: i32,
    how: &Agreement,
    scope: &Scope,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = store::load(&*tx, scope, id).await?;
    let (from, read_at) = (before.state.as_str(), before.version);
    let dossier = rules::confirm(before, actor, author, share, how.clone(), now)?;
    let name = dossier.author(author).map(|author| author.full_name.clone()).unwrap_or_default();
    let change = Change { verb: Verb::ConfirmShare, from, words: &name, events: &[], now };
    let dossier = match close(&tx, actor, dossier, read_at, change).await {
        // Not the share was changed, only the dossier around it.
        Err(Error::Refused(Code::Stale)) => return Err(Code::Busy.into()),
        closed => closed?,
    };
    store::save_authors(&tx, &dossier).await?;
    tx.commit().await?;
    Ok(dossier)
}
