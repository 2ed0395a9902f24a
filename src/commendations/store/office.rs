//! Which unit's head signs.

use sea_orm::ConnectionTrait;

use super::super::model::Form;
use crate::{
    authority::UnitId,
    foundation::{Code, Error, Result},
    units::{self, Unit},
};

/// How far up the tree an office may lie; deeper trees would be circles.
const DEEPEST: usize = 16;

/// The nearest unit, from `start` upwards, whose head may sign the form (NĐ 129/2025/NĐ-CP).
///
/// # Errors
/// `SignerLacksAuthority` if no unit above has that authority.
pub async fn deciding_unit(db: &impl ConnectionTrait, start: UnitId, form: &Form) -> Result<Unit> {
    let mut next = Some(start);
    for _ in 0..DEEPEST {
        let Some(id) = next else { break };
        let Some(unit) = units::find(db, id).await? else { break };
        if form.signer_units.iter().any(|kind| kind == unit.kind.as_str()) {
            return Ok(unit);
        }
        next = unit.parent;
    }
    Err(Code::SignerLacksAuthority.into())
}

/// A unit that a case names.
pub async fn unit(db: &impl ConnectionTrait, id: UnitId) -> Result<Unit> {
    units::find(db, id).await?.ok_or_else(|| Error::Damaged(format!("unit {id} of a commendation")))
}
