//! Reading cases, forms and papers, and what others ask about honours.

use super::{
    super::{
        model::{Commendation, CommendationId, Form, StateName, Verb},
        store::{self, DeskFilter, Paper},
    },
    change,
};
use crate::{
    app::App,
    authority::{Action, Actor, UnitId, may},
    files::{Blob, Key},
    foundation::{
        Code, Error, Result, Violations,
        page::{Ask, Page},
    },
    units,
    wire::Task,
};

/// The most tasks of one kind that are shown.
const TASKS: u64 = 25;

/// One case.
pub async fn get(app: &App, actor: &Actor, id: CommendationId) -> Result<Commendation> {
    let action = Action::ReadCommendation;
    let case = store::load(app.db.reader(), &actor.scope(action), id).await?;
    actor.require(action, &change::resource(&case))?;
    Ok(case)
}

/// The verbs open to this person now, for the buttons of the screen.
pub fn allowed(case: &Commendation, actor: &Actor) -> Vec<Verb> {
    let (state, resource) = (case.state.name(), change::resource(case));
    let open = |verb: &Verb| state.takes(*verb) && may(actor, verb.action(), &resource);
    Verb::ALL.iter().copied().filter(open).collect()
}

/// The desk: one state, or whatever is open.
pub async fn desk(app: &App, actor: &Actor, state: Option<&str>, ask: &Ask) -> Result<Page<Commendation>> {
    let filter = match state {
        None | Some("") => DeskFilter::Open,
        Some(name) => {
            let state = StateName::parse(name);
            DeskFilter::State(state.ok_or_else(|| Violations::one(Code::NotOffered, "/state"))?)
        }
    };
    store::desk(app.db.reader(), &actor.scope(Action::ReadCommendation), filter, ask).await
}

/// The forms in force today, with where each stands in the law.
pub async fn forms(app: &App) -> Result<Vec<Form>> {
    store::forms(app.db.reader(), app.now().date()).await
}

/// The papers of a case.
pub async fn papers(app: &App, actor: &Actor, id: CommendationId) -> Result<Vec<Paper>> {
    let case = get(app, actor, id).await?;
    store::papers(app.db.reader(), case.id).await
}

/// One paper with its bytes.
///
/// # Errors
/// `NotFound` until the worker has made it.
pub async fn paper(app: &App, actor: &Actor, id: CommendationId, name: &str) -> Result<(Paper, Blob)> {
    let case = get(app, actor, id).await?;
    let paper = store::paper(app.db.reader(), case.id, name).await?.ok_or(Error::NOT_FOUND)?;
    let key = Key::parse(&paper.file_key).map_err(|error| Error::port("files", error))?;
    let blob = app.files.get(&key).await.map_err(|error| Error::port("files", error))?;
    let blob = blob.ok_or_else(|| Error::Damaged(format!("paper {name} of {} is gone", case.code)))?;
    Ok((paper, blob))
}

/// What waits for this person: decisions to sign, certificates to hand over.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    let db = app.db.reader();
    let mut tasks = Vec::new();
    let waiting = [
        (Action::DecideCommendation, StateName::Nominated, "decide_commendation"),
        (Action::AwardCommendation, StateName::Decided, "hand_over_commendation"),
    ];
    let now = app.now();
    for (action, state, kind) in waiting {
        let scope = actor.scope(action);
        if scope.units.is_empty() {
            continue;
        }
        let due = store::due(db, &scope, state, TASKS).await?;
        let ids: Vec<UnitId> = due.iter().map(|one| UnitId(one.unit)).collect();
        let names = units::names(db, &ids).await?;
        tasks.extend(due.into_iter().map(|one| Task {
            kind: kind.to_owned(),
            title: one.title,
            object_code: one.code,
            href: format!("/app/khen-thuong/{}", one.id),
            due_at: Some(one.due_at.to_datetime()),
            overdue: one.due_at < now,
            unit_name: names.get(&UnitId(one.unit)).cloned().unwrap_or_default(),
        }));
    }
    Ok(tasks)
}
