//! What can go wrong in a use case, before HTTP gives it a status.

use sea_orm::{DbErr, SqlErr};

use super::{Code, Violations};

/// A use case's answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Rules were broken; all of them are listed (422).
    #[error("rules were broken")]
    Rules(Violations),
    /// One refusal whose status stands in the code table (401, 403, 404, 409, 412, 428, …).
    #[error("refused: {}", .0.as_str())]
    Refused(Code),
    /// Too many attempts; try again after so many seconds (429 or 503, by the code).
    #[error("try again in {retry_after} s: {}", .code.as_str())]
    Later {
        /// `TooManyRequests` or `Busy`.
        code: Code,
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The database failed.
    #[error("database")]
    Database(#[source] DbErr),
    /// A port (files, mail, search, documents) failed.
    #[error("{port} failed")]
    Port {
        /// Which one.
        port: &'static str,
        /// Why, for the log only.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Stored data that cannot be read back: a bug or a damaged row.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
}

impl Error {
    /// The thing does not exist, or the actor may not know of it.
    pub const NOT_FOUND: Self = Self::Refused(Code::NotFound);

    /// A port's failure with its cause.
    pub fn port(port: &'static str, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Port { port, source: Box::new(source) }
    }

    /// The refusal code, if this is a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(code) | Self::Later { code, .. } => Some(*code),
            Self::Rules(_) | Self::Database(_) | Self::Port { .. } | Self::Damaged(_) => None,
        }
    }
}

impl From<Violations> for Error {
    fn from(wrong: Violations) -> Self {
        Self::Rules(wrong)
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl From<DbErr> for Error {
    /// A unique key that is already taken is the person's conflict, not a failure of ours.
    fn from(error: DbErr) -> Self {
        if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
            return Self::Refused(Code::AlreadyExists);
        }
        let text = error.to_string();
        if text.contains("database or disk is full") {
            return Self::Refused(Code::StorageFull);
        }
        Self::Database(error)
    }
}
