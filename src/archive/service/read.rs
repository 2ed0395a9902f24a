//! One published idea, and the gold book.

use crate::{
    app::App,
    archive::{
        model::{Line, Publication},
        rules, store,
    },
    campaigns::CampaignId,
    foundation::{
        Error, Result,
        page::{Ask, Page},
    },
    ideas,
};

/// The publication an address means: the code alone or with the readable title. One that was taken back
/// is answered too, emptied.
///
/// # Errors
/// `NotFound` if there never was one.
pub async fn by_address(app: &App, address: &str) -> Result<Publication> {
    store::by_codes(app.db.reader(), &rules::codes_in(address)).await?.ok_or(Error::NOT_FOUND)
}

/// The latest applied ideas that were told to a campaign.
pub async fn of_campaign(app: &App, campaign: CampaignId) -> Result<Vec<Line>> {
    /// As many as one page shows with ease.
    const MOST: u64 = 500;
    const SHOWN: u64 = 24;
    let db = app.db.reader();
    let told = ideas::of_campaign(db, campaign, MOST).await?;
    let ids: Vec<_> = told.into_iter().map(|idea| idea.0).collect();
    store::of_ideas(db, &ids, SHOWN).await
}

/// The gold book, the newest first; one unit's where a unit is named.
pub async fn gold_book(app: &App, unit: Option<&str>, ask: &Ask) -> Result<Page<Line>> {
    store::gold_book(app.db.reader(), unit, ask).await
}
