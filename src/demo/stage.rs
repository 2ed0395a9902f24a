//! Where the demonstration plays: the moved clock, and the people who act under their own grants.

use std::collections::BTreeMap;

use time::{Date, Duration, Weekday};

use super::{
    commune::{Units, unit},
    people::VILLAGERS,
};
use crate::{
    app::App,
    authority::{Actor, PersonId, UnitId},
    dossiers::DossierId,
    foundation::{Error, Instant, Result, clock::SetClock, idempotency::Once},
    ideas::IdeaId,
    people::{self, LinkKind},
};

/// The stage with everybody on it.
pub struct Stage<'a> {
    pub app: &'a App,
    clock: &'a SetClock,
    today: Instant,
    units: &'a Units,
    cast: BTreeMap<&'static str, Actor>,
    /// The ideas and dossiers of the stories, by their keys.
    pub ideas: BTreeMap<String, IdeaId>,
    pub dossiers: BTreeMap<String, DossierId>,
}

impl<'a> Stage<'a> {
    /// Signs everybody in who has an account, by a one-time link as in earnest.
    pub async fn set(app: &'a App, clock: &'a SetClock, today: Instant, units: &'a Units) -> Result<Self> {
        let (ideas, dossiers) = (BTreeMap::new(), BTreeMap::new());
        let mut stage = Self { app, clock, today, units, cast: BTreeMap::new(), ideas, dossiers };
        stage.at(140, 7 * 60);
        for villager in VILLAGERS.iter().filter(|villager| !villager.login.is_empty()) {
            let actor = stage.enter(villager.login).await?;
            stage.cast.insert(villager.login, actor);
        }
        Ok(stage)
    }

    async fn enter(&self, login: &str) -> Result<Actor> {
        let account = people::account_by_login(self.app, login).await?;
        let tx = self.app.db.begin_write().await?;
        let until = self.app.now().plus_seconds(600);
        let token = people::links::create(&tx, LinkKind::SignIn, account, until).await?;
        tx.commit().await?;
        let session = people::service::sign_in_by_link(self.app, &token, "demo", None).await?;
        let actor = people::resolve_session(self.app, &session).await?;
        people::service::sign_out(self.app, Some(&session)).await?;
        actor.ok_or_else(|| missing(login))
    }

    /// Moves the clock to so many minutes into a working day that lies so many days back.
    pub fn at(&self, days: i64, minutes: i64) {
        self.clock.set(Instant::start_of(self.day(days)).plus_seconds(minutes * 60).min(self.today));
    }

    /// The working day on or before so many days back.
    pub fn day(&self, days: i64) -> Date {
        let mut day = self.today.date().saturating_sub(Duration::days(days));
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = day.saturating_sub(Duration::days(1));
        }
        day
    }

    /// Somebody by their login.
    pub fn who(&self, login: &str) -> Result<&Actor> {
        self.cast.get(login).ok_or_else(|| missing(login))
    }

    /// The person behind a login.
    pub fn person(&self, login: &str) -> Result<PersonId> {
        self.who(login)?.signed_in()
    }

    /// A unit by its code.
    pub fn unit(&self, code: &str) -> Result<UnitId> {
        unit(self.units, code)
    }

    /// The idea of a story.
    pub fn idea(&self, story: &str) -> Result<IdeaId> {
        self.ideas.get(story).copied().ok_or_else(|| missing(story))
    }

    /// The dossier of a story.
    pub fn dossier(&self, story: &str) -> Result<DossierId> {
        self.dossiers.get(story).copied().ok_or_else(|| missing(story))
    }

    /// A key for one creating request of the demonstration.
    pub fn once(&self, what: &str, which: &str) -> Result<Once> {
        Ok(Once::new(&format!("demo-{what}-{which}"), "demo", what, which)?)
    }
}

fn missing(what: &str) -> Error {
    Error::Damaged(format!("the demonstration has no {what}"))
}
