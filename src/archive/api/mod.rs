//! The archive on the wire.

mod resource;
mod views;

pub use resource::Api;
