//! Which campaign an idea was told to.

use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use uuid::Uuid;

use crate::{
    campaigns::CampaignId,
    foundation::{Result, Tx},
    ideas::{entity::idea, model::IdeaId},
};

/// The column stands beside the card: an idea joins when it is told, and no change of it touches that.
fn column() -> Alias {
    Alias::new("campaign_id")
}

/// Notes that an idea was told to a campaign.
pub async fn join(tx: &Tx, idea: IdeaId, campaign: CampaignId) -> Result<()> {
    let mut joined = Query::update();
    joined.table(idea::Entity).value(column(), campaign.0).and_where(Expr::col(idea::Column::Id).eq(idea.0));
    tx.execute(&joined).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Told {
    id: Uuid,
}

/// The latest ideas told to a campaign, at most so many; whether they may be shown is for the projection to say.
pub async fn of_campaign(db: &impl ConnectionTrait, campaign: CampaignId, most: u64) -> Result<Vec<IdeaId>> {
    let mut told = Query::select();
    told.column(idea::Column::Id)
        .from(idea::Entity)
        .and_where(Expr::col(column()).eq(campaign.0))
        .order_by(idea::Column::Id, sea_orm::Order::Desc)
        .limit(most);
    let rows = Told::find_by_statement(db.get_database_backend().build(&told)).all(db).await?;
    Ok(rows.into_iter().map(|row| IdeaId(row.id)).collect())
}
