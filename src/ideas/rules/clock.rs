//! What the clock does when nobody acts: it reminds the author once, and it tells those above.

use serde_json::json;
use time::Duration;

use super::line;
use crate::{
    foundation::{Instant, Law, Result},
    ideas::model::{Acts, Alarm, Event, EventKind, Idea, Waiting},
};

/// The hour of the day at which authors are reminded.
const MORNING: i64 = 8 * 3_600;

/// Tells the author once, some days after a question, that it still waits; nothing while it is too early or
/// once it was done. Nobody is disturbed on a day off.
///
/// # Errors
/// `NoRuleInForce` where the law has no period for it.
pub fn remind(waiting: &Waiting, law: &Law, now: Instant) -> Result<Option<Alarm>> {
    let Waiting { idea, question, reminded } = waiting;
    let Some(due_at) = idea.due_at.filter(|_| idea.state.acts() == Some(Acts::Author)) else {
        return Ok(None);
    };
    let days = law.count("author_reply_reminder", now.date())?;
    let from = Instant::start_of(law.holidays.days_after(question.at.date(), days)).plus_seconds(MORNING);
    let done = reminded.as_ref().is_some_and(|alarm| alarm.due_at == due_at);
    let open = !done && from <= now && now <= due_at && law.holidays.is_working(now.date());
    Ok(open.then_some(Alarm { due_at, level: 1, next_at: None }))
}

/// The longest a last day moves because of days off.
const LONGEST_ROLL: i64 = 14;

/// Questions whose last day lies after this moment are too young to be reminded of.
///
/// # Errors
/// `NoRuleInForce` where the law has no period for it.
pub fn due_before(law: &Law, now: Instant) -> Result<Instant> {
    let today = now.date();
    let period = i64::from(law.count("author_reply_period", today)?);
    let reminder = i64::from(law.count("author_reply_reminder", today)?);
    let days = Duration::days(period.saturating_sub(reminder).saturating_add(LONGEST_ROLL));
    Ok(Instant::end_of(today.saturating_add(days)))
}

/// Tells the next step above of an idea whose last day has passed: the first one on the next working day, each
/// further one so many working days after the one before. `steps` is how many stand above.
///
/// The alarm is about one last day: whatever moves the idea starts anew.
///
/// # Errors
/// `NoRuleInForce` where the law has no period for it.
pub fn climb(
    idea: &Idea,
    last: Option<&Alarm>,
    steps: usize,
    law: &Law,
    now: Instant,
) -> Result<Option<(Alarm, Option<Event>)>> {
    let today = now.date();
    let ours = idea.state.acts().is_some_and(|acts| acts != Acts::Author);
    let Some(due_at) = idea.due_at.filter(|due| ours && *due < now) else { return Ok(None) };
    if !law.holidays.is_working(today) {
        return Ok(None);
    }
    let last = last.filter(|alarm| alarm.due_at == due_at);
    if last.is_some_and(|alarm| alarm.next_at.is_none_or(|next| next > now)) {
        return Ok(None);
    }
    let level = last.map_or(0, |alarm| alarm.level).saturating_add(1);
    let steps = i32::try_from(steps).unwrap_or(i32::MAX);
    if level > steps {
        // Nobody stands above, or not any more.
        return Ok(Some((Alarm { due_at, level: level.saturating_sub(1), next_at: None }, None)));
    }
    let step = law.holidays.after(today, law.count("escalation_step", today)?);
    let next_at = (level < steps).then(|| Instant::start_of(step));
    let mut event = line(EventKind::Escalated, None, "", now);
    event.details = json!({ "level": level });
    Ok(Some((Alarm { due_at, level, next_at }, Some(event))))
}
