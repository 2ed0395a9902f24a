//! The rounds of the clock: what happens because its moment has come. All of it asks the house's own clock, so
//! days can be simulated.
//!
//! A *sweep* looks for rows whose moment has come; each is done once because the row itself says so. A *calendar
//! job* is done once a slot (`foundation/schedule.rs`).

use time::Month;

use crate::{
    app::App,
    authority::Role,
    campaigns, dossiers,
    foundation::{
        Error, Instant, Law, Result, Tx, idempotency,
        schedule::{self, When, Window},
    },
    ideas::service as ideas,
    notices::{self, NewNotice, Reader, Topic},
    people, units,
};

/// The calendar jobs, in the order in which they run when several are due: what tells comes before what gathers.
const JOBS: &[(&str, When)] = &[
    (HOLIDAYS_MISSING, When::Yearly(Month::November, 1, (8, 0))),
    (ideas::DESK_DIGEST, When::WorkingDays((7, 30))),
    (notices::NOTICE_DIGEST, When::WorkingDays((7, 0))),
];

const HOLIDAYS_MISSING: &str = "holidays_missing";

/// Everything that is due now, transitions before digests. One part that fails does not hold up the others.
///
/// # Errors
/// The first failure, after everything was tried.
pub async fn tick(app: &App) -> Result<()> {
    let mut failed = Ok(());
    let mut tried = |part: &str, done: Result<()>| {
        if let Err(error) = done {
            tracing::error!(part, %error, "a round of the clock failed");
            if failed.is_ok() {
                failed = Err(error);
            }
        }
    };
    tried("dossiers lapse", dossiers::service::lapse(app).await.map(|_ended| ()));
    tried("ideas bounced", ideas::bounce_forwards(app).await);
    tried("ideas parked", ideas::park_unanswered(app).await);
    tried("campaigns", campaigns::service::turn(app).await.map(|_turned| ()));
    tried("authors reminded", ideas::remind_authors(app).await);
    tried("ideas escalated", ideas::escalate(app).await);
    for (job, when) in JOBS {
        tried(job, calendar(app, job, *when).await);
    }
    tried("drafts forgotten", ideas::purge_drafts(app).await);
    tried("requests forgotten", forget(app).await);
    tried("sessions ended", people::sweep(app).await);
    failed
}

/// Runs a calendar job if its slot has come and nobody ran it.
async fn calendar(app: &App, job: &str, when: When) -> Result<()> {
    let now = app.now();
    let law = Law::load(app.db.reader()).await?;
    let Some(slot) = schedule::slot(when, now, &law.holidays) else { return Ok(()) };
    if schedule::is_done(&app.db, job, &slot).await? {
        return Ok(());
    }
    let tx = app.db.begin_write().await?;
    let Some(window) = schedule::claim(&tx, job, &slot, now).await? else { return Ok(()) };
    work(&tx, job, &slot, &law, window).await?;
    tx.commit().await
}

/// The work of one slot, in the transaction that takes it.
async fn work(tx: &Tx, job: &str, slot: &str, law: &Law, window: Window) -> Result<()> {
    let now = window.until;
    match job {
        HOLIDAYS_MISSING => holidays_missing(tx, slot, law, now).await,
        ideas::DESK_DIGEST => ideas::due_today(tx, slot, now).await,
        notices::NOTICE_DIGEST => notices::gather_digests(tx, now).await,
        other => Err(Error::Damaged(format!("no job is called {other}"))),
    }
}

/// Without next year's days off every deadline beyond New Year is counted wrongly: the administrators hear of it
/// in time.
async fn holidays_missing(tx: &Tx, slot: &str, law: &Law, now: Instant) -> Result<()> {
    let Ok(year) = slot.parse::<i32>().map(|year| year.saturating_add(1)) else { return Ok(()) };
    let Some(commune) = units::commune(&**tx, None).await? else { return Ok(()) };
    if law.holidays.0.iter().any(|day| day.year() == year) {
        return Ok(());
    }
    for card in people::holders(&**tx, Role::Administrator, commune.id).await? {
        let notice = NewNotice {
            to: Reader::person(card.id),
            topic: Topic::System,
            kind: HOLIDAYS_MISSING,
            object_kind: "unit",
            object: commune.id.0,
            params: vec![("year", year.to_string())],
            key: format!("{HOLIDAYS_MISSING}/{slot}/{}", card.id),
            href: "/app/quan-tri/to-chuc".to_owned(),
        };
        notices::tell(tx, notice, now).await?;
    }
    Ok(())
}

/// Forgets what nobody can ask for any more.
async fn forget(app: &App) -> Result<()> {
    let tx = app.db.begin_write().await?;
    idempotency::purge(&tx, app.now()).await?;
    schedule::purge(&tx, app.now()).await?;
    tx.commit().await
}
