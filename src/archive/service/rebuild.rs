//! The projection from the ideas, and the index from the projection: each can be dropped at any time.

use std::collections::BTreeSet;

use futures_util::{StreamExt, stream};
use uuid::Uuid;

use super::{
    figures,
    refresh::{changed, refresh},
};
use crate::{
    app::App,
    archive::store,
    foundation::{Error, Result, page::Ask},
    ideas::{self, IdeaId},
    search,
};

/// How many rows are read at a time.
const BATCH: u64 = 500;

/// Draws every publication anew from its idea, takes back what is no longer honoured, and counts the
/// thanks again. Answers how many ideas were looked at.
pub async fn rebuild(app: &App) -> Result<u64> {
    let mut ideas = BTreeSet::new();
    let mut ask = Ask { after: None, limit: Ask::MOST };
    loop {
        let page = ideas::gold_book(app.db.reader(), &ask).await?;
        ideas.extend(page.items.into_iter().map(|entry| entry.id.0));
        let Some(next) = page.next else { break };
        ask.after = Some(next);
    }
    let mut after = Uuid::nil();
    loop {
        let known = store::identities(app.db.reader(), after, BATCH).await?;
        let Some(last) = known.last() else { break };
        after = *last;
        ideas.extend(known);
    }
    let mut looked_at = 0;
    for idea in ideas {
        refresh(app, IdeaId(idea)).await?;
        looked_at += 1;
    }
    figures::count_thanks_again(app).await?;
    Ok(looked_at)
}

/// Builds the search index anew beside the old one, from what is published. Answers the number of
/// documents.
pub async fn reindex(app: &App) -> Result<u64> {
    let batches = stream::unfold(Some(Uuid::nil()), |after| async move {
        let after = after?;
        match store::documents(app.db.reader(), after, BATCH).await {
            Ok(rows) => {
                let last = rows.last()?.0;
                Some((Ok(rows.into_iter().map(|(_, document)| document).collect()), Some(last)))
            }
            Err(error) => {
                tracing::error!(%error, "the projection could not be read for the index");
                Some((Err(search::Error::Unavailable), None))
            }
        }
    });
    let count =
        app.search.replace_all(batches.boxed()).await.map_err(|error| Error::port("search", error))?;
    changed();
    Ok(count)
}
