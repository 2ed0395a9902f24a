//! Ideas on the wire.

mod asked;
mod consents;
mod resource;
mod views;
mod work;

use consents::ConsentsApi;
use resource::Api;
use work::WorkApi;

use crate::{app::App, authority::Actor, foundation::Result, wire::Task};

/// Every resource of the wing.
pub fn all(app: &App) -> (Api, WorkApi, ConsentsApi) {
    (Api::new(app), WorkApi::new(app), ConsentsApi::new(app))
}

/// What waits for this person.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    super::service::tasks(app, actor).await
}
