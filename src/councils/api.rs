//! Councils on the wire.

mod council_views;
mod councils;
mod examples;
mod round_views;
mod rounds;
mod session_views;
mod sessions;
mod sheet_views;
mod sheets;
mod tasks;

pub use councils::CouncilsApi;
pub use rounds::RoundsApi;
pub use sessions::SessionsApi;
pub use sheets::SheetsApi;
pub use tasks::tasks;

use time::Date;

use crate::{
    app::App,
    foundation::{Code, Violations, instant::parse_day},
};

/// Every resource of the wing.
pub fn all(app: &App) -> (CouncilsApi, RoundsApi, SheetsApi, SessionsApi) {
    (CouncilsApi::new(app), RoundsApi::new(app), SheetsApi::new(app), SessionsApi::new(app))
}

/// Reads a day of a request body.
fn day(wrong: &mut Violations, text: &str, pointer: &str) -> Option<Date> {
    let read = parse_day(text);
    wrong.unless(read.is_some(), Code::BadDate, pointer);
    read
}

/// A value once every rule of its request holds.
fn whole<T>(wrong: Violations, value: Option<T>) -> Result<T, Violations> {
    wrong.into_result()?;
    value.ok_or_else(|| Violations::one(Code::Required, ""))
}
