//! One well-filled example of every paper.

use super::*;
use time::macros::date;

pub(super) fn day() -> Day {
    date!(2026 - 02 - 05).into()
}

pub(super) fn header(number: &str) -> Header {
    Header {
        family: Family::State,
        superior: None,
        issuer: "Ủy ban nhân dân xã Sơn Hồng".into(),
        number: Some(number.into()),
        place: "Sơn Hồng".into(),
        date: day(),
    }
}

fn chairman() -> Signature {
    Signature { authority: None, title: "Chủ tịch".into(), name: "Nguyễn Thị Quỳnh Hương".into() }
}

fn shares() -> Vec<AuthorShare> {
    vec![
        AuthorShare { name: "Phạm Văn Đức".into(), share: "60%".into() },
        AuthorShare { name: "Lê Thị Ánh Nguyệt".into(), share: "40%".into() },
    ]
}

pub(super) fn receipt() -> ReceiptData {
    ReceiptData {
        header: header("Số: 07/BN-UBND"),
        initiative_name: "Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".into(),
        authors: vec!["Phạm Văn Đức".into(), "Lê Thị Ánh Nguyệt".into()],
        submitter_name: "Phạm Văn Đức".into(),
        submitter_phone: Some("0912 345 678".into()),
        received_at: "14 giờ 05 phút 09 giây, ngày 05 tháng 02 năm 2026".into(),
        documents: vec![
            ReceivedDocument {
                name: "Đơn yêu cầu công nhận sáng kiến".into(),
                copies: "01 bản, 4 trang".into(),
            },
            ReceivedDocument {
                name: "Xác nhận áp dụng của Trạm Y tế".into(), copies: "01 bản".into()
            },
        ],
        answer_due: date!(2026 - 03 - 05).into(),
        contact: Some("bà Trần Thị Lệ Thu, Văn phòng HĐND và UBND xã, điện thoại 0238 3855 123".into()),
        lookup_code: "SK-2026-000123".into(),
        lookup_url: Some("https://sangkien.sonhong.gov.vn/t/SK-2026-000123".into()),
        receiver: Signature {
            authority: None,
            title: "Người nhận đơn".into(),
            name: "Trần Thị Lệ Thu".into(),
        },
    }
}

pub(super) fn request() -> RecognitionRequestData {
    let author = |name: &str, born: &str, position: &str, share: &str| RequestAuthor {
        full_name: name.into(),
        birth_date: born.into(),
        workplace_or_residence: "Trạm Y tế xã Sơn Hồng".into(),
        position: position.into(),
        qualification: "Đại học điều dưỡng".into(),
        share: share.into(),
    };
    RecognitionRequestData {
        to_unit: "Ủy ban nhân dân xã Sơn Hồng".into(),
        authors: vec![
            author("Phạm Văn Đức", "05/02/1988", "Trạm trưởng", "60%"),
            author("Lê Thị Ánh Nguyệt", "21/11/1993", "Điều dưỡng viên", "40%"),
        ],
        initiative_name: "Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".into(),
        investor: Some("Ủy ban nhân dân xã Sơn Hồng, xóm 5, xã Sơn Hồng".into()),
        field: "Dịch vụ (ngân hàng, du lịch, giáo dục, y tế…)".into(),
        first_applied_on: date!(2025 - 10 - 01).into(),
        essence: "Trước đây, mỗi tháng trạm y tế phải dò sổ giấy để tìm trẻ đến lịch tiêm, mất hai ngày và vẫn bỏ sót \
            trung bình 12 mũi.\n\nBước 1: nhập danh sách trẻ từ sổ giấy vào bảng tính có mẫu sẵn.\nBước 2: bảng tính tự \
            tô màu những trẻ đến lịch trong bảy ngày tới.\nBước 3: y tế thôn nhận danh sách qua tin nhắn và đi nhắc \
            từng nhà."
            .into(),
        confidential_info: Some("Danh sách trẻ và số điện thoại của phụ huynh.".into()),
        conditions_needed: "Một máy tính, một người biết dùng bảng tính, mạng lưới y tế thôn.".into(),
        benefit_by_author: "Số mũi bị bỏ sót giảm từ 12 xuống 1 mỗi tháng; tiết kiệm hai ngày công mỗi tháng.".into(),
        benefit_by_applier: Some("Trạm Y tế xã Hoà Bình dùng từ tháng 12 năm 2025, không còn mũi nào bị quên.".into()),
        first_appliers: vec![FirstApplier {
            full_name: "Hồ Thị Mỹ".into(),
            birth_date: "1979".into(),
            workplace_or_residence: "Thôn 3, xã Sơn Hồng".into(),
            position: "Y tế thôn".into(),
            qualification: "Sơ cấp y".into(),
            support_content: "Nhắc lịch từng nhà".into(),
        }],
        place: "Sơn Hồng".into(),
        date: day(),
        code: Some("SK-2026-000123".into()),
    }
}

