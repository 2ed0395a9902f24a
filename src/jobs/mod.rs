//! Runs the outbox: hands each event to the wings that asked for it, and does the rounds of the clock.

mod rounds;

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, stream};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    archive, commendations, councils, dossiers,
    foundation::{
        Result,
        outbox::{self, Delivery},
    },
    http::Measures,
    ideas, notices, people,
};

pub use rounds::tick;

/// Who wants to hear which topics.
const SUBSCRIBERS: &[(&str, &[&str])] = &[
    ("people", people::events::LISTENS),
    ("notices", notices::events::LISTENS),
    ("ideas", ideas::events::LISTENS),
    ("commendations", commendations::events::LISTENS),
    ("dossiers", dossiers::events::LISTENS),
    ("councils", councils::events::LISTENS),
    ("archive", archive::events::LISTENS),
];

async fn deliver(app: &App, delivery: &Delivery) -> Result<()> {
    match delivery.subscriber.as_str() {
        "people" => people::events::on_event(app, &delivery.event).await,
        "notices" => notices::events::on_event(app, &delivery.event).await,
        "ideas" => ideas::events::on_event(app, &delivery.event).await,
        "commendations" => commendations::events::on_event(app, &delivery.event).await,
        "dossiers" => dossiers::events::on_event(app, &delivery.event).await,
        "councils" => councils::events::on_event(app, &delivery.event).await,
        "archive" => archive::events::on_event(app, &delivery.event).await,
        other => {
            tracing::warn!(subscriber = other, "an event waits for a subscriber that is gone");
            Ok(())
        }
    }
}

/// How many rows one round takes.
const BATCH: u64 = 64;
/// How many of them are delivered at once: waiting for the disk, the index or the mail server overlaps.
const AT_ONCE: usize = 16;
/// The pause when nothing waits.
const PAUSE: Duration = Duration::from_millis(250);
/// How often the clock's rounds are done.
const ROUNDS: Duration = Duration::from_secs(60);

/// Delivers what is due; answers how many rows were handled.
pub async fn work_once(app: &App) -> Result<usize> {
    let rows = outbox::claim(&app.db, app.now(), BATCH).await?;
    let all = stream::iter(&rows).map(Ok);
    all.try_for_each_concurrent(AT_ONCE, |delivery| handle(app, delivery)).await?;
    Ok(rows.len())
}

/// Hands an event to everybody who asked for it, or delivers it to one of them.
async fn handle(app: &App, delivery: &Delivery) -> Result<()> {
    if delivery.subscriber.is_empty() {
        let topic = delivery.event.topic.as_str();
        let wanting: Vec<&str> =
            SUBSCRIBERS.iter().filter(|(_, topics)| topics.contains(&topic)).map(|(name, _)| *name).collect();
        return outbox::fan_out(&app.db, delivery, &wanting, app.now()).await;
    }
    match deliver(app, delivery).await {
        Ok(()) => outbox::done(&app.db, delivery).await,
        Err(error) => {
            tracing::warn!(
                event.topic = %delivery.event.topic,
                event.subscriber = %delivery.subscriber,
                event.attempts = delivery.attempts,
                %error,
                "an event was not delivered"
            );
            outbox::failed(&app.db, delivery, &error.to_string(), app.now()).await
        }
    }
}

/// Delivers until nothing is due: for tests and commands that end.
pub async fn drain(app: &App) -> Result<()> {
    while work_once(app).await? > 0 {}
    Ok(())
}

/// Works until told to stop.
pub async fn run(app: App, measures: Measures, stop: CancellationToken) {
    let mut last_round = None::<tokio::time::Instant>;
    while !stop.is_cancelled() {
        let handled = match work_once(&app).await {
            Ok(handled) => handled,
            Err(error) => {
                tracing::error!(%error, "the outbox could not be read");
                0
            }
        };
        if last_round.is_none_or(|last| last.elapsed() >= ROUNDS) {
            last_round = Some(tokio::time::Instant::now());
            // Each part that failed was told of; the next round tries again.
            drop(tick(&app).await);
            if let Err(error) = gauge(&app, &measures).await {
                tracing::error!(%error, "the outbox could not be measured");
            }
        }
        if handled == 0 {
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }
}

async fn gauge(app: &App, measures: &Measures) -> Result<()> {
    let (waiting, dead) = outbox::depth(&app.db).await?;
    measures.outbox_waiting.set(i64::try_from(waiting).unwrap_or(i64::MAX));
    measures.outbox_dead.set(i64::try_from(dead).unwrap_or(i64::MAX));
    Ok(())
}
