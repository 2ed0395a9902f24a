//! What every resource of the API speaks: problems, answers with versions, lists, who is asking.
//!
//! Beside the wings' `api` and `pages` and `http/`, the only place that knows poem.

mod answer;
mod assets;
mod caller;
mod context;
mod list;
mod page;
mod part;
mod problem;
mod task;

pub use answer::{Answer, Created, IfMatch, Receipt};
pub use assets::{PublicAssets, asset};
pub(crate) use caller::by_session;
pub use caller::{Address, Caller, Key, SESSION_SCHEME, SignedIn, register_session_scheme};
pub use context::{Context, SESSION_COOKIE, SESSION_COOKIE_PLAIN, current_lang, current_request, within};
pub use list::{ListQuery, next_token};
pub use page::{FRESH, Page, private_page, public_page};
pub use part::part;
pub use problem::{Problem, ProblemBody, respond};
pub use task::Task;

use poem_openapi::Tags;

/// The chapters of the API.
#[derive(Tags, Clone, Copy, Debug)]
pub enum Tag {
    /// The commune, the session, passwords and second factors.
    Accounts,
    /// The organisation tree.
    Units,
    /// Persons and their roles.
    People,
    /// Themes that invite ideas for a while.
    Campaigns,
    /// The 60-second card, from receipt to gold book.
    Ideas,
    /// Recognition dossiers.
    Dossiers,
    /// Councils, rounds, score sheets, sessions.
    Councils,
    /// Nominations, decisions and certificates.
    Commendations,
    /// The public archive.
    Archive,
    /// What needs me today.
    Tasks,
    /// What the house tells me, and how.
    Notices,
}
