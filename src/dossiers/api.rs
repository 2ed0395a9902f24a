//! The dossiers of the API.

mod requests;
mod resource;
mod tasks;
mod views;

pub use resource::DossiersApi;
pub use tasks::tasks;