fn minutes_item(number: usize) -> MinutesItem {
    MinutesItem {
        code: format!("SK-2026-{number:06}"),
        title: "Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".into(),
        authors: "Phạm Văn Đức (60%), Lê Thị Ánh Nguyệt (40%)".into(),
        mean_score: "86,40".into(),
        yes: 6,
        no: 1,
        blank: 0,
        base: 7,
        needed: 5,
        result: "Đạt: 6/7 phiếu tán thành (85,7%)".into(),
        opinions: vec![
            "Giải pháp đơn giản, đã dùng thật và có số liệu trước, sau rõ ràng".into(),
            "Đề nghị tác giả viết thêm hướng dẫn một trang để các xã bạn làm theo".into(),
        ],
    }
}

pub(super) fn minutes() -> MinutesData {
    let member = |name: &str, role: &str| Member { name: name.into(), role: role.into() };
    MinutesData {
        header: Header { issuer: "Hội đồng sáng kiến".into(), superior: Some("UBND xã Sơn Hồng".into()), ..header("Số: 03/BB-HĐSK") },
        council_name: "Hội đồng sáng kiến xã Sơn Hồng".into(),
        subject: "Họp Hội đồng sáng kiến xét công nhận sáng kiến đợt 1 năm 2026".into(),
        establishment: Some(
            "Hội đồng được thành lập theo Quyết định số 02/QĐ-UBND ngày 12 tháng 01 năm 2026 của Chủ tịch UBND xã".into(),
        ),
        rule_text: "họp khi có mặt ít nhất hai phần ba số thành viên; sáng kiến được công nhận khi có quá nửa tổng số thành viên tán thành".into(),
        starts_at: "08 giờ 00 phút, ngày 05 tháng 02 năm 2026".into(),
        ends_at: "10 giờ 45 phút, cùng ngày".into(),
        place: "Phòng họp tầng 2, trụ sở UBND xã Sơn Hồng".into(),
        chair: member("Trần Đình Khôi", "Phó Chủ tịch UBND xã, Chủ tịch Hội đồng"),
        secretary: member("Trần Thị Lệ Thu", "công chức Văn phòng, Thư ký Hội đồng"),
        present: vec![
            member("Trần Đình Khôi", "Phó Chủ tịch UBND xã, Chủ tịch Hội đồng"),
            member("Võ Văn Mạnh", "Hiệu trưởng Trường THCS Sơn Hồng, Ủy viên"),
            member("Trần Thị Lệ Thu", "công chức Văn phòng, Thư ký"),
        ],
        absent: vec![AbsentMember { name: "Đặng Hữu Phước".into(), reason: "đi công tác tỉnh".into() }],
        guests: vec!["bà Hồ Thị Mỹ, y tế thôn 3".into()],
        excluded: vec![ExcludedMember {
            name: "Võ Văn Mạnh".into(),
            dossier: "SK-2026-000004".into(),
            reason: "là anh trai của đồng tác giả".into(),
        }],
        items: (1..=4).map(minutes_item).collect(),
        conclusion: Conclusion {
            considered: 4,
            passed: 3,
            failed: 0,
            deferred: 1,
            text: Some("Hội đồng đề nghị Chủ tịch UBND xã công nhận các sáng kiến đạt.".into()),
        },
    }
}

