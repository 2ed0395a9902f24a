//! "Tôi cũng làm theo": somebody did the same somewhere else; once confirmed it counts for the author.

use super::change;
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{
        Code, Error, Result, Violations,
        audit::{self, Entry},
        idempotency::{Claim, Once},
        outbox,
    },
    ideas::{
        model::{
            Event, EventKind, Idea, IdeaId, NAME_MOST, Reuse, ReuseId, ReuseState, State, TITLE_MOST, line,
        },
        rules, store,
    },
};

/// A report, as it was typed.
#[derive(Clone, Debug)]
pub struct ReuseInput {
    /// Who did it, as they wish to be named.
    pub who: String,
    /// Where.
    pub place: String,
    /// A way to ask back, or empty; never public.
    pub contact: String,
    /// The repeatable request.
    pub once: Once,
}

/// Takes a report for an honoured idea; a coordinator confirms it later.
pub async fn report(app: &App, actor: &Actor, idea: IdeaId, input: ReuseInput) -> Result<Reuse> {
    let mut wrong = Violations::new();
    let who = line(&mut wrong, &input.who, "/who", NAME_MOST);
    let place = line(&mut wrong, &input.place, "/place", TITLE_MOST);
    let contact = line(&mut wrong, &input.contact, "/contact", NAME_MOST);
    wrong.unless(!who.is_empty(), Code::Required, "/who");
    wrong.unless(!place.is_empty(), Code::Required, "/place");
    wrong.into_result()?;

    let now = app.now();
    let tx = app.db.begin_write().await?;
    let (_, law) = change::present(app, &tx).await?;
    let due_at = rules::working_days(&law, "reuse_confirm_period", now.date())?;
    let report = Reuse {
        id: ReuseId::new(now),
        idea,
        who,
        place,
        state: ReuseState::Reported,
        reported_at: now,
        due_at: Some(due_at),
    };
    let known = store::by_id(&*tx, idea).await?;
    if known.state != State::Honoured || !known.story_public {
        return Err(Error::NOT_FOUND);
    }
    if let Claim::Repeat(known) = input.once.claim(&tx, report.id.0, now).await? {
        return store::reuse(&*tx, ReuseId(known)).await;
    }
    store::add_reuse(&tx, &report, Some(contact).filter(|contact| !contact.is_empty()), actor.person).await?;
    audit::append(
        &tx,
        &Entry {
            at: now,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(Action::SendIdea, &crate::authority::Resource::default()),
            action: "idea.reuse_reported",
            object: "idea",
            id: idea.0,
            payload: serde_json::json!({ "who": report.who, "place": report.place }),
        },
    )
    .await?;
    outbox::push(&tx, now, &[outbox::Event::new("idea.reuse_reported", idea.0)]).await?;
    tx.commit().await?;
    Ok(report)
}

/// Reports that wait for this coordinator, with the idea's code and title.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<(Reuse, String, String)>> {
    actor.signed_in()?;
    store::reuses_waiting(app.db.reader(), &actor.scope(Action::ConfirmReuse), 100).await
}

/// Confirms a report: it counts, and the author hears of it.
pub async fn confirm(app: &App, actor: &Actor, id: ReuseId) -> Result<Reuse> {
    decide(app, actor, id, ReuseState::Confirmed).await
}

/// Sets a report aside.
pub async fn decline(app: &App, actor: &Actor, id: ReuseId) -> Result<Reuse> {
    decide(app, actor, id, ReuseState::Declined).await
}

async fn decide(app: &App, actor: &Actor, id: ReuseId, to: ReuseState) -> Result<Reuse> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let report = store::reuse(&*tx, id).await?;
    let idea: Idea = store::load(&*tx, &actor.scope(Action::ReadIdea), report.idea).await?;
    actor.require(Action::ConfirmReuse, &idea.resource())?;
    store::decide_reuse(&tx, &report, to, now).await?;
    if to == ReuseState::Confirmed {
        let told = Event {
            kind: EventKind::Reused,
            person_name: report.who.clone(),
            person: None,
            words: report.place.clone(),
            details: serde_json::Value::Null,
            at: now,
        };
        change::note(&tx, actor, Action::ConfirmReuse, &idea, &told).await?;
    }
    tx.commit().await?;
    Ok(Reuse { state: to, ..report })
}
