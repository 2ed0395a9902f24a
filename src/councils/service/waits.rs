//! What waits for one person in the rounds that are not decided.

use time::Date;

use super::ground::{authors, council_of, resource};
use crate::{
    app::App,
    authority::{Action, Actor, PersonId},
    councils::{
        model::{Round, RoundState, RoundVerb, SessionState, Sheet, SheetState, Standing},
        rules::rounds::conflict,
        store,
    },
    foundation::{Law, Result},
    units,
};

/// Something that waits.
#[derive(Clone, Debug)]
pub struct Waits {
    /// `declare_interests`, `score_dossier`, `assign_markers`, `reveal_scores` or `hold_session`.
    pub kind: &'static str,
    /// The round's name.
    pub round: String,
    /// How many.
    pub count: usize,
    /// Where it is done.
    pub href: String,
    /// Until when.
    pub due: Option<Date>,
    /// The unit.
    pub unit_name: String,
}

/// Everything that waits for the actor.
pub async fn waits(app: &App, actor: &Actor) -> Result<Vec<Waits>> {
    let Some(me) = actor.person else { return Ok(Vec::new()) };
    let db = app.db.reader();
    let today = app.now().date();
    let least = Law::load(db).await?.count("markers_least", today)?;
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    let mut all = Vec::new();
    for round in store::rounds::list(db, &actor.scope(Action::ReadRound), true).await? {
        let council = council_of(db, &round).await?;
        let on = resource(&round, &council, today);
        if actor.require(Action::ReadRound, &on).is_err() {
            continue;
        }
        let sheets = store::sheets::of_round(db, round.id).await?;
        let unit = units::names(db, &[round.unit]).await?.remove(&round.unit).unwrap_or_default();
        let mut push = |kind: &'static str, count: usize, path: &str, due: Option<Date>| {
            if count > 0 {
                let href = format!("/app/{path}/{}", round.id);
                all.push(Waits {
                    kind,
                    round: round.name.clone(),
                    count,
                    href,
                    due,
                    unit_name: unit.clone(),
                });
            }
        };
        let score_by = Some(round.score_by);
        let seated = council.member(me, today).is_some();
        let mut undeclared = 0;
        if seated && round.state.takes(RoundVerb::Declare) {
            for one in round.dossiers.iter().filter(|one| one.standing.is_open()) {
                let authors = authors(db, one.dossier).await?;
                let known = round.interest(one.dossier, me).is_some();
                if !known && conflict(&round, one.dossier, &authors, me).is_none() {
                    undeclared += 1;
                }
            }
        }
        push("declare_interests", undeclared, "cham-diem", score_by);
        push("score_dossier", unfinished(&round, &sheets, me), "cham-diem", score_by);
        let assigns = actor.require(Action::AssignMarkers, &on).is_ok();
        push(
            "assign_markers",
            if assigns { to_assign(&round, &sheets, least) } else { 0 },
            "dot-xet",
            score_by,
        );
        let leads = council.member(me, today).is_some_and(|member| member.capacity.leads());
        let may_reveal = leads && actor.require(Action::RevealScores, &on).is_ok();
        let ready =
            round.state == RoundState::Scoring && !sheets.iter().any(|s| s.state == SheetState::Draft);
        push("reveal_scores", usize::from(may_reveal && ready), "dot-xet", None);
        if round.state == RoundState::Session && actor.require(Action::RunSession, &on).is_ok() {
            let sessions =
                store::sessions::list(db, &actor.scope(Action::ReadMinutes), Some(round.id)).await?;
            let sits = sessions.iter().any(|session| session.state == SessionState::Open);
            let waiting = round.dossiers.iter().filter(|one| one.standing.is_open()).count();
            push("hold_session", if sits { 0 } else { waiting }, "dot-xet", None);
        }
    }
    Ok(all)
}

/// The actor's own open sheets, counted over nothing else.
fn unfinished(round: &Round, sheets: &[Sheet], me: PersonId) -> usize {
    if !round.state.takes(RoundVerb::Score) {
        return 0;
    }
    let waiting =
        |sheet: &&Sheet| round.dossier(sheet.dossier).is_some_and(|one| one.standing == Standing::Waiting);
    let mine = sheets.iter().filter(|sheet| sheet.marker == me && sheet.state == SheetState::Draft);
    mine.filter(waiting).count()
}

/// Dossiers the secretary must find markers for: all before the start (somebody has to start), later those
/// whose marker stepped back.
fn to_assign(round: &Round, sheets: &[Sheet], least: usize) -> usize {
    let marked = |dossier| {
        let able = |sheet: &&Sheet| sheet.dossier == dossier && sheet.state != SheetState::Recused;
        sheets.iter().filter(able).count()
    };
    let waiting = round.dossiers.iter().filter(|one| one.standing == Standing::Waiting);
    match round.state {
        RoundState::Open => waiting.count(),
        RoundState::Scoring => waiting.filter(|one| marked(one.dossier) < least).count(),
        RoundState::Planned | RoundState::Session | RoundState::Decided => 0,
    }
}
