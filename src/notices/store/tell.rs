//! Telling, once.

use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, sea_query::OnConflict};

use super::preferences;
use crate::{
    foundation::{Instant, Result, Tx, ids::new_uuid, messages::Lang, outbox},
    notices::{
        entity::notice,
        events::MAIL,
        model::{MailMode, NewNotice},
    },
};

/// Tells a reader something in the transaction of what happened; false if it was told before, or if there is
/// nobody to tell.
pub async fn tell(tx: &Tx, told: NewNotice<'_>, now: Instant) -> Result<bool> {
    let (mode, lang) = match told.to.person {
        Some(person) => {
            (preferences::mode(&**tx, person, told.topic).await?, preferences::language(&**tx, person).await?)
        }
        // Who has no inbox gets no gathered letters either.
        None if told.to.address.is_some() && told.topic.quiet() == MailMode::Each => {
            (MailMode::Each, Lang::Vi)
        }
        None => return Ok(false),
    };
    let id = new_uuid(now);
    let params: serde_json::Map<_, _> =
        told.params.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let row = notice::ActiveModel {
        id: Set(id),
        person_id: Set(told.to.person.map(|person| person.0)),
        address: Set(told.to.address),
        address_name: Set(told.to.name),
        lang: Set(lang.as_str().to_owned()),
        topic: Set(told.topic.as_str().to_owned()),
        kind: Set(told.kind.to_owned()),
        object_kind: Set(told.object_kind.to_owned()),
        object_id: Set(told.object),
        params: Set(serde_json::Value::Object(params).to_string()),
        dedupe_key: Set(told.key),
        act_href: Set(told.href),
        created_at: Set(now),
        mail_mode: Set(mode.as_str().to_owned()),
        digest_id: Set(None),
        mailed_at: Set(None),
        read_at: Set(None),
    };
    let inserted = notice::Entity::insert(row)
        .on_conflict(OnConflict::column(notice::Column::DedupeKey).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match inserted {
        Ok(1..) => {}
        Ok(0) | Err(DbErr::RecordNotInserted) => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    if mode == MailMode::Each {
        outbox::push(tx, now, &[outbox::Event::new(MAIL, id)]).await?;
    }
    Ok(true)
}
