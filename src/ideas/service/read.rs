//! Reading: the desk, what is mine, one idea, and the private tracking page.

use super::{hide::decides, queues};
use crate::{
    app::App,
    authority::{Action, Actor, Scope, UnitId, may},
    foundation::{Code, Error, Instant, Law, Result, page::Ask},
    ideas::{
        model::{Event, Idea, IdeaId, Picture, Recording, State, Trial},
        rules,
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

/// Refuses who may not read an idea, as if it did not exist.
pub(super) fn check_reader(actor: &Actor, idea: &Idea) -> Result<()> {
    if rules::may_read(actor, idea) {
        return Ok(());
    }
    Err(if actor.account.is_none() { Code::SignInNeeded.into() } else { Error::NOT_FOUND })
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
    /// The unit it is handed to; empty unless it is.
    pub forward_name: String,
    /// Its latest trial, planned or begun.
    pub trial: Option<Trial>,
    /// True for a reader who may decide about an appeal.
    pub decides: bool,
    /// The rules of this moment, for what may be done next.
    pub law: Law,
}

/// What the holder of a tracking link sees.
pub type Tracked = Detail;

/// One idea for a person who may read it.
pub async fn detail(app: &App, actor: &Actor, id: IdeaId) -> Result<Detail> {
    let idea = store::load(app.db.reader(), &actor.scope(Action::ReadIdea), id).await?;
    check_reader(actor, &idea)?;
    let decides = idea.state == State::Hidden && decides(app, actor, &idea).await?;
    let hears = may(actor, Action::HearIdea, &idea.resource());
    let mut detail = around(app, idea).await?;
    detail.recording = detail.recording.filter(|_| hears);
    Ok(Detail { decides, ..detail })
}

/// One idea for the holder of its private link.
pub async fn track(app: &App, code: &str, token: &str) -> Result<Tracked> {
    let idea = store::by_code(app.db.reader(), code).await?;
    check_token(app, &idea, token)?;
    around(app, idea).await
}

/// An idea as it stands, for who has just changed it.
pub async fn changed(app: &App, idea: Idea) -> Result<Detail> {
    around(app, idea).await
}

pub(super) async fn around(app: &App, idea: Idea) -> Result<Detail> {
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
    let forward_name = match idea.forward_to {
        Some(unit) => units::find(db, unit).await?.map(|unit| unit.name).unwrap_or_default(),
        None => String::new(),
    };
    let trial = store::latest_trial(db, idea.id).await?;
    let law = Law::load(db).await?;
    Ok(Detail {
        idea,
        unit_name,
        commune,
        companion_name,
        timeline,
        pictures,
        recording,
        forward_name,
        trial,
        decides: false,
        law,
    })
}

/// Which part of a desk is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Whatever somebody must still act on.
    Open,
    /// What is late.
    Overdue,
    /// What is nearly due.
    Soon,
    /// What waits in this state.
    Waiting(State),
    /// Everything in this state, the newest first.
    State(State),
}

/// The desk of the units the actor acts for; what waits comes with the most urgent first.
pub async fn desk(app: &App, actor: &Actor, wanted: Wanted, ask: &Ask) -> Result<Desk> {
    actor.signed_in()?;
    let now = app.now();
    let filter = match wanted {
        Wanted::Open => DeskFilter::Open,
        Wanted::Overdue => DeskFilter::Due { from: Instant(0), to: Instant(now.0.saturating_sub(1)) },
        Wanted::Soon => {
            DeskFilter::Due { from: now, to: queues::soon(&Law::load(app.db.reader()).await?, now)? }
        }
        Wanted::Waiting(state) => DeskFilter::Waiting(state),
        Wanted::State(state) => DeskFilter::State(state),
    };
    let hidden = units_of(actor, Action::ReadHiddenIdea);
    store::desk(app.db.reader(), &units_of(actor, Action::ReadIdea), &hidden, filter, ask).await
}

/// What stands on the actor's desk: the units' work; what is mine has its own list.
pub(super) fn units_of(actor: &Actor, action: Action) -> Scope {
    Scope { person: None, ..actor.scope(action) }
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
        turns.push(("finish_trial", Turn::Unaccompanied(&assigning), State::Trial));
    }
    let taking = actor.scope(Action::TakeOverIdea);
    if !taking.units.is_empty() {
        turns.push(("take_over_idea", Turn::Target(&taking), State::Forwarded));
    }
    let approving = actor.scope(Action::ApproveTrial);
    if !approving.units.is_empty() {
        turns.push(("approve_trial", Turn::Plan(&approving), State::Screening));
    }
    let deciding = actor.scope(Action::DecideAppeal);
    if !deciding.units.is_empty() {
        turns.push(("decide_appeal", Turn::Appeal(&deciding), State::Hidden));
    }
    if let Some(person) = actor.person {
        turns.push(("answer_idea", Turn::Companion(person), State::Screening));
        turns.push(("finish_trial", Turn::Companion(person), State::Trial));
        turns.push(("reply_question", Turn::Author(person), State::NeedsInfo));
    }
    let book = actor.scope(Action::HonourIdea);
    let commune = units::commune(db, None).await?.map(|commune| commune.id);
    // Ideas of every unit stand in the commune's book.
    let everything = Scope { everything: true, ..book.clone() };
    if commune.is_some_and(|commune| book.units.contains(&commune)) {
        turns.push(("honour_idea", Turn::Desk(&everything), State::Applied));
    }
    for (kind, turn, state) in turns {
        let due = store::due_tasks(db, turn, state, TASKS).await?;
        for mut idea in due {
            if state == State::Hidden && !decides(app, actor, &idea).await? {
                continue;
            }
            if kind == "approve_trial" {
                idea.due_at = idea.plan_due_at;
            }
            waiting.push((kind, idea));
        }
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
                due_at: report.due_at.map(|due| due.to_datetime()),
                overdue: report.due_at.is_some_and(|due| due < now),
                unit_name: report.place,
            });
        }
    }
    Ok(tasks)
}