pub(super) fn recognition_decision() -> RecognitionDecisionData {
    RecognitionDecisionData {
        header: header("Số: 15/QĐ-UBND"),
        subject: "Về việc công nhận sáng kiến cấp cơ sở năm 2026".into(),
        authority: "Chủ tịch Ủy ban nhân dân xã Sơn Hồng".into(),
        bases: vec![
            "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15".into(),
            "Căn cứ Nghị định số 13/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ ban hành Điều lệ Sáng kiến".into(),
            "Căn cứ Biên bản số 03/BB-HĐSK ngày 05 tháng 02 năm 2026 của Hội đồng sáng kiến xã Sơn Hồng".into(),
            "Theo đề nghị của Thường trực Hội đồng sáng kiến".into(),
        ],
        articles: vec![
            "Công nhận 02 sáng kiến cấp cơ sở năm 2026 (có danh sách kèm theo).".into(),
            "Tác giả, đồng tác giả được cấp Giấy chứng nhận sáng kiến và hưởng quyền lợi theo quy định.".into(),
            "Quyết định này có hiệu lực kể từ ngày ký.\nVăn phòng HĐND và UBND, các đơn vị có liên quan và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.".into(),
        ],
        copies_to: vec!["Như Điều 3".into(), "Thường trực Đảng ủy, HĐND xã".into(), "Lưu: VT, HĐSK".into()],
        signature: chairman(),
        annex_title: "Danh sách sáng kiến được công nhận".into(),
        annex_reference: "Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch UBND xã Sơn Hồng".into(),
        items: vec![
            RecognisedInitiative {
                initiative_name: "Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".into(),
                authors: shares(),
                unit: "Trạm Y tế xã Sơn Hồng".into(),
                field: "Y tế".into(),
                score: "86,40".into(),
            },
            RecognisedInitiative {
                initiative_name: "Giá phơi cá gấp gọn".into(),
                authors: vec![AuthorShare { name: "Ngô Văn Biển".into(), share: "100%".into() }],
                unit: "Thôn 7".into(),
                field: "Nông nghiệp".into(),
                score: "81,25".into(),
            },
        ],
    }
}

pub(super) fn commendation_decision() -> CommendationDecisionData {
    let recipient = |name: &str, place: &str, deed: &str, amount: &str| CommendedRecipient {
        name: name.into(),
        unit_or_address: place.into(),
        achievement: deed.into(),
        form: "Giấy khen".into(),
        amount: amount.into(),
    };
    CommendationDecisionData {
        header: header("Số: 16/QĐ-UBND"),
        subject: "Về việc tặng Giấy khen cho cá nhân, hộ gia đình có sáng kiến năm 2026".into(),
        authority: "Chủ tịch Ủy ban nhân dân xã Sơn Hồng".into(),
        bases: vec![
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022".into(),
            "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ".into(),
            "Theo đề nghị của Hội đồng Thi đua - Khen thưởng xã".into(),
        ],
        articles: vec![
            "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã cho 01 cá nhân và 01 hộ gia đình (có danh sách kèm theo).".into(),
            "Tiền thưởng kèm theo Giấy khen trích từ Quỹ thi đua, khen thưởng của xã.".into(),
            "Các bộ phận có liên quan và cá nhân, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.".into(),
        ],
        copies_to: vec!["Như Điều 3".into(), "Lưu: VT, TĐKT".into()],
        signature: Signature { authority: Some("KT. Chủ tịch".into()), title: "Phó Chủ tịch".into(), name: "Trần Đình Khôi".into() },
        annex_title: "Danh sách được tặng Giấy khen".into(),
        annex_reference: "Kèm theo Quyết định số 16/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch UBND xã Sơn Hồng".into(),
        recipients: vec![
            recipient("Ông Ngô Văn Biển", "Thôn 7", "Làm giá phơi cá gấp gọn, cả thôn làm theo", "702.000"),
            recipient("Hộ bà Hồ Thị Mỹ", "Thôn 3", "Vận động 40 hộ phân loại rác tại nhà", "1.404.000"),
        ],
        total_amount: "2.106.000".into(),
        total_in_words: Some("hai triệu một trăm linh sáu nghìn đồng".into()),
        rule_sentence: "cá nhân 0,3 lần, hộ gia đình 0,6 lần mức lương cơ sở 2.340.000 đồng, làm tròn đến nghìn đồng".into(),
    }
}

pub(super) fn initiative_certificate() -> InitiativeCertificateData {
    InitiativeCertificateData {
        header: header(""),
        print: CertificatePrint::default(),
        certificate_no: "12/GCN-UBND".into(),
        person_name: "Ông Phạm Văn Đức".into(),
        birth_year: Some("1988".into()),
        workplace_or_residence: "Trạm Y tế xã Sơn Hồng".into(),
        role: "Là đồng tác giả (60%)".into(),
        initiative_name: "Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".into(),
        co_authors: vec![AuthorShare { name: "bà Lê Thị Ánh Nguyệt".into(), share: "40%".into() }],
        investor: None,
        summary: "Bảng tính tự tô màu những trẻ đến lịch tiêm trong bảy ngày tới; y tế thôn nhận danh sách qua tin nhắn và đi nhắc từng nhà.".into(),
        benefit: "Số mũi bị bỏ sót giảm từ 12 xuống 1 mỗi tháng; tiết kiệm hai ngày công mỗi tháng.".into(),
        decision_number: "15/QĐ-UBND".into(),
        decision_date: day(),
        signature: chairman(),
        verify_url: "https://sangkien.sonhong.gov.vn/x/7Q4M-2KTD-9F3A".into(),
    }
}

