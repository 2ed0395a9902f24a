//! `sangkien demo` and `sangkien import`

use std::{path::Path, sync::Arc};

use anyhow::Context;

use super::{serve, tell, user};
use crate::{
    demo,
    foundation::{
        clock::SetClock,
        config::Config,
        messages::{Lang, text},
    },
    jobs,
};

/// How long the printed sign-in links work.
const A_WEEK: i64 = 7 * 24 * 3_600;

/// Fills `demo-data` with the demonstration commune, prints a sign-in link for each role, and serves.
pub async fn run(mut config: Config) -> anyhow::Result<()> {
    serve::log();
    if config.data_dir == Config::default().data_dir {
        config.data_dir = "demo-data".into();
    }
    // A demonstration is signed in to by link; in earnest a second factor is asked of staff.
    config.security.staff_second_factor = false;
    let app = serve::ready(config).await?;
    if demo::fill(&app).await.context("the demonstration could not be filled")? {
        jobs::drain(&app).await.context("the demonstration could not be published")?;
    }
    tell("Sign in as (each link works once, for a week):");
    for (login, role) in demo::LOGINS {
        let link = user::sign_in_link(&app, login, A_WEEK).await?;
        tell(&format!("  {:<28} {login:<8} {link}", text(Lang::Vi, role)));
    }
    serve::run(app, true).await
}

/// Brings a file of initiatives in.
pub async fn import(config: Config, file: &Path) -> anyhow::Result<()> {
    let json = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let app = serve::ready(config).await?;
    let clock = Arc::new(SetClock::at(app.now()));
    let past = app.with_clock(clock.clone());
    let count = demo::import::bring_in(&past, &clock, &json, app.now()).await?;
    jobs::drain(&app).await?;
    tell(&format!("{count} initiatives are in the archive."));
    Ok(())
}
