//! Rows to values and back.

mod digest;
mod inbox;
mod preferences;
mod tell;

pub use digest::{gather, of_digest};
pub use inbox::{by_id, inbox, read, read_all, set_mailed, supersede, unread};
pub use preferences::{language, preferences, set_preferences};
pub use tell::tell;

use super::{
    entity::notice,
    model::{Notice, NoticeId},
};
use crate::{authority::PersonId, foundation::messages::Lang};

/// English for who asked for it, Vietnamese for everybody else.
fn lang(word: &str) -> Lang {
    if word == Lang::En.as_str() { Lang::En } else { Lang::Vi }
}

fn value(row: notice::Model) -> Notice {
    Notice {
        id: NoticeId(row.id),
        person: row.person_id.map(PersonId),
        address: row.address,
        name: row.address_name,
        lang: lang(&row.lang),
        topic: row.topic,
        kind: row.kind,
        object_kind: row.object_kind,
        object: row.object_id,
        params: serde_json::from_str(&row.params).unwrap_or_default(),
        href: row.act_href,
        at: row.created_at,
        mailed_at: row.mailed_at,
        read_at: row.read_at,
    }
}
