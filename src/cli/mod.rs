//! The command line: one binary, a subcommand for each thing an operator does.

mod backup;
mod configuration;
mod demo;
mod doctor;
mod migrate;
mod openapi;
mod reindex;
mod serve;
mod telling;
mod user;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use telling::tell;

/// Sáng Kiến: where every initiative is honoured, even the smallest.
#[derive(Parser)]
#[command(name = "sangkien", version, about)]
struct Arguments {
    /// The configuration file; the environment (SANGKIEN_SECTION_KEY) wins over it.
    #[arg(long, global = true, env = "SANGKIEN_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the product, with the worker in the same process.
    Serve {
        /// Leave the outbox to `worker` processes.
        #[arg(long)]
        no_worker: bool,
    },
    /// Deliver mails, papers and search documents, without serving.
    Worker,
    /// Bring the database to the present schema.
    Migrate,
    /// Print or write the OpenAPI document, the problem catalogue and the authorization matrix.
    Openapi {
        /// Write the files into this folder instead of printing the document.
        #[arg(long)]
        write: Option<PathBuf>,
    },
    /// Build the search index anew from what is published, while searching goes on.
    Reindex {
        /// Publish every honoured idea anew first.
        #[arg(long)]
        from_ideas: bool,
    },
    /// Serve a demonstration commune and print sign-in links for each role.
    Demo,
    /// Bring initiatives in from a JSON file.
    Import {
        /// A list of initiatives, like assets/demo/initiatives.json.
        file: PathBuf,
    },
    /// Check the installation and say what is wrong.
    Doctor,
    /// Persons who sign in.
    User {
        #[command(subcommand)]
        command: user::UserCommand,
    },
    /// Write one consistent copy of an SQLite installation.
    Backup {
        /// The folder for the copy; it must not exist.
        to: PathBuf,
    },
}

/// Reads the command line and does what it says.
pub async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let config = match configuration::load(arguments.config.as_deref()) {
        Ok(config) => config,
        Err(mistakes) => {
            tell("The configuration has mistakes:");
            for mistake in mistakes {
                tell(&format!("  - {mistake}"));
            }
            return ExitCode::from(2);
        }
    };
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::debug!("a TLS provider was installed before");
    }
    let done = match arguments.command {
        Command::Serve { no_worker } => serve::serve(config, !no_worker).await,
        Command::Worker => serve::worker(config).await,
        Command::Migrate => migrate::run(config).await,
        Command::Openapi { write } => openapi::run(config, write.as_deref()).await,
        Command::Reindex { from_ideas } => reindex::run(config, from_ideas).await,
        Command::Demo => demo::run(config).await,
        Command::Import { file } => demo::import(config, &file).await,
        Command::Doctor => doctor::run(config).await,
        Command::User { command } => user::run(config, command).await,
        Command::Backup { to } => backup::run(config, &to).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&format!("{failure:#}"));
            ExitCode::FAILURE
        }
    }
}
