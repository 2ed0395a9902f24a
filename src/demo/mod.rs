//! The demonstration commune: Sơn Hồng with its units, forty people of every kind, and the ideas of
//! `assets/demo` in every state, dossiers on every step of recognition, a campaign that runs, and commendations. Everything goes through the same use cases as in earnest, on a clock that
//! is moved, so that nothing in it could not have happened.

mod campaign;
mod commune;
mod honours;
pub mod import;
mod people;
mod round;
mod script;
mod stage;
mod story;

use std::sync::Arc;

use crate::{
    app::App,
    authority::{Actor, PersonId},
    foundation::{Instant, Result, clock::SetClock},
};

pub use people::{LOGINS, Villager};
use script::{Script, Story};
use stage::Stage;

/// The initiatives of the demonstration, brought in like any other file.
pub const INITIATIVES: &str = include_str!("../../assets/demo/initiatives.json");

/// Fills an empty installation; an installation with a commune is left as it is.
pub async fn fill(app: &App) -> Result<bool> {
    if crate::units::commune(app.db.reader(), None).await?.is_some() {
        return Ok(false);
    }
    let begin = Instant(app.now().0 - 400 * 24 * 3_600 * 1_000_000);
    let clock = Arc::new(SetClock::at(begin));
    let past = app.with_clock(clock.clone());
    let units = commune::build(&past).await?;
    people::settle(&past, &units).await?;
    let today = app.now();
    import::bring_in(&past, &clock, INITIATIVES, today).await?;
    play(&past, &clock, today, &units).await?;
    Ok(true)
}

/// The second road and the honours, in the order of the days.
async fn play(past: &App, clock: &SetClock, today: Instant, units: &commune::Units) -> Result<()> {
    let script = Script::read()?;
    let mut stage = Stage::set(past, clock, today, units).await?;
    let council = round::establish(&stage, &script.council).await?;
    let begins = script.finished.round.planned;
    let before = |story: &&Story| story.dossier.as_ref().is_some_and(|dossier| dossier.begun > begins);
    for story in script.stories.iter().filter(before) {
        story::play(&mut stage, story, &script.defects).await?;
    }
    let finished = round::begin(&stage, &script.council, council, &script.finished.round).await?;
    round::finish(&stage, &script.council, finished, &script.finished).await?;
    for story in script.stories.iter().filter(|story| !before(story)) {
        story::play(&mut stage, story, &script.defects).await?;
    }
    round::begin(&stage, &script.council, council, &script.open).await?;
    for honour in &script.commendations {
        honours::honour(&stage, honour).await?;
    }
    for reuse in &script.reuses {
        honours::reuse(&stage, reuse).await?;
    }
    campaign::call(&stage).await?;
    clock.set(today);
    Ok(())
}

/// Somebody who acts in the demonstration, with a name and beyond any refusal.
pub(crate) fn acting(person: PersonId, name: &str) -> Actor {
    Actor { person: Some(person), name: name.to_owned(), ..Actor::system() }
}
