//! Biên bản họp Hội đồng sáng kiến (F7).

use serde::{Deserialize, Serialize};

use super::header::Header;

/// The minutes of one sitting of a council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesData {
    /// `number` holds "Số: 03/BB-HĐSK".
    pub header: Header,
    /// "Hội đồng sáng kiến xã Sơn Hồng".
    pub council_name: String,
    /// What the sitting was about: "Họp Hội đồng sáng kiến xét công nhận sáng kiến đợt 2 năm 2026".
    pub subject: String,
    /// The decision that set the council up, in one sentence.
    pub establishment: Option<String>,
    /// How the council works and decides, in the words of its rule.
    pub rule_text: String,
    /// "08 giờ 00 phút, ngày 24 tháng 11 năm 2026".
    pub starts_at: String,
    /// "10 giờ 45 phút, cùng ngày".
    pub ends_at: String,
    /// Địa điểm.
    pub place: String,
    /// Chủ trì.
    pub chair: Member,
    /// Thư ký.
    pub secretary: Member,
    /// Members present.
    pub present: Vec<Member>,
    /// Members absent, with the reason.
    pub absent: Vec<AbsentMember>,
    /// Guests, each in one phrase.
    pub guests: Vec<String>,
    /// Members kept out of a dossier by a conflict of interest.
    pub excluded: Vec<ExcludedMember>,
    /// The dossiers in the order they were heard.
    pub items: Vec<MinutesItem>,
    /// What the council concluded.
    pub conclusion: Conclusion,
}

/// A member and what they are in the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Họ và tên.
    pub name: String,
    /// "Phó Chủ tịch UBND xã, Chủ tịch Hội đồng".
    pub role: String,
}

/// A member who did not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsentMember {
    /// Họ và tên.
    pub name: String,
    /// Lý do.
    pub reason: String,
}

/// A member who sat out one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcludedMember {
    /// Họ và tên.
    pub name: String,
    /// Code of the dossier.
    pub dossier: String,
    /// Lý do.
    pub reason: String,
}

/// What was said and decided about one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesItem {
    /// Mã hồ sơ.
    pub code: String,
    /// Tên sáng kiến.
    pub title: String,
    /// Authors with their shares, in one line.
    pub authors: String,
    /// Điểm trung bình: "86,40", or "không chấm điểm".
    pub mean_score: String,
    /// Phiếu tán thành.
    pub yes: u32,
    /// Phiếu không tán thành.
    pub no: u32,
    /// Phiếu trắng.
    pub blank: u32,
    /// The number the proportion is taken of.
    pub base: u32,
    /// Yes votes needed.
    pub needed: u32,
    /// "Đạt: 6/7 phiếu tán thành (85,7%)".
    pub result: String,
    /// What members said, one entry each.
    pub opinions: Vec<String>,
}

/// The council's conclusion in numbers and words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    /// Dossiers heard.
    pub considered: u32,
    /// Of them passed.
    pub passed: u32,
    /// Not passed.
    pub failed: u32,
    /// Put off.
    pub deferred: u32,
    /// Further words of the conclusion.
    pub text: Option<String>,
}
