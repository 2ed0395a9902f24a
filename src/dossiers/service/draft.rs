//! A dossier begins: from an idea that is in use, or from nothing.

use serde_json::json;

use super::commune_of;
use crate::{
    app::App,
    authority::{Action, Actor, PersonId, Resource, UnitId},
    dossiers::{
        model::{
            Author, AuthorId, Channel, Confirmation, Dossier, DossierId, FIELDS, Form, State, Supplement,
            WHOLE, short_words,
        },
        rules, store,
    },
    foundation::{
        Code, Error, Instant, Law, Result, Tx, Version, Violations,
        audit::{self, Entry},
        idempotency::{Claim, Once},
    },
    ideas::{self, Facts, IdeaId},
    people, units,
};

/// What a dossier starts from.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The idea whose fields are copied.
    pub idea: Option<IdeaId>,
    /// The unit asked to recognise; the commune if absent.
    pub unit: Option<UnitId>,
    /// A name for a blank one.
    pub initiative_name: String,
}

/// Begins a dossier; a repeat with the same key answers with the first.
///
/// # Errors
/// `UnknownReference` for an idea or unit that is not there or not the actor's; `WrongState` for an idea not
/// in use yet; `FilingTooLate`; `AlreadyExists` if the idea has a dossier under way.
pub async fn draft(app: &App, actor: &Actor, once: &Once, start: Start) -> Result<Dossier> {
    actor.require(Action::DraftDossier, &Resource::default())?;
    let person = actor.signed_in()?;
    let now = app.now();
    let id = DossierId::new(now);
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = once.claim(&tx, id.0, now).await? {
        return store::load(&*tx, &actor.scope(Action::ReadDossier), DossierId(known)).await;
    }
    let law = Law::load(&*tx).await?;
    let facts = idea_of(&tx, actor, start.idea).await?;
    let mut wrong = Violations::new();
    let name = short_words(&start.initiative_name, "/initiative_name", &mut wrong);
    wrong.into_result()?;
    let (lead, form, unit) = match &facts {
        Some(facts) => {
            let applied = facts.applied_on.ok_or(Code::WrongState)?;
            rules::within_filing_limit(Some(applied), "/idea_id", now.date(), &law)?;
            (facts.author.unwrap_or(person), copied(facts), facts.unit)
        }
        None => {
            let card = people::person(&*tx, person).await?.ok_or(Error::NOT_FOUND)?;
            (person, Form { initiative_name: name, ..Form::default() }, card.unit)
        }
    };
    let unit = match start.unit {
        Some(unit) if units::find(&*tx, unit).await?.is_none() => {
            return Err(Violations::one(Code::UnknownReference, "/unit_id").into());
        }
        Some(unit) => unit,
        None => commune_of(&tx, unit).await?,
    };
    let first = first_author(&tx, lead, person, facts.as_ref(), now).await?;
    let mut dossier = blank(id, unit, lead, now);
    dossier.idea = start.idea;
    dossier.recorder = (lead != person).then_some(person);
    dossier.form = form;
    dossier.authors = vec![first];
    dossier.due = Some(rules::draft_due(&dossier, now.date(), &law)?);
    store::insert(&tx, &dossier).await?;
    store::add_step(&tx, &dossier, None, actor, "", now).await?;
    let entry = Entry {
        at: now,
        actor: Some(person.0),
        capacity: actor.capacity(Action::DraftDossier, &dossier.resource()),
        action: "dossier.draft",
        object: "dossier",
        id: id.0,
        payload: json!({ "idea": dossier.idea, "unit": unit }),
    };
    audit::append(&tx, &entry).await?;
    tx.commit().await?;
    Ok(dossier)
}

/// The idea, if the actor may begin a dossier from it; whoever may not learns nothing of it.
async fn idea_of(tx: &Tx, actor: &Actor, idea: Option<IdeaId>) -> Result<Option<Facts>> {
    let Some(idea) = idea else { return Ok(None) };
    let facts = ideas::facts(&**tx, idea).await?;
    let facts = facts.filter(|facts| rules::may_begin_from(actor, facts.author, facts.unit));
    if facts.is_none() {
        return Err(Violations::one(Code::UnknownReference, "/idea_id").into());
    }
    if store::live_of_idea(&**tx, idea).await?.is_some() {
        return Err(Code::AlreadyExists.into());
    }
    Ok(facts)
}

fn copied(facts: &Facts) -> Form {
    Form {
        initiative_name: facts.title.clone(),
        field: Some(facts.field.as_str().to_owned()).filter(|field| FIELDS.contains(&field.as_str())),
        first_applied_on: facts.applied_on,
        known_solution: facts.before.clone(),
        essence: facts.proposal.clone(),
        benefit_by_author: facts.outcome.clone(),
        ..Form::default()
    }
}

/// The first author: the lead, whose own writing is the yes, or the idea's author by name alone.
async fn first_author(
    tx: &Tx,
    lead: PersonId,
    writer: PersonId,
    facts: Option<&Facts>,
    now: Instant,
) -> Result<Author> {
    let known = facts.is_none_or(|facts| facts.author.is_some());
    let card = if known { people::person(&**tx, lead).await? } else { None };
    let own = known && lead == writer;
    Ok(Author {
        id: AuthorId::new(now),
        person: card.as_ref().map(|card| card.id),
        full_name: card
            .as_ref()
            .map(|card| card.full_name.clone())
            .unwrap_or_else(|| facts.map(|facts| facts.author_name.clone()).unwrap_or_default()),
        birth_date: card.as_ref().and_then(|card| card.birth_date),
        workplace_or_residence: card.as_ref().map(|card| card.unit_name.clone()).unwrap_or_default(),
        position: card.and_then(|card| card.position).unwrap_or_default(),
        qualification: String::new(),
        share: WHOLE,
        confirmation: own.then_some(Confirmation { channel: Channel::Account, at: now, note: None }),
    })
}

fn blank(id: DossierId, unit: UnitId, lead: PersonId, now: Instant) -> Dossier {
    Dossier {
        id,
        code: None,
        unit,
        idea: None,
        lead,
        recorder: None,
        state: State::Draft,
        form: Form::default(),
        authors: Vec::new(),
        created_at: now,
        changed_at: now,
        due: None,
        receipt: None,
        supplement: Supplement::default(),
        accepted_at: None,
        completed_on: None,
        decision_due: None,
        round: None,
        mean: None,
        deferrals: 0,
        outcome: None,
        superior: None,
        version: Version::FIRST,
    }
}
