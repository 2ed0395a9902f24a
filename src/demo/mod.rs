//! The demonstration commune: Sơn Hồng with its units, forty people of every kind, and the ideas of
//! `assets/demo` in every state. Everything goes through the same use cases as in earnest, on a clock that
//! is moved, so that nothing in it could not have happened.

mod commune;
pub mod import;
mod people;

use std::sync::Arc;

use crate::{
    app::App,
    authority::{Actor, PersonId},
    foundation::{Instant, Result, clock::SetClock},
};

pub use people::{LOGINS, Villager};

/// The initiatives of the demonstration, brought in like any other file.
pub const INITIATIVES: &str = include_str!("../../assets/demo/initiatives.json");

/// Fills an empty installation; an installation with a commune is left as it is.
pub async fn fill(app: &App) -> Result<bool> {
    if crate::units::root(app.db.reader()).await?.is_some() {
        return Ok(false);
    }
    let begin = Instant(app.now().0 - 400 * 24 * 3_600 * 1_000_000);
    let clock = Arc::new(SetClock::at(begin));
    let past = app.with_clock(clock.clone());
    let units = commune::build(&past).await?;
    people::settle(&past, &units).await?;
    import::bring_in(&past, &clock, INITIATIVES, app.now()).await?;
    Ok(true)
}

/// Somebody who acts in the demonstration, with a name and beyond any refusal.
pub(crate) fn acting(person: PersonId, name: &str) -> Actor {
    Actor { person: Some(person), name: name.to_owned(), ..Actor::system() }
}
