//! Which honours a published idea shows, and which idea an event of the wings above ideas is about.

use uuid::Uuid;

use crate::{
    archive::{model::Honour, rules},
    foundation::{Result, Tx, outbox::Event},
    ideas::{IdeaId, Story},
};

/// The honours of an idea, the first one first. Every applied idea has its line in the gold book.
pub async fn honours(_tx: &Tx, story: &Story) -> Result<Vec<Honour>> {
    Ok(vec![rules::gold_book(story.gold_book_no, story.honoured_at.date())])
}

/// The idea an event is about, where it is about one.
pub fn idea_behind(event: &Event) -> Option<IdeaId> {
    if event.topic.starts_with("idea.") {
        return Some(IdeaId(event.object));
    }
    let named = |key: &str| event.payload.get(key).and_then(serde_json::Value::as_str);
    let id = match named("achievement_kind") {
        Some("idea") => named("achievement_id"),
        _ => named("idea_id"),
    };
    id.and_then(|id| Uuid::parse_str(id).ok()).map(IdeaId)
}
