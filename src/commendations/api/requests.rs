//! What the commendation desk is sent.

use poem_openapi::{Object, types::Example};
use uuid::Uuid;

use super::super::{
    model::{NominationInput, RecipientInput},
    service::{HandoverInput, RevocationInput},
};

/// What is honoured.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct AchievementRef {
    /// `idea` or `initiative`.
    pub kind: String,
    /// Its identifier.
    pub id: Uuid,
}

/// Who is to be honoured.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct NominateRecipient {
    /// `individual`, `household` or `collective`.
    pub kind: String,
    /// The person, where they are known to the house.
    pub person_id: Option<Uuid>,
    /// The name as the certificate prints it.
    pub name: String,
    /// Unit or place of living.
    pub address_or_unit: String,
    /// True for a child: the public then sees initials only. A known birth date decides instead.
    pub under_16: Option<bool>,
}

/// A nomination.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct NominateCommendation {
    /// Code of the form; the Giấy khen of the commune chair if absent.
    pub form: Option<String>,
    /// `leader_found`, `ad_hoc`, `thematic` or `regular`.
    pub basis: String,
    /// What is honoured.
    pub achievement: AchievementRef,
    /// Who is honoured.
    #[oai(validator(max_items = 1000))]
    pub recipients: Vec<NominateRecipient>,
    /// The achievement in at most sixty words, as the papers print it.
    pub sentence: String,
    /// The criteria it fulfils.
    pub criteria_ref: String,
    /// Number and day of the commendation council's minutes; needed for `thematic` and `regular`.
    pub minutes_ref: Option<String>,
}

impl Example for NominateCommendation {
    fn example() -> Self {
        Self {
            form: Some(MERIT_CERTIFICATE.to_owned()),
            basis: "leader_found".to_owned(),
            achievement: AchievementRef {
                kind: "idea".to_owned(),
                id: Uuid::from_u128(0x0193_5a3e_7c00_7000_8000_0000_0000_0001),
            },
            recipients: vec![NominateRecipient {
                kind: "individual".to_owned(),
                person_id: None,
                name: "Nguyễn Thị Hồng Nhung".to_owned(),
                address_or_unit: "Hợp tác xã Đồng Tiến".to_owned(),
                under_16: None,
            }],
            sentence: "Đã có sáng kiến tưới nhỏ giọt dùng pin mặt trời".to_owned(),
            criteria_ref: "Quyết định số 45/2025/QĐ-UBND, Điều 6".to_owned(),
            minutes_ref: None,
        }
    }
}

const MERIT_CERTIFICATE: &str = "merit_certificate_commune";

impl From<NominateCommendation> for NominationInput {
    fn from(body: NominateCommendation) -> Self {
        Self {
            form: body.form.unwrap_or_else(|| MERIT_CERTIFICATE.to_owned()),
            basis: body.basis,
            achievement_kind: body.achievement.kind,
            achievement_id: body.achievement.id,
            recipients: body
                .recipients
                .into_iter()
                .map(|recipient| RecipientInput {
                    kind: recipient.kind,
                    person: recipient.person_id,
                    name: recipient.name,
                    address_or_unit: recipient.address_or_unit,
                    under_16: recipient.under_16.unwrap_or_default(),
                })
                .collect(),
            sentence: body.sentence,
            criteria_ref: body.criteria_ref,
            minutes_ref: body.minutes_ref,
        }
    }
}

/// Why not, and what instead.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct DeclineCommendation {
    /// The reason, for the nominator.
    pub reason: String,
    /// Another way to honour it.
    pub suggestion: String,
}

impl Example for DeclineCommendation {
    fn example() -> Self {
        Self {
            reason: "Việc mới áp dụng ở một hộ, chưa đủ thời gian đánh giá".to_owned(),
            suggestion: "Gửi thiệp cảm ơn và xét lại sau ba tháng".to_owned(),
        }
    }
}

/// A hand-over.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct AwardCommendation {
    /// The day, YYYY-MM-DD.
    pub handed_on: String,
    /// Where.
    pub place: String,
    /// Who took it.
    pub receiver: String,
}

impl Example for AwardCommendation {
    fn example() -> Self {
        Self {
            handed_on: "2026-12-05".to_owned(),
            place: "Nhà văn hoá xã Sơn Hồng".to_owned(),
            receiver: "Nguyễn Thị Hồng Nhung".to_owned(),
        }
    }
}

impl From<AwardCommendation> for HandoverInput {
    fn from(body: AwardCommendation) -> Self {
        Self { handed_on: body.handed_on, place: body.place, receiver: body.receiver }
    }
}

/// A revocation.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct RevokeCommendation {
    /// `false_achievement`, `forged_dossier`, `unlawful_appraisal` or `later_violation`.
    pub ground: String,
    /// The finding, for the file; never public.
    pub reason: String,
}

impl Example for RevokeCommendation {
    fn example() -> Self {
        Self {
            ground: "unlawful_appraisal".to_owned(),
            reason: "Hồ sơ thiếu báo cáo tóm tắt thành tích".to_owned(),
        }
    }
}

impl From<RevokeCommendation> for RevocationInput {
    fn from(body: RevokeCommendation) -> Self {
        Self { ground: body.ground, reason: body.reason }
    }
}
