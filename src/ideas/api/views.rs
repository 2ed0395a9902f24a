//! What ideas answer on the wire: turned from values by exhaustive matches.

use poem_openapi::Object;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::recordings::IdeaRecording;
use crate::{
    app::App,
    ideas::{
        model::{self, Verb},
        service::{Detail, Receipt},
    },
    people::PersonCard,
};

/// The receipt of an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaReceipt {
    /// The idea's identity.
    pub id: Uuid,
    /// The code to quote, `SK-<unit>-<year>-<number>`.
    pub code: String,
    /// The title it got.
    pub title: String,
    /// When it was received.
    pub received_at: OffsetDateTime,
    /// Until when a named person thanks.
    pub thanked_by: Option<OffsetDateTime>,
    /// The unit.
    pub unit_name: String,
    /// Who will answer, where the unit has somebody.
    pub answerer: Option<String>,
    /// The private link that shows every step: whoever has it sees the idea.
    pub tracking_url: String,
    /// The secret part of that link, also for adding pictures and claiming.
    pub tracking_token: String,
}

impl IdeaReceipt {
    pub(crate) fn of(app: &App, receipt: Receipt) -> Self {
        let path = format!("/theo-doi/{}/{}", receipt.idea.code, receipt.token);
        Self {
            id: receipt.idea.id.0,
            title: receipt.idea.card.title,
            received_at: receipt.idea.received_at.to_datetime(),
            thanked_by: receipt.idea.due_at.map(|due| due.to_datetime()),
            unit_name: receipt.unit_name,
            answerer: receipt.answerer,
            tracking_url: app.link(&path),
            tracking_token: receipt.token,
            code: receipt.idea.code,
        }
    }
}

/// One line of a timeline.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaEvent {
    /// What happened, e.g. `thanked`.
    pub kind: String,
    /// Who did it.
    pub person_name: String,
    /// The person's words.
    pub words: String,
    /// The coded reason of an answer.
    pub reason: Option<String>,
    /// The next step of an answer.
    pub next_step: Option<String>,
    /// What was seen, of an application.
    pub evidence: Option<String>,
    /// The person who goes along with the idea from here on.
    pub companion: Option<String>,
    /// The unit it was handed to, or that took it over.
    pub unit: Option<String>,
    /// The condition of the gold book that is missing.
    pub condition: Option<String>,
    /// Why it is out of sight.
    pub hide_reason: Option<String>,
    /// The day something was seen in a trial.
    pub seen_on: Option<String>,
    /// How it was before a trial and how it is after.
    pub result: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

impl From<model::Event> for IdeaEvent {
    fn from(event: model::Event) -> Self {
        let detail = |key: &str| event.detail(key).map(str::to_owned);
        Self {
            kind: event.kind.as_str().to_owned(),
            reason: detail("reason"),
            next_step: detail("next_step"),
            evidence: detail("evidence"),
            unit: detail("unit"),
            condition: detail("condition"),
            hide_reason: detail("hide_reason"),
            seen_on: detail("seen_on"),
            result: detail("result"),
            companion: event.companion().map(str::to_owned),
            person_name: event.person_name,
            words: event.words,
            at: event.at.to_datetime(),
        }
    }
}

/// A trial of an idea; what is seen in between stands on the timeline as `observed`.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaTrial {
    /// Where.
    pub place: String,
    /// Who tries it.
    pub who: String,
    /// The last day.
    pub until: Date,
    /// Who planned it.
    pub planned_by: String,
    /// When it began; nothing while the plan waits, or where it was declined.
    pub begun_at: Option<OffsetDateTime>,
    /// Who let it begin; empty before.
    pub begun_by: String,
    /// When it ended.
    pub ended_at: Option<OffsetDateTime>,
    /// Whether it worked out, once it has ended.
    pub worked: Option<bool>,
    /// How it was before and how it is after.
    pub note: String,
}

impl From<model::Trial> for IdeaTrial {
    fn from(trial: model::Trial) -> Self {
        Self {
            place: trial.plan.place,
            who: trial.plan.who,
            until: trial.plan.until,
            planned_by: trial.planned_by,
            begun_at: trial.begun_at.map(|at| at.to_datetime()),
            begun_by: trial.begun_by,
            ended_at: trial.ended_at.map(|at| at.to_datetime()),
            worked: trial.worked,
            note: trial.note,
        }
    }
}

