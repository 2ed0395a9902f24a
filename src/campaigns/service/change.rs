//! A campaign is changed, told, and summed up by those who call in its unit.

use serde_json::json;
use time::Date;

use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    campaigns::{
        model::{Campaign, CampaignId, Wish},
        rules, store,
    },
    foundation::{
        Code, Instant, Result, Tx, Version, Violations, audit,
        outbox::{self, Event},
    },
    units,
};

/// Changes what a campaign is, before it runs.
///
/// # Errors
/// Every broken rule; `WrongState` once it runs; `Stale`.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: CampaignId,
    expected: Version,
    wish: &Wish,
) -> Result<Campaign> {
    let unit = store::load(app.db.reader(), &actor.scope(Action::ManageCampaigns), id).await?.unit;
    let mut wrong = Violations::new();
    check_units(app, unit, &wish.units, &mut wrong).await?;
    let plan = wrong.take(rules::read(wish));
    change(app, actor, id, expected, "campaign.edited", |campaign, _| match plan {
        Some(plan) if wrong.is_empty() => rules::edit(campaign, plan),
        _ => Err(wrong.into()),
    })
    .await
}

/// Tells everybody.
///
/// # Errors
/// `WrongState`; `OutOfBounds` at `/closes_on` if its last day has passed; `Stale`.
pub async fn announce(app: &App, actor: &Actor, id: CampaignId, expected: Version) -> Result<Campaign> {
    change(app, actor, id, expected, "campaign.announced", rules::announce).await
}

/// Tells what became of it.
///
/// # Errors
/// `WrongState` before it is closed; every broken rule of the words; `Stale`.
pub async fn summarise(
    app: &App,
    actor: &Actor,
    id: CampaignId,
    expected: Version,
    words: &str,
) -> Result<Campaign> {
    change(app, actor, id, expected, "campaign.summarised", |campaign, _| rules::summarise(campaign, words))
        .await
}

async fn change(
    app: &App,
    actor: &Actor,
    id: CampaignId,
    expected: Version,
    verb: &str,
    rule: impl FnOnce(Campaign, Date) -> Result<Campaign>,
) -> Result<Campaign> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let campaign = store::load(&*tx, &actor.scope(Action::ManageCampaigns), id).await?;
    actor.require(Action::ManageCampaigns, &Resource::of_unit(campaign.unit))?;
    if campaign.version != expected {
        return Err(Code::Stale.into());
    }
    let campaign = rule(campaign, now.date())?;
    store::save(&tx, &campaign, now).await?;
    note(&tx, actor, verb, &campaign, now).await?;
    tx.commit().await?;
    Ok(campaign)
}

/// The units named lie at or below the one that calls.
pub(super) async fn check_units(
    app: &App,
    caller: UnitId,
    named: &[UnitId],
    wrong: &mut Violations,
) -> Result<()> {
    for unit in named.iter().take(super::super::model::UNITS_MOST) {
        let above = units::above(app.db.reader(), *unit).await?;
        if !above.contains(&caller) {
            wrong.add(Code::UnknownReference, "/unit_ids");
            break;
        }
    }
    Ok(())
}

/// The audit leaf and the event of a change.
pub(super) async fn note(
    tx: &Tx,
    actor: &Actor,
    verb: &str,
    campaign: &Campaign,
    now: Instant,
) -> Result<()> {
    let entry = audit::Entry {
        at: now,
        actor: actor.person.map(|person| person.0),
        capacity: actor.capacity(Action::ManageCampaigns, &Resource::of_unit(campaign.unit)),
        action: verb,
        object: "campaign",
        id: campaign.id.0,
        payload: json!({ "state": campaign.state.as_str(), "theme": campaign.plan.theme }),
    };
    audit::append(tx, &entry).await?;
    let event = Event::new(verb, campaign.id.0).with(json!({ "state": campaign.state.as_str() }));
    outbox::push(tx, now, &[event]).await
}