pub(super) fn merit_certificate() -> MeritCertificateData {
    MeritCertificateData {
        family: Family::State,
        print: CertificatePrint::default(),
        office: "Chủ tịch Ủy ban nhân dân xã Sơn Hồng".into(),
        recipient_name: "Ông Ngô Văn Biển".into(),
        unit_or_address: Some("Thôn 7, xã Sơn Hồng".into()),
        achievement: "Đã có thành tích trong phong trào thi đua lao động sáng tạo năm 2026 với sáng kiến “Giá phơi cá gấp gọn”".into(),
        decision_number: "16/QĐ-UBND".into(),
        decision_date: day(),
        gold_book_no: "08".into(),
        serial: "GK-2026-000016".into(),
        place: "Sơn Hồng".into(),
        date: day(),
        signature: chairman(),
        verify_url: "https://sangkien.sonhong.gov.vn/x/7Q4M-2KTD-9F3B".into(),
    }
}

pub(super) fn tracking_slip() -> TrackingSlipData {
    TrackingSlipData {
        unit: "Ủy ban nhân dân xã Sơn Hồng".into(),
        code: "SK-2026-000124".into(),
        title: "Treo biển nhắc giờ uống thuốc cạnh bình nước của thôn".into(),
        author_name: Some("Bà Hồ Thị Mỹ".into()),
        entered_by: Some("trưởng thôn Ngô Văn Biển".into()),
        received_at: "08 giờ 30 phút, ngày 05 tháng 02 năm 2026".into(),
        date: day(),
        answer_due: Some("trước ngày 10 tháng 02 năm 2026".into()),
        steps: vec![
            "Trong một ngày làm việc, có người gửi lời cảm ơn tới bạn.".into(),
            "Xã xem ý tưởng và trả lời, dù làm được hay chưa.".into(),
        ],
        contact: Some("0238 3855 123".into()),
        url: "https://sangkien.sonhong.gov.vn/t/SK-2026-000124".into(),
    }
}

pub(super) fn idea_slips() -> IdeaSlipsData {
    IdeaSlipsData {
        unit: "Thôn 3".into(),
        title: "Tôi có một ý tưởng".into(),
        prompts: vec!["Trước đây…".into(), "Tôi đã làm hoặc đề nghị…".into(), "Nhờ vậy…".into()],
        name: "Tên của bạn (không bắt buộc)".into(),
        ways: vec!["Viết xong, đưa cho trưởng thôn.".into(), "Hoặc quét mã để gửi bằng điện thoại.".into()],
        url: "https://sangkien.sonhong.gov.vn/gui?don_vi=thon-3".into(),
        date: day(),
    }
}

pub(super) fn unit_poster() -> UnitPosterData {
    UnitPosterData {
        unit: "Hợp tác xã Nông nghiệp Sơn Hồng".into(),
        title: "Bạn có ý tưởng hay?".into(),
        lead: "Dù nhỏ nhất cũng đáng quý. Kể cho chúng tôi nghe trong một phút.".into(),
        scan: "Quét mã để gửi".into(),
        short_url: "sangkien.sonhong.gov.vn/gui".into(),
        promises: vec!["Ai gửi cũng được cảm ơn.".into(), "Ý tưởng nào cũng có câu trả lời.".into()],
        url: "https://sangkien.sonhong.gov.vn/gui?don_vi=hop-tac-xa-nong-nghiep-son-hong".into(),
        date: day(),
    }
}

/// Every paper, with a name for messages.
pub(super) fn all() -> Vec<(&'static str, Paper)> {
    vec![
        ("receipt", Paper::Receipt(receipt())),
        ("request", Paper::RecognitionRequest(request())),
        ("minutes", Paper::Minutes(minutes())),
        ("recognition-decision", Paper::RecognitionDecision(recognition_decision())),
        ("initiative-certificate", Paper::InitiativeCertificate(initiative_certificate())),
        ("commendation-decision", Paper::CommendationDecision(commendation_decision())),
        ("merit-certificate", Paper::MeritCertificate(merit_certificate())),
        ("tracking-slip", Paper::TrackingSlip(tracking_slip())),
        ("idea-slips", Paper::IdeaSlips(idea_slips())),
        ("unit-poster", Paper::UnitPoster(unit_poster())),
    ]
}
