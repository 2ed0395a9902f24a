//! The lead author takes the request back.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb, short_words},
        rules,
    },
    foundation::{Result, Version, Violations},
};

/// How a request is taken back.
#[derive(Clone, Debug, Default)]
pub struct Withdrawal {
    /// Every co-author agrees; needed once it was handed in.
    pub co_authors_agree: bool,
    /// Words, if the author wishes.
    pub words: String,
}

/// Takes the request back, without stigma.
pub async fn withdraw(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    input: &Withdrawal,
) -> Result<Dossier> {
    let now = app.now();
    let mut wrong = Violations::new();
    let words = short_words(&input.words, "/words", &mut wrong);
    wrong.into_result()?;
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Withdraw, id, expected).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::withdraw(before, actor, input.co_authors_agree, now)?;
    let change = Change { verb: Verb::Withdraw, from, words: &words, events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
