//! Reading: one dossier with its way, lists, papers.

use crate::{
    app::App,
    authority::{Action, Actor, Role, UnitId},
    dossiers::{
        model::{Acts, Dossier, DossierId, PaperId, Recognition, State, Step, StoredPaper, Verb},
        rules,
        store::{self, Line},
    },
    foundation::{
        Code, Error, Law, Result, Violations,
        page::{Ask, Page},
    },
    people, units,
};

/// A dossier with everything its page shows.
#[derive(Clone, Debug)]
pub struct Full {
    /// The dossier.
    pub dossier: Dossier,
    /// The name of the unit asked to recognise.
    pub unit_name: String,
    /// Its way so far.
    pub steps: Vec<Step>,
    /// Names of those whose turn it is.
    pub acting: Vec<String>,
    /// The decision, once signed.
    pub recognition: Option<Recognition>,
    /// What this person may do now.
    pub allowed: Vec<Verb>,
}

/// Reads one dossier.
pub async fn read(app: &App, actor: &Actor, id: DossierId) -> Result<Full> {
    let db = app.db.reader();
    let dossier = store::load(db, &actor.scope(Action::ReadDossier), id).await?;
    actor.require(Action::ReadDossier, &dossier.resource())?;
    let names = units::names(db, &[dossier.unit]).await?;
    Ok(Full {
        unit_name: names.get(&dossier.unit).cloned().unwrap_or_default(),
        steps: store::steps(db, id).await?,
        acting: acting(app, &dossier).await?,
        recognition: store::recognition(db, id).await?,
        allowed: rules::allowed(&dossier, actor, app.now().date(), &Law::load(db).await?)?,
        dossier,
    })
}

/// Who holds it now, by name; markers stay unnamed.
async fn acting(app: &App, dossier: &Dossier) -> Result<Vec<String>> {
    let db = app.db.reader();
    let role = match dossier.state.acts() {
        Some(Acts::Author) => {
            let lead = people::person(db, dossier.lead).await?;
            return Ok(lead.into_iter().map(|card| card.full_name).collect());
        }
        Some(Acts::Intake) => Role::IntakeOfficer,
        Some(Acts::Secretary) => Role::CouncilSecretary,
        Some(Acts::Head) => Role::UnitHead,
        Some(Acts::Markers | Acts::Council) | None => return Ok(Vec::new()),
    };
    let holders = people::holders(db, role, dossier.unit).await?;
    Ok(holders.into_iter().map(|card| card.full_name).collect())
}

/// Which dossiers a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The person's own.
    Mine,
    /// What an office sees, perhaps in one state.
    Desk(Option<State>),
}

/// Lists dossiers with the names of their units.
///
/// # Errors
/// `Forbidden` for the desk of somebody who has none.
pub async fn list(app: &App, actor: &Actor, whose: Whose, ask: &Ask) -> Result<Page<(Line, String)>> {
    let db = app.db.reader();
    let page = match whose {
        Whose::Mine => store::mine(db, actor.signed_in()?, ask).await?,
        Whose::Desk(Some(State::Draft)) => {
            return Err(Violations::one(Code::NotOffered, "/state").into());
        }
        Whose::Desk(state) => {
            let scope = actor.scope(Action::ReadDossier);
            if scope.units.is_empty() && !scope.everything {
                return Err(Code::Forbidden.into());
            }
            store::desk(db, &scope, state, ask).await?
        }
    };
    let ids: Vec<UnitId> = page.items.iter().map(|line| line.unit).collect();
    let names = units::names(db, &ids).await?;
    Ok(page.map(|line| {
        let name = names.get(&line.unit).cloned().unwrap_or_default();
        (line, name)
    }))
}

/// The printed papers of a dossier.
pub async fn papers(app: &App, actor: &Actor, id: DossierId) -> Result<Vec<StoredPaper>> {
    let db = app.db.reader();
    let dossier = store::load(db, &actor.scope(Action::ReadDossier), id).await?;
    actor.require(Action::ReadDossier, &dossier.resource())?;
    store::papers(db, id).await
}

/// One paper of a dossier.
pub async fn paper(app: &App, actor: &Actor, id: DossierId, paper: PaperId) -> Result<StoredPaper> {
    let papers = papers(app, actor, id).await?;
    papers.into_iter().find(|one| one.id == paper).ok_or(Error::NOT_FOUND)
}
