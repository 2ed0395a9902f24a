//! An author's yes to the share.

use super::{guard, open};
use crate::{
    authority::Actor,
    dossiers::model::{AuthorId, Channel, Confirmation, Dossier, Verb, short_words},
    foundation::{Code, Error, Instant, Result, Violations},
};

/// How an author agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Signed in, for oneself.
    Account,
    /// With the private link; whether it fits was checked before.
    Link,
    /// On paper; the lead author writes where the paper is.
    Paper {
        /// Where the signed paper is kept.
        note: String,
    },
}

/// Records an author's yes to exactly this share.
///
/// # Errors
/// `Stale` if the share changed meanwhile; `Forbidden` if it is somebody else's yes to give.
pub fn confirm(
    mut dossier: Dossier,
    actor: &Actor,
    id: AuthorId,
    share: i32,
    how: Agreement,
    now: Instant,
) -> Result<Dossier> {
    let author = dossier.author(id).ok_or(Error::NOT_FOUND)?;
    let own = author.person.is_some() && author.person == actor.person;
    let yes = match how {
        Agreement::Link => {
            open(&dossier, Verb::ConfirmShare)?;
            Confirmation { channel: Channel::Link, at: now, note: None }
        }
        Agreement::Account => {
            guard(&dossier, actor, Verb::ConfirmShare)?;
            if !own {
                return Err(Code::Forbidden.into());
            }
            Confirmation { channel: Channel::Account, at: now, note: None }
        }
        Agreement::Paper { note } => {
            // Only who leads the request keeps its papers.
            guard(&dossier, actor, Verb::Edit)?;
            let mut wrong = Violations::new();
            let note = short_words(&note, "/note", &mut wrong);
            wrong.unless(!note.is_empty(), Code::ReasonNeeded, "/note");
            wrong.into_result()?;
            Confirmation { channel: Channel::Paper, at: now, note: Some(note) }
        }
    };
    if author.share != share {
        return Err(Code::Stale.into());
    }
    for author in &mut dossier.authors {
        if author.id == id {
            author.confirmation = Some(yes.clone());
        }
    }
    dossier.changed_at = now;
    Ok(dossier)
}
