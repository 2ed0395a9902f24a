//! Sends mail: over SMTP, into a folder where nothing leaves the machine, or into memory.

mod compose;
mod file;
mod memory;
mod smtp;

#[cfg(test)]
mod suite;

use async_trait::async_trait;

pub use compose::{BadSender, Sender};
pub use file::FileMailer;
pub use memory::MemoryMailer;
pub use smtp::{BadSettings, SmtpMailer, SmtpSettings, Tls};

/// One letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What the letter is made from: sent again, it bears the same Message-ID. Without one each is a letter of its
    /// own.
    pub id: Option<uuid::Uuid>,
    /// "an@example.vn".
    pub to_address: String,
    /// Name shown beside the address.
    pub to_name: Option<String>,
    /// One line.
    pub subject: String,
    /// The letter for readers without HTML; always there.
    pub text: String,
    /// The same letter as HTML.
    pub html: Option<String>,
}

/// Why a letter was not taken. Reasons never hold the address or the letter, so they may be logged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Sending the same letter again cannot succeed.
    #[error("the letter cannot be delivered: {reason}")]
    Permanent {
        /// What is wrong with the letter or the address.
        reason: String,
    },
    /// The same letter may be taken later.
    #[error("the letter cannot be sent now: {reason}")]
    Temporary {
        /// What stood in the way.
        reason: String,
    },
}

impl Error {
    fn permanent(reason: impl Into<String>) -> Self {
        Self::Permanent { reason: reason.into() }
    }

    fn temporary(reason: impl Into<String>) -> Self {
        Self::Temporary { reason: reason.into() }
    }

    /// Whether a later try may succeed.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Temporary { .. })
    }
}

/// Something that takes letters.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns once the letter is taken over: by the server, the disk or the memory.
    async fn send(&self, message: &Message) -> Result<(), Error>;
}
