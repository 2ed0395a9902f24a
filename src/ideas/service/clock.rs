//! The clock's rounds over what waits: the author's reminder, and the way up of what is overdue. Each idea has its
//! own transaction; two processes at once do each thing once.

use super::{change, tell};
use crate::{
    app::App,
    authority::{Actor, PersonId},
    foundation::{Instant, Law, Result, Tx},
    ideas::{
        model::{Acts, AlarmKind, EventKind, Idea, IdeaId},
        rules, store,
    },
    people, units,
};

/// How many ideas one round takes.
const ROUND: u64 = 500;

/// Reminds the authors whose question waits.
pub async fn remind_authors(app: &App) -> Result<()> {
    let now = app.now();
    let law = Law::load(app.db.reader()).await?;
    for id in store::to_remind(app.db.reader(), rules::asked_before(&law, now)?, ROUND).await? {
        let tx = app.db.begin_write().await?;
        if remind(&tx, id, &law, now).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn remind(tx: &Tx, id: IdeaId, law: &Law, now: Instant) -> Result<bool> {
    let idea = store::by_id(&**tx, id).await?;
    let timeline = store::timeline(&**tx, id).await?;
    let Some(question) = timeline.iter().rev().find(|line| line.kind == EventKind::Asked) else {
        return Ok(false);
    };
    let last = store::alarm(&**tx, id, AlarmKind::Reminder).await?;
    let Some(alarm) = rules::remind(&idea, question, last.as_ref(), law, now)? else { return Ok(false) };
    if !store::note_alarm(tx, id, AlarmKind::Reminder, last.as_ref(), &alarm).await? {
        return Ok(false);
    }
    tell::reminded(tx, &idea, question, now).await?;
    Ok(true)
}

/// Tells those above of what is overdue, one step at a time, up to the chair of the commune.
pub async fn escalate(app: &App) -> Result<()> {
    let now = app.now();
    let law = Law::load(app.db.reader()).await?;
    if !law.holidays.is_working(now.date()) {
        return Ok(());
    }
    for id in store::to_climb(app.db.reader(), now, ROUND).await? {
        let tx = app.db.begin_write().await?;
        if climb(&tx, id, &law, now).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn climb(tx: &Tx, id: IdeaId, law: &Law, now: Instant) -> Result<bool> {
    let idea = store::by_id(&**tx, id).await?;
    let last = store::alarm(&**tx, id, AlarmKind::Climb).await?;
    let today = now.date();
    let responsible = responsible(tx, &idea, now).await?;
    let desk = match idea.state.acts() {
        Some(Acts::Commune) => units::root(&**tx).await?.map_or(idea.unit, |root| root.id),
        _ => idea.unit,
    };
    let above = people::superiors(&**tx, desk, responsible.as_slice()).await?;
    let Some((alarm, line)) = rules::climb(&idea, last.as_ref(), above.len(), law, now)? else {
        // It moved on: what stood about its old day is taken away.
        return store::forget_alarm(tx, &idea, last.as_ref()).await;
    };
    if !store::note_alarm(tx, id, AlarmKind::Climb, last.as_ref(), &alarm).await? {
        return Ok(false);
    }
    let Some(line) = line else { return Ok(true) };
    change::note_by_clock(tx, &Actor::system(), &idea, &line).await?;
    let step = usize::try_from(alarm.level.saturating_sub(1)).unwrap_or(usize::MAX);
    for person in above.get(step).into_iter().flatten() {
        if let Some(acting) = people::acting(&**tx, *person, today).await? {
            tell::escalated(tx, &idea, acting, &alarm, now).await?;
        }
    }
    Ok(true)
}

/// Who has to act on an idea in the house today: its companion or who stands in, else who keeps the desk.
pub(super) async fn responsible(tx: &Tx, idea: &Idea, now: Instant) -> Result<Option<PersonId>> {
    let today = now.date();
    let desk = match (idea.state.acts(), idea.companion) {
        (Some(Acts::Companion), Some(companion)) => {
            if let Some(acting) = people::acting(&**tx, companion, today).await? {
                return Ok(Some(acting));
            }
            idea.unit
        }
        (Some(Acts::Commune), _) => units::root(&**tx).await?.map_or(idea.unit, |root| root.id),
        _ => idea.unit,
    };
    Ok(people::desk_owner(&**tx, desk, today).await?.map(|card| card.id))
}
