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
    if is_commune(unit.kind) {
        let place = unit.name.split_once(' ').map_or(unit.name.as_str(), |(_, place)| place);
        (committee_of(&unit.name, committee), place.to_owned())
    } else {
        (unit.name.clone(), unit.name.clone())
    }
}

/// `Ủy ban nhân dân xã Sơn Hồng` from `Xã Sơn Hồng`; what names the committee already stays.
pub fn committee_of(name: &str, committee: &str) -> String {
    match name.split_once(' ') {
        Some((kind, place)) if !name.starts_with(committee) => {
            format!("{committee} {} {place}", kind.to_lowercase())
        }
        _ => name.to_owned(),
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

#[cfg(test)]
mod tests {
    use super::committee_of;

    #[test]
    fn a_commune_speaks_through_its_committee() {
        let committee = "Ủy ban nhân dân";
        assert_eq!(committee_of("Xã Sơn Hồng", committee), "Ủy ban nhân dân xã Sơn Hồng");
        assert_eq!(committee_of("Ủy ban nhân dân xã Sơn Hồng", committee), "Ủy ban nhân dân xã Sơn Hồng");
        assert_eq!(committee_of("Sơn", committee), "Sơn");
    }
}
