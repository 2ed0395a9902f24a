//! The secretary gives a dossier to its markers.

use serde_json::json;

use super::ground::{Note, authors, council_of, resource};
use crate::{
    app::App,
    authority::{Action, Actor, PersonId},
    councils::{
        model::{Filling, Round, RoundId, Sheet, SheetId, SheetState},
        rules, store,
    },
    dossiers::DossierId,
    foundation::{Code, Result, Version},
};

/// Sets the markers of a dossier: newcomers get an empty sheet, those left out lose an unfinished one.
///
/// # Errors
/// `Conflicted` for a member with a conflict of interest; `Sealed` if a sealed sheet would be taken away.
pub async fn assign_markers(
    app: &App,
    actor: &Actor,
    id: RoundId,
    dossier: DossierId,
    expected: Version,
    markers: Vec<PersonId>,
) -> Result<Round> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut round = store::rounds::hold(&tx, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(&*tx, &round).await?;
    let on = resource(&round, &council, now.date());
    actor.require(Action::AssignMarkers, &on)?;
    if round.version != expected {
        return Err(Code::Stale.into());
    }
    let authors = authors(&*tx, dossier).await?;
    rules::rounds::assign(&round, &council, dossier, &authors, &markers, now.date())?;
    let sheets = store::sheets::of_round(&*tx, id).await?;
    let here: Vec<_> = sheets.into_iter().filter(|sheet| sheet.dossier == dossier).collect();
    for sheet in here.iter().filter(|sheet| !markers.contains(&sheet.marker)) {
        match sheet.state {
            SheetState::Draft => store::sheets::remove(&tx, sheet.id).await?,
            SheetState::Sealed => return Err(Code::Sealed.into()),
            SheetState::Recused => {}
        }
    }
    for marker in &markers {
        match here.iter().find(|sheet| sheet.marker == *marker) {
            // The conflict was taken back before the reveal: the member may mark again.
            Some(sheet) if sheet.state == SheetState::Recused => {
                let again = Sheet {
                    state: SheetState::Draft,
                    changed_at: now,
                    version: sheet.version.next(),
                    ..sheet.clone()
                };
                store::sheets::save(&tx, &again, sheet.version).await?;
            }
            Some(_) => {}
            None => store::sheets::insert(&tx, &empty(&round, dossier, *marker, now), now).await?,
        }
    }
    round.version = expected.next();
    store::rounds::save(&tx, &round, expected).await?;
    let note = Note {
        actor,
        action: Action::AssignMarkers,
        on: &on,
        verb: "round.markers_assigned",
        object: "dossier",
        id: dossier.0,
        now,
    };
    note.write(&tx, json!({ "round": id, "markers": markers })).await?;
    tx.commit().await?;
    Ok(round)
}

fn empty(round: &Round, dossier: DossierId, marker: PersonId, now: crate::foundation::Instant) -> Sheet {
    Sheet {
        id: SheetId::new(now),
        round: round.id,
        dossier,
        marker,
        state: SheetState::Draft,
        filling: Filling::default(),
        changed_at: now,
        sealed_at: None,
        version: Version::FIRST,
    }
}
