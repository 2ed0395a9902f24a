//! Somebody tells an idea: with or without an account, for themselves or for another.

use uuid::Uuid;

use super::{change, consent, read, recording};
use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    campaigns,
    files::Sound,
    foundation::{
        Code, Error, Law, Result, Violations,
        idempotency::{Claim, Once},
        numbering,
    },
    ideas::{
        model::{AuthorKind, CardInput, DraftKey, Idea, IdeaId, Standing},
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
    /// The campaign it is told to, by its part of addresses.
    pub campaign: Option<String>,
    /// True if the sender writes it down for somebody else.
    pub for_other: bool,
    /// What names the card for ever, where the sender says so.
    pub card_name: Option<CardName>,
    /// The author's age and guardian, and how the consents were given.
    pub standing: Standing,
    /// The repeatable request.
    pub once: Once,
}

/// A card that may reach us again after days without a network.
#[derive(Clone, Copy, Debug)]
pub struct CardName {
    /// Made of the sender's key and the words; see [`crate::ideas::model::card_name`].
    pub id: Uuid,
    /// The draft on the server that it was; forgotten with the sending.
    pub draft: Option<DraftKey>,
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

/// Receives a card and answers with its receipt; a repeat of the same request answers with the same one for a
/// day, a repeat of a named card for ever.
pub async fn send(app: &App, actor: &Actor, sending: Sending) -> Result<Receipt> {
    let now = app.now();
    if let Some(name) = sending.card_name
        && let Some(idea) = store::by_card(app.db.reader(), name.id).await?
    {
        return known(app, idea).await;
    }
    let mut wrong = Violations::new();
    let said = people::SubmitterKind::parse(sending.card.author_kind.trim());
    let pupil = sending.card.author_kind == AuthorKind::Student.as_str();
    let named = sending.card.name_public && !sending.card.author_name.trim().is_empty();
    let wants_public = named || sending.card.pictures_public;
    let lang = sending.standing.lang;
    let spoken = sending.recording.is_some();
    let card = wrong.take(if spoken { sending.card.parse_spoken() } else { sending.card.parse() });
    let sound = cleaned(app, sending.recording, &mut wrong).await?;
    let stood = wrong.take(sending.standing.parse(pupil, wants_public, sending.for_other));
    let unit = match sending.unit {
        Some(id) => units::find(app.db.reader(), id).await?,
        None => units::commune(app.db.reader(), None).await?,
    };
    // Former units, and those that have not begun, take no ideas; what is brought in may be older than they are.
    let unit = unit.filter(|unit| actor.system || unit.exists_on(now.date()));
    wrong.unless(unit.is_some(), Code::UnknownReference, "/unit_id");
    let (Some(mut card), Some(stood), Some(unit), true) = (card, stood, unit, wrong.is_empty()) else {
        return Err(wrong.into());
    };
    if card.title.is_empty() {
        recording::untitled().clone_into(&mut card.title);
    }
    let resource = Resource::of_unit(unit.id);
    let action = if sending.for_other { Action::RecordIdeaForOther } else { Action::SendIdea };
    actor.require(action, &resource)?;

    let campaign = match &sending.campaign {
        Some(slug) => {
            let author = if sending.for_other { None } else { actor.person };
            let joining =
                campaigns::service::Joining { slug, unit: &unit, kind: said, author, today: now.date() };
            Some(campaigns::service::join(app, joining).await?)
        }
        None => None,
    };
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
    // Looked at only now, with the series held: the same card twice at one moment cannot pass twice.
    if let Some(name) = sending.card_name
        && let Some(idea) = store::by_card(&*tx, name.id).await?
    {
        drop(tx);
        if let Some(recorded) = recorded {
            recording::drop_file(app, &recorded).await?;
        }
        return known(app, idea).await;
    }
    let (author, recorder) = if sending.for_other { (None, actor.person) } else { (actor.person, None) };
    let filing =
        Filing { id, unit_code: &unit.code, unit: unit.id, number, author, recorder, child: stood.child };
    let ticked = consent::Ticked::of(&card, lang, stood);
    let (idea, line) = rules::receive(card, &filing, &law, now)?;
    store::insert(&tx, &idea, sending.card_name.map(|name| name.id)).await?;
    if let Some(draft) = sending.card_name.and_then(|name| name.draft) {
        store::drop_draft(&tx, draft).await?;
    }
    if let Some(campaign) = campaign {
        store::join(&tx, idea.id, campaign).await?;
    }
    change::note(&tx, actor, action, &idea, &line).await?;
    if let Some(recorded) = &recorded {
        recording::note(&tx, actor, &idea, recorded).await?;
    }
    consent::keep_ticked(app, &tx, actor, &idea, ticked, now).await?;
    tx.commit().await?;
    receipt(app, idea, unit.name).await
}

/// What was recorded, where something was; what is wrong with it stands with the rest that is wrong.
async fn cleaned(app: &App, sent: Option<Vec<u8>>, wrong: &mut Violations) -> Result<Option<Sound>> {
    let Some(bytes) = sent else { return Ok(None) };
    match recording::clean(app, bytes).await {
        Err(Error::Rules(broken)) => Ok(wrong.take(Err(broken))),
        sound => sound.map(Some),
    }
}

/// The receipt of an idea that came before.
async fn known(app: &App, idea: Idea) -> Result<Receipt> {
    let unit = units::find(app.db.reader(), idea.unit).await?;
    receipt(app, idea, unit.map(|unit| unit.name).unwrap_or_default()).await
}

async fn receipt(app: &App, idea: Idea, unit_name: String) -> Result<Receipt> {
    let answerer = people::desk_owner(app.db.reader(), idea.unit, app.now().date()).await?;
    let answerer = answerer.map(|person| person.full_name);
    let token = read::track_token(app, idea.id);
    Ok(Receipt { idea, unit_name, answerer, token })
}
