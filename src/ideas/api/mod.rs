//! Ideas on the wire.

mod asked;
mod asked_ways;
mod consents;
mod desk;
mod drafts;
mod hiding;
mod recordings;
mod resource;
mod views;
mod ways;
mod work;

use consents::ConsentsApi;
use desk::DeskApi;
use drafts::DraftsApi;
use hiding::HidingApi;
use recordings::RecordingsApi;
use resource::Api;
use ways::WaysApi;
use work::WorkApi;

use crate::{app::App, authority::Actor, foundation::Result, wire::Task};

/// Every resource of the wing.
pub fn all(app: &App) -> (Api, WorkApi, RecordingsApi, WaysApi, HidingApi, ConsentsApi, DeskApi, DraftsApi) {
    (
        Api::new(app),
        WorkApi::new(app),
        RecordingsApi::new(app),
        WaysApi::new(app),
        HidingApi::new(app),
        ConsentsApi::new(app),
        DeskApi::new(app),
        DraftsApi::new(app),
    )
}

/// What waits for this person.
pub async fn tasks(app: &App, actor: &Actor) -> Result<Vec<Task>> {
    super::service::tasks(app, actor).await
}
