//! The papers and their fields (design of the printed forms F1, F2, F7, F8, F9, F15, F16 and the tracking slip).
//!
//! Where law decides a wording (numbers, amounts, sentences of a rule) the caller hands over the finished text.

use serde::{Deserialize, Serialize};

use super::certificates::{InitiativeCertificateData, MeritCertificateData};
use super::day::Day;
use super::decisions::{CommendationDecisionData, RecognitionDecisionData};
use super::header::{Header, Signature};
use super::minutes::MinutesData;
use super::posters::{IdeaSlipsData, UnitPosterData};

/// One paper, complete: everything that will be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum Paper {
    /// Giấy biên nhận đơn (F2, TT 18/2013 Phụ lục II).
    Receipt(ReceiptData),
    /// Đơn yêu cầu công nhận sáng kiến (F1, TT 18/2013 Phụ lục I).
    RecognitionRequest(RecognitionRequestData),
    /// Biên bản họp Hội đồng sáng kiến (F7).
    Minutes(MinutesData),
    /// Quyết định công nhận sáng kiến (F8).
    RecognitionDecision(RecognitionDecisionData),
    /// Giấy chứng nhận sáng kiến (F9, TT 18/2013 Phụ lục III).
    InitiativeCertificate(InitiativeCertificateData),
    /// Quyết định khen thưởng (F15).
    CommendationDecision(CommendationDecisionData),
    /// Giấy khen (F16).
    MeritCertificate(MeritCertificateData),
    /// Phiếu nhận ý tưởng, A6, with a QR code to follow the idea.
    TrackingSlip(TrackingSlipData),
    /// Bốn phiếu ghi ý tưởng A6 on one A4 sheet, for paper in a village or a class.
    IdeaSlips(IdeaSlipsData),
    /// Áp phích A4 of a unit with a QR code to its own form.
    UnitPoster(UnitPosterData),
}

impl Paper {
    /// The day the paper bears; also the creation date inside the PDF, so that the same paper is the same bytes.
    pub fn dated(&self) -> Day {
        match self {
            Self::Receipt(data) => data.header.date,
            Self::RecognitionRequest(data) => data.date,
            Self::Minutes(data) => data.header.date,
            Self::RecognitionDecision(data) => data.header.date,
            Self::InitiativeCertificate(data) => data.header.date,
            Self::CommendationDecision(data) => data.header.date,
            Self::MeritCertificate(data) => data.date,
            Self::TrackingSlip(data) => data.date,
            Self::IdeaSlips(data) => data.date,
            Self::UnitPoster(data) => data.date,
        }
    }

    /// The address its QR code carries, where it has one.
    pub(super) fn qr_url(&self) -> Option<&str> {
        match self {
            Self::Receipt(data) => data.lookup_url.as_deref(),
            Self::InitiativeCertificate(data) => Some(&data.verify_url),
            Self::MeritCertificate(data) => Some(&data.verify_url),
            Self::TrackingSlip(data) => Some(&data.url),
            Self::IdeaSlips(data) => Some(&data.url),
            Self::UnitPoster(data) => Some(&data.url),
            Self::RecognitionRequest(_)
            | Self::Minutes(_)
            | Self::RecognitionDecision(_)
            | Self::CommendationDecision(_) => None,
        }
    }
}

/// Giấy biên nhận đơn (F2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptData {
    /// `number` holds the receipt number: "Số: 07/BN-UBND".
    pub header: Header,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Names of the authors, in the order of the request.
    pub authors: Vec<String>,
    /// Who handed the papers in.
    pub submitter_name: String,
    /// Their telephone, if given.
    pub submitter_phone: Option<String>,
    /// To the second, for first-to-file counts: "14 giờ 05 phút 09 giây, ngày 24 tháng 11 năm 2026".
    pub received_at: String,
    /// What was handed in.
    pub documents: Vec<ReceivedDocument>,
    /// Thời gian trả lời kết quả.
    pub answer_due: Day,
    /// Whom to ask, with a telephone.
    pub contact: Option<String>,
    /// Human code of the dossier: "SK-2026-000123".
    pub lookup_code: String,
    /// Page that shows how the dossier fares; no QR code when absent.
    pub lookup_url: Option<String>,
    /// The officer who received it.
    pub receiver: Signature,
}

/// One line of the list of documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedDocument {
    /// What it is.
    pub name: String,
    /// Copies or pages: "01 bản", "12 trang".
    pub copies: String,
}

/// Đơn yêu cầu công nhận sáng kiến (F1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognitionRequestData {
    /// "Kính gửi:" the unit asked to recognise.
    pub to_unit: String,
    /// Authors with their shares.
    pub authors: Vec<RequestAuthor>,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Chủ đầu tư tạo ra sáng kiến with its address, when it is not the author.
    pub investor: Option<String>,
    /// Lĩnh vực áp dụng.
    pub field: String,
    /// First applied or tried, whichever is earlier.
    pub first_applied_on: Day,
    /// Mô tả bản chất; a line break starts a paragraph.
    pub essence: String,
    /// Những thông tin cần được bảo mật.
    pub confidential_info: Option<String>,
    /// Các điều kiện cần thiết để áp dụng.
    pub conditions_needed: String,
    /// Đánh giá lợi ích theo ý kiến của tác giả.
    pub benefit_by_author: String,
    /// Đánh giá lợi ích theo ý kiến của người đã áp dụng.
    pub benefit_by_applier: Option<String>,
    /// Those who took part in the first application.
    pub first_appliers: Vec<FirstApplier>,
    /// Địa danh.
    pub place: String,
    /// Ngày nộp đơn.
    pub date: Day,
    /// Human code of the dossier, once it has one.
    pub code: Option<String>,
}

/// One author of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestAuthor {
    /// Họ và tên.
    pub full_name: String,
    /// Ngày tháng năm sinh: "05/02/1988".
    pub birth_date: String,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace_or_residence: String,
    /// Chức danh.
    pub position: String,
    /// Trình độ chuyên môn.
    pub qualification: String,
    /// Tỷ lệ đóng góp: "60%".
    pub share: String,
}

/// One person who helped at the first application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstApplier {
    /// Họ và tên.
    pub full_name: String,
    /// Ngày tháng năm sinh.
    pub birth_date: String,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace_or_residence: String,
    /// Chức danh.
    pub position: String,
    /// Trình độ chuyên môn.
    pub qualification: String,
    /// Nội dung công việc hỗ trợ.
    pub support_content: String,
}

/// Phiếu nhận ý tưởng: what somebody takes home after handing in an idea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackingSlipData {
    /// The unit that received it; printed in capitals.
    pub unit: String,
    /// Mã tra cứu.
    pub code: String,
    /// The idea in one line.
    pub title: String,
    /// Name as the author wishes it shown; absent when they wish none.
    pub author_name: Option<String>,
    /// Who entered it for the author, if somebody did.
    pub entered_by: Option<String>,
    /// "08 giờ 30 phút, ngày 24 tháng 11 năm 2026".
    pub received_at: String,
    /// The day of receipt.
    pub date: Day,
    /// When the answer is due, in words: "trước ngày 27 tháng 11 năm 2026".
    pub answer_due: Option<String>,
    /// What happens next, one short sentence each.
    pub steps: Vec<String>,
    /// Whom to ask, with a telephone.
    pub contact: Option<String>,
    /// Page the QR code opens.
    pub url: String,
}
