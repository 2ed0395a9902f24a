//! What the worker does for this wing: the mail with the link to a new password.

/// Somebody asked for a new password; the object is the account, or nil where there is none.
pub const RESET_REQUESTED: &str = "account.reset_requested";

/// The topics this wing listens to.
pub const LISTENS: &[&str] = &[RESET_REQUESTED];
