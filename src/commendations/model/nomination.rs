//! Đề nghị khen thưởng, read at the door: every mistake is told at once.

use uuid::Uuid;

use super::{AchievementKind, Basis, RecipientKind};
use crate::{
    authority::PersonId,
    foundation::{Code, Violations, text},
};

/// The most characters of one line: names, addresses, references.
const LINE: usize = 200;
/// The most characters of a paragraph.
const PARAGRAPH: usize = 2_000;
/// The most recipients of one decision.
const RECIPIENTS: usize = 200;

/// A nomination as it arrived.
#[derive(Clone, Debug, Default)]
pub struct NominationInput {
    /// Code of the form.
    pub form: String,
    /// Loại hình.
    pub basis: String,
    /// Idea or initiative.
    pub achievement_kind: String,
    /// Its identifier.
    pub achievement_id: Uuid,
    /// Who is to be honoured.
    pub recipients: Vec<RecipientInput>,
    /// The achievement in at most sixty words.
    pub sentence: String,
    /// The criteria it fulfils.
    pub criteria_ref: String,
    /// Number and day of the commendation council's minutes.
    pub minutes_ref: Option<String>,
}

/// One recipient as it arrived.
#[derive(Clone, Debug, Default)]
pub struct RecipientInput {
    /// Individual, household or collective.
    pub kind: String,
    /// The person, where they are known.
    pub person: Option<Uuid>,
    /// The name on the certificate.
    pub name: String,
    /// Đơn vị or nơi ở.
    pub address_or_unit: String,
    /// True for a child.
    pub under_16: bool,
}

/// A nomination whose words can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// Code of the form.
    pub form: String,
    /// Loại hình.
    pub basis: Basis,
    /// Idea or initiative.
    pub achievement_kind: AchievementKind,
    /// Its identifier.
    pub achievement_id: Uuid,
    /// Who is to be honoured.
    pub recipients: Vec<Nominee>,
    /// The achievement.
    pub sentence: String,
    /// The criteria it fulfils.
    pub criteria_ref: String,
    /// Minutes of the commendation council.
    pub minutes_ref: Option<String>,
}

/// One proposed recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominee {
    /// Individual, household or collective.
    pub kind: RecipientKind,
    /// The person, where they are known.
    pub person: Option<PersonId>,
    /// The name on the certificate.
    pub name: String,
    /// Đơn vị or nơi ở.
    pub address_or_unit: String,
    /// True for a child.
    pub under_16: bool,
}

impl Nomination {
    /// Reads an arrived nomination.
    ///
    /// # Errors
    /// Every field that is missing, too long or unknown.
    pub fn parse(input: NominationInput) -> Result<Self, Violations> {
        let mut wrong = Violations::new();
        let basis = Basis::parse(&input.basis);
        wrong.unless(basis.is_some(), Code::NotOffered, "/basis");
        let kind = AchievementKind::parse(&input.achievement_kind);
        wrong.unless(kind.is_some(), Code::NotOffered, "/achievement/kind");
        let form = wrong.take(Wording::line(&input.form, "/form"));
        let sentence = wrong.take(Wording::paragraph(&input.sentence, "/sentence"));
        let criteria_ref = wrong.take(Wording::line(&input.criteria_ref, "/criteria_ref"));
        let minutes_ref = wrong
            .take(Wording::optional_line(input.minutes_ref.as_deref().unwrap_or_default(), "/minutes_ref"));
        if input.recipients.is_empty() {
            wrong.add(Code::Required, "/recipients");
        }
        if input.recipients.len() > RECIPIENTS {
            let params = [("least", "1".to_owned()), ("most", RECIPIENTS.to_string())];
            wrong.add_with(Code::OutOfBounds, "/recipients", params);
        }
        let mut recipients = Vec::new();
        for (at, recipient) in input.recipients.into_iter().take(RECIPIENTS).enumerate() {
            recipients.extend(wrong.take(nominee(recipient, at)));
        }
        match (basis, kind, form, sentence, criteria_ref, minutes_ref) {
            (
                Some(basis),
                Some(achievement_kind),
                Some(form),
                Some(sentence),
                Some(criteria_ref),
                Some(minutes_ref),
            ) if wrong.is_empty() => Ok(Self {
                form,
                basis,
                achievement_kind,
                achievement_id: input.achievement_id,
                recipients,
                sentence,
                criteria_ref,
                minutes_ref,
            }),
            _ => Err(wrong),
        }
    }
}

