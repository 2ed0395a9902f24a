//! The chair closes the session: every dossier gets its result, in one transaction.

use serde_json::json;

use super::ground::{Note, authors, excluded, is_withdrawn};
use crate::{
    app::App,
    authority::{Action, Actor, Scope},
    councils::{
        model::{
            ItemResult, Outcome, Round, RoundState, RoundVerb, Rubric, Session, SessionId, SessionState,
            Sheet, Standing,
        },
        rules::{
            marking::{conditions, mean},
            rounds::open,
            session::{Evidence, conclude, quorum, sits},
        },
        store,
    },
    dossiers::{self, Conclusion, DossierId},
    foundation::{
        Code, Law, Result, Tx, Version, Violations,
        outbox::{self, Event},
    },
};

/// Closes the session and concludes its dossiers (D15).
///
/// Two chairs who close at once give one decision: the second finds the session changed or closed.
///
/// # Errors
/// `QuorumMissing`; every dossier without a vote, and every one that fails without a reason, at once.
pub async fn close_session(
    app: &App,
    actor: &Actor,
    id: SessionId,
    expected: Version,
    words: String,
) -> Result<Session> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let scope = actor.scope(Action::ReadMinutes);
    let round_id = store::sessions::load(&*tx, &scope, id).await?.round;
    let mut round = store::rounds::hold(&tx, &Scope::everything(), round_id).await?;
    let mut session = store::sessions::hold(&tx, &scope, id).await?;
    let on = session.resource();
    actor.require(Action::RunSession, &on)?;
    sits(&session)?;
    if session.version != expected {
        return Err(Code::Stale.into());
    }
    open(&round, RoundVerb::CloseSession)?;
    if session.present() < session.rule.quorum_of(session.members()) {
        let mut wrong = Violations::new();
        wrong.add_with(Code::QuorumMissing, "", quorum(&session));
        return Err(wrong.into());
    }
    decide(&tx, &round, &mut session).await?;
    for item in &session.items {
        let standing = match &item.result {
            Some(result) => {
                let said = conclusion(result, &item.reason);
                dossiers::service::conclude(&tx, actor, now, item.dossier, said).await?;
                standing(result.outcome)
            }
            None => Standing::Withdrawn,
        };
        store::rounds::stand(&tx, round.id, item.dossier, standing).await?;
        store::sessions::save_item(&tx, id, item).await?;
        if let Some(one) = round.dossiers.iter_mut().find(|one| one.dossier == item.dossier) {
            one.standing = standing;
        }
    }
    session.state = SessionState::Closed;
    session.ended_at = Some(now);
    session.conclusion = words.trim().to_owned();
    session.version = expected.next();
    store::sessions::save(&tx, &session, expected).await?;
    if !round.dossiers.iter().any(|one| one.standing.is_open()) {
        round.state = RoundState::Decided;
    }
    let round_version = round.version;
    round.version = round_version.next();
    store::rounds::save(&tx, &round, round_version).await?;
    let note = Note {
        actor,
        action: Action::RunSession,
        on: &on,
        verb: "session.closed",
        object: "session",
        id: id.0,
        now,
    };
    let results: Vec<_> = session.items.iter().map(|item| json!([item.dossier, item.result])).collect();
    note.write(&tx, json!({ "round": round.id, "results": results })).await?;
    let event = Event::new("session.closed", id.0).with(json!({ "round": round.id }));
    outbox::push(&tx, now, &[event]).await?;
    tx.commit().await?;
    Ok(session)
}

async fn decide(tx: &Tx, round: &Round, session: &mut Session) -> Result<()> {
    let least = Law::load(&**tx).await?.value("score_pass_mean", session.held_on)?;
    let rubric = store::rubrics::load(&**tx, round.rubric).await?;
    let sheets = store::sheets::of_round(&**tx, round.id).await?;
    let members: Vec<_> = session.attendance.iter().map(|member| member.person).collect();
    let mut wrong = Violations::new();
    let mut items = session.items.clone();
    for item in &mut items {
        if is_withdrawn(&**tx, item.dossier).await? {
            item.result = None;
            continue;
        }
        item.excluded = excluded(round, item.dossier, &authors(&**tx, item.dossier).await?, &members);
        let evidence = evidence(&rubric, &sheets, item.dossier, least);
        item.result = wrong.take(conclude(session, item, &evidence));
    }
    wrong.into_result()?;
    session.items = items;
    Ok(())
}

/// What the sheets of a dossier say.
pub(super) fn evidence(rubric: &Rubric, sheets: &[Sheet], dossier: DossierId, least: i64) -> Evidence {
    let here = || sheets.iter().filter(|sheet| sheet.dossier == dossier);
    Evidence { mean: mean(rubric, here()), conditions: conditions(here()), least }
}

fn conclusion(result: &ItemResult, reason: &str) -> Conclusion {
    match result.outcome {
        Outcome::Passed => Conclusion::Passed,
        Outcome::Failed => Conclusion::Failed(reason.to_owned()),
        Outcome::Deferred => Conclusion::Deferred(reason.to_owned()),
    }
}

fn standing(outcome: Outcome) -> Standing {
    match outcome {
        Outcome::Passed => Standing::Passed,
        Outcome::Failed => Standing::Failed,
        Outcome::Deferred => Standing::Deferred,
    }
}
