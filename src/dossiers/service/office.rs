//! The recognising unit as numbers and papers name it.

use crate::{
    authority::UnitId,
    dossiers::rules::Office,
    foundation::{Error, Result, Tx},
    units::{self, Unit, UnitKind},
};

/// True for the units whose papers a people's committee issues.
pub fn is_commune(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Commune | UnitKind::Ward | UnitKind::SpecialZone | UnitKind::PeoplesCommittee)
}

/// What stands in the unit's codes and behind its numbers.
pub fn office_of(unit: &Unit) -> Office {
    let suffix = if is_commune(unit.kind) { "UBND".to_owned() } else { unit.code.clone() };
    Office { unit_code: unit.code.clone(), suffix }
}

/// `Ủy ban nhân dân xã Sơn Hồng` for a commune, the unit's own name otherwise, and the place of its seat.
pub fn seat(unit: &Unit, committee: &str) -> (String, String) {
    let mut words = unit.name.splitn(2, ' ');
    match (is_commune(unit.kind), words.next(), words.next()) {
        (true, Some(kind), Some(place)) => {
            (format!("{committee} {} {place}", kind.to_lowercase()), place.to_owned())
        }
        _ => (unit.name.clone(), unit.name.clone()),
    }
}

/// The unit or the nearest one above it that has a people's committee: a village recognises nothing.
pub async fn commune_of(tx: &Tx, unit: UnitId) -> Result<UnitId> {
    let mut here = find(tx, unit).await?;
    while !is_commune(here.kind) {
        match here.parent {
            Some(parent) => here = find(tx, parent).await?,
            None => break,
        }
    }
    Ok(here.id)
}

async fn find(tx: &Tx, id: UnitId) -> Result<Unit> {
    units::find(&**tx, id).await?.ok_or_else(|| Error::Damaged(format!("unit {id} is missing")))
}
