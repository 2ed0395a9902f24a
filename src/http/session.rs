//! From a cookie to an actor.

use poem::Request;

use crate::{
    app::App,
    authority::Actor,
    wire::{Problem, SESSION_COOKIE, SESSION_COOKIE_PLAIN},
};

/// The session's person, or the public.
pub async fn resolve(app: &App, request: &Request) -> Result<Actor, Problem> {
    let name = if app.config.secure_cookies() { SESSION_COOKIE } else { SESSION_COOKIE_PLAIN };
    let jar = request.headers().get_all("cookie").iter().filter_map(|header| header.to_str().ok());
    let token = jar
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()));
    let Some(token) = token else { return Ok(Actor::public()) };
    let actor = crate::people::resolve_session(app, &token).await?;
    Ok(actor.unwrap_or_else(Actor::public))
}
