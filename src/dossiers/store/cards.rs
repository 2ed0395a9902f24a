//! What the wings above may know of a dossier.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, Query},
};
use time::Date;
use uuid::Uuid;

use super::{load, recognition};
use crate::{
    authority::{PersonId, Scope, UnitId},
    dossiers::{
        entity::{certificate, dossier},
        model::{Author, Dossier, DossierId, Recognition, State},
    },
    foundation::{Code, Error, Instant, Result},
    ideas::IdeaId,
};

/// An accepted dossier that no round took yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which one.
    pub id: DossierId,
    /// Its code.
    pub code: String,
    /// Tên sáng kiến.
    pub title: String,
    /// Lĩnh vực áp dụng.
    pub field: Option<String>,
    /// The unit asked to recognise.
    pub unit: UnitId,
    /// The legal last day of the decision.
    pub decision_due: Option<Date>,
}

/// Accepted dossiers of a unit and everything below it, by their last day.
pub async fn waiting(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<Waiting>> {
    use dossier::Column;
    const MOST: u64 = 500;
    let below = Query::select()
        .column(Alias::new("descendant_id"))
        .from(Alias::new("unit_closure"))
        .and_where(Expr::col(Alias::new("ancestor_id")).eq(unit.0))
        .to_owned();
    let rows = dossier::Entity::find()
        .filter(Column::UnitId.in_subquery(below))
        .filter(Column::State.eq(State::Accepted.as_str()))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let waiting = |row: dossier::Model| {
        let dossier = super::rows::dossier(row, Vec::new())?;
        Ok(Waiting {
            id: dossier.id,
            code: dossier.code.unwrap_or_default(),
            title: dossier.form.initiative_name,
            field: dossier.form.field,
            unit: dossier.unit,
            decision_due: dossier.decision_due,
        })
    };
    rows.into_iter().map(waiting).collect()
}

/// A dossier as a marker sees it: the solution, and nobody's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlindCard {
    /// Which one.
    pub id: DossierId,
    /// Its code.
    pub code: String,
    /// Tên sáng kiến.
    pub title: String,
    /// Lĩnh vực áp dụng.
    pub field: Option<String>,
    /// Loại giải pháp.
    pub solution_type: Option<String>,
    /// First applied or tried.
    pub first_applied_on: Option<Date>,
    /// Giải pháp đã biết.
    pub known_solution: String,
    /// Mô tả bản chất.
    pub essence: String,
    /// Các điều kiện cần thiết.
    pub conditions_needed: String,
    /// Lợi ích theo ý kiến của tác giả.
    pub benefit_by_author: String,
    /// Lợi ích theo ý kiến của người áp dụng.
    pub benefit_by_applier: String,
    /// Loại lợi ích.
    pub benefit_kind: Option<String>,
    /// Tiền làm lợi in đồng.
    pub monetary_gain: Option<i64>,
    /// Where it stands.
    pub state: State,
    /// The unit asked to recognise.
    pub unit: UnitId,
    /// The legal last day of the decision.
    pub decision_due: Option<Date>,
}

/// One author as councils and commendations know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierAuthor {
    /// The person, if the house knows them.
    pub person: Option<PersonId>,
    /// Họ và tên.
    pub name: String,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace: String,
    /// Share in basis points.
    pub share: i32,
}

/// A dossier with its authors, for those who must check conflicts, write minutes or nominate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullCard {
    /// What markers see.
    pub card: BlindCard,
    /// Its authors in the order of the request.
    pub authors: Vec<DossierAuthor>,
    /// Who leads the request.
    pub lead: PersonId,
    /// The idea it grew from.
    pub idea: Option<IdeaId>,
    /// The round it was assigned in.
    pub round: Option<Uuid>,
    /// Mean score in hundredths of a point.
    pub mean: Option<i32>,
    /// Chủ đầu tư, when it is not the author.
    pub investor: String,
}

