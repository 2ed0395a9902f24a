//! Somebody prepares a campaign; nobody else knows of it yet.

use super::change::{check_units, note};
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Scope, UnitId},
    campaigns::{
        model::{Campaign, CampaignId, State, Wish},
        rules, store,
    },
    foundation::{
        Code, Result, Version, Violations,
        idempotency::{Claim, Once},
        text,
    },
    units,
};

/// Prepares a campaign of a unit.
///
/// # Errors
/// Every broken rule; `UnknownReference` at `/unit_id` or `/unit_ids`.
pub async fn draft(app: &App, actor: &Actor, unit: UnitId, wish: &Wish, once: &Once) -> Result<Campaign> {
    actor.require(Action::ManageCampaigns, &Resource::of_unit(unit))?;
    let now = app.now();
    let mut wrong = Violations::new();
    let plan = wrong.take(rules::read(wish));
    let there = units::find(app.db.reader(), unit).await?.is_some_and(|unit| unit.exists_on(now.date()));
    wrong.unless(there, Code::UnknownReference, "/unit_id");
    check_units(app, unit, &wish.units, &mut wrong).await?;
    let (Some(plan), true) = (plan, wrong.is_empty()) else { return Err(wrong.into()) };
    let id = CampaignId::new(now);
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = once.claim(&tx, id.0, now).await? {
        return store::load(&*tx, &Scope::everything(), CampaignId(known)).await;
    }
    let plain = text::slug(&plan.theme);
    let plain = plain.get(..80).unwrap_or(&plain).trim_matches('-').to_owned();
    let taken = plain.is_empty() || store::slug_is_taken(&*tx, &plain).await?;
    // The end of the id is random: two drafts of one theme differ.
    let tail: String = id.0.simple().to_string().chars().skip(24).collect();
    let slug = if taken { format!("{plain}-{tail}").trim_matches('-').to_owned() } else { plain };
    let campaign = Campaign {
        id,
        slug,
        unit,
        plan,
        state: State::Draft,
        summary: String::new(),
        version: Version::FIRST,
    };
    store::insert(&tx, &campaign, now).await?;
    note(&tx, actor, "campaign.drafted", &campaign, now).await?;
    tx.commit().await?;
    Ok(campaign)
}