/// A picture of an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaPicture {
    /// Its identity.
    pub id: Uuid,
    /// `before` or `after`.
    pub moment: String,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
}

impl From<model::Picture> for IdeaPicture {
    fn from(picture: model::Picture) -> Self {
        Self {
            id: picture.id.0,
            moment: picture.moment.as_str().to_owned(),
            width: picture.width,
            height: picture.height,
        }
    }
}

/// One row of a list of ideas.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaRow {
    /// Its identity.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// The author's name; empty if unnamed.
    pub author_name: String,
    /// The responsible unit.
    pub unit_id: Uuid,
    /// When it was received.
    pub received_at: OffsetDateTime,
    /// Until when the next person must act.
    pub due_at: Option<OffsetDateTime>,
    /// The version for If-Match.
    pub version: i32,
}

impl From<model::Idea> for IdeaRow {
    fn from(idea: model::Idea) -> Self {
        Self {
            id: idea.id.0,
            code: idea.code,
            title: idea.card.title,
            state: idea.state.as_str().to_owned(),
            author_name: idea.card.author_name,
            unit_id: idea.unit.0,
            received_at: idea.received_at.to_datetime(),
            due_at: idea.due_at.map(|due| due.to_datetime()),
            version: idea.version.0,
        }
    }
}

/// A list of ideas.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaList {
    /// The rows.
    pub items: Vec<IdeaRow>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// One idea with everything its reader may see.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaView {
    /// Its identity.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// The title.
    pub title: String,
    /// How it was.
    pub before: String,
    /// What was done or is proposed.
    pub proposal: String,
    /// What it brought.
    pub outcome: String,
    /// Done already, or only thought of.
    pub done_already: bool,
    /// The field.
    pub field: String,
    /// Where.
    pub place: Option<String>,
    /// Whom it helps.
    pub beneficiaries: Option<String>,
    /// Where it stands.
    pub state: String,
    /// The author's name; empty if unnamed.
    pub author_name: String,
    /// What kind of person.
    pub author_kind: String,
    /// True once it belongs to somebody's account.
    pub claimed: bool,
    /// The person who goes along with it; empty while there is nobody.
    pub companion_name: String,
    /// How the author wishes to be answered: `phone`, `email`, `through_head` or `link`.
    pub answer_channel: String,
    /// The telephone number to answer by, for the unit only.
    pub phone: Option<String>,
    /// The e-mail address to answer by, for the unit only.
    pub email: Option<String>,
    /// True if everybody who must agree lets the name be shown.
    pub name_public: bool,
    /// True if everybody who must agree lets the pictures be shown.
    pub pictures_public: bool,
    /// False once somebody concerned objected to the story.
    pub story_public: bool,
    /// The responsible unit.
    pub unit_id: Uuid,
    /// Its name.
    pub unit_name: String,
    /// When it was received.
    pub received_at: OffsetDateTime,
    /// Until when the next person must act.
    pub due_at: Option<OffsetDateTime>,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// Its number in the gold book.
    pub gold_book_no: Option<i32>,
    /// Confirmed reuses.
    pub reuse_count: i32,
    /// What happened, oldest first.
    pub timeline: Vec<IdeaEvent>,
    /// Its pictures.
    pub pictures: Vec<IdeaPicture>,
    /// The author telling it, for those who may hear it.
    pub recording: Option<IdeaRecording>,
    /// True for who may write the recording down now.
    pub may_transcribe: bool,
    /// The unit it is handed to; empty unless it is.
    pub forward_name: String,
    /// Its latest trial, planned or begun.
    pub trial: Option<IdeaTrial>,
    /// Until when the head of the unit answers a plan of a trial that waits.
    pub plan_due_at: Option<OffsetDateTime>,
    /// True once the commune said that a condition of the gold book is missing.
    pub honour_declined: bool,
    /// True for its author and for who wrote it down for them.
    pub own: bool,
    /// What this person may do now, e.g. `thank`.
    pub verbs: Vec<String>,
    /// True for who writes the commune's gold book: once it is applied, this person may honour it.
    pub keeps_book: bool,
    /// Until when this person may take the last step back.
    pub undo_until: Option<OffsetDateTime>,
    /// The version for If-Match.
    pub version: i32,
}

