//! Which papers were made, where they lie and what their bytes hash to.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use super::super::{
    entity::paper::{ActiveModel, Column, Entity, Model},
    model::{CommendationId, RecipientId},
};
use crate::foundation::{Error, Instant, Result, Tx};

/// What a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// Quyết định khen thưởng (F15).
    Decision,
    /// Giấy khen of one recipient (F16).
    Certificate,
}

impl PaperKind {
    /// The wire form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Certificate => "certificate",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Decision, Self::Certificate].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One issued paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// `decision`, or the serial of a certificate.
    pub name: String,
    /// What it is.
    pub kind: PaperKind,
    /// Whose certificate.
    pub recipient: Option<RecipientId>,
    /// Where its bytes lie.
    pub file_key: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: i64,
    /// When it was made.
    pub made_at: Instant,
}

/// Notes a paper; answers false if it was noted before.
pub async fn add_paper(tx: &Tx, case: CommendationId, paper: &Paper) -> Result<bool> {
    let row = ActiveModel {
        commendation_id: Set(case.0),
        name: Set(paper.name.clone()),
        kind: Set(paper.kind.as_str().to_owned()),
        recipient_id: Set(paper.recipient.map(|recipient| recipient.0)),
        file_key: Set(paper.file_key.clone()),
        sha256: Set(paper.sha256.clone()),
        bytes: Set(paper.bytes),
        made_at: Set(paper.made_at),
    };
    let made = Entity::insert(row)
        .on_conflict(OnConflict::columns([Column::CommendationId, Column::Name]).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match made {
        Ok(rows) => Ok(rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The papers of a case: the decision first, then the certificates by serial.
pub async fn papers(db: &impl ConnectionTrait, case: CommendationId) -> Result<Vec<Paper>> {
    let rows = Entity::find()
        .filter(Column::CommendationId.eq(case.0))
        .order_by_desc(Column::Kind)
        .order_by_asc(Column::Name)
        .all(db)
        .await?;
    rows.into_iter().map(paper_of).collect()
}

/// One paper of a case.
pub async fn paper(db: &impl ConnectionTrait, case: CommendationId, name: &str) -> Result<Option<Paper>> {
    Entity::find_by_id((case.0, name.to_owned())).one(db).await?.map(paper_of).transpose()
}

fn paper_of(row: Model) -> Result<Paper> {
    Ok(Paper {
        kind: PaperKind::parse(&row.kind)
            .ok_or_else(|| Error::Damaged(format!("paper kind {}", row.kind)))?,
        name: row.name,
        recipient: row.recipient_id.map(RecipientId),
        file_key: row.file_key,
        sha256: row.sha256,
        bytes: row.bytes,
        made_at: row.made_at,
    })
}
