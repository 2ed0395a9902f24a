//! What clients send. Lengths here are outer bounds only; the domain tells every broken rule at once.

use poem_openapi::{Object, types::Example};
use uuid::Uuid;

use crate::{
    authority::PersonId,
    dossiers::{
        model::{AuthorInput, DraftInput, FirstApplierInput},
        rules::DefectInput,
    },
};

/// A dossier begins.
#[derive(Object, Clone, Debug, Default)]
#[oai(skip_serializing_if_is_none, example)]
pub struct StartDossier {
    /// The idea whose fields are copied; it must be in use and the sender's own, or of the sender's unit.
    pub idea_id: Option<Uuid>,
    /// The unit asked to recognise; the commune if absent.
    pub unit_id: Option<Uuid>,
    /// A name for a dossier without an idea.
    #[oai(validator(max_length = 400))]
    pub initiative_name: Option<String>,
}

impl Example for StartDossier {
    fn example() -> Self {
        Self {
            idea_id: None,
            unit_id: None,
            initiative_name: Some("Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".to_owned()),
        }
    }
}

/// One author of the request.
#[derive(Object, Clone, Debug, Default)]
#[oai(skip_serializing_if_is_none)]
pub struct AuthorForm {
    /// The row as the dossier named it; absent for a new author.
    pub id: Option<Uuid>,
    /// The person, if the house knows them: they confirm signed in.
    pub person_id: Option<Uuid>,
    /// Họ và tên.
    #[oai(validator(max_length = 400))]
    pub full_name: String,
    /// Ngày tháng năm sinh, `YYYY-MM-DD`.
    #[oai(validator(max_length = 10))]
    pub birth_date: Option<String>,
    /// Nơi công tác (hoặc nơi thường trú).
    #[oai(validator(max_length = 400))]
    pub workplace_or_residence: String,
    /// Chức danh.
    #[oai(validator(max_length = 400), default)]
    pub position: String,
    /// Trình độ chuyên môn.
    #[oai(validator(max_length = 400), default)]
    pub qualification: String,
    /// Share in basis points: 10000 is the whole.
    pub share: i32,
}

/// One person who helped at the first application.
#[derive(Object, Clone, Debug, Default)]
#[oai(skip_serializing_if_is_none)]
pub struct FirstApplierForm {
    /// Họ và tên.
    #[oai(validator(max_length = 400))]
    pub full_name: String,
    /// Ngày tháng năm sinh, `YYYY-MM-DD`.
    #[oai(validator(max_length = 10))]
    pub birth_date: Option<String>,
    /// Nơi công tác (hoặc nơi thường trú).
    #[oai(validator(max_length = 400), default)]
    pub workplace_or_residence: String,
    /// Chức danh.
    #[oai(validator(max_length = 400), default)]
    pub position: String,
    /// Trình độ chuyên môn.
    #[oai(validator(max_length = 400), default)]
    pub qualification: String,
    /// Nội dung công việc hỗ trợ.
    #[oai(validator(max_length = 400), default)]
    pub support_content: String,
}

/// The whole draft; empty parts are kept as they are.
#[derive(Object, Clone, Debug, Default)]
#[oai(skip_serializing_if_is_none, example)]
pub struct WriteDossier {
    /// The unit asked to recognise; unchanged if absent, fixed once the receipt is issued.
    pub unit_id: Option<Uuid>,
    /// Tên sáng kiến.
    #[oai(validator(max_length = 400))]
    pub initiative_name: String,
    /// Lĩnh vực áp dụng.
    #[oai(validator(max_length = 40))]
    pub field: Option<String>,
    /// `technical`, `managerial`, `operational` or `tech_adoption`.
    #[oai(validator(max_length = 40))]
    pub solution_type: Option<String>,
    /// Chủ đầu tư tạo ra sáng kiến, when it is not the author.
    #[oai(validator(max_length = 400))]
    pub investor: Option<String>,
    /// First applied or tried, whichever is earlier, `YYYY-MM-DD`; a day ahead means that it is planned.
    #[oai(validator(max_length = 10))]
    pub first_applied_on: Option<String>,
    /// Giải pháp đã biết: how it was before.
    #[oai(validator(max_length = 30000))]
    pub known_solution: String,
    /// Mô tả bản chất.
    #[oai(validator(max_length = 30000))]
    pub essence: String,
    /// Các điều kiện cần thiết để áp dụng.
    #[oai(validator(max_length = 30000))]
    pub conditions_needed: String,
    /// Lợi ích theo ý kiến của tác giả.
    #[oai(validator(max_length = 30000))]
    pub benefit_by_author: String,
    /// Lợi ích theo ý kiến của người đã áp dụng.
    #[oai(validator(max_length = 30000))]
    pub benefit_by_applier: Option<String>,
    /// `economic`, `social` or `both`.
    #[oai(validator(max_length = 40))]
    pub benefit_kind: Option<String>,
    /// Tiền làm lợi in đồng.
    pub monetary_gain: Option<i64>,
    /// Những thông tin cần được bảo mật.
    #[oai(validator(max_length = 30000))]
    pub confidential_info: Option<String>,
    /// Those who helped at the first application.
    #[oai(validator(max_items = 60), default)]
    pub first_appliers: Vec<FirstApplierForm>,
    /// Authors in their order; shares need to make the whole only at submission.
    #[oai(validator(max_items = 40))]
    pub authors: Vec<AuthorForm>,
}

