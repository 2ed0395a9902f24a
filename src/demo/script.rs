//! What `assets/demo/round.json` holds: everything people say in the round and in the honours.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::foundation::{Error, Result};

/// The whole script. Days are counted back from today; a negative day lies ahead.
#[derive(Debug, Deserialize)]
pub struct Script {
    pub stories: Vec<Story>,
    pub defects: Vec<Defect>,
    pub council: Council,
    pub finished: Finished,
    pub open: Round,
    pub commendations: Vec<Honour>,
    pub reuses: Vec<Reuse>,
}

impl Script {
    /// Reads the script this product carries.
    pub fn read() -> Result<Self> {
        serde_json::from_str(include_str!("../../assets/demo/round.json"))
            .map_err(|error| Error::Damaged(format!("round.json: {error}")))
    }
}

/// An idea that is honoured, with the dossier that may follow.
#[derive(Debug, Deserialize)]
pub struct Story {
    pub key: String,
    pub author: String,
    pub unit: String,
    pub kind: String,
    pub sent: i64,
    /// Whose idea the author writes down, where it is not their own.
    pub for_other: Option<String>,
    pub title: String,
    pub before: String,
    pub proposal: String,
    pub outcome: String,
    pub idea_field: String,
    pub place: String,
    pub thanks: String,
    pub evidence: String,
    pub applied: String,
    pub dossier: Option<Request>,
}

/// How far a dossier is brought before the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    Draft,
    Submitted,
    Supplement,
    Accepted,
}

#[derive(Debug, Deserialize)]
pub struct Request {
    pub begun: i64,
    pub accepted: Option<i64>,
    pub until: Until,
    pub field: String,
    pub solution_type: String,
    pub benefit_kind: String,
    pub conditions_needed: String,
    pub benefit_by_applier: String,
    pub monetary_gain: Option<i64>,
    pub authors: Vec<Author>,
    pub appliers: Vec<Applier>,
}

#[derive(Debug, Deserialize)]
pub struct Author {
    pub login: String,
    pub birth_date: String,
    pub workplace: String,
    pub position: String,
    pub qualification: String,
    pub share: i32,
}

#[derive(Debug, Deserialize)]
pub struct Applier {
    pub full_name: String,
    pub workplace: String,
    pub position: String,
    pub support: String,
}

#[derive(Debug, Deserialize)]
pub struct Defect {
    pub field: String,
    pub what: String,
    pub how_to_fix: String,
}

#[derive(Debug, Deserialize)]
pub struct Council {
    pub name: String,
    pub decision_no: String,
    pub decided: i64,
    pub chair: String,
    pub secretary: String,
    pub members: Vec<String>,
}

impl Council {
    /// Everybody who sits on it.
    pub fn logins(&self) -> impl Iterator<Item = &str> {
        [&self.chair, &self.secretary].into_iter().chain(&self.members).map(String::as_str)
    }
}

#[derive(Debug, Deserialize)]
pub struct Round {
    pub name: String,
    pub planned: i64,
    pub score_by: i64,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
pub struct Finished {
    #[serde(flatten)]
    pub round: Round,
    pub session: Sitting,
    /// When the head signs.
    pub signed: i64,
}

/// One dossier of a round.
#[derive(Debug, Deserialize)]
pub struct Entry {
    pub story: String,
    #[serde(default)]
    pub conflicts: BTreeMap<String, String>,
    pub sheets: Vec<Sheet>,
    #[serde(default)]
    pub opinions: Vec<String>,
    /// Who votes against it; everybody else who may vote is for it.
    #[serde(default)]
    pub no: Vec<String>,
    #[serde(default)]
    pub reason: String,
    /// What the head writes where it is not recognised.
    pub verdict: Option<Verdict>,
}

#[derive(Debug, Deserialize)]
pub struct Sheet {
    pub marker: String,
    pub band: Option<u8>,
    /// Hundredths for each criterion in order; an untouched sheet has none.
    #[serde(default)]
    pub scores: Vec<i32>,
    #[serde(default)]
    pub novelty: String,
    #[serde(default)]
    pub general: String,
    pub novel: Option<bool>,
    pub proposal: Option<String>,
    #[serde(default)]
    pub sealed: bool,
}

#[derive(Debug, Deserialize)]
pub struct Sitting {
    pub held: i64,
    pub place: String,
    pub agenda: String,
    pub guests: Vec<String>,
    pub absent: BTreeMap<String, String>,
    pub conclusion: String,
}

#[derive(Debug, Deserialize)]
pub struct Verdict {
    pub reason: String,
    pub words: String,
    pub strengths: String,
    pub next_step: String,
}

/// A Giấy khen.
#[derive(Debug, Deserialize)]
pub struct Honour {
    pub story: String,
    pub kind: String,
    pub by: String,
    pub nominated: i64,
    pub decided: Option<i64>,
    pub handed: Option<i64>,
    pub recipient: Option<String>,
    pub recipient_kind: String,
    pub name: String,
    pub address_or_unit: String,
    pub sentence: String,
    pub criteria_ref: String,
    #[serde(default)]
    pub place: String,
}

#[derive(Debug, Deserialize)]
pub struct Reuse {
    pub story: String,
    pub reported: i64,
    pub confirmed: Option<i64>,
    pub who: String,
    pub place: String,
}
