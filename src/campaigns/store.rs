//! Campaigns to values and back.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use time::Date;
use uuid::Uuid;

use super::{
    entity::{campaign, programme, scope},
    model::{Campaign, CampaignId, Eligibility, Plan, Programme, State},
};
use crate::{
    authority::{Scope, UnitId},
    foundation::{
        Code, Error, Instant, Result, Tx, Version,
        instant::{day_iso, parse_day},
        page::{Ask, Cursor, Page},
    },
    people::SubmitterKind,
};

/// What everybody may know of.
const TOLD: [State; 4] = [State::Announced, State::Running, State::Closed, State::Summarised];

/// The campaigns everybody may know of.
pub fn told() -> Condition {
    Condition::any().add(campaign::Column::State.is_in(TOLD.map(State::as_str)))
}

fn within(scope: &Scope) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    told().add(campaign::Column::UnitId.is_in(scope.units.iter().map(|unit| unit.0)))
}

/// A campaign somebody may know of: one that was told, or one of their own units.
///
/// # Errors
/// `NotFound`.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: CampaignId) -> Result<Campaign> {
    let row = campaign::Entity::find_by_id(id.0).filter(within(scope)).one(db).await?;
    let row = row.ok_or(Error::NOT_FOUND)?;
    let mut units = units_of(db, &[row.id]).await?;
    let units = units.remove(&row.id).unwrap_or_default();
    value(row, units)
}

/// A campaign that was told, by its part of addresses.
pub async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Campaign>> {
    let found = campaign::Entity::find().filter(campaign::Column::Slug.eq(slug)).filter(told());
    let Some(row) = found.one(db).await? else { return Ok(None) };
    let mut units = units_of(db, &[row.id]).await?;
    let units = units.remove(&row.id).unwrap_or_default();
    value(row, units).map(Some)
}

/// The units a campaign is for.
pub fn scope_of(campaign: &Campaign) -> Vec<UnitId> {
    if campaign.plan.units.is_empty() { vec![campaign.unit] } else { campaign.plan.units.clone() }
}

/// One page, the newest first.
pub async fn list(db: &impl ConnectionTrait, scope: &Scope, ask: &Ask) -> Result<Page<Campaign>> {
    page(db, within(scope), ask).await
}

/// The campaigns everybody may know of, the newest first.
pub async fn all_public(db: &impl ConnectionTrait, ask: &Ask) -> Result<Page<Campaign>> {
    page(db, told(), ask).await
}

async fn page(db: &impl ConnectionTrait, which: Condition, ask: &Ask) -> Result<Page<Campaign>> {
    let mut query = campaign::Entity::find().filter(which);
    if let Some(after) = ask.after {
        query = query.filter(campaign::Column::Id.lt(after.id));
    }
    let rows = query.order_by_desc(campaign::Column::Id).limit(ask.fetch()).all(db).await?;
    let page = Page::cut(rows, ask, |row| Cursor { at: row.changed_at, id: row.id });
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut units = units_of(db, &ids).await?;
    let items = page.items.into_iter().map(|row| {
        let units = units.remove(&row.id).unwrap_or_default();
        value(row, units)
    });
    Ok(Page { items: items.collect::<Result<_>>()?, next: page.next })
}

async fn units_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<UnitId>>> {
    let mut units: BTreeMap<Uuid, Vec<UnitId>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(units);
    }
    let rows = scope::Entity::find()
        .filter(scope::Column::CampaignId.is_in(ids.iter().copied()))
        .order_by_asc(scope::Column::UnitId)
        .all(db)
        .await?;
    for row in rows {
        units.entry(row.campaign_id).or_default().push(UnitId(row.unit_id));
    }
    Ok(units)
}

/// Campaigns the day may have moved on.
pub async fn waiting(db: &impl ConnectionTrait, today: Date) -> Result<Vec<CampaignId>> {
    let today = day_iso(today);
    let opens =
        campaign::Column::State.eq(State::Announced.as_str()).and(campaign::Column::OpensOn.lte(&today));
    let open = [State::Announced, State::Running].map(State::as_str);
    let closes = campaign::Column::State.is_in(open).and(campaign::Column::ClosesOn.lt(&today));
    let ids: Vec<Uuid> = campaign::Entity::find()
        .select_only()
        .column(campaign::Column::Id)
        .filter(Condition::any().add(opens).add(closes))
        .order_by_asc(campaign::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(CampaignId).collect())
}

/// True if the part of addresses is taken.
pub async fn slug_is_taken(db: &impl ConnectionTrait, slug: &str) -> Result<bool> {
    Ok(campaign::Entity::find().filter(campaign::Column::Slug.eq(slug)).one(db).await?.is_some())
}

