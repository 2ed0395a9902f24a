//! What people agreed to: for one purpose at a time, in one capacity, with the very text they read, the way they
//! said it, and the time (Luật 91/2025/QH15). Withdrawing is as easy as giving.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    authority::PersonId,
    foundation::{Error, Instant, Result, Tx, ids::new_uuid, messages::Lang, secret::token_hash},
    people::{
        entity::{consent, consent_text},
        model::{Capacity, Channel, Purpose, Said},
    },
};

/// Which edition of the texts is in use; the words themselves are kept as well.
const TEXT_VERSION: &str = "2026-11";

/// A word as it is said.
#[derive(Clone, Debug)]
pub struct Consent<'a> {
    /// What kind of thing it is about, e.g. `idea`.
    pub object_kind: &'a str,
    /// Which one.
    pub object: Uuid,
    /// For what.
    pub purpose: Purpose,
    /// In which capacity.
    pub capacity: Capacity,
    /// Whose word it is, where they are known by more than a name.
    pub person: Option<PersonId>,
    /// Whose word it is, by name; may be empty.
    pub given_by: &'a str,
    /// Who wrote it down for them.
    pub recorder: Option<PersonId>,
    /// How it was said.
    pub channel: Channel,
    /// The language of the text.
    pub lang: Lang,
    /// The text that was read.
    pub text: &'a str,
}

/// A word as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// For what.
    pub purpose: Purpose,
    /// In which capacity.
    pub capacity: Capacity,
    /// Whose word it is, by name.
    pub given_by: String,
    /// Who wrote it down for them.
    pub recorder: Option<PersonId>,
    /// How it was said.
    pub channel: Channel,
    /// The text that was read; empty for words from before texts were kept.
    pub text: String,
    /// Which edition of the texts it was.
    pub text_version: String,
    /// When it was said.
    pub given_at: Instant,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// When the public saw the last of these in effect.
    pub effect_done_at: Option<Instant>,
}

/// Writes a yes down; false if it is in force already.
pub async fn give(tx: &Tx, consent: &Consent<'_>, now: Instant) -> Result<bool> {
    let words = words(&**tx, consent.object, consent.purpose).await?;
    if words.iter().any(|said| said.capacity == consent.capacity && said.yes) {
        return Ok(false);
    }
    keep(tx, consent, None, now).await?;
    Ok(true)
}

/// Writes a no down: what was given ends, and stays as evidence. Where nothing was given, the objection itself
/// is kept. False if a no stands there already.
pub async fn withdraw(tx: &Tx, consent: &Consent<'_>, now: Instant) -> Result<bool> {
    let words = words(&**tx, consent.object, consent.purpose).await?;
    match words.iter().find(|said| said.capacity == consent.capacity) {
        Some(said) if !said.yes => return Ok(false),
        None => keep(tx, consent, Some(now), now).await?,
        Some(_) => {
            consent::Entity::update_many()
                .col_expr(consent::Column::WithdrawnAt, Expr::value(now))
                .col_expr(consent::Column::EffectDoneAt, Expr::value(None::<i64>))
                .filter(consent::Column::ObjectId.eq(consent.object))
                .filter(consent::Column::Purpose.eq(consent.purpose.as_str()))
                .filter(consent::Column::Capacity.eq(consent.capacity.as_str()))
                .filter(consent::Column::WithdrawnAt.is_null())
                .exec(&**tx)
                .await?;
        }
    }
    Ok(true)
}

