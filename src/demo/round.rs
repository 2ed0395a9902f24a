//! The council of the commune: a round that ended last month, and one that is being scored.

use super::{
    script::{Council, Entry, Finished, Round, Sheet, Sitting},
    stage::Stage,
};
use crate::{
    authority::Actor,
    councils::{
        Ballot, Capacity, Choice, Conditions, CouncilId, Filling, Mark, Member, Presence, Proposal, RoundId,
        SessionId,
        service::{self, Founding, ItemRecord, Opening, Plan},
    },
    dossiers::{self, DossierId, Outcome},
    foundation::{Error, Result, Version},
};

const HEAD: &str = "thanh";

/// The head sets the council up.
pub async fn establish(stage: &Stage<'_>, council: &Council) -> Result<CouncilId> {
    stage.at(council.decided, 8 * 60);
    let decided_on = stage.day(council.decided);
    let seat = |login: &str, capacity: Capacity| -> Result<Member> {
        Ok(Member { person: stage.person(login)?, capacity, from: decided_on, to: None })
    };
    let mut members =
        vec![seat(&council.chair, Capacity::Chair)?, seat(&council.secretary, Capacity::Secretary)?];
    for login in &council.members {
        members.push(seat(login, Capacity::Member)?);
    }
    let founding = Founding {
        unit: stage.unit(super::commune::COMMUNE)?,
        name: council.name.clone(),
        decision_no: council.decision_no.clone(),
        decided_on,
        members,
    };
    let once = stage.once("createCouncil", &council.secretary)?;
    Ok(service::establish(stage.app, stage.who(HEAD)?, founding, once).await?.id)
}

/// Plans a round with its dossiers and markers, and lets the marking begin.
pub async fn begin(stage: &Stage<'_>, council: &Council, id: CouncilId, plan: &Round) -> Result<RoundId> {
    let (app, secretary) = (stage.app, stage.who(&council.secretary)?);
    stage.at(plan.planned, 8 * 60);
    let rubrics = service::rubrics(app, secretary).await?;
    let standard = rubrics.iter().find(|rubric| rubric.unit.is_none());
    let rubric = standard.ok_or_else(|| Error::Damaged("there is no standard rubric".to_owned()))?.id;
    let wish = Plan { council: id, rubric, name: plan.name.clone(), score_by: stage.day(plan.score_by) };
    let once = stage.once("planRound", &plan.planned.to_string())?;
    let round = service::plan_round(app, secretary, wish, once).await?;
    let ids = plan.entries.iter().map(|entry| stage.dossier(&entry.story)).collect::<Result<Vec<_>>>()?;
    let mut round = service::add_dossiers(app, secretary, round.id, round.version, ids).await?;
    for entry in &plan.entries {
        let dossier = stage.dossier(&entry.story)?;
        let markers = entry.sheets.iter().map(|sheet| stage.person(&sheet.marker));
        let markers = markers.collect::<Result<Vec<_>>>()?;
        round = service::assign_markers(app, secretary, round.id, dossier, round.version, markers).await?;
    }
    service::start_scoring(app, secretary, round.id, round.version).await?;
    for (at, entry) in plan.entries.iter().enumerate() {
        stage.at(plan.planned - 3, 9 * 60 + i64::try_from(at).unwrap_or(0));
        declare(stage, council, round.id, entry).await?;
    }
    for sheet in plan.entries.iter().flat_map(|entry| entry.sheets.iter().map(move |sheet| (entry, sheet))) {
        stage.at(plan.planned - 6, 14 * 60);
        score(stage, round.id, stage.dossier(&sheet.0.story)?, sheet.1).await?;
    }
    Ok(round.id)
}

/// Everybody on the council says whether there is a conflict; a marker who has not begun has not said it yet.
async fn declare(stage: &Stage<'_>, council: &Council, round: RoundId, entry: &Entry) -> Result<()> {
    let dossier = stage.dossier(&entry.story)?;
    for login in council.logins() {
        let untouched = |sheet: &Sheet| sheet.marker == login && sheet.scores.is_empty();
        if entry.sheets.iter().any(untouched) {
            continue;
        }
        let conflict = entry.conflicts.get(login).cloned();
        service::declare_interest(stage.app, stage.who(login)?, round, dossier, conflict).await?;
    }
    Ok(())
}

