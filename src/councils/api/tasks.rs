//! What waits for this person.

use crate::{
    app::App,
    authority::Actor,
    councils::service::{self, Waits},
    foundation::{Instant, Result, messages::fill},
    wire::{Task, current_lang},
};

/// Interests to declare, dossiers to score, scores to reveal, sessions to open.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    let now = app.now();
    let view = |waits: Waits| {
        let due = waits.due.map(Instant::end_of);
        Task {
            kind: waits.kind.to_owned(),
            title: fill(
                current_lang(),
                "task_round_dossiers",
                &[("round", &waits.round), ("count", &waits.count.to_string())],
            ),
            object_code: waits.round,
            href: waits.href,
            due_at: due.map(Instant::to_datetime),
            overdue: due.is_some_and(|due| due < now),
            unit_name: waits.unit_name,
        }
    };
    Ok(service::waits(app, actor).await?.into_iter().map(view).collect())
}
