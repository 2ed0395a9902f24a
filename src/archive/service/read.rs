//! One published idea, and the gold book.

use crate::{
    app::App,
    archive::{
        model::{Line, Publication},
        rules, store,
    },
    foundation::{
        Error, Result,
        page::{Ask, Page},
    },
};

/// The publication an address means: the code alone or with the readable title. One that was taken back
/// is answered too, emptied.
///
/// # Errors
/// `NotFound` if there never was one.
pub async fn by_address(app: &App, address: &str) -> Result<Publication> {
    store::by_codes(app.db.reader(), &rules::codes_in(address)).await?.ok_or(Error::NOT_FOUND)
}

/// The gold book, the newest first; one unit's where a unit is named.
pub async fn gold_book(app: &App, unit: Option<&str>, ask: &Ask) -> Result<Page<Line>> {
    store::gold_book(app.db.reader(), unit, ask).await
}
