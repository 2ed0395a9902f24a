//! Sáng Kiến.

pub mod documents;
pub mod files;
pub mod mail;
