//! Creating posts that may be repeated: the same key creates once, across restarts, for 24 hours.
//!
//! The key is claimed in the transaction that creates the object, so a crash between the two is
//! impossible; a repeat finds the object's id and answers with it.

use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Code, Error, Instant, Result, Tx, Violations};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_keys")]
    pub struct Model {
        /// SHA-256 of who, what and key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub key_hash: String,
        pub request_hash: String,
        pub object_id: Uuid,
        pub created_at: crate::foundation::Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How long a key is remembered, in seconds.
pub const KEPT_SECONDS: i64 = 24 * 3600;

/// A creating request that may be repeated.
#[derive(Clone, Debug)]
pub struct Once {
    key_hash: String,
    request_hash: String,
}

/// Whether this request is the first with its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Go on and create the object with the id that was given.
    First,
    /// The object was created before: answer with it.
    Repeat(Uuid),
}

impl Once {
    /// Binds a client's key to who sends it, the operation and the body.
    ///
    /// `who` keeps the keys of two people (or of two anonymous keys) apart; `body` is any canonical text
    /// of the request.
    pub fn new(key: &str, who: &str, operation: &str, body: &str) -> Result<Self, Violations> {
        let fits = (1..=80).contains(&key.len())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if !fits {
            return Err(Violations::one(Code::KeyNeeded, "/Idempotency-Key"));
        }
        Ok(Self { key_hash: hash(&[who, operation, key]), request_hash: hash(&[operation, body]) })
    }

    /// Claims the key for `object` inside the creating transaction.
    ///
    /// # Errors
    /// `KeyReused` if the key came with another body before.
    pub async fn claim(&self, tx: &Tx, object: Uuid, now: Instant) -> Result<Claim> {
        let row = entity::ActiveModel {
            key_hash: Set(self.key_hash.clone()),
            request_hash: Set(self.request_hash.clone()),
            object_id: Set(object),
            created_at: Set(now),
        };
        // On PostgreSQL this waits for a transaction that holds the same key, then sees its row.
        let inserted = entity::Entity::insert(row)
            .on_conflict(OnConflict::column(entity::Column::KeyHash).do_nothing().to_owned())
            .exec_without_returning(&**tx)
            .await;
        match inserted {
            Ok(1..) => return Ok(Claim::First),
            Ok(0) | Err(DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error.into()),
        }
        let known = entity::Entity::find_by_id(self.key_hash.clone())
            .one(&**tx)
            .await?
            .ok_or(Error::Refused(Code::AlreadyExists))?;
        if known.request_hash != self.request_hash {
            return Err(Code::KeyReused.into());
        }
        Ok(Claim::Repeat(known.object_id))
    }
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

/// Forgets keys older than 24 hours; run by the worker.
pub async fn purge(tx: &Tx, now: Instant) -> Result<()> {
    entity::Entity::delete_many()
        .filter(entity::Column::CreatedAt.lt(now.plus_seconds(-KEPT_SECONDS)))
        .exec(&**tx)
        .await?;
    Ok(())
}
