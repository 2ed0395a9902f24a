//! The units of Sơn Hồng. Its villages are examples: the list after the merger is not published.

use std::collections::BTreeMap;

use crate::{
    app::App,
    authority::{Actor, UnitId},
    foundation::{Error, Result, idempotency::Once},
    units::{
        UnitKind,
        service::{self, Wish},
    },
};

/// code, kind, name
const UNITS: &[(&str, UnitKind, &str)] = &[
    ("DU", UnitKind::PartyCommittee, "Đảng ủy xã Sơn Hồng"),
    ("VP", UnitKind::PeoplesCommitteeOffice, "Văn phòng HĐND và UBND"),
    ("KT", UnitKind::SpecialisedOffice, "Phòng Kinh tế"),
    ("VHXH", UnitKind::SpecialisedOffice, "Phòng Văn hóa – Xã hội"),
    ("HCC", UnitKind::PublicServiceCentre, "Trung tâm Phục vụ hành chính công"),
    ("MT", UnitKind::FatherlandFront, "Ủy ban Mặt trận Tổ quốc xã"),
    ("THCS", UnitKind::School, "Trường THCS Sơn Hồng"),
    ("TH", UnitKind::School, "Trường Tiểu học Sơn Hồng"),
    ("MN", UnitKind::School, "Trường Mầm non Sơn Hồng"),
    ("YT", UnitKind::HealthStation, "Trạm Y tế xã Sơn Hồng"),
    ("CA", UnitKind::Police, "Công an xã Sơn Hồng"),
    ("HTX", UnitKind::Cooperative, "Hợp tác xã Nông nghiệp Sơn Hồng"),
    ("DN", UnitKind::Enterprise, "Công ty TNHH Chè Sơn Hồng"),
    ("T1", UnitKind::Village, "Thôn 1"),
    ("T2", UnitKind::Village, "Thôn 2"),
    ("T3", UnitKind::Village, "Thôn 3"),
    ("T4", UnitKind::Village, "Thôn 4"),
    ("T5", UnitKind::Village, "Thôn 5"),
    ("T6", UnitKind::Village, "Thôn 6"),
    ("T7", UnitKind::Village, "Thôn 7"),
    ("T8", UnitKind::Village, "Thôn 8"),
];

/// The units by their codes; the commune is `SH`.
pub type Units = BTreeMap<&'static str, UnitId>;

/// The commune's own code.
pub const COMMUNE: &str = "SH";

/// Makes the commune and everything in it.
pub async fn build(app: &App) -> Result<Units> {
    let tx = app.db.begin_write().await?;
    let root =
        service::create_root(&tx, COMMUNE, &app.config.site.name, UnitKind::Commune, app.now()).await?;
    tx.commit().await?;
    let mut units = Units::from([(COMMUNE, root.id)]);
    for (code, kind, name) in UNITS.iter().copied() {
        let wish = Wish { code: Some(code), kind: kind.as_str(), name, ..Wish::default() };
        let once = Once::new(&format!("demo-unit-{code}"), "demo", "createUnit", name)?;
        let unit = service::create(app, &Actor::system(), root.id, &wish, &once).await?;
        units.insert(code, unit.id);
    }
    Ok(units)
}

/// A unit that must be there.
pub fn unit(units: &Units, code: &str) -> Result<UnitId> {
    units.get(code).copied().ok_or_else(|| Error::Damaged(format!("the demonstration has no unit {code}")))
}
