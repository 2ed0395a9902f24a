//! The house's services as values: what a use case may reach, and nothing that names an adapter.
//!
//! Wings know [`App`]; only [`build`] knows which adapters stand behind it.

use std::{ops::Deref, sync::Arc};

use crate::foundation::{
    Db, Instant,
    clock::{Clock, SystemClock},
    config::Config,
    secret::Secret,
};
use crate::identity::Hasher;

/// Everything a use case may reach. Cloning is cheap.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
pub struct Parts {
    /// What the installation set.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// The installation's key.
    pub secret: Secret,
    /// Passwords, with their bounded queue.
    pub hasher: Hasher,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts given parts together.
    pub fn of(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// A full link into this installation: `path` starts with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.config.site.public_url)
    }
}

/// Connects what the configuration names. The database must have been migrated.
pub async fn build(config: Config) -> crate::foundation::Result<App> {
    let db = Db::connect(&config.database_url(), config.database.connections).await?;
    let secret = crate::foundation::settings::secret(&db).await?;
    let hasher = Hasher::new(config.security.hashing_at_once, config.security.hashing_queue);
    Ok(App::of(Parts { config, db, clock: Arc::new(SystemClock), secret, hasher }))
}
