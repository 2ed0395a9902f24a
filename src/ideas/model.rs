//! The values of an idea; each is parsed once and cannot be wrong afterwards.

mod card;
mod channel;
mod child;
mod draft;
mod recording;
mod terms;
mod trial;

use time::Date;

use crate::{
    authority::{PersonId, Resource, UnitId},
    foundation::{Instant, Version},
    people::ChildAge,
};

pub use card::{Card, CardInput, NAME_MOST, PICTURES_MOST, TITLE_MOST, Words, line, title_of};
pub use channel::Channel;
pub use child::{GuardianContact, Standing, Stood};
pub use draft::{Draft, DraftKey, DraftWords, card_name};
pub use recording::{Recording, Transcript};
pub use terms::{
    Acts, AlarmKind, AnswerReason, Appeal, AuthorKind, Condition, EventKind, Field, HideReason, Moment,
    NextStep, ReuseState, State, Verb,
};
pub use trial::{Plan, Trial, Tried};

crate::ids! {
    /// An idea.
    IdeaId,
    /// A picture of an idea.
    PictureId,
    /// A recording of an idea.
    RecordingId,
    /// A report that somebody did the same.
    ReuseId,
    /// A trial of an idea.
    TrialId,
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
    /// Working days that were left to the companion when the author was asked, or the idea handed on.
    pub days_left: Option<i32>,
    /// The unit it is handed to, until that one takes it or sends it back.
    pub forward_to: Option<UnitId>,
    /// Until when the head of the unit answers the plan of a trial that waits.
    pub plan_due_at: Option<Instant>,
    /// True once the commune said that a condition of the gold book is missing.
    pub honour_declined: bool,
    /// Where a hidden idea stood before.
    pub resume_state: Option<State>,
    /// Working days that were left when it was hidden.
    pub resume_days: Option<i32>,
    /// Who hid it.
    pub hidden_by: Option<PersonId>,
    /// How far the appeal against the hiding has come.
    pub appeal: Option<Appeal>,
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
    /// The author's age, for a child: who must agree before anything of it is public.
    pub child: Option<ChildAge>,
    /// False once somebody concerned objected to the story.
    pub story_public: bool,
    /// Consent to show the words of thanks.
    pub words_public: bool,
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

    /// Who acts next; nobody where the way has ended. What is applied and not in the gold book waits for
    /// nobody; what is hidden waits only while an appeal does.
    pub fn acts(&self) -> Option<Acts> {
        match self.state {
            State::Applied if self.honour_declined => None,
            State::Hidden if self.appeal == Some(Appeal::Asked) => Some(Acts::Moderator),
            state => state.acts(),
        }
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
        self.detail("companion")
    }

    /// One of its codes or short texts.
    pub fn detail(&self, key: &str) -> Option<&str> {
        self.details.get(key).and_then(serde_json::Value::as_str)
    }
}

/// What the clock did about one last day of an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The last day it is about.
    pub due_at: Instant,
    /// How many steps were told.
    pub level: i32,
    /// When the next one is told; never again without one.
    pub next_at: Option<Instant>,
}

/// A question that waits for the author.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The idea.
    pub idea: Idea,
    /// The line that asks.
    pub question: Event,
    /// What the clock did about a question of this idea.
    pub reminded: Option<Alarm>,
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
    /// Until when it is looked at; nothing for what was told before there was such a day.
    pub due_at: Option<Instant>,
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
    /// Who thanked first, when, and in which words where these may be shown.
    pub thanks: Option<StoryThanks>,
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

/// The thank-you card as the public sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryThanks {
    /// Who thanked.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The words, only with consent.
    pub words: String,
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
