//! What the decision (F15) and the certificates (F16) say: from a case to the data of its papers, purely.
//!
//! Papers are Vietnamese whatever the reader's language; their sentences stand in the message catalogue.

use std::collections::BTreeMap;

use super::model::{Certificate, Commendation, Decision, Form, Recipient, RecipientId, RecipientKind};
use crate::{
    documents::{
        CertificatePrint, CommendationDecisionData, CommendedRecipient, Day, Family, Header,
        MeritCertificateData, Paper, Signature,
    },
    foundation::messages::{Lang, fill, text},
};

/// One paper to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// `decision`, or the serial of the certificate.
    pub name: String,
    /// Whose certificate; absent for the decision.
    pub recipient: Option<RecipientId>,
    /// What it says.
    pub paper: Paper,
}

/// The name of the decision among the papers of a case.
pub const DECISION: &str = "decision";

/// How a unit is named inside a sentence and as a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// `xã Sơn Hồng`
    pub spoken: String,
    /// `Sơn Hồng`
    pub place: String,
}

impl Naming {
    /// Takes the word for the kind off the name: `Xã Sơn Hồng` is in Sơn Hồng.
    pub fn of(unit_name: &str, kind_word: &str) -> Self {
        let rest = unit_name
            .get(..kind_word.len())
            .filter(|start| start.to_lowercase() == kind_word.to_lowercase() && !kind_word.is_empty());
        match rest.and_then(|start| unit_name.strip_prefix(start)).and_then(|rest| rest.strip_prefix(' ')) {
            Some(place) => {
                Self { spoken: format!("{} {place}", kind_word.to_lowercase()), place: place.to_owned() }
            }
            None => Self { spoken: unit_name.to_owned(), place: unit_name.to_owned() },
        }
    }
}

/// Every paper of a decided case.
pub fn drafts(
    case: &Commendation,
    decision: &Decision,
    form: &Form,
    naming: &Naming,
    link: impl Fn(&str) -> String,
) -> Vec<Draft> {
    let given: Vec<(&Recipient, &Certificate)> = case
        .recipients
        .iter()
        .filter_map(|recipient| recipient.certificate.as_ref().map(|certificate| (recipient, certificate)))
        .collect();
    let mut drafts = vec![Draft {
        name: DECISION.to_owned(),
        recipient: None,
        paper: Paper::CommendationDecision(decision_data(case, decision, form, naming, &given)),
    }];
    drafts.extend(given.into_iter().map(|(recipient, certificate)| Draft {
        name: certificate.serial.clone(),
        recipient: Some(recipient.id),
        paper: Paper::MeritCertificate(MeritCertificateData {
            family: Family::State,
            print: CertificatePrint::default(),
            office: say("paper_commendation_office", &[("unit", &naming.spoken)]),
            recipient_name: recipient.name.clone(),
            unit_or_address: Some(recipient.address_or_unit.clone()),
            achievement: case.sentence.clone(),
            decision_number: decision.number.clone(),
            decision_date: Day::from(decision.decided_on),
            gold_book_no: certificate.gold_book_no.clone(),
            serial: certificate.serial.clone(),
            place: naming.place.clone(),
            date: Day::from(decision.decided_on),
            signature: signature(decision),
            verify_url: link(&format!("/x/{}", certificate.verify_code)),
        }),
    }));
    drafts
}