async fn score(stage: &Stage<'_>, round: RoundId, dossier: DossierId, sheet: &Sheet) -> Result<()> {
    if sheet.scores.is_empty() {
        return Ok(());
    }
    let (app, marker) = (stage.app, stage.who(&sheet.marker)?);
    let mine = service::my_sheets(app, marker, Some(round)).await?;
    let blank = mine.into_iter().map(|(blank, ..)| blank).find(|blank| blank.dossier == dossier);
    let blank = blank.ok_or_else(|| Error::Damaged(format!("{} has no sheet", sheet.marker)))?;
    let page = service::sheet(app, marker, blank.id).await?;
    let marks =
        page.rubric.criteria.iter().zip(&sheet.scores).enumerate().map(|(at, (criterion, score))| Mark {
            criterion: criterion.code.clone(),
            score: Some(*score),
            band: sheet.band.filter(|_| at == 0),
            comment: if at == 0 { sheet.novelty.clone() } else { String::new() },
            ..Mark::default()
        });
    let yes = sheet.novel.map(|_| true);
    let filling = Filling {
        marks: marks.collect(),
        conditions: Conditions { novel: sheet.novel, applied: yes, beneficial: yes, permitted: yes },
        general_comment: sheet.general.clone(),
        proposal: sheet.proposal.as_deref().and_then(Proposal::parse),
    };
    let saved = service::save_sheet(app, marker, blank.id, blank.version, filling).await?;
    if sheet.sealed {
        service::seal_sheet(app, marker, saved.id, saved.version).await?;
    }
    Ok(())
}

/// Reveals, meets, votes, and has the head sign.
pub async fn finish(stage: &Stage<'_>, council: &Council, id: RoundId, plan: &Finished) -> Result<()> {
    let (app, chair) = (stage.app, stage.who(&council.chair)?);
    stage.at(plan.round.score_by - 2, 8 * 60);
    let round = service::round(app, chair, id).await?.round;
    service::reveal_scores(app, chair, id, round.version).await?;
    meet(stage, council, id, &plan.round, &plan.session).await?;
    stage.at(plan.signed, 9 * 60);
    for entry in &plan.round.entries {
        sign(stage, stage.who(HEAD)?, entry).await?;
    }
    Ok(())
}

async fn meet(
    stage: &Stage<'_>,
    council: &Council,
    round: RoundId,
    plan: &Round,
    sitting: &Sitting,
) -> Result<()> {
    let (app, secretary) = (stage.app, stage.who(&council.secretary)?);
    stage.at(sitting.held, 8 * 60);
    let opening = Opening {
        held_on: stage.day(sitting.held),
        place: sitting.place.clone(),
        agenda: sitting.agenda.clone(),
        guests: sitting.guests.clone(),
    };
    let once = stage.once("openCouncilSession", &sitting.held.to_string())?;
    let session = service::open_session(app, secretary, round, opening, once).await?;
    let mut answers = Vec::new();
    for login in council.logins() {
        let reason = sitting.absent.get(login);
        let presence = if reason.is_some() { Presence::Absent } else { Presence::Present };
        answers.push((stage.person(login)?, presence, reason.cloned().unwrap_or_default()));
    }
    let session = service::note_attendance(app, secretary, session.id, session.version, answers).await?;
    let mut version = session.version;
    for (at, entry) in plan.entries.iter().enumerate() {
        stage.at(sitting.held, 8 * 60 + 30 * (1 + i64::try_from(at).unwrap_or(0)));
        version = vote(stage, council, sitting, entry, session.id, version).await?;
    }
    stage.at(sitting.held, 10 * 60 + 30);
    let words = sitting.conclusion.clone();
    service::close_session(app, stage.who(&council.chair)?, session.id, version, words).await?;
    Ok(())
}

/// The secretary records the hands that went up.
async fn vote(
    stage: &Stage<'_>,
    council: &Council,
    sitting: &Sitting,
    entry: &Entry,
    session: SessionId,
    version: Version,
) -> Result<Version> {
    let mut votes = Vec::new();
    for login in council.logins() {
        if sitting.absent.contains_key(login) || entry.conflicts.contains_key(login) {
            continue;
        }
        let against = entry.no.iter().any(|no| no == login);
        votes.push((stage.person(login)?, if against { Choice::No } else { Choice::Yes }));
    }
    let record = ItemRecord {
        opinions: entry.opinions.clone(),
        ballot: Ballot::Open(votes),
        deferred: false,
        reason: entry.reason.clone(),
    };
    let (secretary, dossier) = (stage.who(&council.secretary)?, stage.dossier(&entry.story)?);
    Ok(service::record_item(stage.app, secretary, session, dossier, version, record).await?.version)
}

async fn sign(stage: &Stage<'_>, head: &Actor, entry: &Entry) -> Result<()> {
    let id = stage.dossier(&entry.story)?;
    let version = dossiers::service::read(stage.app, head, id).await?.dossier.version;
    match &entry.verdict {
        None => dossiers::service::recognise(stage.app, head, id, version).await.map(drop),
        Some(verdict) => {
            let told = Outcome {
                reason: Some(verdict.reason.clone()),
                words: verdict.words.clone(),
                strengths: verdict.strengths.clone(),
                next_step: verdict.next_step.clone(),
            };
            dossiers::service::not_recognise(stage.app, head, id, version, &told).await.map(drop)
        }
    }
}
