//! Ideas on the wire.

mod asked;
mod resource;
mod views;

pub use resource::Api;

use crate::{app::App, authority::Actor, foundation::Result, wire::Task};

/// What waits for this person.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    super::service::tasks(app, actor).await
}
