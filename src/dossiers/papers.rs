//! A dossier as its printed papers tell it: receipt (F2), decision (F8), certificate (F9).
//!
//! Papers are always Vietnamese; their sentences stand in the message catalogue (`paper_*`).

use super::{
    model::{Author, Certificate, Dossier, Recognition},
    rules::percent,
    service::{committee_of, is_commune, seat},
};
use crate::{
    documents::{
        AuthorShare, CertificatePrint, Family, Header, InitiativeCertificateData, Paper, ReceiptData,
        ReceivedDocument, RecognisedInitiative, RecognitionDecisionData, Signature,
    },
    foundation::{
        Instant,
        messages::{Lang, fill, text},
    },
    units::Unit,
};

/// What every paper of a dossier needs beside it.
pub struct Making {
    /// The commune's name: the body above a school or an enterprise.
    pub commune: String,
    /// The recognising unit.
    pub unit: Unit,
    /// The address links begin with.
    pub public_url: String,
}

impl Making {
    fn issuer(&self) -> (String, String) {
        seat(&self.unit, say("paper_peoples_committee"))
    }

    fn header(&self, number: Option<String>, at: time::Date) -> Header {
        let (issuer, place) = self.issuer();
        // People's committees name no body above themselves (NĐ 30/2020, Phụ lục I).
        let superior = (!is_commune(self.unit.kind))
            .then(|| committee_of(&self.commune, say("paper_peoples_committee")));
        Header { family: Family::State, superior, issuer, number, place, date: at.into() }
    }
}

fn say(key: &'static str) -> &'static str {
    text(Lang::Vi, key)
}

fn say_with(key: &'static str, params: &[(&str, &str)]) -> String {
    fill(Lang::Vi, key, params)
}

fn share_of(author: &Author) -> AuthorShare {
    AuthorShare { name: author.full_name.clone(), share: format!("{}%", percent(author.share)) }
}

/// The receipt and its number, once the dossier was handed in.
pub fn receipt(making: &Making, dossier: &Dossier, lead: &str) -> Option<(String, Paper)> {
    let given = dossier.receipt.as_ref()?;
    let number = say_with("paper_number", &[("number", &given.no)]);
    let data = ReceiptData {
        header: making.header(Some(number), given.at.date()),
        initiative_name: dossier.form.initiative_name.clone(),
        authors: dossier.authors.iter().map(|author| author.full_name.clone()).collect(),
        submitter_name: lead.to_owned(),
        submitter_phone: None,
        received_at: to_the_second(given.at),
        documents: vec![ReceivedDocument {
            name: say("paper_request_name").to_owned(),
            copies: say("paper_one_electronic_copy").to_owned(),
        }],
        answer_due: given.answer_due.into(),
        contact: None,
        lookup_code: dossier.code.clone().unwrap_or_default(),
        lookup_url: Some(format!("{}/app/ho-so/{}", making.public_url, dossier.id)),
        // Receipts are issued by the house at the moment of submission; an officer signs the printed one.
        receiver: Signature { authority: None, title: say("paper_receiver").to_owned(), name: String::new() },
    };
    Some((given.no.clone(), Paper::Receipt(data)))
}

/// `14 giờ 05 phút 09 giây, ngày 24 tháng 11 năm 2026`: the first to file is recognised.
fn to_the_second(at: Instant) -> String {
    let local = at.local();
    let day = crate::documents::Day::from(local.date()).words();
    let [hour, minute, second] = [local.hour(), local.minute(), local.second()].map(|n| format!("{n:02}"));
    say_with(
        "paper_received_at",
        &[
            ("hour", hour.as_str()),
            ("minute", minute.as_str()),
            ("second", second.as_str()),
            ("day", day.as_str()),
        ],
    )
}

/// The decision with its list of one.
pub fn decision(making: &Making, dossier: &Dossier, signed: &Recognition) -> Paper {
    let (issuer, _place) = making.issuer();
    let year = signed.decided_on.year().to_string();
    let day = crate::documents::Day::from(signed.decided_on).words();
    let head = if is_commune(making.unit.kind) { "paper_head_of" } else { "paper_head_of_unit" };
    let office = say_with(head, &[("issuer", &issuer)]);
    let name = dossier.form.initiative_name.as_str();
    let code = dossier.code.clone().unwrap_or_default();
    let field = dossier.form.field.as_deref().map(|field| text(Lang::Vi, field_key(field)).to_owned());
    let unit = dossier.authors.first().map(|author| author.workplace_or_residence.clone());
    Paper::RecognitionDecision(RecognitionDecisionData {
        header: making
            .header(Some(say_with("paper_number", &[("number", &signed.decision_no)])), signed.decided_on),
        subject: say_with("paper_recognition_subject", &[("year", &year)]),
        authority: office.clone(),
        bases: vec![
            say("paper_basis_local_government").to_owned(),
            say("paper_basis_decree_13").to_owned(),
            say("paper_basis_circular_18").to_owned(),
            say_with("paper_basis_council", &[("code", &code)]),
        ],
        articles: vec![
            say_with("paper_recognition_article_1", &[("name", name), ("code", &code)]),
            say_with("paper_recognition_article_2", &[("issuer", &issuer)]),
            say("paper_recognition_article_3").to_owned(),
        ],
        copies_to: vec![
            say("paper_copies_as_article_3").to_owned(),
            say("paper_copies_science").to_owned(),
            say("paper_copies_archive").to_owned(),
        ],
        signature: signature(making, signed),
        annex_title: say("paper_recognition_annex_title").to_owned(),
        annex_reference: say_with(
            "paper_recognition_annex_reference",
            &[("number", &signed.decision_no), ("day", &day), ("office", &office)],
        ),
        items: vec![RecognisedInitiative {
            initiative_name: name.to_owned(),
            authors: dossier.authors.iter().map(share_of).collect(),
            unit: unit.unwrap_or_default(),
            field: field.unwrap_or_default(),
            score: dossier.mean.map(points).unwrap_or_default(),
        }],
    })
}

/// The catalogue key of a field of life.
fn field_key(field: &str) -> &'static str {
    match field {
        "admin_reform_digital" => "field_admin_reform_digital",
        "education" => "field_education",
        "health" => "field_health",
        "agriculture_ocop" => "field_agriculture_ocop",
        "environment_new_rural" => "field_environment_new_rural",
        "security_order" => "field_security_order",
        "culture_tourism" => "field_culture_tourism",
        "social_welfare" => "field_social_welfare",
        "party_front_unions" => "field_party_front_unions",
        "production_business" => "field_production_business",
        _ => "field_other",
    }
}

