//! What waits for a person in this wing.

use crate::{
    app::App,
    authority::{Actor, Role, UnitId},
    dossiers::{
        model::{Acts, State},
        store::{self, Line},
    },
    foundation::{Instant, Result},
    units,
    wire::Task,
};

const MOST: u64 = 50;

/// Own drafts and supplements, shares to confirm, dossiers at intake, decisions to sign.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    let Some(person) = actor.person else { return Ok(Vec::new()) };
    let db = app.db.reader();
    let intake = units_of(actor, &[Role::IntakeOfficer]);
    let signing = units_of(actor, &[Role::UnitHead, Role::CommuneChair]);
    let waits = store::waits_for(db, person, &intake, &signing, MOST).await?;
    let unconfirmed = store::unconfirmed(db, person, MOST).await?;
    let ids: Vec<UnitId> = waits.iter().chain(&unconfirmed).map(|line| line.unit).collect();
    let names = units::names(db, &ids).await?;
    let now = app.now();
    let name = |line: &Line| names.get(&line.unit).cloned().unwrap_or_default();
    let waits = waits.into_iter().filter_map(|line| {
        let name = name(&line);
        kind_of(line.state).map(|kind| task(kind, line, name, now))
    });
    let unconfirmed = unconfirmed.into_iter().map(|line| {
        let name = name(&line);
        task("confirm_share", line, name, now)
    });
    Ok(waits.chain(unconfirmed).collect())
}

fn units_of(actor: &Actor, roles: &[Role]) -> Vec<UnitId> {
    let held = actor.grants.iter().filter(|grant| roles.contains(&grant.role));
    held.flat_map(|grant| grant.reaches.iter().copied()).collect()
}

fn kind_of(state: State) -> Option<&'static str> {
    match state.acts()? {
        Acts::Author if state == State::Draft => Some("finish_dossier"),
        Acts::Author => Some("supplement_dossier"),
        Acts::Intake if state == State::AwaitingApplication => Some("confirm_application"),
        Acts::Intake => Some("intake_dossier"),
        Acts::Head => Some("sign_decision"),
        Acts::Secretary | Acts::Markers | Acts::Council => None,
    }
}

fn task(kind: &str, line: Line, unit_name: String, now: Instant) -> Task {
    let href = if line.state.acts() == Some(Acts::Author) && kind != "confirm_share" {
        format!("/app/ho-so/{}/soan", line.id)
    } else {
        format!("/app/ho-so/{}", line.id)
    };
    Task {
        kind: kind.to_owned(),
        title: line.initiative_name,
        object_code: line.code.unwrap_or_default(),
        href,
        due_at: line.due_at.map(Instant::to_datetime),
        overdue: line.due_at.is_some_and(|due| due < now),
        unit_name,
    }
}