impl Example for WriteDossier {
    fn example() -> Self {
        Self {
            initiative_name: "Sổ theo dõi tiêm chủng điện tử cho trẻ em dưới 5 tuổi".to_owned(),
            field: Some("health".to_owned()),
            solution_type: Some("operational".to_owned()),
            first_applied_on: Some("2026-03-14".to_owned()),
            known_solution: "Dò sổ giấy hai ngày mỗi tháng, vẫn sót mũi tiêm.".to_owned(),
            essence: "Bảng tính tô màu trẻ đến lịch, y tế thôn nhắc từng nhà.".to_owned(),
            conditions_needed: "Một máy tính.".to_owned(),
            benefit_by_author: "Số mũi bị sót giảm từ 12 xuống 1 mỗi tháng.".to_owned(),
            benefit_kind: Some("social".to_owned()),
            authors: vec![AuthorForm {
                full_name: "Phạm Văn Đức".to_owned(),
                birth_date: Some("1988-02-05".to_owned()),
                workplace_or_residence: "Trạm Y tế xã Sơn Hồng".to_owned(),
                position: "Trạm trưởng".to_owned(),
                qualification: "Đại học điều dưỡng".to_owned(),
                share: 10_000,
                ..AuthorForm::default()
            }],
            ..Self::default()
        }
    }
}

impl From<WriteDossier> for DraftInput {
    fn from(body: WriteDossier) -> Self {
        Self {
            initiative_name: body.initiative_name,
            field: body.field,
            solution_type: body.solution_type,
            investor: body.investor,
            first_applied_on: body.first_applied_on,
            known_solution: body.known_solution,
            essence: body.essence,
            conditions_needed: body.conditions_needed,
            benefit_by_author: body.benefit_by_author,
            benefit_by_applier: body.benefit_by_applier,
            benefit_kind: body.benefit_kind,
            monetary_gain: body.monetary_gain,
            confidential_info: body.confidential_info,
            first_appliers: body.first_appliers.into_iter().map(Into::into).collect(),
            authors: body.authors.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<FirstApplierForm> for FirstApplierInput {
    fn from(form: FirstApplierForm) -> Self {
        Self {
            full_name: form.full_name,
            birth_date: form.birth_date,
            workplace_or_residence: form.workplace_or_residence,
            position: form.position,
            qualification: form.qualification,
            support_content: form.support_content,
        }
    }
}

impl From<AuthorForm> for AuthorInput {
    fn from(form: AuthorForm) -> Self {
        Self {
            id: form.id,
            person: form.person_id.map(PersonId),
            full_name: form.full_name,
            birth_date: form.birth_date,
            workplace_or_residence: form.workplace_or_residence,
            position: form.position,
            qualification: form.qualification,
            share: form.share,
        }
    }
}

/// The request is handed in.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct SubmitDossier {
    /// "Tôi xin cam đoan mọi thông tin nêu trong đơn là trung thực, đúng sự thật."
    pub declared: bool,
}

impl Example for SubmitDossier {
    fn example() -> Self {
        Self { declared: true }
    }
}

/// One thing to complete.
#[derive(Object, Clone, Debug, Default)]
pub struct DefectForm {
    /// The field it concerns, e.g. `essence`; empty for the whole.
    #[oai(validator(max_length = 400), default)]
    pub field: String,
    /// What is missing or unclear.
    #[oai(validator(max_length = 30000))]
    pub what: String,
    /// How to put it right.
    #[oai(validator(max_length = 30000))]
    pub how_to_fix: String,
}

impl From<DefectForm> for DefectInput {
    fn from(form: DefectForm) -> Self {
        Self { field: form.field, what: form.what, how_to_fix: form.how_to_fix }
    }
}

/// A supplement is asked for.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct RequestSupplement {
    /// Everything at once: the author is asked as often as the rule allows, usually once.
    #[oai(validator(max_items = 40))]
    pub defects: Vec<DefectForm>,
}

impl Example for RequestSupplement {
    fn example() -> Self {
        Self {
            defects: vec![DefectForm {
                field: "benefit_by_author".to_owned(),
                what: "Chưa có số liệu trước và sau.".to_owned(),
                how_to_fix: "Bạn ghi thêm số mũi bị sót mỗi tháng trước và sau khi dùng sổ mới.".to_owned(),
            }],
        }
    }
}

/// The completed request is handed in again.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct SupplementDossier {
    /// One answer for each defect, in their order.
    #[oai(validator(max_items = 40))]
    pub answers: Vec<String>,
    /// The declaration, ticked again.
    pub declared: bool,
}

