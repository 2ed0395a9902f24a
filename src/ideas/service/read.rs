//! Reading: the desk, what is mine, one idea, and the private tracking page.

use crate::{
    app::App,
    authority::{Action, Actor, Scope, UnitId, may},
    foundation::{Error, Law, Result, page::Ask},
    ideas::{
        model::{Event, Idea, IdeaId, Picture, Recording, State},
        store::{self, Desk, DeskFilter, Turn},
    },
    people, units,
    wire::Task,
};

const PURPOSE: &str = "track-idea";

/// The private token of an idea's tracking link: derived, never stored.
pub fn track_token(app: &App, id: IdeaId) -> String {
    app.secret.derive_token(PURPOSE, id.0.as_bytes())
}

/// Refuses a wrong token as if the idea did not exist.
pub(super) fn check_token(app: &App, idea: &Idea, token: &str) -> Result<()> {
    if app.secret.is_token(PURPOSE, idea.id.0.as_bytes(), token) { Ok(()) } else { Err(Error::NOT_FOUND) }
}

/// Everything about one idea that its reader may see.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The idea.
    pub idea: Idea,
    /// The unit's name.
    pub unit_name: String,
    /// The commune whose gold book it may enter.
    pub commune: UnitId,
    /// The name of the person who goes along with it; empty while there is nobody.
    pub companion_name: String,
    /// What happened, oldest first.
    pub timeline: Vec<Event>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// The author telling it, where it was told by voice; for those who may hear it.
    pub recording: Option<Recording>,
    /// The rules of this moment, for what may be done next.
    pub law: Law,
}

/// What the holder of a tracking link sees.
pub type Tracked = Detail;

/// One idea for a person who may read it.
pub async fn detail(app: &App, actor: &Actor, id: IdeaId) -> Result<Detail> {
    let idea = store::load(app.db.reader(), &actor.scope(Action::ReadIdea), id).await?;
    let resource = idea.resource();
    actor.require(Action::ReadIdea, &resource)?;
    let mut detail = around(app, idea).await?;
    detail.recording = detail.recording.filter(|_| may(actor, Action::HearIdea, &resource));
    Ok(detail)
}

/// One idea for the holder of its private link.
pub async fn track(app: &App, code: &str, token: &str) -> Result<Tracked> {
    let idea = store::by_code(app.db.reader(), code).await?;
    check_token(app, &idea, token)?;
    around(app, idea).await
}

async fn around(app: &App, idea: Idea) -> Result<Detail> {
    let db = app.db.reader();
    let unit_name = units::find(db, idea.unit).await?.map(|unit| unit.name).unwrap_or_default();
    let timeline = store::timeline(db, idea.id).await?;
    let pictures = store::pictures(db, idea.id).await?;
    let recording = store::recording(db, idea.id).await?;
    let commune = store::commune(db, &idea).await?;
    let companion_name = match idea.companion {
        Some(person) => people::person(db, person).await?.map(|card| card.full_name).unwrap_or_default(),
        None => String::new(),
    };
    let law = Law::load(db).await?;
    Ok(Detail { idea, unit_name, commune, companion_name, timeline, pictures, recording, law })
}

/// The desk of the units the actor acts for.
pub async fn desk(app: &App, actor: &Actor, filter: DeskFilter, ask: &Ask) -> Result<Desk> {
    actor.signed_in()?;
    let mut scope = actor.scope(Action::ReadIdea);
    // The desk is the units' work; what is mine has its own list.
    scope.person = None;
    store::desk(app.db.reader(), &scope, filter, ask).await
}

/// What the actor told or wrote down.
pub async fn mine(app: &App, actor: &Actor, ask: &Ask) -> Result<Desk> {
    store::mine(app.db.reader(), actor.signed_in()?, ask).await
}

/// How many rows of each kind "Việc của tôi" shows.
const TASKS: u64 = 25;

/// What waits for this person: thanks, answers, replies, the gold book, reports of reuse.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    let db = app.db.reader();
    let mut waiting: Vec<(&str, Idea)> = Vec::new();
    let desk = actor.scope(Action::ThankIdea);
    let assigning = actor.scope(Action::AssignIdea);
    let mut turns = Vec::new();
    if !desk.units.is_empty() {
        turns.push(("thank_idea", Turn::Desk(&desk), State::Received));
    }
    if !assigning.units.is_empty() {
        turns.push(("screen_idea", Turn::Desk(&assigning), State::Thanked));
        turns.push(("answer_idea", Turn::Unaccompanied(&assigning), State::Screening));
    }
    if let Some(person) = actor.person {
        turns.push(("answer_idea", Turn::Companion(person), State::Screening));
        turns.push(("reply_question", Turn::Author(person), State::NeedsInfo));
    }
    let book = actor.scope(Action::HonourIdea);
    let root = units::root(db).await?.map(|root| root.id);
    // Ideas of every unit stand in the commune's book.
    let everything = Scope { everything: true, ..book.clone() };
    if root.is_some_and(|root| book.units.contains(&root)) {
        turns.push(("honour_idea", Turn::Desk(&everything), State::Applied));
    }
    for (kind, turn, state) in turns {
        let due = store::due_tasks(db, turn, state, TASKS).await?;
        waiting.extend(due.into_iter().map(|idea| (kind, idea)));
    }
    let unit_ids: Vec<_> = waiting.iter().map(|(_, idea)| idea.unit).collect();
    let names = units::names(db, &unit_ids).await?;
    let now = app.now();
    let mut tasks: Vec<Task> = waiting
        .into_iter()
        .map(|(kind, idea)| Task {
            kind: kind.to_owned(),
            title: idea.card.title,
            object_code: idea.code,
            href: format!("/app/y-tuong/{}", idea.id),
            due_at: idea.due_at.map(|due| due.to_datetime()),
            overdue: idea.due_at.is_some_and(|due| due < now),
            unit_name: names.get(&idea.unit).cloned().unwrap_or_default(),
        })
        .collect();
    let scope = actor.scope(Action::ConfirmReuse);
    if !scope.units.is_empty() {
        for (report, code, title) in store::reuses_waiting(db, &scope, TASKS).await? {
            tasks.push(Task {
                kind: "confirm_reuse".to_owned(),
                title,
                object_code: code,
                href: format!("/app/y-tuong/{}", report.idea),
                due_at: None,
                overdue: false,
                unit_name: report.place,
            });
        }
    }
    Ok(tasks)
}