impl IdeaView {
    /// The idea as its author sees it by the private link.
    pub(crate) fn by_link(detail: Detail) -> Self {
        Self::of(detail, &[], false)
    }

    /// The whole idea; contact data only for those who answer.
    pub(crate) fn of(detail: Detail, verbs: &[Verb], with_contact: bool) -> Self {
        let idea = detail.idea;
        let card = idea.card;
        Self {
            id: idea.id.0,
            code: idea.code,
            title: card.title,
            before: card.before,
            proposal: card.proposal,
            outcome: card.outcome,
            done_already: card.done_already,
            field: card.field.as_str().to_owned(),
            place: card.place,
            beneficiaries: card.beneficiaries,
            state: idea.state.as_str().to_owned(),
            author_name: card.author_name,
            author_kind: card.author_kind.as_str().to_owned(),
            claimed: idea.author.is_some(),
            companion_name: detail.companion_name,
            answer_channel: card.answer_channel.as_str().to_owned(),
            phone: card.phone.filter(|_| with_contact),
            email: card.email.filter(|_| with_contact),
            name_public: card.name_public,
            pictures_public: card.pictures_public,
            story_public: idea.story_public,
            unit_id: idea.unit.0,
            unit_name: detail.unit_name,
            received_at: idea.received_at.to_datetime(),
            due_at: idea.due_at.map(|due| due.to_datetime()),
            applied_on: idea.applied_on,
            gold_book_no: idea.gold_book_no,
            reuse_count: idea.reuse_count,
            timeline: detail.timeline.into_iter().map(IdeaEvent::from).collect(),
            pictures: detail.pictures.into_iter().map(IdeaPicture::from).collect(),
            recording: detail.recording.map(IdeaRecording::from),
            may_transcribe: false,
            verbs: verbs.iter().map(|verb| verb.as_str().to_owned()).collect(),
            forward_name: detail.forward_name,
            trial: detail.trial.map(IdeaTrial::from),
            plan_due_at: idea.plan_due_at.map(|due| due.to_datetime()),
            honour_declined: idea.honour_declined,
            own: false,
            keeps_book: false,
            undo_until: None,
            version: idea.version.0,
        }
    }
}

/// Somebody who may go along with an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Companion {
    /// The person.
    pub id: Uuid,
    /// Họ và tên.
    pub full_name: String,
    /// Where they work.
    pub unit_name: String,
}

impl From<PersonCard> for Companion {
    fn from(card: PersonCard) -> Self {
        Self { id: card.id.0, full_name: card.full_name, unit_name: card.unit_name }
    }
}

/// Those who may go along with an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CompanionList {
    /// By name.
    pub items: Vec<Companion>,
}

/// A report of reuse.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ReuseView {
    /// Its identity.
    pub id: Uuid,
    /// The idea.
    pub idea_id: Uuid,
    /// The idea's code, in lists.
    pub idea_code: Option<String>,
    /// The idea's title, in lists.
    pub idea_title: Option<String>,
    /// Who did it.
    pub who: String,
    /// Where.
    pub place: String,
    /// `reported`, `confirmed` or `declined`.
    pub state: String,
    /// When it was told.
    pub reported_at: OffsetDateTime,
    /// Until when it is looked at.
    pub due_at: Option<OffsetDateTime>,
}

impl ReuseView {
    pub(crate) fn of(report: model::Reuse, code: Option<String>, title: Option<String>) -> Self {
        Self {
            id: report.id.0,
            idea_id: report.idea.0,
            idea_code: code,
            idea_title: title,
            who: report.who,
            place: report.place,
            state: report.state.as_str().to_owned(),
            reported_at: report.reported_at.to_datetime(),
            due_at: report.due_at.map(|due| due.to_datetime()),
        }
    }
}

/// Reports that wait.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ReuseList {
    /// The rows.
    pub items: Vec<ReuseView>,
    /// Where the next page starts.
    pub next: Option<String>,
}
