//! The audit log: one leaf for each change, written in the change's own transaction.
//!
//! A leaf's canonical bytes hold no personal data; what identifies people stands in `payload`, bound
//! to the leaf by a salted SHA-256 commitment, so that it can be erased later without breaking the log
//! (RFC 6962 leaf hashing; `seq` is gapless).

use data_encoding::HEXLOWER;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Error, Instant, Result, Tx, secret};

mod head {
    use sea_orm::entity::prelude::*;

    /// The number of leaves; the row's lock keeps `seq` gapless on PostgreSQL.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub size: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod leaf {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_leaves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub canonical: String,
        pub leaf_hash: String,
        pub salt: Option<String>,
        pub payload: Option<String>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What happened, to what, by whom.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// When it happened.
    pub at: Instant,
    /// Who did it; absent for the public and for the clock.
    pub actor: Option<Uuid>,
    /// In which capacity: a role's wire form, `public` or `system`.
    pub capacity: &'a str,
    /// The verb, e.g. `idea.thanked`.
    pub action: &'a str,
    /// What it was done to, e.g. `idea`.
    pub object: &'a str,
    /// Which one.
    pub id: Uuid,
    /// From, to, reason and note; may hold personal data.
    pub payload: serde_json::Value,
}

/// Appends one leaf.
pub async fn append(tx: &Tx, entry: &Entry<'_>) -> Result<()> {
    head::Entity::update_many()
        .col_expr(head::Column::Size, Expr::col(head::Column::Size).add(1))
        .filter(head::Column::Id.eq(1))
        .exec(&**tx)
        .await?;
    let head = head::Entity::find_by_id(1)
        .one(&**tx)
        .await?
        .ok_or_else(|| Error::Damaged("audit_head has no row".to_owned()))?;

    let salt = secret::random_hex(16);
    let payload = entry.payload.to_string();
    let commitment = HEXLOWER.encode(&Sha256::digest(format!("{salt}{payload}")));
    // serde_json writes object keys in sorted order: the bytes are canonical for these plain values.
    let canonical = json!({
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.at.0,
        "capacity": entry.capacity,
        "commitment": commitment,
        "id": entry.id,
        "object": entry.object,
        "seq": head.size,
    })
    .to_string();
    let leaf_hash = leaf_hash(&canonical);
    leaf::ActiveModel {
        seq: Set(head.size),
        canonical: Set(canonical),
        leaf_hash: Set(leaf_hash),
        salt: Set(Some(salt)),
        payload: Set(Some(payload)),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// SHA-256(0x00 ‖ bytes) in hexadecimal, as RFC 6962 hashes a leaf.
pub fn leaf_hash(canonical: &str) -> String {
    let mut hash = Sha256::new();
    hash.update([0_u8]);
    hash.update(canonical.as_bytes());
    HEXLOWER.encode(&hash.finalize())
}

/// What a walk over the log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Leaves read.
    pub leaves: i64,
    /// Sequence numbers whose bytes, hash or commitment do not agree, or that are missing.
    pub broken: Vec<i64>,
}

/// Reads the whole log and recomputes every hash and commitment.
pub async fn verify(db: &super::Db) -> Result<Verdict> {
    use sea_orm::QueryOrder;
    const STEP: u64 = 1_000;
    let mut verdict = Verdict { leaves: 0, broken: Vec::new() };
    let mut last = 0_i64;
    loop {
        let rows = {
            use sea_orm::QuerySelect;
            leaf::Entity::find()
                .filter(leaf::Column::Seq.gt(last))
                .order_by_asc(leaf::Column::Seq)
                .limit(STEP)
                .all(db.reader())
                .await?
        };
        if rows.is_empty() {
            break;
        }
        for row in rows {
            verdict.broken.extend((last + 1)..row.seq);
            last = row.seq;
            verdict.leaves += 1;
            if !holds(&row) {
                verdict.broken.push(row.seq);
            }
        }
    }
    let head = head::Entity::find_by_id(1).one(db.reader()).await?.map_or(0, |head| head.size);
    verdict.broken.extend((last + 1)..=head);
    Ok(verdict)
}

fn holds(row: &leaf::Model) -> bool {
    let commits = match (&row.salt, &row.payload) {
        (Some(salt), Some(payload)) => {
            let commitment = HEXLOWER.encode(&Sha256::digest(format!("{salt}{payload}")));
            row.canonical.contains(&format!("\"commitment\":\"{commitment}\""))
        }
        // Erased by right: the commitment stays, the content is gone.
        (None, None) => true,
        _ => false,
    };
    commits
        && leaf_hash(&row.canonical) == row.leaf_hash
        && row.canonical.contains(&format!("\"seq\":{}}}", row.seq))
}
