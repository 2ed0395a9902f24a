//! Giấy chứng nhận sáng kiến (F9) and Giấy khen (F16): landscape A4.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::decisions::AuthorShare;
use super::header::{Family, Header, Signature};

/// How a certificate meets its sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificatePrint {
    /// Printed on a pre-printed blank: the text alone, no border.
    pub on_blank: bool,
    /// Shift to the right, in tenths of a millimetre, found by laying a test print on the blank.
    pub shift_right_tenths_mm: i16,
    /// Shift downwards, in tenths of a millimetre.
    pub shift_down_tenths_mm: i16,
}

/// Giấy chứng nhận sáng kiến: one for each co-author, naming the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeCertificateData {
    /// Issuing unit, place and date; its `number` is not printed.
    pub header: Header,
    /// Blank or plain paper.
    #[serde(default)]
    pub print: CertificatePrint,
    /// Số giấy chứng nhận: "12/GCN-UBND".
    pub certificate_no: String,
    /// The author it honours, with the form of address if wished: "Ông Nguyễn Văn An".
    pub person_name: String,
    /// Năm sinh.
    pub birth_year: Option<String>,
    /// Nơi công tác or nơi thường trú.
    pub workplace_or_residence: String,
    /// "Là tác giả", or "Là đồng tác giả (60%)".
    pub role: String,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// The other co-authors with their shares.
    pub co_authors: Vec<AuthorShare>,
    /// Chủ đầu tư tạo ra sáng kiến.
    pub investor: Option<String>,
    /// Tóm tắt nội dung; moves to the back when the front has no room.
    pub summary: String,
    /// Lợi ích kinh tế - xã hội có thể thu được; moves to the back with the summary.
    pub benefit: String,
    /// "15/QĐ-UBND".
    pub decision_number: String,
    /// Day of the decision.
    pub decision_date: Day,
    /// Head of the unit.
    pub signature: Signature,
    /// Public page that says whether the certificate is valid.
    pub verify_url: String,
}

/// Giấy khen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeritCertificateData {
    /// Decides the motto.
    #[serde(default)]
    pub family: Family,
    /// Blank or plain paper.
    #[serde(default)]
    pub print: CertificatePrint,
    /// Signer's office: "Chủ tịch Ủy ban nhân dân xã Sơn Hồng"; printed in red capitals.
    pub office: String,
    /// Person, group or household.
    pub recipient_name: String,
    /// Đơn vị or nơi ở.
    pub unit_or_address: Option<String>,
    /// "Đã có thành tích xuất sắc trong …"; moves to the back when the front has no room.
    pub achievement: String,
    /// "16/QĐ-UBND".
    pub decision_number: String,
    /// Day of the decision.
    pub decision_date: Day,
    /// Số sổ vàng.
    pub gold_book_no: String,
    /// Serial number of the certificate.
    pub serial: String,
    /// Địa danh.
    pub place: String,
    /// Day of signing.
    pub date: Day,
    /// Who signs.
    pub signature: Signature,
    /// Public page that says whether the certificate is valid.
    pub verify_url: String,
}
