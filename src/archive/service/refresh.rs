//! Draws one publication anew from its idea, then tells the search engine.

use std::sync::atomic::{AtomicU64, Ordering};

use super::honours;
use crate::{
    app::App,
    archive::{
        rules::{self, Place},
        store,
    },
    foundation::{
        Error, Result,
        messages::{Lang, text},
    },
    ideas::{self, IdeaId},
    people, units,
};

/// Counts changes of what is published, so that rendered pages know when they are old.
static GENERATION: AtomicU64 = AtomicU64::new(0);

/// The present generation of this process.
pub fn generation() -> u64 {
    GENERATION.load(Ordering::Acquire)
}

pub(super) fn changed() {
    GENERATION.fetch_add(1, Ordering::AcqRel);
}

/// Publishes an idea as it stands now, or takes it back.
pub async fn refresh(app: &App, idea: IdeaId) -> Result<()> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    store::reserve(&tx, idea.0, now).await?;
    let publication = match ideas::story(&*tx, idea).await? {
        Some(story) => {
            let unit = units::find(&*tx, story.unit).await?;
            let nowhere = Place { slug: "", kind: "", name: "" };
            let place = unit.as_ref().map_or(nowhere, |unit| Place {
                slug: &unit.slug,
                kind: unit.kind.as_str(),
                name: &unit.name,
            });
            let key = format!("field_{}", story.field.as_str());
            let honours = honours(&tx, &story).await?;
            Some(rules::publish(story, &place, text(Lang::Vi, &key), honours))
        }
        None => None,
    };
    match &publication {
        Some(publication) => store::put(&tx, publication, now).await?,
        None => store::take_back(&tx, idea.0).await?,
    }
    // Whatever was said before the story was read is in effect with it.
    people::consents::effect_done(&tx, idea.0, now, now).await?;
    tx.commit().await?;
    changed();
    let told = match publication {
        Some(publication) => app.search.put(vec![publication.document]).await,
        None => app.search.remove(vec![idea.0.to_string()]).await,
    };
    // Pages drawn while the engine still had the old answer are old now too.
    changed();
    told.map_err(|error| Error::port("search", error))
}