/// Whom each programme is for, with where that comes from.
pub async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<(Programme, Eligibility, String)>> {
    let rows = programme::Entity::find().order_by_asc(programme::Column::Place).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let name = Programme::parse(&row.name)
                .ok_or_else(|| Error::Damaged(format!("programme {}", row.name)))?;
            let eligibility = Eligibility {
                kinds: kinds(&row.kinds)?,
                age_from: row.age_from,
                age_to: row.age_to,
                grade_from: row.grade_from,
                grade_to: row.grade_to,
            };
            Ok((name, eligibility, row.source))
        })
        .collect()
}

/// Writes a new campaign.
pub async fn insert(tx: &Tx, campaign: &Campaign, now: Instant) -> Result<()> {
    let new = row(campaign, now).into_active_model().reset_all();
    campaign::Entity::insert(new).exec_without_returning(&**tx).await?;
    write_units(tx, campaign).await
}

/// Saves a changed campaign over the version it was made from.
///
/// # Errors
/// `Stale` if somebody else saved in between.
pub async fn save(tx: &Tx, campaign: &Campaign, now: Instant) -> Result<()> {
    let before = Version(campaign.version.0.saturating_sub(1));
    let mut changed = row(campaign, now).into_active_model().reset_all();
    changed.id = sea_orm::ActiveValue::Unchanged(campaign.id.0);
    let saved = campaign::Entity::update_many()
        .set(changed)
        .filter(campaign::Column::Id.eq(campaign.id.0))
        .filter(campaign::Column::Version.eq(before))
        .exec(&**tx)
        .await?;
    if saved.rows_affected != 1 {
        return Err(Code::Stale.into());
    }
    scope::Entity::delete_many().filter(scope::Column::CampaignId.eq(campaign.id.0)).exec(&**tx).await?;
    write_units(tx, campaign).await
}

async fn write_units(tx: &Tx, campaign: &Campaign) -> Result<()> {
    let rows: Vec<_> = campaign
        .plan
        .units
        .iter()
        .map(|unit| scope::ActiveModel { campaign_id: Set(campaign.id.0), unit_id: Set(unit.0) })
        .collect();
    if !rows.is_empty() {
        scope::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

fn row(campaign: &Campaign, now: Instant) -> campaign::Model {
    let plan = &campaign.plan;
    let [prompt_before, prompt_proposal, prompt_outcome] = plan.prompts.clone();
    let kinds: Vec<&str> = plan.eligibility.kinds.iter().map(|kind| kind.as_str()).collect();
    campaign::Model {
        id: campaign.id.0,
        slug: campaign.slug.clone(),
        unit_id: campaign.unit.0,
        programme: plan.programme.as_str().to_owned(),
        theme: plan.theme.clone(),
        lead: plan.lead.clone(),
        prompt_before,
        prompt_proposal,
        prompt_outcome,
        opens_on: day_iso(plan.opens_on),
        closes_on: day_iso(plan.closes_on),
        kinds: kinds.join(","),
        age_from: plan.eligibility.age_from,
        age_to: plan.eligibility.age_to,
        grade_from: plan.eligibility.grade_from,
        grade_to: plan.eligibility.grade_to,
        state: campaign.state.as_str().to_owned(),
        summary: campaign.summary.clone(),
        changed_at: now,
        version: campaign.version,
    }
}

fn kinds(text: &str) -> Result<Vec<SubmitterKind>> {
    let words = text.split(',').filter(|word| !word.is_empty());
    words
        .map(|word| SubmitterKind::parse(word).ok_or_else(|| Error::Damaged(format!("kind {word}"))))
        .collect()
}

fn value(row: campaign::Model, units: Vec<UnitId>) -> Result<Campaign> {
    let damaged = |what: &str| Error::Damaged(format!("campaign {}: {what}", row.slug));
    Ok(Campaign {
        id: CampaignId(row.id),
        unit: UnitId(row.unit_id),
        plan: Plan {
            programme: Programme::parse(&row.programme).ok_or_else(|| damaged("programme"))?,
            opens_on: parse_day(&row.opens_on).ok_or_else(|| damaged("first day"))?,
            closes_on: parse_day(&row.closes_on).ok_or_else(|| damaged("last day"))?,
            eligibility: Eligibility {
                kinds: kinds(&row.kinds)?,
                age_from: row.age_from,
                age_to: row.age_to,
                grade_from: row.grade_from,
                grade_to: row.grade_to,
            },
            theme: row.theme,
            lead: row.lead,
            prompts: [row.prompt_before, row.prompt_proposal, row.prompt_outcome],
            units,
        },
        state: State::parse(&row.state).ok_or_else(|| Error::Damaged(format!("campaign {}", row.id)))?,
        summary: row.summary,
        version: row.version,
        slug: row.slug,
    })
}
