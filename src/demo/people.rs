//! Forty people of every kind; those with a role can be signed in as.

use super::commune::{Units, unit};
use crate::{
    app::App,
    authority::{Actor, Role},
    foundation::{Result, idempotency::Once},
    people::{
        SubmitterKind,
        service::{self, PersonWish},
    },
};

/// Somebody of Sơn Hồng.
pub struct Villager {
    /// Họ và tên.
    pub name: &'static str,
    /// Where they work or live.
    pub unit: &'static str,
    /// What they are.
    pub kind: SubmitterKind,
    /// Chức vụ.
    pub position: &'static str,
    /// The account, or empty.
    pub login: &'static str,
    /// Roles with the unit they are held in.
    pub roles: &'static [(Role, &'static str)],
}

const fn staff(
    name: &'static str,
    unit: &'static str,
    position: &'static str,
    login: &'static str,
    roles: &'static [(Role, &'static str)],
) -> Villager {
    Villager { name, unit, kind: SubmitterKind::Official, position, login, roles }
}

const fn of(name: &'static str, unit: &'static str, kind: SubmitterKind, login: &'static str) -> Villager {
    Villager { name, unit, kind, position: "", login, roles: &[] }
}

use SubmitterKind::{
    ArmedForce, Citizen, Collective, Cooperative, Enterprise, Farmer, HouseholdBusiness, Student, Teacher,
};

/// Everybody, those with roles first.
pub const VILLAGERS: &[Villager] = &[
    staff("Lê Thị Minh", "VP", "Quản trị hệ thống", "quantri", &[(Role::Administrator, "SH")]),
    staff("Trần Thị Hương", "VHXH", "Đầu mối sáng kiến", "huong", &[(Role::Coordinator, "SH")]),
    staff("Phan Văn Lợi", "T3", "Trưởng thôn 3", "loi", &[(Role::VillageHead, "T3")]),
    staff("Nguyễn Thị Thu", "HCC", "Công chức một cửa", "thu", &[(Role::IntakeOfficer, "SH")]),
    staff("Đinh Văn Nam", "VHXH", "Ủy viên thư ký hội đồng", "nam", &[(Role::CouncilSecretary, "SH")]),
    staff("Võ Thị Hà", "VP", "Phó Chủ tịch UBND xã", "ha", &[(Role::CouncilChair, "SH")]),
    staff("Hồ Sỹ Quang", "KT", "Trưởng phòng Kinh tế", "quang", &[(Role::CouncilMember, "SH")]),
    staff(
        "Cao Thị Lan",
        "THCS",
        "Hiệu trưởng",
        "lan",
        &[(Role::CouncilMember, "SH"), (Role::Coordinator, "THCS")],
    ),
    staff("Phạm Đình Hải", "YT", "Trưởng trạm y tế", "hai", &[(Role::CouncilMember, "SH")]),
    staff("Bùi Quốc Việt", "MT", "Chủ tịch Mặt trận xã", "viet", &[(Role::CouncilMember, "SH")]),
    staff(
        "Nguyễn Văn Thành",
        "SH",
        "Chủ tịch UBND xã",
        "thanh",
        &[(Role::UnitHead, "SH"), (Role::CommuneChair, "SH")],
    ),
    staff(
        "Lê Hoài An",
        "VHXH",
        "Công chức thi đua, khen thưởng",
        "hoaian",
        &[(Role::CommendationClerk, "SH")],
    ),
    staff("Trương Thị Mai", "VP", "Kế toán", "mai", &[(Role::Accountant, "SH")]),
    staff("Đặng Văn Bình", "DU", "Văn phòng Đảng ủy", "binh", &[(Role::PartyObserver, "SH")]),
    of("Nguyễn Thị Hồng Nhung", "YT", SubmitterKind::Official, "nhung"),
    of("Trần Văn Đức", "YT", SubmitterKind::Official, ""),
    of("Phan Thị Yến", "THCS", Teacher, "yen"),
    of("Lê Văn Sơn", "THCS", Teacher, ""),
    of("Hoàng Thị Ngọc", "TH", Teacher, ""),
    of("Đậu Thị Bích", "MN", Teacher, ""),
    of("Nguyễn Gia Bảo", "THCS", Student, ""),
    of("Trần Khánh Linh", "THCS", Student, ""),
    of("Phạm Văn Tư", "T1", Farmer, ""),
    of("Lê Thị Hoa", "T2", Farmer, ""),
    of("Nguyễn Văn An", "T3", Citizen, "an"),
    of("Hồ Thị Tám", "T3", Citizen, ""),
    of("Võ Văn Dũng", "T4", Farmer, ""),
    of("Trần Thị Sáu", "T5", Citizen, ""),
    of("Phan Đình Chiến", "T6", Citizen, ""),
    of("Bùi Thị Thắm", "T7", Farmer, ""),
    of("Cao Văn Khánh", "T8", Citizen, ""),
    of("Đinh Thị Xuân", "HTX", Cooperative, ""),
    of("Hợp tác xã Nông nghiệp Sơn Hồng", "HTX", Collective, ""),
    of("Nguyễn Hữu Phước", "DN", Enterprise, ""),
    of("Công ty TNHH Chè Sơn Hồng", "DN", Enterprise, ""),
    of("Trần Thị Bảy", "T2", HouseholdBusiness, ""),
    of("Lê Công Minh", "CA", ArmedForce, ""),
    of("Chi hội Phụ nữ thôn 5", "T5", Collective, ""),
    of("Chi đoàn thôn 1", "T1", Collective, ""),
    of("Đỗ Văn Lực", "T8", Farmer, ""),
];

/// Whom the demonstration prints a sign-in link for: account and message key of what they do.
pub const LOGINS: &[(&str, &str)] = &[
    ("an", "demo_author"),
    ("nhung", "demo_author"),
    ("yen", "demo_author"),
    ("huong", "role_coordinator"),
    ("loi", "role_village_head"),
    ("thu", "role_intake_officer"),
    ("nam", "role_council_secretary"),
    ("quang", "role_council_member"),
    ("ha", "role_council_chair"),
    ("thanh", "role_commune_chair"),
    ("hoaian", "role_commendation_clerk"),
    ("quantri", "role_administrator"),
];

/// Enters everybody.
pub async fn settle(app: &App, units: &Units) -> Result<()> {
    let system = Actor::system();
    for (row, villager) in VILLAGERS.iter().enumerate() {
        let wish = PersonWish {
            full_name: villager.name,
            kind: villager.kind.as_str(),
            position: Some(villager.position).filter(|position| !position.is_empty()),
            birth_date: None,
            phone: None,
            email: None,
        };
        let once = Once::new(&format!("demo-person-{row}"), "demo", "createPerson", villager.name)?;
        let person = service::create(app, &system, unit(units, villager.unit)?, &wish, &once).await?;
        if villager.login.is_empty() {
            continue;
        }
        let mut version =
            service::invite(app, &system, person.id, person.version, Some(villager.login)).await?.version;
        for (role, code) in villager.roles {
            service::grant(app, &system, person.id, version, *role, unit(units, code)?).await?;
            version = version.next();
        }
    }
    Ok(())
}
