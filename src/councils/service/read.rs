//! Councils, rubrics and the marker's own sheets, for reading.

use crate::{
    app::App,
    authority::{Action, Actor, Resource, Scope},
    councils::{
        model::{Council, CouncilId, Interest, Round, RoundId, Rubric, RubricId, Sheet, SheetId},
        store,
    },
    dossiers::{self, BlindCard},
    foundation::{Code, Error, Result},
};

/// One council.
pub async fn council(app: &App, actor: &Actor, id: CouncilId) -> Result<Council> {
    let council = store::councils::load(app.db.reader(), &actor.scope(Action::ReadCouncil), id).await?;
    actor.require(Action::ReadCouncil, &council.resource())?;
    Ok(council)
}

/// The councils the actor may see.
pub async fn councils(app: &App, actor: &Actor) -> Result<Vec<Council>> {
    actor.signed_in()?;
    store::councils::list(app.db.reader(), &actor.scope(Action::ReadCouncil)).await
}

/// One rubric: by what people are judged is no secret inside the house.
pub async fn rubric(app: &App, actor: &Actor, id: RubricId) -> Result<Rubric> {
    actor.signed_in()?;
    store::rubrics::load(app.db.reader(), id).await
}

/// Every rubric.
pub async fn rubrics(app: &App, actor: &Actor) -> Result<Vec<Rubric>> {
    actor.signed_in()?;
    store::rubrics::list(app.db.reader()).await
}

/// A marker's sheet with all that is needed to fill it in; the dossier shows no names and no units.
#[derive(Clone, Debug)]
pub struct SheetPage {
    /// The sheet.
    pub sheet: Sheet,
    /// The round it belongs to.
    pub round: Round,
    /// By which it is filled in.
    pub rubric: Rubric,
    /// The dossier without its authors.
    pub card: BlindCard,
    /// What the marker declared.
    pub interest: Option<Interest>,
}

/// One sheet of the actor's own.
pub async fn sheet(app: &App, actor: &Actor, id: SheetId) -> Result<SheetPage> {
    let db = app.db.reader();
    let sheet = store::sheets::own(db, &actor.scope(Action::ReadOwnSheet), id).await?;
    let round = store::rounds::load(db, &Scope::everything(), sheet.round).await?;
    let on = Resource::of_unit(round.unit).assigned_to([sheet.marker]);
    actor.require(Action::ReadOwnSheet, &on)?;
    let rubric = store::rubrics::load(db, round.rubric).await?;
    let card = dossiers::blind_card(db, sheet.dossier).await?.ok_or(Error::NOT_FOUND)?;
    let interest = round.interest(sheet.dossier, sheet.marker).cloned();
    Ok(SheetPage { sheet, round, rubric, card, interest })
}

/// The actor's own sheets, with the round and the blind card of each.
pub async fn my_sheets(
    app: &App,
    actor: &Actor,
    round: Option<RoundId>,
) -> Result<Vec<(Sheet, Round, BlindCard)>> {
    let person = actor.person.ok_or(Code::SignInNeeded)?;
    let db = app.db.reader();
    let mut rounds: Vec<Round> = Vec::new();
    let mut page = Vec::new();
    for sheet in store::sheets::mine(db, person, round).await? {
        let known = rounds.iter().find(|round| round.id == sheet.round).cloned();
        let round = match known {
            Some(round) => round,
            None => {
                let round = store::rounds::load(db, &Scope::everything(), sheet.round).await?;
                rounds.push(round.clone());
                round
            }
        };
        if let Some(card) = dossiers::blind_card(db, sheet.dossier).await? {
            page.push((sheet, round, card));
        }
    }
    Ok(page)
}
