//! Calendar jobs: what is done once a day, a week, a quarter or a year, by one process among many.
//!
//! A job runs once a *slot*, e.g. `2026-11-24` or `2026-W48`: the slot's row is written in the transaction of the
//! work, so whoever comes second finds it and does nothing. After a stop only the newest slot runs; it is told up
//! to which moment the last run looked, so nothing in between is lost.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use time::{Date, Duration, Month};

use super::{
    Db, Instant, Result, Tx,
    calendar::{Holidays, iso_week},
    instant::day_iso,
};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job_runs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub job: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub slot: String,
        pub ran_at: crate::foundation::Instant,
        /// Up to this moment the run looked.
        pub cutoff: crate::foundation::Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A time of the day in Việt Nam: hour and minute.
pub type TimeOfDay = (u8, u8);

/// How often a job runs. Everything but `Daily` runs on working days only: nobody is disturbed on a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Every day.
    Daily(TimeOfDay),
    /// Every working day.
    WorkingDays(TimeOfDay),
    /// The first working day of each ISO week.
    Weekly(TimeOfDay),
    /// The first working day of each quarter.
    Quarterly(TimeOfDay),
    /// A day of each year, or the next working day after it.
    Yearly(Month, u8, TimeOfDay),
}

/// What a run has to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Up to here the last run looked; absent for the first run.
    pub since: Option<Instant>,
    /// Up to here this one looks.
    pub until: Instant,
}

fn moment(day: Date, (hour, minute): TimeOfDay) -> Instant {
    Instant::start_of(day).plus_seconds((i64::from(hour) * 60 + i64::from(minute)) * 60)
}

/// The newest slot whose moment has come, if the job may run now.
pub fn slot(when: When, now: Instant, holidays: &Holidays) -> Option<String> {
    let today = now.date();
    if !matches!(when, When::Daily(_)) && !holidays.is_working(today) {
        return None;
    }
    let come = |day: Date, at: TimeOfDay| moment(day, at) <= now;
    match when {
        When::Daily(at) if come(today, at) => Some(day_iso(today)),
        When::Daily(_) => today.previous_day().map(day_iso),
        // An earlier day's slot is overtaken by the next working day's.
        When::WorkingDays(at) => come(today, at).then(|| day_iso(today)),
        When::Weekly(at) => {
            let first = holidays.first_of_week(today)?;
            let (year, week) = iso_week(today);
            come(first, at).then(|| format!("{year}-W{week:02}"))
        }
        When::Quarterly(at) => {
            let quarter = |day: Date| (u8::from(day.month()) - 1) / 3;
            let first = |day: Date| {
                let month = Month::try_from(quarter(day) * 3 + 1).ok()?;
                Date::from_calendar_date(day.year(), month, 1).ok()
            };
            let this = first(today)?;
            let begun = if come(holidays.roll(this), at) { this } else { first(this.previous_day()?)? };
            Some(format!("{}-Q{}", begun.year(), quarter(begun) + 1))
        }
        When::Yearly(month, day, at) => {
            let this = Date::from_calendar_date(today.year(), month, day).ok()?;
            let year = if come(holidays.roll(this), at) { today.year() } else { today.year() - 1 };
            Some(year.to_string())
        }
    }
}

/// True if the slot was run: a look that keeps an idle worker off the writer.
pub async fn is_done(db: &Db, job: &str, slot: &str) -> Result<bool> {
    let key = (job.to_owned(), slot.to_owned());
    Ok(entity::Entity::find_by_id(key).one(db.reader()).await?.is_some())
}