impl Example for SupplementDossier {
    fn example() -> Self {
        Self { answers: vec!["Đã ghi thêm số liệu ở phần lợi ích.".to_owned()], declared: true }
    }
}

/// The first application was completed (F11).
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct ConfirmFirstApplication {
    /// `YYYY-MM-DD`.
    #[oai(validator(max_length = 10))]
    pub completed_on: String,
    /// Who confirms it: name and office.
    #[oai(validator(max_length = 30000))]
    pub confirmer: String,
    /// The result, before and after.
    #[oai(validator(max_length = 30000))]
    pub result: String,
}

impl Example for ConfirmFirstApplication {
    fn example() -> Self {
        Self {
            completed_on: "2026-11-20".to_owned(),
            confirmer: "Bà Hồ Thị Mỹ, trưởng thôn 3".to_owned(),
            result: "Trước: 12 mũi bị sót mỗi tháng; sau: 1 mũi.".to_owned(),
        }
    }
}

/// The request is refused (F10b).
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct RefuseDossier {
    /// The coded reason, e.g. `not_applied`.
    #[oai(validator(max_length = 40))]
    pub reason: String,
    /// Why, in words.
    #[oai(validator(max_length = 30000))]
    pub words: String,
    /// What the author can do next.
    #[oai(validator(max_length = 30000))]
    pub next_step: String,
}

impl Example for RefuseDossier {
    fn example() -> Self {
        Self {
            reason: "not_applied".to_owned(),
            words: "Giải pháp chưa được áp dụng hoặc áp dụng thử.".to_owned(),
            next_step: "Bạn áp dụng thử ở thôn mình rồi nộp lại, cán bộ sẽ giúp ghi kết quả.".to_owned(),
        }
    }
}

/// The request is taken back.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct WithdrawDossier {
    /// Every co-author agrees; needed once it was handed in.
    #[oai(default)]
    pub co_authors_agree: bool,
    /// Words, if the author wishes.
    #[oai(validator(max_length = 400))]
    pub words: Option<String>,
}

impl Example for WithdrawDossier {
    fn example() -> Self {
        Self { co_authors_agree: true, words: None }
    }
}

/// An author agrees to a share.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ConfirmShare {
    /// The share agreed to, in basis points; another one than the present is refused as stale.
    pub share: i32,
    /// The token of the private link, for somebody who is not signed in.
    #[oai(validator(max_length = 100))]
    pub token: Option<String>,
    /// Where the signed paper is kept, recorded by the lead author.
    #[oai(validator(max_length = 400))]
    pub paper_note: Option<String>,
}

impl Example for ConfirmShare {
    fn example() -> Self {
        Self { share: 4_000, token: None, paper_note: None }
    }
}

/// The private link is opened.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct OpenShareLink {
    /// The token of the link.
    #[oai(validator(max_length = 100))]
    pub token: String,
}

impl Example for OpenShareLink {
    fn example() -> Self {
        Self { token: "abcdefghijklmnopqrstuvwxyz".to_owned() }
    }
}

/// The managing authority approved (NĐ 13/2012 Đ.7.2).
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct RecordSuperiorApproval {
    /// Number of the letter.
    #[oai(validator(max_length = 400))]
    pub document_no: String,
    /// Its day, `YYYY-MM-DD`.
    #[oai(validator(max_length = 10))]
    pub decided_on: String,
}

impl Example for RecordSuperiorApproval {
    fn example() -> Self {
        Self { document_no: "120/UBND-KGVX".to_owned(), decided_on: "2026-11-20".to_owned() }
    }
}

/// The head signs that it is not recognised (F10c).
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct NotRecogniseDossier {
    /// `not_new`, `not_applied`, `no_benefit`, `excluded_public_order` or `excluded_ip`.
    #[oai(validator(max_length = 40))]
    pub failed_condition: String,
    /// Why, in words.
    #[oai(validator(max_length = 30000))]
    pub words: String,
    /// What is good about the solution.
    #[oai(validator(max_length = 30000))]
    pub strengths: String,
    /// What the author can do next.
    #[oai(validator(max_length = 30000))]
    pub next_step: String,
}

impl Example for NotRecogniseDossier {
    fn example() -> Self {
        Self {
            failed_condition: "not_new".to_owned(),
            words: "Trong xã đã có nơi làm theo cách này từ năm 2024.".to_owned(),
            strengths: "Số liệu trước và sau rất rõ.".to_owned(),
            next_step: "Bạn ghi thêm phần cải tiến của riêng mình và nộp lại.".to_owned(),
        }
    }
}
