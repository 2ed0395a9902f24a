//! An idea is in use: with evidence it enters the gold book.

use super::change;
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Code, Error, Result, Version, Violations, instant::parse_day, numbering},
    ideas::{
        model::{Idea, IdeaId, TITLE_MOST, Words, line},
        rules::{self, Application},
    },
};

/// What a coordinator records, as it was typed.
#[derive(Clone, Debug)]
pub struct ApplicationInput {
    /// `YYYY-MM-DD`
    pub applied_on: String,
    /// What was seen.
    pub evidence: String,
    /// A line to the author.
    pub words: String,
    /// New in this unit.
    pub new_here: bool,
    /// Applied or tried.
    pub in_use: bool,
    /// Of practical benefit.
    pub beneficial: bool,
    /// None of the excluded cases.
    pub not_excluded: bool,
}

/// Room for a sentence or two of evidence.
const EVIDENCE_MOST: usize = TITLE_MOST * 10;

impl ApplicationInput {
    fn parse(&self) -> Result<(Application, Words), Violations> {
        let mut wrong = Violations::new();
        let evidence = line(&mut wrong, &self.evidence, "/evidence", EVIDENCE_MOST);
        let words = wrong.take(Words::parse(&self.words, "/words"));
        let applied_on = parse_day(&self.applied_on);
        wrong.unless(applied_on.is_some(), Code::BadDate, "/applied_on");
        let (Some(applied_on), Some(words), true) = (applied_on, words, wrong.is_empty()) else {
            return Err(wrong);
        };
        let application = Application {
            applied_on,
            evidence,
            new_here: self.new_here,
            in_use: self.in_use,
            beneficial: self.beneficial,
            not_excluded: self.not_excluded,
        };
        Ok((application, words))
    }
}

/// Records the idea as applied and gives it the next number of the gold book.
pub async fn apply(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    input: &ApplicationInput,
) -> Result<Idea> {
    let (application, words) = input.parse()?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Action::ApplyIdea, id, expected).await?;
    let number = numbering::next(&tx, "gold-book").await?;
    let number = i32::try_from(number).map_err(|error| Error::Damaged(error.to_string()))?;
    let (idea, line) = rules::apply(idea, actor, &words, &application, number, app.now())?;
    change::close(&tx, actor, Action::ApplyIdea, &idea, &line).await?;
    tx.commit().await?;
    Ok(idea)
}
