//! The archive on the wire.

mod breadth;
mod resource;
mod views;

pub use breadth::FiguresApi;
pub use resource::Api;
