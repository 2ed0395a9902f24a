//! The clock's rounds over what waits: the author's reminder, and the way up of what is overdue. Each idea has its
//! own transaction; two processes at once do each thing once.

use super::{change, tell};
use crate::{
    app::App,
    authority::{Actor, PersonId},
    foundation::{Instant, Law, Result, Tx},
    ideas::{
        model::{Acts, AlarmKind, Idea, IdeaId},
        rules, store,
    },
    people,
};

/// How many ideas one round takes.
const ROUND: u64 = 500;

/// Reminds the authors whose question waits.
pub async fn remind_authors(app: &App) -> Result<()> {
    let (db, now) = (app.db.reader(), app.now());
    let law = Law::load(db).await?;
    for id in store::to_remind(db, rules::due_before(&law, now)?, ROUND).await? {
        // Most are too young: a look without a transaction tells.
        match store::question(db, id).await? {
            Some(waits) if rules::remind(&waits, &law, now)?.is_some() => {}
            _ => continue,
        }
        let tx = app.db.begin_write().await?;
        let Some(waits) = store::question(&*tx, id).await? else { continue };
        let Some(alarm) = rules::remind(&waits, &law, now)? else { continue };
        if store::note_alarm(&tx, id, AlarmKind::Reminder, waits.reminded.as_ref(), &alarm).await? {
            tell::reminded(&tx, &waits.idea, &waits.question, now).await?;
            tx.commit().await?;
        }
    }
    Ok(())
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
    let desk = match idea.acts() {
        Some(Acts::TargetDesk) => idea.forward_to.unwrap_or(idea.unit),
        Some(Acts::Commune) => store::commune(&**tx, &idea).await?,
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
    let desk = match (idea.acts(), idea.companion) {
        (Some(Acts::Companion), Some(companion)) => {
            if let Some(acting) = people::acting(&**tx, companion, today).await? {
                return Ok(Some(acting));
            }
            idea.unit
        }
        (Some(Acts::Commune), _) => store::commune(&**tx, idea).await?,
        (Some(Acts::TargetDesk), _) => idea.forward_to.unwrap_or(idea.unit),
        _ => idea.unit,
    };
    Ok(people::desk_owner(&**tx, desk, today).await?.map(|card| card.id))
}
