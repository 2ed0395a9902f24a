//! A named person thanks the author.

use super::change;
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Result, Version},
    ideas::{
        model::{Idea, IdeaId, Words},
        rules,
    },
};

/// Thanks the author in the actor's own words.
pub async fn thank(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Action::ThankIdea, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let (idea, line) = rules::thank(idea, actor, &words, &law, now)?;
    change::close(&tx, actor, Action::ThankIdea, &idea, &line).await?;
    tx.commit().await?;
    Ok(idea)
}
