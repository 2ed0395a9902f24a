//! The decision, certificates and printed papers.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    authority::{PersonId, UnitId},
    dossiers::{
        entity::{certificate, paper, recognition as decision},
        model::{AuthorId, Certificate, DossierId, PaperId, PaperKind, Recognition, StoredPaper},
    },
    foundation::{
        Error, Instant, Result, Tx,
        ids::new_uuid,
        instant::{day_iso, parse_day},
    },
};

/// Writes the decision and its certificates.
pub async fn insert_recognition(tx: &Tx, unit: UnitId, signed: &Recognition, now: Instant) -> Result<()> {
    decision::ActiveModel {
        dossier_id: Set(signed.dossier.0),
        unit_id: Set(unit.0),
        decision_no: Set(signed.decision_no.clone()),
        decided_on: Set(day_iso(signed.decided_on)),
        signer_id: Set(signed.signer.0),
        signer_name: Set(signed.signer_name.clone()),
        signer_title: Set(signed.signer_title.clone()),
        signed_at: Set(now),
    }
    .insert(&**tx)
    .await?;
    let rows: Vec<_> = signed
        .certificates
        .iter()
        .map(|one| certificate::ActiveModel {
            id: Set(new_uuid(now)),
            dossier_id: Set(signed.dossier.0),
            author_id: Set(one.author.0),
            certificate_no: Set(one.no.clone()),
            serial: Set(one.serial.clone()),
        })
        .collect();
    certificate::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The decision on a dossier, if it was recognised.
pub async fn recognition(db: &impl ConnectionTrait, id: DossierId) -> Result<Option<Recognition>> {
    let Some(row) = decision::Entity::find_by_id(id.0).one(db).await? else { return Ok(None) };
    let certificates = certificate::Entity::find()
        .filter(certificate::Column::DossierId.eq(id.0))
        .order_by_asc(certificate::Column::Serial)
        .all(db)
        .await?;
    let decided_on =
        parse_day(&row.decided_on).ok_or_else(|| Error::Damaged(format!("decision on {id}: its day")))?;
    let certificates = certificates.into_iter().map(|row| Certificate {
        author: AuthorId(row.author_id),
        no: row.certificate_no,
        serial: row.serial,
    });
    Ok(Some(Recognition {
        dossier: id,
        decision_no: row.decision_no,
        decided_on,
        signer: PersonId(row.signer_id),
        signer_name: row.signer_name,
        signer_title: row.signer_title,
        certificates: certificates.collect(),
    }))
}

/// A paper that was made and put into the file store.
#[derive(Clone, Debug)]
pub struct NewPaper {
    /// Of which dossier.
    pub dossier: DossierId,
    /// Which kind.
    pub kind: PaperKind,
    /// The dossier itself, or the author of a certificate.
    pub subject: Uuid,
    /// Its number.
    pub number: String,
    /// Where the file is kept.
    pub file_key: String,
    /// SHA-256 of the PDF.
    pub sha256: String,
    /// Its size.
    pub bytes: i64,
}

/// Records a paper; a second one of the kind for the same subject changes nothing.
pub async fn insert_paper(tx: &Tx, new: NewPaper, now: Instant) -> Result<()> {
    let row = paper::ActiveModel {
        id: Set(new_uuid(now)),
        dossier_id: Set(new.dossier.0),
        kind: Set(new.kind.as_str().to_owned()),
        subject_id: Set(new.subject),
        number: Set(new.number),
        file_key: Set(new.file_key),
        sha256: Set(new.sha256),
        bytes: Set(new.bytes),
        made_at: Set(now),
    };
    let once = OnConflict::columns([paper::Column::SubjectId, paper::Column::Kind]).do_nothing().to_owned();
    match paper::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The papers of a dossier, oldest first.
pub async fn papers(db: &impl ConnectionTrait, id: DossierId) -> Result<Vec<StoredPaper>> {
    let rows = paper::Entity::find()
        .filter(paper::Column::DossierId.eq(id.0))
        .order_by_asc(paper::Column::Id)
        .all(db)
        .await?;
    let read = |row: paper::Model| {
        let kind = PaperKind::parse(&row.kind)
            .ok_or_else(|| Error::Damaged(format!("paper {}: its kind", row.id)))?;
        Ok(StoredPaper {
            id: PaperId(row.id),
            kind,
            number: row.number,
            file_key: row.file_key,
            sha256: row.sha256,
            bytes: row.bytes,
            made_at: row.made_at,
        })
    };
    rows.into_iter().map(read).collect()
}
