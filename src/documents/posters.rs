//! Papers that invite: the slips to write on and the poster of a unit. Their words come from the caller, warm and big.

use serde::{Deserialize, Serialize};

use super::day::Day;

/// Four blank slips on one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdeaSlipsData {
    /// The unit the slips go to; printed in capitals.
    pub unit: String,
    /// What the slip says on top.
    pub title: String,
    /// The beginnings of sentences to go on from, each with empty lines.
    pub prompts: Vec<String>,
    /// The label of the line for a name.
    pub name: String,
    /// Where to leave the slip, and what the code is for; one short sentence each.
    pub ways: Vec<String>,
    /// The unit's own form.
    pub url: String,
    /// Dates the file, so that the same paper is the same bytes; not printed.
    pub date: Day,
}

/// The poster of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPosterData {
    /// The unit; printed in capitals.
    pub unit: String,
    /// The big words.
    pub title: String,
    /// One sentence below them.
    pub lead: String,
    /// What to do with the code.
    pub scan: String,
    /// The address for whoever types it.
    pub short_url: String,
    /// What happens to every idea, one short sentence each.
    pub promises: Vec<String>,
    /// The unit's own form.
    pub url: String,
    /// Dates the file, so that the same paper is the same bytes; not printed.
    pub date: Day,
}
