//! What every administrative paper begins and ends with (NĐ 30/2020, Phụ lục I): the bodies, the number,
//! the place and date, and the signer.

use serde::{Deserialize, Serialize};

use super::day::Day;

/// Whose papers they are: State bodies, schools and enterprises write the national motto, Party bodies their own head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc".
    #[default]
    State,
    /// "ĐẢNG CỘNG SẢN VIỆT NAM" (HD 36-HD/VPTW 2018).
    Party,
}

/// The head of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Decides the motto on the right.
    #[serde(default)]
    pub family: Family,
    /// Cơ quan chủ quản, for instance "Huyện ủy Nam Đàn"; printed in capitals.
    pub superior: Option<String>,
    /// Cơ quan ban hành, for instance "Ủy ban nhân dân xã Sơn Hồng"; printed in bold capitals.
    pub issuer: String,
    /// The whole line, already written as law decides: "Số: 15/QĐ-UBND", or "Số 12-QĐ/ĐU" in the Party.
    pub number: Option<String>,
    /// Địa danh: "Sơn Hồng".
    pub place: String,
    /// The day of issue; it is also the creation date inside the PDF.
    pub date: Day,
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Quyền hạn, when the signer signs for somebody: "TM. Ủy ban nhân dân", "KT. Chủ tịch"; printed in capitals.
    pub authority: Option<String>,
    /// Chức vụ: "Chủ tịch"; printed in capitals.
    pub title: String,
    /// Họ và tên, as written.
    pub name: String,
}
