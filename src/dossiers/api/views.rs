//! What the API answers with.

use poem_openapi::Object;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Acts, Author, Certificate, Dossier, FirstApplier, State, Step, StoredPaper, Verb},
        service::{Full, Offer, token_of},
        store::Line,
    },
    foundation::Instant,
};

/// A dossier in a list.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct DossierLine {
    /// Identifier.
    pub id: Uuid,
    /// Code, once handed in.
    pub code: Option<String>,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Where it stands.
    pub state: String,
    /// The unit asked to recognise.
    pub unit_id: Uuid,
    /// Its name.
    pub unit_name: String,
    /// Whose turn it is: `author`, `intake`, `secretary`, `markers`, `council` or `head`.
    pub acts_next: Option<String>,
    /// End of the last day of the next step.
    pub due_at: Option<OffsetDateTime>,
    /// True once that has passed.
    pub overdue: bool,
    /// When it was handed in.
    pub received_at: Option<OffsetDateTime>,
    /// The last change.
    pub changed_at: OffsetDateTime,
}

impl DossierLine {
    /// The line as of now.
    pub fn of((line, unit_name): (Line, String), now: Instant) -> Self {
        Self {
            id: line.id.0,
            code: line.code,
            initiative_name: line.initiative_name,
            state: line.state.as_str().to_owned(),
            unit_id: line.unit.0,
            unit_name,
            acts_next: line.state.acts().map(|acts| acts.as_str().to_owned()),
            due_at: line.due_at.map(Instant::to_datetime),
            overdue: line.due_at.is_some_and(|due| due < now),
            received_at: line.received_at.map(Instant::to_datetime),
            changed_at: line.changed_at.to_datetime(),
        }
    }
}

/// A page of dossiers.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct DossierList {
    /// The rows.
    pub items: Vec<DossierLine>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// An author of a dossier.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct AuthorView {
    /// Identifier of the row; send it back when saving.
    pub id: Uuid,
    /// The person, if the house knows them.
    pub person_id: Option<Uuid>,
    /// Họ và tên.
    pub full_name: String,
    /// Ngày tháng năm sinh.
    pub birth_date: Option<Date>,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace_or_residence: String,
    /// Chức danh.
    pub position: String,
    /// Trình độ chuyên môn.
    pub qualification: String,
    /// Share in basis points.
    pub share: i32,
    /// When the author agreed to the share.
    pub confirmed_at: Option<OffsetDateTime>,
    /// `account`, `link` or `paper`.
    pub confirmed_by: Option<String>,
    /// Where the signed paper is.
    pub paper_note: Option<String>,
    /// True if this is the reader.
    pub is_you: bool,
    /// The private link to pass on, for the lead author while the yes is missing.
    pub share_link: Option<String>,
    /// Number of the certificate, once recognised.
    pub certificate_no: Option<String>,
    /// Its serial, which the QR code carries.
    pub certificate_serial: Option<String>,
}

/// One person who helped at the first application.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct FirstApplierView {
    /// Họ và tên.
    pub full_name: String,
    /// Ngày tháng năm sinh.
    pub birth_date: Option<Date>,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace_or_residence: String,
    /// Chức danh.
    pub position: String,
    /// Trình độ chuyên môn.
    pub qualification: String,
    /// Nội dung công việc hỗ trợ.
    pub support_content: String,
}

impl From<FirstApplier> for FirstApplierView {
    fn from(one: FirstApplier) -> Self {
        Self {
            full_name: one.full_name,
            birth_date: one.birth_date,
            workplace_or_residence: one.workplace_or_residence,
            position: one.position,
            qualification: one.qualification,
            support_content: one.support_content,
        }
    }
}

/// One thing to complete, with the author's answer.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct DefectView {
    /// The field it concerns; empty for the whole.
    pub field: String,
    /// What is missing.
    pub what: String,
    /// How to put it right.
    pub how_to_fix: String,
    /// The author's answer.
    pub answer: Option<String>,
}

/// Why the answer was no.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct OutcomeView {
    /// The coded reason.
    pub reason: Option<String>,
    /// Why, in words.
    pub words: String,
    /// What is good about the solution.
    pub strengths: String,
    /// What the author can do next.
    pub next_step: String,
}

/// One step on the way.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct StepView {
    /// What was done.
    pub kind: String,
    /// The state it led to.
    pub state: String,
    /// Who did it; empty for the house itself.
    pub who: String,
    /// Words said with it.
    pub words: String,
    /// When.
    pub at: OffsetDateTime,
}

impl From<Step> for StepView {
    fn from(step: Step) -> Self {
        Self {
            kind: step.kind,
            state: step.state.as_str().to_owned(),
            who: step.who,
            words: step.words,
            at: step.at.to_datetime(),
        }
    }
}

