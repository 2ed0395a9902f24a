//! The two parameters of every list.

use crate::foundation::{
    Violations,
    page::{Ask, Cursor},
};

/// `after` and `limit` as the client sent them.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows a page, 1 to 100.
    pub limit: Option<u16>,
}

impl ListQuery {
    /// Reads both.
    pub fn ask(&self) -> Result<Ask, Violations> {
        Ask::parse(self.after.as_deref(), self.limit)
    }
}

/// The `next` of an answer.
pub fn next_token(next: Option<Cursor>) -> Option<String> {
    next.map(Cursor::encode)
}
