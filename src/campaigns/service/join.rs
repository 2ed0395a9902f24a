//! An idea joins a campaign, or hears why it does not.

use time::Date;

use crate::{
    app::App,
    authority::PersonId,
    campaigns::{
        model::CampaignId,
        rules::{Candidate, may_join},
        store,
    },
    foundation::{Code, Result, Violations},
    people::{self, SubmitterKind},
    units::{self, Unit, UnitKind},
};

/// What an idea brings along.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    /// The campaign's part of addresses.
    pub slug: &'a str,
    /// The unit the idea is told to.
    pub unit: &'a Unit,
    /// What the author says they are.
    pub kind: Option<SubmitterKind>,
    /// The author, where they are known.
    pub author: Option<PersonId>,
    /// The day it is told.
    pub today: Date,
}

/// The campaign the idea joins.
///
/// # Errors
/// At `/campaign`: `UnknownReference`, `CampaignNotRunning`, `NotForThisCampaign`.
pub async fn join(app: &App, joining: Joining<'_>) -> Result<CampaignId> {
    let db = app.db.reader();
    let campaign = store::by_slug(db, joining.slug).await?;
    let campaign = campaign.ok_or_else(|| Violations::one(Code::UnknownReference, "/campaign"))?;
    let above = units::above(db, joining.unit.id).await?;
    let born = match joining.author {
        Some(person) => people::born(db, person).await?,
        None => None,
    };
    let candidate = Candidate {
        kind: joining.kind,
        born,
        class: (joining.unit.kind == UnitKind::Class).then_some(joining.unit.name.as_str()),
        above: &above,
    };
    may_join(&campaign, &candidate, joining.today)?;
    Ok(campaign.id)
}