/// `86,40`: hundredths as papers write them.
fn points(mean: i32) -> String {
    format!("{},{:02}", mean / 100, mean % 100)
}

/// The signer in the office they held; the office's usual name where the house knows none.
fn signature(making: &Making, signed: &Recognition) -> Signature {
    let usual = if is_commune(making.unit.kind) { "paper_chair" } else { "paper_head" };
    let title = Some(signed.signer_title.clone()).filter(|title| !title.is_empty());
    Signature {
        authority: None,
        title: title.unwrap_or_else(|| say(usual).to_owned()),
        name: signed.signer_name.clone(),
    }
}

/// The certificate of one author, naming the others.
pub fn certificate(
    making: &Making,
    dossier: &Dossier,
    signed: &Recognition,
    certificate: &Certificate,
    author: &Author,
) -> Paper {
    let alone = dossier.authors.len() == 1;
    let share = percent(author.share);
    let role = if alone {
        say("paper_sole_author").to_owned()
    } else {
        say_with("paper_co_author", &[("share", &share)])
    };
    let form = &dossier.form;
    Paper::InitiativeCertificate(InitiativeCertificateData {
        header: making.header(None, signed.decided_on),
        print: CertificatePrint::default(),
        certificate_no: certificate.no.clone(),
        person_name: author.full_name.clone(),
        birth_year: author.birth_date.map(|day| day.year().to_string()),
        workplace_or_residence: author.workplace_or_residence.clone(),
        role,
        initiative_name: form.initiative_name.clone(),
        co_authors: dossier.authors.iter().filter(|other| other.id != author.id).map(share_of).collect(),
        investor: Some(form.investor.clone()).filter(|name| !name.is_empty()),
        summary: form.essence.clone(),
        benefit: form.benefit_by_author.clone(),
        decision_number: signed.decision_no.clone(),
        decision_date: signed.decided_on.into(),
        signature: signature(making, signed),
        verify_url: format!("{}/x/{}", making.public_url, certificate.serial),
    })
}
