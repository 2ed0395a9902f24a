//! How a person wants to be told.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};

use super::lang;
use crate::{
    authority::PersonId,
    foundation::{Result, Tx, messages::Lang},
    notices::{
        entity::{preference, reader},
        model::{MailMode, Preferences, Topic},
    },
};

/// How a person wants letters of a topic.
pub(super) async fn mode(db: &impl ConnectionTrait, person: PersonId, topic: Topic) -> Result<MailMode> {
    let key = (person.0, topic.as_str().to_owned());
    let row = preference::Entity::find_by_id(key).one(db).await?;
    Ok(row.and_then(|row| MailMode::parse(&row.mail)).unwrap_or(topic.quiet()))
}

/// The language of a person's letters.
pub async fn language(db: &impl ConnectionTrait, person: PersonId) -> Result<Lang> {
    Ok(reader::Entity::find_by_id(person.0).one(db).await?.map_or(Lang::Vi, |row| lang(&row.lang)))
}

/// Everything a person wished, with the defaults of the rest.
pub async fn preferences(db: &impl ConnectionTrait, person: PersonId) -> Result<Preferences> {
    let rows = preference::Entity::find().filter(preference::Column::PersonId.eq(person.0)).all(db).await?;
    let said: BTreeMap<String, String> = rows.into_iter().map(|row| (row.topic, row.mail)).collect();
    let wish = |topic: &Topic| said.get(topic.as_str()).and_then(|mail| MailMode::parse(mail));
    let mail = Topic::ALL.iter().map(|topic| (*topic, wish(topic).unwrap_or(topic.quiet()))).collect();
    Ok(Preferences { lang: language(db, person).await?, mail })
}

/// Keeps what a person wishes from here on.
pub async fn set_preferences(tx: &Tx, person: PersonId, wished: &Preferences) -> Result<()> {
    let row = reader::ActiveModel { person_id: Set(person.0), lang: Set(wished.lang.as_str().to_owned()) };
    reader::Entity::insert(row)
        .on_conflict(
            OnConflict::column(reader::Column::PersonId).update_column(reader::Column::Lang).to_owned(),
        )
        .exec_without_returning(&**tx)
        .await?;
    for (topic, mail) in &wished.mail {
        let row = preference::ActiveModel {
            person_id: Set(person.0),
            topic: Set(topic.as_str().to_owned()),
            mail: Set(mail.as_str().to_owned()),
        };
        preference::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([preference::Column::PersonId, preference::Column::Topic])
                    .update_column(preference::Column::Mail)
                    .to_owned(),
            )
            .exec_without_returning(&**tx)
            .await?;
    }
    Ok(())
}