async fn keep(tx: &Tx, said: &Consent<'_>, withdrawn_at: Option<Instant>, now: Instant) -> Result<()> {
    let hash = token_hash(said.text);
    let text = consent_text::ActiveModel {
        hash: Set(hash.clone()),
        version: Set(TEXT_VERSION.to_owned()),
        purpose: Set(said.purpose.as_str().to_owned()),
        lang: Set(said.lang.as_str().to_owned()),
        text: Set(said.text.to_owned()),
        kept_at: Set(now),
    };
    let kept = consent_text::Entity::insert(text)
        .on_conflict(OnConflict::column(consent_text::Column::Hash).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match kept {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error.into()),
    }
    consent::ActiveModel {
        id: Set(new_uuid(now)),
        object_kind: Set(said.object_kind.to_owned()),
        object_id: Set(said.object),
        person_id: Set(said.person.map(|person| person.0)),
        purpose: Set(said.purpose.as_str().to_owned()),
        text_version: Set(TEXT_VERSION.to_owned()),
        channel: Set(said.channel.as_str().to_owned()),
        given_at: Set(now),
        withdrawn_at: Set(withdrawn_at),
        capacity: Set(said.capacity.as_str().to_owned()),
        given_by: Set(said.given_by.to_owned()),
        recorded_by: Set(said.recorder.map(|person| person.0)),
        text_hash: Set(hash),
        effect_done_at: Set(None),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Everybody's last word on one purpose.
pub async fn words(db: &impl ConnectionTrait, object: Uuid, purpose: Purpose) -> Result<Vec<Said>> {
    let rows = consent::Entity::find()
        .filter(consent::Column::ObjectId.eq(object))
        .filter(consent::Column::Purpose.eq(purpose.as_str()))
        .order_by_asc(consent::Column::GivenAt)
        .order_by_asc(consent::Column::Id)
        .all(db)
        .await?;
    let mut last: BTreeMap<Capacity, bool> = BTreeMap::new();
    for row in rows {
        // A no ends every yes before it, so a word in force is always the last one, also of one moment.
        *last.entry(parse(&row.capacity, Capacity::parse)?).or_insert(false) |= row.withdrawn_at.is_none();
    }
    Ok(last.into_iter().map(|(capacity, yes)| Said { capacity, yes }).collect())
}

/// Every word that was ever said about an object, oldest first.
pub async fn all(db: &impl ConnectionTrait, object: Uuid) -> Result<Vec<Kept>> {
    let rows = consent::Entity::find()
        .filter(consent::Column::ObjectId.eq(object))
        .order_by_asc(consent::Column::GivenAt)
        .order_by_asc(consent::Column::Id)
        .all(db)
        .await?;
    let texts = consent_text::Entity::find()
        .filter(consent_text::Column::Hash.is_in(rows.iter().map(|row| row.text_hash.clone())))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let text = texts.iter().find(|text| text.hash == row.text_hash);
            Ok(Kept {
                purpose: parse(&row.purpose, Purpose::parse)?,
                capacity: parse(&row.capacity, Capacity::parse)?,
                given_by: row.given_by,
                recorder: row.recorded_by.map(PersonId),
                channel: parse(&row.channel, Channel::parse)?,
                text: text.map(|text| text.text.clone()).unwrap_or_default(),
                text_version: row.text_version,
                given_at: row.given_at,
                withdrawn_at: row.withdrawn_at,
                effect_done_at: row.effect_done_at,
            })
        })
        .collect()
}

fn parse<T>(word: &str, known: impl Fn(&str) -> Option<T>) -> Result<T> {
    known(word).ok_or_else(|| Error::Damaged(format!("consent `{word}`")))
}

/// Notes that the public sees what was said up to a moment.
pub async fn effect_done(tx: &Tx, object: Uuid, until: Instant, now: Instant) -> Result<()> {
    let said = Condition::any()
        .add(consent::Column::WithdrawnAt.lte(until))
        .add(consent::Column::WithdrawnAt.is_null());
    consent::Entity::update_many()
        .col_expr(consent::Column::EffectDoneAt, Expr::value(now))
        .filter(consent::Column::ObjectId.eq(object))
        .filter(consent::Column::GivenAt.lte(until))
        .filter(consent::Column::EffectDoneAt.is_null())
        .filter(said)
        .exec(&**tx)
        .await?;
    Ok(())
}