/// Takes the slot for the transaction that does its work; nothing if somebody else did it.
pub async fn claim(tx: &Tx, job: &str, slot: &str, now: Instant) -> Result<Option<Window>> {
    let last = entity::Entity::find()
        .filter(entity::Column::Job.eq(job))
        .order_by_desc(entity::Column::Cutoff)
        .one(&**tx)
        .await?;
    let row = entity::ActiveModel {
        job: Set(job.to_owned()),
        slot: Set(slot.to_owned()),
        ran_at: Set(now),
        cutoff: Set(now),
    };
    // On PostgreSQL this waits for a transaction that holds the same slot.
    let inserted = entity::Entity::insert(row)
        .on_conflict(OnConflict::columns([entity::Column::Job, entity::Column::Slot]).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match inserted {
        Ok(1..) => Ok(Some(Window { since: last.map(|run| run.cutoff), until: now })),
        Ok(0) | Err(DbErr::RecordNotInserted) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// How long a run is remembered: two years, so that a yearly job never runs twice.
const KEPT: Duration = Duration::days(730);

/// Forgets old runs.
pub async fn purge(tx: &Tx, now: Instant) -> Result<()> {
    entity::Entity::delete_many()
        .filter(entity::Column::RanAt.lt(now.plus_seconds(-KEPT.whole_seconds())))
        .exec(&**tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn at(moment: time::OffsetDateTime) -> Instant {
        Instant::from_datetime(moment)
    }

    fn tet() -> Holidays {
        Holidays(
            [date!(2027 - 02 - 05), date!(2027 - 02 - 08), date!(2027 - 02 - 09), date!(2027 - 02 - 10)]
                .into(),
        )
    }

    #[test]
    fn a_working_day_has_one_slot_from_its_moment_on() {
        let when = When::WorkingDays((7, 30));
        let on = |moment| slot(when, at(moment), &tet());
        assert_eq!(on(datetime!(2027-02-04 07:29 +7)), None);
        assert_eq!(on(datetime!(2027-02-04 07:30 +7)).as_deref(), Some("2027-02-04"));
        assert_eq!(on(datetime!(2027-02-04 23:00 +7)).as_deref(), Some("2027-02-04"));
        assert_eq!(on(datetime!(2027-02-08 12:00 +7)), None, "Tết");
        assert_eq!(on(datetime!(2027-02-13 12:00 +7)), None, "a Saturday");
    }

    /// The trap of weekly jobs: eight days ago is the week before last, not this one.
    #[test]
    fn a_week_has_one_slot_from_its_first_working_day_on() {
        let on = |moment| slot(When::Weekly((7, 0)), at(moment), &tet());
        assert_eq!(on(datetime!(2027-02-04 12:00 +7)).as_deref(), Some("2027-W05"));
        assert_eq!(on(datetime!(2027-02-10 12:00 +7)), None);
        assert_eq!(on(datetime!(2027-02-11 06:59 +7)), None);
        assert_eq!(on(datetime!(2027-02-11 07:00 +7)).as_deref(), Some("2027-W06"));
        assert_eq!(on(datetime!(2027-02-12 07:00 +7)).as_deref(), Some("2027-W06"));
    }

    #[test]
    fn quarters_years_and_days_fall_back_to_the_last_one() {
        let on = |when, moment| slot(when, at(moment), &tet());
        let quarter = When::Quarterly((0, 5));
        assert_eq!(on(quarter, datetime!(2026-10-01 00:05 +7)).as_deref(), Some("2026-Q4"));
        assert_eq!(on(quarter, datetime!(2026-10-01 00:04 +7)).as_deref(), Some("2026-Q3"));
        // The 1st of November 2026 is a Sunday.
        let year = When::Yearly(Month::November, 1, (8, 0));
        assert_eq!(on(year, datetime!(2026-11-02 07:59 +7)).as_deref(), Some("2025"));
        assert_eq!(on(year, datetime!(2026-11-02 08:00 +7)).as_deref(), Some("2026"));
        let day = When::Daily((0, 5));
        assert_eq!(on(day, datetime!(2027-02-08 00:04 +7)).as_deref(), Some("2027-02-07"));
        assert_eq!(on(day, datetime!(2027-02-08 00:05 +7)).as_deref(), Some("2027-02-08"));
    }
}
