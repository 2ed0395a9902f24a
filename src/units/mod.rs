//! The organisation tree: the commune and everything in it, and the former units that old initiatives
//! still name.
//!
//! Offers to the wings above: one unit by id or code, names of many, the tree, and the closure table by
//! which a role held in a unit reaches everything below it.

mod api;
mod entity;
mod model;
mod rules;
pub mod service;
mod sheet;
mod store;

pub use api::{UnitPapersApi, UnitsApi};
pub(crate) use entity::closure;
pub use model::{Unit, UnitCode, UnitKind, UnitName};
pub use rules::Wish;
pub use store::{above, by_code, commune, find, names, names_by_slug, tree};
