//! A round as each reader may see it: this is the one place that decides who sees which column.

use super::{
    ground::{authors, council_of, resource},
    read_scores::name,
};
use crate::{
    app::App,
    authority::{Action, Actor, PersonId},
    councils::{
        model::{Council, Round, RoundDossier, RoundId, Sheet, SheetId, SheetState},
        rules::rounds::{Conflict, conflict},
        store,
    },
    dossiers::{self, BlindCard},
    foundation::{Error, Result},
    people::{self, PersonCard},
};

/// What the reader declared, or what a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MyInterest {
    /// Asked and not yet answered.
    Unanswered,
    /// Declared: none.
    None,
    /// Declared: a conflict.
    Conflict,
    /// The reader is an author.
    Author,
}

/// What the secretary and the chair see of a dossier before the reveal: who marks it and how far, no scores.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Markers with the state of their sheets.
    pub markers: Vec<(PersonId, String, SheetState)>,
    /// Members who must stay out, with their reason; empty for an author.
    pub conflicts: Vec<(PersonId, String, String)>,
    /// Members of the same unit as an author: to look at, nothing is blocked.
    pub suspicions: Vec<(PersonId, String)>,
}

/// One dossier of the round.
#[derive(Clone, Debug)]
pub struct DossierLine {
    /// Its place and standing.
    pub at: RoundDossier,
    /// The dossier without its authors.
    pub card: BlindCard,
    /// For a member.
    pub interest: Option<MyInterest>,
    /// The reader's own sheet.
    pub sheet: Option<(SheetId, SheetState)>,
    /// For the secretary and the chair, unless they have a conflict in this dossier.
    pub desk: Option<Desk>,
}

/// A round as the reader may see it.
#[derive(Clone, Debug)]
pub struct RoundPage {
    /// The round.
    pub round: Round,
    /// Its council's name.
    pub council: String,
    /// Its dossiers.
    pub dossiers: Vec<DossierLine>,
}

/// The rounds the actor may see.
pub async fn rounds(app: &App, actor: &Actor) -> Result<Vec<Round>> {
    actor.signed_in()?;
    store::rounds::list(app.db.reader(), &actor.scope(Action::ReadRound), false).await
}

/// One round.
pub async fn round(app: &App, actor: &Actor, id: RoundId) -> Result<RoundPage> {
    let db = app.db.reader();
    let today = app.now().date();
    let round = store::rounds::load(db, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(db, &round).await?;
    let on = resource(&round, &council, today);
    actor.require(Action::ReadRound, &on)?;
    let desk =
        actor.require(Action::AssignMarkers, &on).is_ok() || actor.require(Action::RevealScores, &on).is_ok();
    let sheets = store::sheets::of_round(db, id).await?;
    let seated: Vec<_> = council.on(today).iter().map(|member| member.person).collect();
    let everyone: Vec<_> = seated.iter().copied().chain(sheets.iter().map(|sheet| sheet.marker)).collect();
    let cards = people::cards(db, &everyone).await?;
    let mut lines = Vec::new();
    for at in &round.dossiers {
        let authors = authors(db, at.dossier).await?;
        let mine = actor.person.and_then(|me| conflict(&round, at.dossier, &authors, me));
        let author_units: Vec<_> =
            people::cards(db, &authors).await?.into_iter().map(|card| card.unit).collect();
        let here: Vec<_> = sheets.iter().filter(|sheet| sheet.dossier == at.dossier).collect();
        let own = here.iter().find(|sheet| Some(sheet.marker) == actor.person);
        // A secretary or chair who has a conflict learns nothing of who marks the dossier.
        let shown = desk && mine.is_none();
        lines.push(DossierLine {
            at: at.clone(),
            card: dossiers::blind_card(db, at.dossier).await?.ok_or(Error::NOT_FOUND)?,
            interest: actor
                .person
                .filter(|me| seated.contains(me))
                .map(|me| answer(&round, at, mine.as_ref(), me)),
            sheet: own.map(|sheet| (sheet.id, sheet.state)),
            desk: shown.then(|| {
                let of = |person: &PersonId| conflict(&round, at.dossier, &authors, *person);
                let clashes = seated.iter().filter_map(|person| Some((*person, of(person)?)));
                Desk {
                    markers: here.iter().map(|sheet| marker(sheet, &cards)).collect(),
                    conflicts: clashes
                        .map(|(person, why)| (person, name(&cards, person), why.reason().to_owned()))
                        .collect(),
                    suspicions: suspicions(&council, &cards, &author_units, &authors, today),
                }
            }),
        });
    }
    Ok(RoundPage { round, council: council.name, dossiers: lines })
}

fn marker(sheet: &Sheet, cards: &[PersonCard]) -> (PersonId, String, SheetState) {
    (sheet.marker, name(cards, sheet.marker), sheet.state)
}

fn answer(round: &Round, at: &RoundDossier, found: Option<&Conflict>, me: PersonId) -> MyInterest {
    match found {
        Some(Conflict::Author) => MyInterest::Author,
        Some(Conflict::Declared(_)) => MyInterest::Conflict,
        None if round.interest(at.dossier, me).is_some() => MyInterest::None,
        None => MyInterest::Unanswered,
    }
}

fn suspicions(
    council: &Council,
    cards: &[PersonCard],
    author_units: &[crate::authority::UnitId],
    authors: &[PersonId],
    today: time::Date,
) -> Vec<(PersonId, String)> {
    let seated = cards.iter().filter(|card| council.member(card.id, today).is_some());
    seated
        .filter(|card| author_units.contains(&card.unit) && !authors.contains(&card.id))
        .map(|card| (card.id, card.full_name.clone()))
        .collect()
}
