//! Somebody tells an idea: with or without an account, for themselves or for another.

use super::{change, consent, read};
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Role, UnitId},
    foundation::{
        Code, Law, Result, Violations,
        idempotency::{Claim, Once},
        numbering,
    },
    ideas::{
        model::{AuthorKind, CardInput, Idea, IdeaId, Standing},
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
    /// True if the sender writes it down for somebody else.
    pub for_other: bool,
    /// The author's age and guardian, and how the consents were given.
    pub standing: Standing,
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
    let pupil = sending.card.author_kind == AuthorKind::Student.as_str();
    let named = sending.card.name_public && !sending.card.author_name.trim().is_empty();
    let wants_public = named || sending.card.pictures_public;
    let lang = sending.standing.lang;
    let card = wrong.take(sending.card.parse());
    let stood = wrong.take(sending.standing.parse(pupil, wants_public, sending.for_other));
    let unit = match sending.unit {
        Some(id) => units::find(app.db.reader(), id).await?,
        None => units::root(app.db.reader()).await?,
    };
    wrong.unless(unit.is_some(), Code::UnknownReference, "/unit_id");
    let (Some(card), Some(stood), Some(unit)) = (card, stood, unit) else { return Err(wrong.into()) };
    let resource = Resource::of_unit(unit.id);
    let action = if sending.for_other { Action::RecordIdeaForOther } else { Action::SendIdea };
    actor.require(action, &resource)?;

    let id = IdeaId::new(now);
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = sending.once.claim(&tx, id.0, now).await? {
        let idea = store::by_id(&*tx, IdeaId(known)).await?;
        drop(tx);
        return receipt(app, idea, unit.name).await;
    }
    let law = Law::load(&*tx).await?;
    let series = format!("idea/{}/{}", unit.code, now.date().year());
    let number = numbering::next(&tx, &series).await?;
    let (author, recorder) = if sending.for_other { (None, actor.person) } else { (actor.person, None) };
    let filing =
        Filing { id, unit_code: &unit.code, unit: unit.id, number, author, recorder, child: stood.child };
    let ticked = consent::Ticked::of(&card, lang, stood);
    let (idea, line) = rules::receive(card, &filing, &law, now)?;
    store::insert(&tx, &idea).await?;
    change::note(&tx, actor, action, &idea, &line).await?;
    consent::keep_ticked(app, &tx, actor, &idea, ticked, now).await?;
    tx.commit().await?;
    receipt(app, idea, unit.name).await
}

async fn receipt(app: &App, idea: Idea, unit_name: String) -> Result<Receipt> {
    let answerers = people::holders(app.db.reader(), Role::Coordinator, idea.unit).await?;
    let answerer = answerers.into_iter().next().map(|person| person.full_name);
    let token = read::track_token(app, idea.id);
    Ok(Receipt { idea, unit_name, answerer, token })
}
