//! What the public may know of a certificate: read from decided rows only.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use uuid::Uuid;

use super::{
    super::{
        entity::{commendation, paper, recipient},
        model::{AchievementKind, Commendation, Recipient, VerifyCode},
    },
    cases::case,
    rows::recipient_of,
};
use crate::foundation::Result;

/// A certificate with its case and the hash of its paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The case; its `recipients` holds only this one.
    pub case: Commendation,
    /// Whose certificate.
    pub recipient: Recipient,
    /// SHA-256 of the issued PDF, once it was made.
    pub sha256: Option<String>,
}

/// A certificate by the code its QR carries.
pub async fn standing_by_code(db: &impl ConnectionTrait, code: &VerifyCode) -> Result<Option<Standing>> {
    let row =
        recipient::Entity::find().filter(recipient::Column::VerifyCode.eq(code.as_str())).one(db).await?;
    standing(db, row).await
}

/// A certificate by the number printed on it.
pub async fn standing_by_serial(db: &impl ConnectionTrait, serial: &str) -> Result<Option<Standing>> {
    let row = recipient::Entity::find().filter(recipient::Column::Serial.eq(serial)).one(db).await?;
    standing(db, row).await
}

async fn standing(db: &impl ConnectionTrait, row: Option<recipient::Model>) -> Result<Option<Standing>> {
    let Some(row) = row else { return Ok(None) };
    let Some(parent) = commendation::Entity::find_by_id(row.commendation_id).one(db).await? else {
        return Ok(None);
    };
    let made = paper::Entity::find()
        .filter(paper::Column::CommendationId.eq(row.commendation_id))
        .filter(paper::Column::RecipientId.eq(row.id))
        .one(db)
        .await?;
    let recipient = recipient_of(row)?;
    let case = case(parent, vec![recipient.clone()])?;
    Ok(Some(Standing { case, recipient, sha256: made.map(|paper| paper.sha256) }))
}

/// Every certificate ever given for an achievement, the earliest first; revoked ones too.
pub async fn honours(
    db: &impl ConnectionTrait,
    kind: AchievementKind,
    id: Uuid,
) -> Result<Vec<(Commendation, Recipient)>> {
    let rows = recipient::Entity::find()
        .join(JoinType::InnerJoin, recipient::Relation::Case.def())
        .select_also(commendation::Entity)
        .filter(commendation::Column::AchievementKind.eq(kind.as_str()))
        .filter(commendation::Column::AchievementId.eq(id))
        .filter(recipient::Column::Serial.is_not_null())
        .order_by_asc(recipient::Column::Serial)
        .all(db)
        .await?;
    let mut honours = Vec::new();
    for (row, parent) in rows {
        let Some(parent) = parent else { continue };
        let recipient = recipient_of(row)?;
        honours.push((case(parent, vec![recipient.clone()])?, recipient));
    }
    Ok(honours)
}
