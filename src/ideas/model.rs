//! The values of an idea; each is parsed once and cannot be wrong afterwards.

mod card;
mod recording;
mod terms;

use time::Date;

use crate::{
    authority::{PersonId, Resource, UnitId},
    foundation::{Instant, Version},
};

pub use card::{Card, CardInput, NAME_MOST, PICTURES_MOST, TITLE_MOST, Words, line, title_of};
pub use recording::{Recording, Transcript};
pub use terms::{
    Acts, AnswerReason, AuthorKind, EventKind, Field, Moment, NextStep, ReuseState, State, Verb,
};

crate::ids! {
    /// An idea.
    IdeaId,
    /// A picture of an idea.
    PictureId,
    /// A recording of an idea.
    RecordingId,
    /// A report that somebody did the same.
    ReuseId,
}

/// An idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idea {
    /// Its identity.
    pub id: IdeaId,
    /// Its human code, `SK-<unit>-<year>-<number>`.
    pub code: String,
    /// The responsible unit.
    pub unit: UnitId,
    /// What was told.
    pub card: Card,
    /// Where it stands.
    pub state: State,
    /// The author's account's person, once known or claimed. Credit always goes to the author.
    pub author: Option<PersonId>,
    /// Who wrote it down for the author.
    pub recorder: Option<PersonId>,
    /// The person who goes along with it: who answers the author by name.
    pub companion: Option<PersonId>,
    /// Working days that were left to the companion when the author was asked.
    pub days_left: Option<i32>,
    /// How many questions the author was asked.
    pub questions: i32,
    /// How often the author took it up again.
    pub reopened: i32,
    /// When it was received, to the microsecond: the first to file counts.
    pub received_at: Instant,
    /// When it last changed.
    pub changed_at: Instant,
    /// Until when the next person must act.
    pub due_at: Option<Instant>,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// When it entered the gold book.
    pub honoured_at: Option<Instant>,
    /// Its number in the gold book of the commune.
    pub gold_book_no: Option<i32>,
    /// Confirmed reuses.
    pub reuse_count: i32,
    /// The optimistic version.
    pub version: Version,
}

impl Idea {
    /// The idea as permissions see it.
    pub fn resource(&self) -> Resource {
        Resource::of_unit(self.unit)
            .owned_by(self.author.into_iter().chain(self.recorder))
            .assigned_to(self.companion)
    }
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Who did it, by the name the author may know.
    pub person_name: String,
    /// Who did it.
    pub person: Option<PersonId>,
    /// The person's words.
    pub words: String,
    /// Reason, next step, evidence: codes and short texts.
    pub details: serde_json::Value,
    /// When.
    pub at: Instant,
}

impl Event {
    /// The name of the person who goes along with the idea from here on.
    pub fn companion(&self) -> Option<&str> {
        self.details.get("companion").and_then(serde_json::Value::as_str)
    }
}

/// A picture, already re-encoded and without metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its identity.
    pub id: PictureId,
    /// When it was taken.
    pub moment: Moment,
    /// Where the full picture is kept.
    pub file_key: String,
    /// Where the thumbnail is kept.
    pub thumbnail_key: String,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
}

/// A report that somebody did the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reuse {
    /// Its identity.
    pub id: ReuseId,
    /// The idea.
    pub idea: IdeaId,
    /// Who, as they wish to be named.
    pub who: String,
    /// Where.
    pub place: String,
    /// Looked at or not.
    pub state: ReuseState,
    /// When it was told.
    pub reported_at: Instant,
}

/// What the wings above may know of an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its identity.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// The field.
    pub field: Field,
    /// The responsible unit.
    pub unit: UnitId,
    /// The author, once known.
    pub author: Option<PersonId>,
    /// The author's name.
    pub author_name: String,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// Where it stands.
    pub state: State,
}

/// The public parts of an honoured idea: what consents allow and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its identity.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// What was done.
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// The field.
    pub field: Field,
    /// The responsible unit.
    pub unit: UnitId,
    /// Where.
    pub place: Option<String>,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// What kind of person.
    pub author_kind: AuthorKind,
    /// Pictures, only with consent.
    pub pictures: Vec<Picture>,
    /// The timeline without private words.
    pub timeline: Vec<Event>,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// When it entered the gold book.
    pub honoured_at: Instant,
    /// Its number there.
    pub gold_book_no: i32,
    /// Confirmed reuses, newest first.
    pub reuses: Vec<Reuse>,
    /// How many.
    pub reuse_count: i32,
}

/// One line of the gold book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldBookEntry {
    /// The idea.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// Its number in the book.
    pub number: i32,
    /// The title.
    pub title: String,
    /// What changed, in one sentence.
    pub outcome: String,
    /// The unit.
    pub unit: UnitId,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// When it entered.
    pub honoured_at: Instant,
    /// Confirmed reuses.
    pub reuse_count: i32,
}
