//! The units of Sơn Hồng, from the same table an administrator imports. Its villages are examples: the list after
//! the merger is not published.

use std::collections::BTreeMap;

use crate::{
    app::App,
    authority::{Actor, UnitId},
    foundation::{Error, Result},
    units::{self, UnitKind, service},
};

/// The units by their codes; the commune is `SH`.
pub type Units = BTreeMap<String, UnitId>;

/// The commune's own code.
pub const COMMUNE: &str = "SH";

/// Makes the commune, the province above it and everything in it.
pub async fn build(app: &App) -> Result<Units> {
    let tx = app.db.begin_write().await?;
    service::create_root(&tx, COMMUNE, &app.config.site.name, UnitKind::Commune, app.now()).await?;
    tx.commit().await?;
    service::import(app, &Actor::system(), &service::sample(COMMUNE)).await?;
    let tree = units::tree(app.db.reader()).await?;
    Ok(tree.into_iter().map(|unit| (unit.code, unit.id)).collect())
}

/// A unit that must be there.
pub fn unit(units: &Units, code: &str) -> Result<UnitId> {
    units.get(code).copied().ok_or_else(|| Error::Damaged(format!("the demonstration has no unit {code}")))
}
