//! The scores of a round, after the reveal and never before.

use super::ground::{authors, council_of, resource};
use crate::{
    app::App,
    authority::{Action, Actor},
    councils::{
        model::{Filling, RoundId, Rubric, SheetState},
        rules::{
            marking::{Mean, conditions, mean, total},
            rounds::conflict,
        },
        store,
    },
    dossiers::{self, DossierId},
    foundation::{Code, Error, Result},
    people,
};

/// What one marker gave.
#[derive(Clone, Debug)]
pub struct MarkerScores {
    /// The marker's name.
    pub marker: String,
    /// Points given and possible, in hundredths.
    pub total: (i64, i64),
    /// The sheet.
    pub filling: Filling,
}

/// The scores of one dossier.
#[derive(Clone, Debug)]
pub struct DossierScores {
    /// Which one.
    pub dossier: DossierId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The mean with its arithmetic.
    pub mean: Option<Mean>,
    /// Yes answers to each condition, of how many.
    pub conditions: [(&'static str, u32, u32); 4],
    /// Every sealed sheet.
    pub sheets: Vec<MarkerScores>,
}

/// All scores of a revealed round, except those of dossiers in which the reader has a conflict of interest.
///
/// # Errors
/// `WrongState` before the reveal, however many sheets are sealed: the answer tells nothing.
pub async fn scores(app: &App, actor: &Actor, id: RoundId) -> Result<(Rubric, Vec<DossierScores>)> {
    let db = app.db.reader();
    let round = store::rounds::load(db, &actor.scope(Action::ReadRevealedScores), id).await?;
    let council = council_of(db, &round).await?;
    actor.require(Action::ReadRevealedScores, &resource(&round, &council, app.now().date()))?;
    if !round.state.revealed() {
        return Err(Code::WrongState.into());
    }
    let rubric = store::rubrics::load(db, round.rubric).await?;
    let sheets = store::sheets::of_round(db, id).await?;
    let markers: Vec<_> = sheets.iter().map(|sheet| sheet.marker).collect();
    let names = people::cards(db, &markers).await?;
    let mut all = Vec::new();
    for one in &round.dossiers {
        let authors = authors(db, one.dossier).await?;
        let apart = actor.person.is_some_and(|me| conflict(&round, one.dossier, &authors, me).is_some());
        if apart {
            continue;
        }
        let card = dossiers::blind_card(db, one.dossier).await?.ok_or(Error::NOT_FOUND)?;
        let sealed = || sheets.iter().filter(|s| s.dossier == one.dossier && s.state == SheetState::Sealed);
        let given = sealed().map(|sheet| MarkerScores {
            marker: name(&names, sheet.marker),
            total: total(&rubric, &sheet.filling),
            filling: sheet.filling.clone(),
        });
        all.push(DossierScores {
            dossier: one.dossier,
            code: card.code,
            title: card.title,
            mean: mean(&rubric, sealed()),
            conditions: conditions(sealed()),
            sheets: given.collect(),
        });
    }
    Ok((rubric, all))
}

/// A person's name among cards.
pub(super) fn name(cards: &[people::PersonCard], person: crate::authority::PersonId) -> String {
    cards.iter().find(|card| card.id == person).map(|card| card.full_name.clone()).unwrap_or_default()
}
