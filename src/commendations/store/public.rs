//! What the public may know of a certificate: read from decided rows only.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::{
    super::{
        entity::{commendation, paper, recipient},
        model::{AchievementKind, Commendation, Honour, Recipient, StateName, VerifyCode},
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

/// The certificates ever given for something, the earliest first; revoked ones say so.
pub async fn honours_of(db: &impl ConnectionTrait, kind: AchievementKind, id: Uuid) -> Result<Vec<Honour>> {
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
        let case = case(parent, Vec::new())?;
        honours.extend(honour(&case, recipient));
    }
    Ok(honours)
}

fn honour(case: &Commendation, recipient: Recipient) -> Option<Honour> {
    let decision = case.state.decision()?;
    Some(Honour {
        form: case.form.clone(),
        decision_no: decision.number.clone(),
        decided_on: decision.decided_on,
        signer: decision.signer_name.clone(),
        recipient: recipient.public_name(),
        serial: recipient.certificate?.serial,
        revoked: case.state.name() == StateName::Revoked,
    })
}
