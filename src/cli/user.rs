//! `sangkien user`: the first administrator and one-time sign-in links.

use anyhow::{Context, bail};
use clap::Subcommand;

use super::{serve, tell};
use crate::{
    app::App,
    foundation::config::Config,
    people::{self, LinkKind},
};

/// What can be done to those who sign in.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Print a link with which the first administrator is created; works once, for 24 hours.
    Invite,
    /// Print a link that signs an account in; works once, for 15 minutes.
    Link {
        /// The account's name.
        login: String,
    },
}

const A_DAY: i64 = 24 * 3_600;
const A_QUARTER: i64 = 15 * 60;

/// Does what the subcommand says.
pub async fn run(config: Config, command: UserCommand) -> anyhow::Result<()> {
    let app = serve::ready(config).await?;
    match command {
        UserCommand::Invite => {
            if people::is_set_up(&app).await? {
                bail!("an administrator exists: sign in and add persons there");
            }
            tell(&first_administrator_link(&app).await?);
        }
        UserCommand::Link { login } => tell(&sign_in_link(&app, &login, A_QUARTER).await?),
    }
    Ok(())
}

/// A fresh link for the first administrator.
pub async fn first_administrator_link(app: &App) -> anyhow::Result<String> {
    Ok(people::new_link(app, LinkKind::FirstAdmin, None, A_DAY).await?)
}

/// A fresh link that signs an account in.
pub async fn sign_in_link(app: &App, login: &str, seconds: i64) -> anyhow::Result<String> {
    let account = people::account_by_login(app, login).await?.context("there is no such account")?;
    Ok(people::new_link(app, LinkKind::SignIn, Some(account), seconds).await?)
}