fn nominee(input: RecipientInput, at: usize) -> Result<Nominee, Violations> {
    let mut wrong = Violations::new();
    let kind = RecipientKind::parse(&input.kind);
    wrong.unless(kind.is_some(), Code::NotOffered, &format!("/recipients/{at}/kind"));
    let name = wrong.take(Wording::line(&input.name, &format!("/recipients/{at}/name")));
    let place =
        wrong.take(Wording::line(&input.address_or_unit, &format!("/recipients/{at}/address_or_unit")));
    match (kind, name, place) {
        (Some(kind), Some(name), Some(address_or_unit)) => Ok(Nominee {
            kind,
            person: input.person.map(PersonId),
            name,
            address_or_unit,
            under_16: input.under_16,
        }),
        _ => Err(wrong),
    }
}

/// Text that papers can print: form C, blanks joined, nothing invisible.
#[derive(Clone, Copy, Debug)]
pub struct Wording;

impl Wording {
    /// One required line.
    pub fn line(given: &str, pointer: &str) -> Result<String, Violations> {
        Self::read(given, pointer, LINE, true)
    }

    /// One line that may be missing.
    pub fn optional_line(given: &str, pointer: &str) -> Result<Option<String>, Violations> {
        let line = Self::read(given, pointer, LINE, false)?;
        Ok((!line.is_empty()).then_some(line))
    }

    /// One required paragraph; line breaks become blanks.
    pub fn paragraph(given: &str, pointer: &str) -> Result<String, Violations> {
        Self::read(given, pointer, PARAGRAPH, true)
    }

    fn read(given: &str, pointer: &str, most: usize, required: bool) -> Result<String, Violations> {
        let words = text::nfc(given).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() && required {
            return Err(Violations::one(Code::Required, pointer));
        }
        // Controls and the direction overrides can make a paper say what it does not hold.
        let hidden =
            |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if words.chars().any(hidden) {
            return Err(Violations::one(Code::BadCharacters, pointer));
        }
        if words.chars().count() > most {
            let mut wrong = Violations::new();
            let params = [("most", most.to_string()), ("length", words.chars().count().to_string())];
            wrong.add_with(Code::TooLong, pointer, params);
            return Err(wrong);
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> NominationInput {
        NominationInput {
            form: "merit_certificate_commune".into(),
            basis: "leader_found".into(),
            achievement_kind: "idea".into(),
            achievement_id: Uuid::from_u128(1),
            recipients: vec![RecipientInput {
                kind: "individual".into(),
                name: "  Nguyễn  Thị Hồng Nhung ".into(),
                address_or_unit: "Thôn 3".into(),
                ..RecipientInput::default()
            }],
            sentence: "Đã có sáng kiến tưới nhỏ giọt\ndùng pin mặt trời".into(),
            criteria_ref: "QĐ 45/2025/QĐ-UBND Đ.6".into(),
            minutes_ref: Some("  ".into()),
        }
    }

    #[test]
    fn blanks_are_joined_and_an_empty_reference_is_none() {
        let nomination = Nomination::parse(input()).unwrap();
        assert_eq!(nomination.recipients[0].name, "Nguyễn Thị Hồng Nhung");
        assert_eq!(nomination.sentence, "Đã có sáng kiến tưới nhỏ giọt dùng pin mặt trời");
        assert_eq!(nomination.minutes_ref, None);
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let mut wrong = input();
        wrong.basis = "because".into();
        wrong.achievement_kind.clear();
        wrong.sentence = " \n ".into();
        wrong.criteria_ref = "a\u{202e}b".into();
        wrong.recipients[0].kind = "cat".into();
        wrong.recipients[0].name = "x".repeat(201);
        let found = Nomination::parse(wrong).unwrap_err();
        let pointers: Vec<_> = found.iter().map(|violation| violation.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/basis",
                "/achievement/kind",
                "/sentence",
                "/criteria_ref",
                "/recipients/0/kind",
                "/recipients/0/name"
            ]
        );
    }

    #[test]
    fn a_decision_has_at_least_one_recipient_and_not_thousands() {
        let mut none = input();
        none.recipients.clear();
        assert!(Nomination::parse(none).unwrap_err().has(Code::Required));
        let mut many = input();
        many.recipients = vec![many.recipients[0].clone(); 201];
        assert!(Nomination::parse(many).unwrap_err().has(Code::OutOfBounds));
    }
}