/// The decision to recognise.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RecognitionView {
    /// Number of the decision.
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// Who signed.
    pub signer_name: String,
    /// In which office.
    pub signer_title: String,
}

/// A recognition dossier with its way, whose turn it is and what the reader may do.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, rename = "Dossier")]
pub struct DossierView {
    /// Identifier.
    pub id: Uuid,
    /// Code, once handed in.
    pub code: Option<String>,
    /// The unit asked to recognise.
    pub unit_id: Uuid,
    /// Its name.
    pub unit_name: String,
    /// The idea it grew from.
    pub idea_id: Option<Uuid>,
    /// Where it stands.
    pub state: String,
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Lĩnh vực áp dụng.
    pub field: Option<String>,
    /// Loại giải pháp.
    pub solution_type: Option<String>,
    /// Chủ đầu tư, when it is not the author.
    pub investor: Option<String>,
    /// First applied or tried.
    pub first_applied_on: Option<Date>,
    /// Giải pháp đã biết.
    pub known_solution: String,
    /// Mô tả bản chất.
    pub essence: String,
    /// Các điều kiện cần thiết.
    pub conditions_needed: String,
    /// Lợi ích theo ý kiến của tác giả.
    pub benefit_by_author: String,
    /// Lợi ích theo ý kiến của người áp dụng.
    pub benefit_by_applier: Option<String>,
    /// Loại lợi ích.
    pub benefit_kind: Option<String>,
    /// Tiền làm lợi in đồng.
    pub monetary_gain: Option<i64>,
    /// Những thông tin cần được bảo mật.
    pub confidential_info: Option<String>,
    /// Those who helped at the first application.
    pub first_appliers: Vec<FirstApplierView>,
    /// Authors in their order.
    pub authors: Vec<AuthorView>,
    /// Sum of the shares in basis points.
    pub shares: i32,
    /// Whose turn it is.
    pub acts_next: Option<String>,
    /// Their names, where they may be named.
    pub acting: Vec<String>,
    /// The last day of the next step.
    pub due_on: Option<Date>,
    /// True once that has passed.
    pub overdue: bool,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// When it was handed in.
    pub received_at: Option<OffsetDateTime>,
    /// When the author hears whether the request is accepted.
    pub answer_due: Option<Date>,
    /// SHA-256 of the request as handed in.
    pub form_sha256: Option<String>,
    /// 1 at submission, one more with each supplement.
    pub edition: Option<i32>,
    /// The legal last day of the decision.
    pub decision_due: Option<Date>,
    /// What intake asked to complete.
    pub defects: Vec<DefectView>,
    /// Why the answer was no.
    pub outcome: Option<OutcomeView>,
    /// The decision, once signed.
    pub recognition: Option<RecognitionView>,
    /// Its way so far, oldest first.
    pub timeline: Vec<StepView>,
    /// What the reader may do now.
    pub allowed: Vec<String>,
}

impl DossierView {
    /// The dossier as this reader sees it.
    pub fn of(app: &App, actor: &Actor, full: Full) -> Self {
        let Full { dossier, unit_name, steps, acting, recognition, allowed } = full;
        let today = app.now().date();
        let certificates = recognition.as_ref().map(|signed| signed.certificates.clone()).unwrap_or_default();
        let authors = dossier.authors.iter().map(|one| author(app, actor, &dossier, one, &certificates));
        let authors = authors.collect();
        let shares = dossier.shares();
        let form = dossier.form;
        let receipt = dossier.receipt;
        Self {
            id: dossier.id.0,
            code: dossier.code,
            unit_id: dossier.unit.0,
            unit_name,
            idea_id: dossier.idea.map(|idea| idea.0),
            state: dossier.state.as_str().to_owned(),
            initiative_name: form.initiative_name,
            field: form.field,
            solution_type: form.solution_type.map(|kind| kind.as_str().to_owned()),
            investor: given(form.investor),
            first_applied_on: form.first_applied_on,
            known_solution: form.known_solution,
            essence: form.essence,
            conditions_needed: form.conditions_needed,
            benefit_by_author: form.benefit_by_author,
            benefit_by_applier: given(form.benefit_by_applier),
            benefit_kind: form.benefit_kind.map(|kind| kind.as_str().to_owned()),
            monetary_gain: form.monetary_gain,
            confidential_info: given(form.confidential_info),
            first_appliers: form.first_appliers.into_iter().map(Into::into).collect(),
            authors,
            shares,
            acts_next: dossier.state.acts().map(Acts::as_str).map(str::to_owned),
            acting,
            due_on: dossier.due,
            overdue: dossier.due.is_some_and(|due| due < today),
            receipt_no: receipt.as_ref().map(|receipt| receipt.no.clone()),
            received_at: receipt.as_ref().map(|receipt| receipt.at.to_datetime()),
            answer_due: receipt.as_ref().map(|receipt| receipt.answer_due),
            edition: receipt.as_ref().map(|receipt| receipt.edition),
            form_sha256: receipt.map(|receipt| receipt.hash),
            decision_due: dossier.decision_due,
            defects: dossier
                .supplement
                .defects
                .into_iter()
                .map(|one| DefectView {
                    field: one.field,
                    what: one.what,
                    how_to_fix: one.how_to_fix,
                    answer: one.answer,
                })
                .collect(),
            outcome: dossier.outcome.map(|told| OutcomeView {
                reason: told.reason,
                words: told.words,
                strengths: told.strengths,
                next_step: told.next_step,
            }),
            recognition: recognition.map(|signed| RecognitionView {
                decision_no: signed.decision_no,
                decided_on: signed.decided_on,
                signer_name: signed.signer_name,
                signer_title: signed.signer_title,
            }),
            timeline: steps.into_iter().map(Into::into).collect(),
            allowed: allowed.into_iter().map(Verb::as_str).map(str::to_owned).collect(),
        }
    }
}

fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn author(
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
    one: &Author,
    certificates: &[Certificate],
) -> AuthorView {
    let certificate = certificates.iter().find(|certificate| certificate.author == one.id);
    let leads = actor.person.is_some_and(|person| person == dossier.lead || dossier.recorder == Some(person));
    let open = one.confirmation.is_none() && dossier.state.takes(Verb::ConfirmShare);
    // The token stands behind # so that it reaches no log on its way.
    let link = || {
        let token = token_of(app, one.id);
        app.link(&format!("/app/xac-nhan/{}/{}#{token}", dossier.id, one.id))
    };
    let yes = one.confirmation.as_ref();
    AuthorView {
        id: one.id.0,
        person_id: one.person.map(|person| person.0),
        full_name: one.full_name.clone(),
        birth_date: one.birth_date,
        workplace_or_residence: one.workplace_or_residence.clone(),
        position: one.position.clone(),
        qualification: one.qualification.clone(),
        share: one.share,
        confirmed_at: yes.map(|yes| yes.at.to_datetime()),
        confirmed_by: yes.map(|yes| yes.channel.as_str().to_owned()),
        paper_note: yes.and_then(|yes| yes.note.clone()),
        is_you: one.person.is_some() && one.person == actor.person,
        share_link: (leads && open).then(link),
        certificate_no: certificate.map(|certificate| certificate.no.clone()),
        certificate_serial: certificate.map(|certificate| certificate.serial.clone()),
    }
}

/// What the private link asks: one name, one share.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ShareOffer {
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Who is asked.
    pub full_name: String,
    /// The share in basis points.
    pub share: i32,
    /// Names and shares of the others.
    pub others: Vec<OtherShare>,
    /// When the yes was given.
    pub confirmed_at: Option<OffsetDateTime>,
    /// False once the dossier no longer takes a yes.
    pub open: bool,
}

/// Another author's share.
#[derive(Object, Clone, Debug)]
pub struct OtherShare {
    /// Họ và tên.
    pub full_name: String,
    /// The share in basis points.
    pub share: i32,
}

impl From<Offer> for ShareOffer {
    fn from(offer: Offer) -> Self {
        let Offer { dossier, author } = offer;
        let others = dossier.authors.iter().filter(|other| other.id != author.id);
        Self {
            open: dossier.state.takes(Verb::ConfirmShare),
            others: others
                .map(|other| OtherShare { full_name: other.full_name.clone(), share: other.share })
                .collect(),
            initiative_name: dossier.form.initiative_name,
            full_name: author.full_name,
            share: author.share,
            confirmed_at: author.confirmation.map(|yes| yes.at.to_datetime()),
        }
    }
}

/// A printed paper.
#[derive(Object, Clone, Debug)]
pub struct PaperView {
    /// Identifier.
    pub id: Uuid,
    /// `receipt`, `decision` or `certificate`.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// SHA-256 of the PDF.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: i64,
    /// When it was made.
    pub made_at: OffsetDateTime,
}

impl From<StoredPaper> for PaperView {
    fn from(paper: StoredPaper) -> Self {
        Self {
            id: paper.id.0,
            kind: paper.kind.as_str().to_owned(),
            number: paper.number,
            sha256: paper.sha256,
            bytes: paper.bytes,
            made_at: paper.made_at.to_datetime(),
        }
    }
}

/// The papers of a dossier.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PaperList {
    /// The papers, oldest first.
    pub items: Vec<PaperView>,
    /// Always absent: a dossier has few papers.
    pub next: Option<String>,
}

/// The state a list asks for.
pub fn state_of(text: &str) -> Option<State> {
    State::parse(text)
}
