//! The database: one writer and several readers on SQLite, one pool on PostgreSQL.

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use super::Result;

/// Connections to the one database. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Db {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

/// A write transaction; dropping it without `commit` undoes everything.
#[derive(Debug)]
pub struct Tx(DatabaseTransaction);

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Tx {
    /// Makes everything done in this transaction last.
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }

    /// True on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.0.get_database_backend() == DbBackend::Postgres
    }
}

const SQLITE_READERS: u32 = 4;
/// Pages one connection keeps, in KiB (negative by SQLite's rule).
const SQLITE_CACHE: &str = "-4096";
const BUSY: Duration = Duration::from_secs(5);

impl Db {
    /// Connects to `sqlite:///path/file.db` or `postgres://…`, creating an SQLite file if need be.
    pub async fn connect(url: &str, pool: u32) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite(url, 1, false)).await?;
            let reader = Database::connect(sqlite(url, SQLITE_READERS, true)).await?;
            return Ok(Self::counting(writer, Some(reader)));
        }
        let mut options = ConnectOptions::new(url);
        options.max_connections(pool).acquire_timeout(BUSY).sqlx_logging(false);
        Ok(Self::counting(Database::connect(options).await?, None))
    }

    /// Counts every statement from here on; without a reader of its own the writer also reads.
    fn counting(mut writer: DatabaseConnection, mut reader: Option<DatabaseConnection>) -> Self {
        let statements = Arc::new(AtomicU64::new(0));
        for connection in std::iter::once(&mut writer).chain(&mut reader) {
            let count = statements.clone();
            connection.set_metric_callback(move |_| {
                count.fetch_add(1, Ordering::Relaxed);
            });
        }
        let reader = reader.unwrap_or_else(|| writer.clone());
        Self { writer, reader, statements }
    }

    /// How many statements this process asked of the database so far.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The connection for reading outside a transaction.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection migrations run on.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Opens a write transaction: IMMEDIATE on SQLite, so that two writers never deadlock on upgrade.
    pub async fn begin_write(&self) -> Result<Tx> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(self.writer.begin_with_options(options).await?))
    }

    /// One trivial query on each connection.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.writer.ping().await?;
        self.reader.ping().await
    }

    /// `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        match self.writer.get_database_backend() {
            DbBackend::Sqlite => "sqlite",
            _ => "postgres",
        }
    }

    /// Writes a consistent copy of an SQLite database to a new file.
    pub async fn copy_to(&self, file: &std::path::Path) -> Result<()> {
        let path = file.display().to_string();
        let copy = sea_orm::Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.writer.execute_raw(copy).await?;
        Ok(())
    }

    /// Closes every connection.
    pub async fn close(self) -> Result<()> {
        if self.engine() == "sqlite" {
            self.reader.close().await?;
        }
        Ok(self.writer.close().await?)
    }
}

fn sqlite(url: &str, connections: u32, query_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).acquire_timeout(BUSY * 6).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
            // An acknowledged decision survives a power cut; see docs/adr.
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            // Not mapped: each connection's map of the file would count as memory of its own.
            .pragma("mmap_size", "0")
            .pragma("cache_size", SQLITE_CACHE)
            .pragma("query_only", if query_only { "1" } else { "0" })
    });
    options
}
