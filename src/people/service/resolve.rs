//! Who stands behind a token.

use crate::{
    app::App,
    authority::{Actor, Role},
    foundation::Result,
    people::{
        model::Session,
        rules::{self, Lifetime},
        store::{grants, sessions},
    },
};

/// The limits of sessions of this installation.
pub fn lifetime(app: &App) -> Lifetime {
    let security = &app.config.security;
    Lifetime {
        idle: i64::from(security.idle_minutes).saturating_mul(60),
        absolute: i64::from(security.absolute_hours).saturating_mul(3_600),
    }
}

/// The person behind a session token, with the roles that count now; nobody if the session has ended or
/// its second factor is still to be given.
pub async fn resolve_session(app: &App, token: &str) -> Result<Option<Actor>> {
    Ok(session(app, token).await?.and_then(Session::into_actor))
}

/// The session behind a token, also while its second factor is still to be given: one query for session,
/// account and person, one for the roles with all they reach.
pub async fn session(app: &App, token: &str) -> Result<Option<Session>> {
    let now = app.now();
    let db = app.db.reader();
    let Some(found) = sessions::find(db, token, lifetime(app), now).await? else { return Ok(None) };
    let held = grants::reaching(db, found.account(), found.person(), now.date()).await?;
    let administers = held.iter().any(|grant| grant.role == Role::Administrator);
    if administers && !found.lives(lifetime(app).of_administrators(), now) {
        return Ok(None);
    }
    let needed = app.config.security.staff_second_factor;
    let second_factor = rules::second_factor(!held.is_empty(), found.totp_confirmed, found.strong, needed);
    if found.wants_touch(now) {
        touch(app, token).await;
    }
    Ok(Some(Session {
        id: found.id(),
        account: found.account(),
        person: found.person(),
        name: found.name().to_owned(),
        unit: found.unit(),
        strong: found.strong,
        grants: if rules::roles_count(second_factor) { held } else { Vec::new() },
        second_factor,
    }))
}

/// A use that cannot be noted must not stop the request.
async fn touch(app: &App, token: &str) {
    let done = async {
        let tx = app.db.begin_write().await?;
        sessions::touch(&tx, token, app.now()).await?;
        tx.commit().await
    };
    if let Err(error) = done.await {
        tracing::warn!(%error, "the use of a session could not be noted");
    }
}
