//! From a cookie to an actor.

use poem::Request;

use crate::{app::App, authority::Actor, people, wire::Problem};

/// The session's person, or the public.
pub async fn resolve(app: &App, request: &Request) -> Result<Actor, Problem> {
    let headers = request.headers().get_all("cookie").iter().filter_map(|header| header.to_str().ok());
    let token = people::token_from_cookies(headers, &app.config);
    let Some(token) = token else { return Ok(Actor::public()) };
    let actor = people::resolve_session(app, &token).await?;
    Ok(actor.unwrap_or_else(Actor::public))
}
