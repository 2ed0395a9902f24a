//! The council meets.

use serde_json::json;
use time::Date;

use super::ground::{Note, council_of, drop_withdrawn, resource};
use crate::{
    app::App,
    authority::{Action, Actor},
    councils::{
        model::{
            Attendance, Ballot, Council, Item, Presence, Round, RoundId, RoundVerb, Session, SessionId,
            SessionState,
        },
        rules::{rounds::open, vote::BallotRule},
        store,
    },
    dossiers,
    foundation::{
        Code, Law, Result, Tx, Version, Violations,
        idempotency::{Claim, Once},
        numbering,
    },
    people,
};

/// What is known when the session opens.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Its day.
    pub held_on: Date,
    /// Địa điểm.
    pub place: String,
    /// What it is about.
    pub agenda: String,
    /// Guests, each in one phrase.
    pub guests: Vec<String>,
}

/// Opens a session on every dossier of the round that waits for the council (D14).
///
/// # Errors
/// `WrongState` before the reveal or while another session of the round sits.
pub async fn open_session(
    app: &App,
    actor: &Actor,
    round: RoundId,
    opening: Opening,
    once: Once,
) -> Result<Session> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut round = store::rounds::hold(&tx, &actor.scope(Action::ReadRound), round).await?;
    let council = council_of(&*tx, &round).await?;
    let on = resource(&round, &council, now.date());
    actor.require(Action::RunSession, &on)?;
    let mut wrong = Violations::new();
    wrong.unless(!opening.place.trim().is_empty(), Code::Required, "/place");
    wrong.unless(!opening.agenda.trim().is_empty(), Code::Required, "/agenda");
    wrong.unless(opening.held_on <= now.date(), Code::FutureDate, "/held_on");
    let id = SessionId::new(now);
    if let Claim::Repeat(known) = once.claim(&tx, id.0, now).await? {
        return store::sessions::load(&*tx, &actor.scope(Action::ReadMinutes), SessionId(known)).await;
    }
    open(&round, RoundVerb::OpenSession)?;
    let earlier = store::sessions::list(&*tx, &crate::authority::Scope::everything(), Some(round.id)).await?;
    if earlier.iter().any(|session| session.state == SessionState::Open) {
        return Err(Code::WrongState.into());
    }
    wrong.into_result()?;
    drop_withdrawn(&tx, &mut round).await?;
    let session = build(&tx, id, &round, &council, opening, now).await?;
    for item in &session.items {
        dossiers::service::enter_session(&tx, actor, now, item.dossier).await?;
    }
    store::sessions::insert(&tx, &session).await?;
    let note = Note {
        actor,
        action: Action::RunSession,
        on: &on,
        verb: "session.opened",
        object: "session",
        id: id.0,
        now,
    };
    note.write(&tx, json!({ "round": round.id, "number": session.number, "rule": session.rule })).await?;
    tx.commit().await?;
    Ok(session)
}

async fn build(
    tx: &Tx,
    id: SessionId,
    round: &Round,
    council: &Council,
    opening: Opening,
    now: crate::foundation::Instant,
) -> Result<Session> {
    let law = Law::load(&**tx).await?;
    let seats = council.on(opening.held_on);
    let persons: Vec<_> = seats.iter().map(|seat| seat.person).collect();
    let cards = people::cards(&**tx, &persons).await?;
    let attendance = seats.iter().filter_map(|seat| {
        let card = cards.iter().find(|card| card.id == seat.person)?;
        Some(Attendance {
            person: seat.person,
            full_name: card.full_name.to_string(),
            position: card.position.clone().unwrap_or_default(),
            capacity: seat.capacity,
            presence: Presence::Unknown,
            reason: String::new(),
        })
    });
    let attendance: Vec<_> = attendance.collect();
    let waiting: Vec<_> = round.dossiers.iter().filter(|one| one.standing.is_open()).collect();
    let mut wrong = Violations::new();
    wrong.unless(!attendance.is_empty(), Code::Required, "/held_on");
    wrong.unless(!waiting.is_empty(), Code::Required, "/dossiers");
    wrong.into_result()?;
    let items = waiting.into_iter().map(|one| Item {
        dossier: one.dossier,
        position: one.position,
        opinions: Vec::new(),
        ballot: Ballot::None,
        deferred: false,
        reason: String::new(),
        excluded: Vec::new(),
        result: None,
    });
    let series = format!("minutes/{}/{}", council.id, opening.held_on.year());
    let taken = numbering::next(tx, &series).await?;
    Ok(Session {
        id,
        unit: round.unit,
        round: round.id,
        council: council.id,
        number: format!("{taken:02}/BB-HĐSK"),
        state: SessionState::Open,
        held_on: opening.held_on,
        place: opening.place.trim().to_owned(),
        agenda: opening.agenda.trim().to_owned(),
        guests: opening.guests,
        rule: BallotRule::on(&law, opening.held_on)?,
        conclusion: String::new(),
        started_at: now,
        ended_at: None,
        attendance,
        items: items.collect(),
        version: Version::FIRST,
    })
}
