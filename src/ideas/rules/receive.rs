//! A card comes in.

use super::{Told, line, working_days};
use crate::{
    authority::{PersonId, UnitId},
    foundation::{Instant, Law, Result, Version},
    ideas::model::{Card, EventKind, Idea, IdeaId, State},
    people::ChildAge,
};

/// What a new card is filed under.
#[derive(Clone, Copy, Debug)]
pub struct Filing<'a> {
    /// The identity chosen for it.
    pub id: IdeaId,
    /// The unit's short code.
    pub unit_code: &'a str,
    /// The unit.
    pub unit: UnitId,
    /// The number taken for it.
    pub number: i64,
    /// The author's person, where the sender is signed in and the author.
    pub author: Option<PersonId>,
    /// Who writes it down for somebody else.
    pub recorder: Option<PersonId>,
    /// The author's age, for a child.
    pub child: Option<ChildAge>,
}

/// Receives a card: a code at once, and a clock for the first thanks (design: one working day).
pub fn receive(card: Card, filing: &Filing<'_>, law: &Law, now: Instant) -> Result<Told> {
    let today = now.date();
    let mut idea = Idea {
        id: filing.id,
        code: format!("SK-{}-{}-{:04}", filing.unit_code, today.year(), filing.number),
        unit: filing.unit,
        card,
        state: State::Received,
        author: filing.author,
        recorder: filing.recorder,
        companion: None,
        days_left: None,
        forward_to: None,
        plan_due_at: None,
        honour_declined: false,
        resume_state: None,
        resume_days: None,
        hidden_by: None,
        appeal: None,
        questions: 0,
        reopened: 0,
        received_at: now,
        changed_at: now,
        due_at: Some(working_days(law, "thank_period", today)?),
        applied_on: None,
        honoured_at: None,
        gold_book_no: None,
        reuse_count: 0,
        child: filing.child,
        story_public: true,
        words_public: false,
        version: Version::FIRST,
    };
    // A child's ticks are the child's word; the guardian was not heard yet.
    idea.card.name_public &= idea.child.is_none();
    idea.card.pictures_public &= idea.child.is_none();
    Ok((idea, line(EventKind::Received, None, "", now)))
}