fn blind(dossier: &Dossier) -> BlindCard {
    let form = &dossier.form;
    BlindCard {
        id: dossier.id,
        code: dossier.code.clone().unwrap_or_default(),
        title: form.initiative_name.clone(),
        field: form.field.clone(),
        solution_type: form.solution_type.map(|kind| kind.as_str().to_owned()),
        first_applied_on: form.first_applied_on,
        known_solution: form.known_solution.clone(),
        essence: form.essence.clone(),
        conditions_needed: form.conditions_needed.clone(),
        benefit_by_author: form.benefit_by_author.clone(),
        benefit_by_applier: form.benefit_by_applier.clone(),
        benefit_kind: form.benefit_kind.map(|kind| kind.as_str().to_owned()),
        monetary_gain: form.monetary_gain,
        state: dossier.state,
        unit: dossier.unit,
        decision_due: dossier.decision_due,
    }
}

async fn find(db: &impl ConnectionTrait, id: DossierId) -> Result<Option<Dossier>> {
    match load(db, &Scope::everything(), id).await {
        // A draft is its authors' alone.
        Ok(dossier) => Ok(Some(dossier).filter(|dossier| dossier.state != State::Draft)),
        Err(Error::Refused(Code::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A dossier that was handed in, without any name.
pub async fn blind_card(db: &impl ConnectionTrait, id: DossierId) -> Result<Option<BlindCard>> {
    Ok(find(db, id).await?.as_ref().map(blind))
}

/// A dossier that was handed in, with its authors.
pub async fn full_card(db: &impl ConnectionTrait, id: DossierId) -> Result<Option<FullCard>> {
    let Some(dossier) = find(db, id).await? else { return Ok(None) };
    let author = |author: &Author| DossierAuthor {
        person: author.person,
        name: author.full_name.clone(),
        workplace: author.workplace_or_residence.clone(),
        share: author.share,
    };
    Ok(Some(FullCard {
        card: blind(&dossier),
        authors: dossier.authors.iter().map(author).collect(),
        lead: dossier.lead,
        idea: dossier.idea,
        round: dossier.round,
        mean: dossier.mean,
        investor: dossier.form.investor,
    }))
}

/// The decision on the dossier that grew from an idea, if it was recognised.
pub async fn recognition_of_idea(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Option<Recognition>> {
    let row = dossier::Entity::find()
        .filter(dossier::Column::IdeaId.eq(idea.0))
        .filter(dossier::Column::State.eq(State::Recognised.as_str()))
        .one(db)
        .await?;
    match row {
        Some(row) => recognition(db, DossierId(row.id)).await,
        None => Ok(None),
    }
}

/// What a certificate's serial stands for, for whoever checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// `12/GCN-UBND`.
    pub no: String,
    /// Whom it honours.
    pub author_name: String,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// The unit that recognised it.
    pub unit: UnitId,
    /// The decision.
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// When it was handed in.
    pub received_at: Option<Instant>,
}

/// The certificate with this serial.
pub async fn certificate(db: &impl ConnectionTrait, serial: &str) -> Result<Option<CertificateFacts>> {
    let row = certificate::Entity::find().filter(certificate::Column::Serial.eq(serial)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let id = DossierId(row.dossier_id);
    let dossier = load(db, &Scope::everything(), id).await?;
    let Some(signed) = recognition(db, id).await? else { return Ok(None) };
    let author = dossier.authors.iter().find(|author| author.id.0 == row.author_id);
    Ok(Some(CertificateFacts {
        no: row.certificate_no,
        author_name: author.map(|author| author.full_name.clone()).unwrap_or_default(),
        initiative_name: dossier.form.initiative_name.clone(),
        unit: dossier.unit,
        decision_no: signed.decision_no,
        decided_on: signed.decided_on,
        received_at: dossier.receipt.as_ref().map(|receipt| receipt.at),
    }))
}
