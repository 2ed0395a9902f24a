//! `sangkien serve` and `sangkien worker`

use anyhow::Context;
use tokio_util::sync::CancellationToken;

use super::{migrate, tell, user};
use crate::{
    app::{self, App},
    foundation::config::Config,
    http::{self, Measures},
    jobs, people,
};

/// Serves until a signal; the worker runs beside it unless told otherwise.
pub async fn serve(config: Config, with_worker: bool) -> anyhow::Result<()> {
    log();
    let app = ready(config).await?;
    invite_first_administrator(&app).await?;
    run(app, with_worker).await
}

/// Delivers until a signal.
pub async fn worker(config: Config) -> anyhow::Result<()> {
    log();
    let app = ready(config).await?;
    let stop = stopping();
    let measures = Measures::of(&app.db);
    jobs::run(app, measures, stop).await;
    Ok(())
}

/// Serves an assembled product.
pub async fn run(app: App, with_worker: bool) -> anyhow::Result<()> {
    let measures = Measures::of(&app.db);
    let stop = stopping();
    let worker = with_worker.then(|| tokio::spawn(jobs::run(app.clone(), measures.clone(), stop.clone())));
    let public = app.config.site.public_url.clone();
    let served = http::serve(app, measures, stop.clone(), |at| {
        tell(&format!("Sáng Kiến is at {public} (listening on {})", at.address));
    })
    .await;
    stop.cancel();
    if let Some(worker) = worker {
        worker.await.context("the worker stopped unexpectedly")?;
    }
    served.context("the server stopped unexpectedly")
}

/// Migrates and connects everything.
pub async fn ready(config: Config) -> anyhow::Result<App> {
    let db = migrate::prepare(&config).await?;
    app::migrate(&db).await.context("the database could not be migrated")?;
    db.close().await.context("the database could not be closed")?;
    app::build(config).await.context("the product could not be put together")
}

/// While nobody can sign in, each start prints a fresh one-time link.
async fn invite_first_administrator(app: &App) -> anyhow::Result<()> {
    if !people::is_set_up(app).await? {
        let link = user::first_administrator_link(app).await?;
        tell("Nobody can sign in yet. Create the first administrator here (works once, for 24 hours):");
        tell(&format!("  {link}"));
    }
    Ok(())
}

/// Cancelled by SIGTERM or SIGINT.
fn stopping() -> CancellationToken {
    let stop = CancellationToken::new();
    let cancelled = stop.clone();
    tokio::spawn(async move {
        let interrupt = tokio::signal::ctrl_c();
        let terminate = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => {
                    signal.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = interrupt => {}
            () = terminate => {}
        }
        cancelled.cancel();
    });
    stop
}

/// Structured lines on standard error: JSON unless a person watches.
pub fn log() {
    use std::io::IsTerminal;
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_env("SANGKIEN_LOG").unwrap_or_else(|_unset| EnvFilter::new("info"));
    let builder = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let set = if std::io::stderr().is_terminal() {
        builder.compact().try_init()
    } else {
        builder.json().flatten_event(true).try_init()
    };
    if set.is_err() {
        tracing::debug!("logging was set up before");
    }
}
