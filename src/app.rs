//! The house's services as values: what a use case may reach.
//!
//! Wings know [`App`] and its ports; only [`build`] and its neighbours in this file name adapters.

use std::{ops::Deref, sync::Arc, time::Duration};

use migration::Migrator;
use sea_orm_migration::MigratorTrait;

use crate::{
    files::{Files, LocalFiles, S3Files, S3Settings},
    foundation::{
        Db, Error, Instant, Result,
        clock::{Clock, SystemClock},
        config::Config,
        secret::Secret,
        settings,
    },
    identity::Hasher,
    mail::{FileMailer, Mailer, Sender, SmtpMailer, SmtpSettings, Tls},
    search::{Engine, embedded::Embedded, meilisearch::Meilisearch},
};

/// Everything a use case may reach. Cloning is cheap.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
#[derive(Clone)]
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
    /// The search engine.
    pub search: Arc<dyn Engine>,
    /// Uploads and papers.
    pub files: Arc<dyn Files>,
    /// Outgoing mail.
    pub mail: Arc<dyn Mailer>,
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

    /// The same house on another clock: for bringing in what happened earlier.
    pub fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
        Self::of(Parts { clock, ..self.0.as_ref().clone() })
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
pub async fn build(config: Config) -> Result<App> {
    let db = Db::connect(&config.database_url(), config.database.connections).await?;
    assemble(config, db).await
}

/// An installation that forgets everything: for commands that only describe the product.
pub async fn in_memory(config: Config) -> Result<App> {
    let db = Db::connect("sqlite::memory:", 1).await?;
    migrate(&db).await?;
    let secret = settings::secret(&db).await?;
    let folder = std::env::temp_dir().join("sangkien-description");
    let sender = sender(&config)?;
    Ok(App::of(Parts {
        hasher: hasher(&config),
        db,
        clock: Arc::new(SystemClock),
        secret,
        search: Arc::new(Embedded::in_memory().map_err(|error| Error::port("search", error))?),
        files: Arc::new(LocalFiles::open(&folder).map_err(|error| Error::port("files", error))?),
        mail: Arc::new(
            FileMailer::open(folder.join("mails"), sender).map_err(|error| Error::port("mail", error))?,
        ),
        config,
    }))
}

async fn assemble(config: Config, db: Db) -> Result<App> {
    let secret = settings::secret(&db).await?;
    let search = search(&config).await?;
    let files = files(&config)?;
    let mail = mail(&config)?;
    let hasher = hasher(&config);
    Ok(App::of(Parts { config, db, clock: Arc::new(SystemClock), secret, hasher, search, files, mail }))
}

/// Passwords with the configured queue.
pub fn hasher(config: &Config) -> Hasher {
    Hasher::new(config.security.hashing_at_once, config.security.hashing_queue)
}

/// The configured search engine.
pub async fn search(config: &Config) -> Result<Arc<dyn Engine>> {
    let failed = |error| Error::port("search", error);
    let set = &config.search;
    if !set.meilisearch_url.is_empty() {
        let key = Some(set.meilisearch_key.as_str()).filter(|key| !key.is_empty());
        let engine = Meilisearch::connect(&set.meilisearch_url, key, &set.index).map_err(failed)?;
        // Settings are taken in the background; a server that is down now is asked again at its first use.
        if let Err(error) = engine.prepare().await {
            tracing::warn!(%error, "Meilisearch could not be prepared");
        }
        return Ok(Arc::new(engine));
    }
    let folder = config.data_dir.join("index");
    Ok(Arc::new(Embedded::open(&folder).map_err(failed)?))
}

/// How long S3 may take to connect and to answer.
const S3_CONNECT: Duration = Duration::from_secs(5);
const S3_ANSWER: Duration = Duration::from_secs(30);
const S3_RETRIES: usize = 3;

/// The configured file store.
pub fn files(config: &Config) -> Result<Arc<dyn Files>> {
    let set = &config.files;
    let failed = |error| Error::port("files", error);
    if set.s3_bucket.is_empty() {
        return Ok(Arc::new(LocalFiles::open(config.data_dir.join("files")).map_err(failed)?));
    }
    let settings = S3Settings {
        endpoint: Some(set.s3_endpoint.clone()).filter(|endpoint| !endpoint.is_empty()),
        region: set.s3_region.clone(),
        bucket: set.s3_bucket.clone(),
        access_key_id: set.s3_access_key.clone(),
        secret_access_key: set.s3_secret_key.clone(),
        path_style: !set.s3_endpoint.is_empty(),
        allow_http: set.s3_endpoint.starts_with("http://"),
        connect_timeout: S3_CONNECT,
        timeout: S3_ANSWER,
        retries: S3_RETRIES,
    };
    Ok(Arc::new(S3Files::open(settings).map_err(failed)?))
}

/// Who letters come from.
pub fn sender(config: &Config) -> Result<Sender> {
    Sender::new(&config.mail.from, Some(&config.site.name)).map_err(|error| Error::port("mail", error))
}

/// How long a mail server may take for one answer.
const SMTP_ANSWER: Duration = Duration::from_secs(20);

fn mail(config: &Config) -> Result<Arc<dyn Mailer>> {
    let set = &config.mail;
    let sender = sender(config)?;
    if set.smtp_host.is_empty() {
        let folder = config.data_dir.join("mails");
        return Ok(Arc::new(FileMailer::open(folder, sender).map_err(|error| Error::port("mail", error))?));
    }
    let settings = SmtpSettings {
        host: set.smtp_host.clone(),
        port: set.smtp_port,
        tls: match set.smtp_security.as_str() {
            "tls" => Tls::Implicit,
            "none" => Tls::None,
            _ => Tls::StartTls,
        },
        credentials: (!set.smtp_user.is_empty()).then(|| (set.smtp_user.clone(), set.smtp_password.clone())),
        extra_authority: None,
        timeout: SMTP_ANSWER,
    };
    Ok(Arc::new(SmtpMailer::open(settings, sender).map_err(|error| Error::port("mail", error))?))
}

/// Brings a database to the present schema.
pub async fn migrate(db: &Db) -> Result<()> {
    Ok(Migrator::up(db.writer(), None).await?)
}

/// How many steps a database is behind.
pub async fn pending_migrations(db: &Db) -> Result<u64> {
    let pending = Migrator::get_pending_migrations(db.writer()).await?;
    Ok(u64::try_from(pending.len()).unwrap_or(u64::MAX))
}
