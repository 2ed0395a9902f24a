//! The wing on the wire: the site and the session, the account, the people.

mod account;
mod cookie;
mod desks;
mod people;
mod session;
mod views;

pub use account::AccountApi;
pub use cookie::token_from_cookies;
pub use desks::DesksApi;
pub use people::PeopleApi;
pub use session::SessionApi;

use crate::app::App;

/// Every resource of the wing.
pub fn resources(app: &App) -> (SessionApi, AccountApi, (PeopleApi, DesksApi)) {
    let people = (PeopleApi { app: app.clone() }, DesksApi { app: app.clone() });
    (SessionApi { app: app.clone() }, AccountApi { app: app.clone() }, people)
}
