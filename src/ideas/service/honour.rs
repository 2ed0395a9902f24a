//! The commune writes an applied idea into its gold book, or says what is missing.

use super::change;
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Error, Result, Version, Violations, numbering},
    ideas::{
        model::{Condition, Idea, IdeaId, Verb, Words},
        rules::{self, Conditions},
    },
};

/// Writes the idea into the gold book under the next number.
pub async fn honour(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    words: &str,
    conditions: Conditions,
) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Honour, id, expected).await?;
    // A refusal below drops the transaction and with it the number.
    let number = numbering::next(&tx, "gold-book").await?;
    let number = i32::try_from(number).map_err(|error| Error::Damaged(error.to_string()))?;
    let told = rules::honour(idea, actor, &words, conditions, number, app.now())?;
    let idea = change::close(&tx, actor, Verb::Honour, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Says which condition of the gold book is missing; the idea stays applied.
pub async fn decline_honour(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    condition: &str,
    words: &str,
) -> Result<Idea> {
    let mut wrong = Violations::new();
    let condition = Condition::parse(condition);
    wrong.unless(condition.is_some(), Code::NotOffered, "/condition");
    let words = wrong.take(Words::parse(words, "/words"));
    let (Some(condition), Some(words)) = (condition, words) else { return Err(wrong.into()) };
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::DeclineHonour, id, expected).await?;
    let told = rules::decline_honour(idea, actor, condition, &words, app.now())?;
    let idea = change::close(&tx, actor, Verb::DeclineHonour, told).await?;
    tx.commit().await?;
    Ok(idea)
}