fn decision_data(
    case: &Commendation,
    decision: &Decision,
    form: &Form,
    naming: &Naming,
    given: &[(&Recipient, &Certificate)],
) -> CommendationDecisionData {
    let unit = [("unit", naming.spoken.as_str())];
    let day = Day::from(decision.decided_on);
    let total: i64 = given.iter().map(|(_, certificate)| certificate.bonus.amount).sum();
    let mut bases = form.legal_bases.clone();
    bases.push(say("paper_commendation_criteria", &[("criteria", &case.criteria_ref)]));
    if let Some(minutes) = &case.minutes_ref {
        bases.push(say("paper_commendation_minutes", &[("minutes", minutes)]));
    }
    bases.push(say("paper_commendation_proposal", &[("name", &case.nominator_name)]));
    let form_name = text(Lang::Vi, &format!("commendation_form_{}", form.code)).to_owned();
    CommendationDecisionData {
        header: Header {
            family: Family::State,
            superior: None,
            issuer: say("paper_commendation_issuer", &unit),
            number: Some(say("paper_commendation_number", &[("number", &decision.number)])),
            place: naming.place.clone(),
            date: day,
        },
        subject: say("paper_commendation_subject", &unit),
        authority: say("paper_commendation_office", &unit),
        bases,
        articles: vec![
            say(
                "paper_commendation_article_1",
                &[
                    ("unit", &naming.spoken),
                    ("count", &counted(given)),
                    ("deed", case.sentence.trim_end_matches('.')),
                ],
            ),
            say("paper_commendation_article_2", &[("unit", &naming.spoken), ("total", &dong(total))]),
            say("paper_commendation_article_3", &[]),
        ],
        copies_to: vec![say("paper_commendation_copy_1", &[]), say("paper_commendation_copy_2", &[])],
        signature: signature(decision),
        annex_title: say("paper_commendation_annex", &[]),
        annex_reference: say(
            "paper_commendation_annex_reference",
            &[("number", &decision.number), ("day", &day.words()), ("unit", &naming.spoken)],
        ),
        recipients: given
            .iter()
            .map(|(recipient, certificate)| CommendedRecipient {
                name: recipient.name.clone(),
                unit_or_address: recipient.address_or_unit.clone(),
                achievement: case.sentence.clone(),
                form: form_name.clone(),
                amount: dong(certificate.bonus.amount),
            })
            .collect(),
        total_amount: dong(total),
        total_in_words: None,
        rule_sentence: rule_sentence(given),
    }
}

fn signature(decision: &Decision) -> Signature {
    Signature {
        authority: None,
        title: say("paper_commendation_signer", &[]),
        name: decision.signer_name.clone(),
    }
}

/// `02 cá nhân, 01 hộ gia đình`
fn counted(given: &[(&Recipient, &Certificate)]) -> String {
    let mut counts: BTreeMap<RecipientKind, usize> = BTreeMap::new();
    for (recipient, _) in given {
        *counts.entry(recipient.kind).or_default() += 1;
    }
    let parts = counts.into_iter().map(|(kind, count)| {
        say(&format!("paper_commendation_count_{}", kind.as_str()), &[("count", &format!("{count:02}"))])
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// How each amount follows from the law: multiplier, base salary, factor, articles.
fn rule_sentence(given: &[(&Recipient, &Certificate)]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (recipient, certificate) in given {
        let bonus = &certificate.bonus;
        let line = say(
            &format!("paper_commendation_rule_{}", recipient.kind.as_str()),
            &[
                ("multiplier", &hundredths(bonus.multiplier)),
                ("base", &dong(bonus.base_salary)),
                ("factor", &hundredths(bonus.factor)),
                ("amount", &dong(bonus.amount)),
                ("source", &bonus.source),
            ],
        );
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("; ")
}

fn say(key: &str, params: &[(&str, &str)]) -> String {
    fill(Lang::Vi, key, params)
}

/// `1.404.000`
pub fn dong(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if amount < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `0,3` of 30 hundredths.
fn hundredths(value: u32) -> String {
    let (whole, rest) = (value / 100, value % 100);
    let fraction = format!("{rest:02}");
    match fraction.trim_end_matches('0') {
        "" => whole.to_string(),
        fraction => format!("{whole},{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_with_points_and_factors_with_a_comma() {
        let written = [0, 12, 702_000, 1_404_000, 12_345_678].map(dong);
        assert_eq!(written, ["0", "12", "702.000", "1.404.000", "12.345.678"]);
        assert_eq!([30, 45, 100, 150, 205].map(hundredths), ["0,3", "0,45", "1", "1,5", "2,05"]);
    }

    #[test]
    fn a_commune_is_a_place() {
        let commune = Naming::of("Xã Sơn Hồng", "Xã");
        assert_eq!((commune.spoken.as_str(), commune.place.as_str()), ("xã Sơn Hồng", "Sơn Hồng"));
        let zone = Naming::of("Đặc khu Phú Quốc", "Đặc khu");
        assert_eq!((zone.spoken.as_str(), zone.place.as_str()), ("đặc khu Phú Quốc", "Phú Quốc"));
        let other = Naming::of("UBND xã Sơn Hồng", "Xã");
        assert_eq!(other.spoken, "UBND xã Sơn Hồng");
    }
}
