//! What a unit hangs on its door and lays on its table: the poster and the slips. In Vietnamese, as everything
//! the commune puts on paper.

use crate::{
    app::App,
    authority::UnitId,
    documents::{self, IdeaSlipsData, Paper, UnitPosterData},
    foundation::{
        Error, Result,
        messages::{Lang, fill, text},
    },
    units::{
        model::{Unit, UnitKind},
        store,
    },
};

/// The poster of a unit with the code that opens its own form.
///
/// # Errors
/// `NotFound` for a unit that does not exist any more.
pub async fn poster(app: &App, id: UnitId) -> Result<(Unit, Vec<u8>)> {
    let unit = open(app, id).await?;
    let site = &app.config.site.public_url;
    let paper = Paper::UnitPoster(UnitPosterData {
        unit: unit.name.clone(),
        title: say("poster_title"),
        lead: say("poster_lead"),
        scan: say("poster_scan"),
        short_url: format!("{}/gui", site.split_once("://").map_or(site.as_str(), |(_, host)| host)),
        promises: vec![say("poster_thanks"), say("poster_answer")],
        url: address(app, &unit),
        date: app.now().date().into(),
    });
    print(unit, paper).await
}

/// Four slips to cut apart and write on.
///
/// # Errors
/// `NotFound` for a unit that does not exist any more.
pub async fn slips(app: &App, id: UnitId) -> Result<(Unit, Vec<u8>)> {
    let unit = open(app, id).await?;
    let paper = Paper::IdeaSlips(IdeaSlipsData {
        unit: unit.name.clone(),
        title: say("slip_title"),
        prompts: ["idea_new_before", "idea_new_action", "idea_new_result"].map(say).to_vec(),
        name: say("slip_name"),
        ways: vec![fill(Lang::Vi, "slip_hand_in", &[("who", &say(receiver(unit.kind)))]), say("slip_scan")],
        url: address(app, &unit),
        date: app.now().date().into(),
    });
    print(unit, paper).await
}

/// To whom a slip is given.
fn receiver(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Village | UnitKind::ResidentialGroup => "slip_to_village_head",
        UnitKind::School | UnitKind::Class => "slip_to_teacher",
        _ => "slip_to_desk",
    }
}

fn say(key: &str) -> String {
    text(Lang::Vi, key).to_owned()
}

fn address(app: &App, unit: &Unit) -> String {
    app.link(&format!("/gui?don_vi={}", unit.slug))
}

async fn open(app: &App, id: UnitId) -> Result<Unit> {
    let unit = store::find(app.db.reader(), id).await?;
    unit.filter(|unit| unit.exists_on(app.now().date())).ok_or(Error::NOT_FOUND)
}

async fn print(unit: Unit, paper: Paper) -> Result<(Unit, Vec<u8>)> {
    let bytes = documents::render_async(paper).await.map_err(|error| Error::port("documents", error))?;
    Ok((unit, bytes))
}
