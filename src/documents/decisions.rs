//! Quyết định công nhận sáng kiến (F8) and quyết định khen thưởng (F15).

use serde::{Deserialize, Serialize};

use super::header::{Header, Signature};

/// Quyết định công nhận sáng kiến with its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognitionDecisionData {
    /// `number` holds "Số: 15/QĐ-UBND".
    pub header: Header,
    /// "Về việc công nhận sáng kiến cấp cơ sở năm 2026".
    pub subject: String,
    /// Who decides: "Chủ tịch Ủy ban nhân dân xã Sơn Hồng"; printed in capitals.
    pub authority: String,
    /// Căn cứ, each without its closing mark or with it.
    pub bases: Vec<String>,
    /// Nội dung of Điều 1, Điều 2 and so on; a line break starts a paragraph of the same article.
    pub articles: Vec<String>,
    /// Nơi nhận, the last one being the archive: "Lưu: VT".
    pub copies_to: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// "Danh sách sáng kiến được công nhận"; printed in capitals.
    pub annex_title: String,
    /// "Kèm theo Quyết định số 15/QĐ-UBND ngày 24 tháng 11 năm 2026 của Chủ tịch UBND xã Sơn Hồng".
    pub annex_reference: String,
    /// The list; no annex is printed when it is empty.
    pub items: Vec<RecognisedInitiative>,
}

/// One line of the list of recognised initiatives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognisedInitiative {
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Authors with their shares.
    pub authors: Vec<AuthorShare>,
    /// Đơn vị or nơi ở.
    pub unit: String,
    /// Lĩnh vực.
    pub field: String,
    /// "86,40", or empty when nothing was scored.
    pub score: String,
}

/// An author and the share they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorShare {
    /// Họ và tên.
    pub name: String,
    /// "60%".
    pub share: String,
}

/// Quyết định khen thưởng with its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommendationDecisionData {
    /// `number` holds "Số: 16/QĐ-UBND".
    pub header: Header,
    /// "Về việc tặng Giấy khen cho cá nhân, hộ gia đình có sáng kiến năm 2026".
    pub subject: String,
    /// Who decides; printed in capitals.
    pub authority: String,
    /// Căn cứ.
    pub bases: Vec<String>,
    /// Nội dung of the articles.
    pub articles: Vec<String>,
    /// Nơi nhận.
    pub copies_to: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// "Danh sách được tặng Giấy khen"; printed in capitals.
    pub annex_title: String,
    /// "Kèm theo Quyết định số …".
    pub annex_reference: String,
    /// The list; no annex is printed when it is empty.
    pub recipients: Vec<CommendedRecipient>,
    /// Sum of the amounts: "2.370.000".
    pub total_amount: String,
    /// The sum in words.
    pub total_in_words: Option<String>,
    /// How the amounts follow from the law: multiplier, base salary, rounding.
    pub rule_sentence: String,
}

/// One line of the list of those commended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommendedRecipient {
    /// Person, group or household.
    pub name: String,
    /// Đơn vị or nơi ở.
    pub unit_or_address: String,
    /// Thành tích, at most about sixty words.
    pub achievement: String,
    /// Hình thức: "Giấy khen".
    pub form: String,
    /// Đồng, written with points: "702.000".
    pub amount: String,
}
