//! Somebody tells an idea: with or without an account, for themselves or for another.

use super::{change, read, recording};
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Role, UnitId},
    foundation::{
        Code, Error, Instant, Law, Result, Violations,
        idempotency::{Claim, Once},
        numbering,
    },
    ideas::{
        model::{CardInput, Idea, IdeaId},
        rules::{self, Filing},
        store,
    },
    people, units,
};

/// A card on its way in.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What was typed.
    pub card: CardInput,
    /// The unit it is told to; the commune if nothing is said.
    pub unit: Option<UnitId>,
    /// The author telling it, as it came; with it no word of the card is required.
    pub recording: Option<Vec<u8>>,
    /// True if the sender writes it down for somebody else.
    pub for_other: bool,
    /// The repeatable request.
    pub once: Once,
}

/// What the sender holds in the hand at once.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The idea as it was received.
    pub idea: Idea,
    /// The unit's name.
    pub unit_name: String,
    /// Who will answer, where the unit has somebody.
    pub answerer: Option<String>,
    /// The private token of the tracking link.
    pub token: String,
}

/// Receives a card and answers with its receipt; a repeat of the same request answers with the same one.
pub async fn send(app: &App, actor: &Actor, sending: Sending) -> Result<Receipt> {
    let now = app.now();
    let mut wrong = Violations::new();
    let spoken = sending.recording.is_some();
    let card = wrong.take(if spoken { sending.card.parse_spoken() } else { sending.card.parse() });
    let sound = match sending.recording {
        Some(bytes) => match recording::clean(app, bytes).await {
            Err(Error::Rules(broken)) => {
                wrong.take::<()>(Err(broken));
                None
            }
            cleaned => Some(cleaned?),
        },
        None => None,
    };
    let unit = match sending.unit {
        Some(id) => units::find(app.db.reader(), id).await?,
        None => units::root(app.db.reader()).await?,
    };
    wrong.unless(unit.is_some(), Code::UnknownReference, "/unit_id");
    wrong.into_result()?;
    let (Some(mut card), Some(unit)) = (card, unit) else { return Err(Error::NOT_FOUND) };
    if card.title.is_empty() {
        recording::untitled().clone_into(&mut card.title);
    }
    let resource = Resource::of_unit(unit.id);
    let action = if sending.for_other { Action::RecordIdeaForOther } else { Action::SendIdea };
    actor.require(action, &resource)?;

    let id = IdeaId::new(now);
    let recorded = match sound {
        Some(sound) => Some(recording::keep(app, id, sound).await?),
        None => None,
    };
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = sending.once.claim(&tx, id.0, now).await? {
        let idea = store::by_id(&*tx, IdeaId(known)).await?;
        drop(tx);
        if let Some(recorded) = recorded {
            recording::drop_file(app, &recorded).await?;
        }
        return receipt(app, idea, unit.name).await;
    }
    let law = Law::load(&*tx).await?;
    let series = format!("idea/{}/{}", unit.code, now.date().year());
    let number = numbering::next(&tx, &series).await?;
    let (author, recorder) = if sending.for_other { (None, actor.person) } else { (actor.person, None) };
    let filing = Filing { id, unit_code: &unit.code, unit: unit.id, number, author, recorder };
    let (idea, line) = rules::receive(card, &filing, &law, now)?;
    store::insert(&tx, &idea).await?;
    keep_consents(&tx, actor, &idea, now).await?;
    change::note(&tx, actor, action, &idea, &line).await?;
    if let Some(recorded) = &recorded {
        recording::note(&tx, actor, &idea, recorded).await?;
    }
    tx.commit().await?;
    receipt(app, idea, unit.name).await
}

/// Each purpose that was ticked is its own record; what was not ticked is not consent.
async fn keep_consents(tx: &crate::foundation::Tx, actor: &Actor, idea: &Idea, now: Instant) -> Result<()> {
    let purposes = [("publish_name", idea.card.name_public), ("publish_pictures", idea.card.pictures_public)];
    for (purpose, given) in purposes {
        if given {
            let consent = people::consents::Consent {
                object_kind: "idea",
                object: idea.id.0,
                person: actor.person,
                purpose,
                text_version: "2026-11",
                channel: "web",
            };
            people::consents::record(tx, &consent, now).await?;
        }
    }
    Ok(())
}

async fn receipt(app: &App, idea: Idea, unit_name: String) -> Result<Receipt> {
    let answerers = people::holders(app.db.reader(), Role::Coordinator, idea.unit).await?;
    let answerer = answerers.into_iter().next().map(|person| person.full_name);
    let token = read::track_token(app, idea.id);
    Ok(Receipt { idea, unit_name, answerer, token })
}
