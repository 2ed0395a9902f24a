//! What the card says about a child, its guardian, and the way the consents were given.

use super::card::{NAME_MOST, line};
use crate::{
    foundation::{Code, Violations, messages::Lang},
    people::{Channel, ChildAge, Email},
};

/// Who a sender is besides the card, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// `under_7`, `from_7` or `adult`; empty if it was not asked.
    pub age: String,
    /// The guardian's name.
    pub guardian_name: String,
    /// How the guardian is reached.
    pub guardian_contact: String,
    /// `paper` or `spoken`, where somebody writes it down for the author; `paper` if empty.
    pub channel: String,
    /// The language of the texts the author read.
    pub lang: Lang,
}

/// A guardian as a child names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardianContact {
    /// The name; may be empty.
    pub name: String,
    /// An e-mail address, a telephone number, or who passes it on.
    pub contact: String,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// The child's age; nothing for a grown person.
    pub child: Option<ChildAge>,
    /// Its guardian, where one is named.
    pub guardian: Option<GuardianContact>,
    /// How the consents were given.
    pub channel: Channel,
}

impl Standing {
    /// Checks it: a pupil who does not say their age is treated as a child, and who wants anything of a child in
    /// public says how its guardian is reached.
    pub fn parse(self, pupil: bool, wants_public: bool, for_other: bool) -> Result<Stood, Violations> {
        let mut wrong = Violations::new();
        let child = match self.age.as_str() {
            "" if pupil => {
                wrong.unless(!wants_public, Code::Required, "/age");
                Some(ChildAge::From7)
            }
            "" | "adult" => None,
            age => {
                let child = ChildAge::parse(age);
                wrong.unless(child.is_some(), Code::NotOffered, "/age");
                child
            }
        };
        let read = wrong.take(GuardianContact::parse(&self.guardian_name, &self.guardian_contact));
        let unreadable = read.is_none();
        let guardian = read.filter(|guardian| child.is_some() && !guardian.contact.is_empty());
        wrong.unless(
            self.age.is_empty() || child.is_none() || !wants_public || unreadable || guardian.is_some(),
            Code::GuardianNeeded,
            "/guardian_contact",
        );
        let channel = match (for_other, self.channel.as_str()) {
            (false, _) => Some(Channel::Web),
            (true, "") => Some(Channel::Paper),
            (true, said) => Channel::parse(said).filter(|said| *said != Channel::Web),
        };
        wrong.unless(channel.is_some(), Code::NotOffered, "/channel");
        wrong.into_result()?;
        Ok(Stood { child, guardian, channel: channel.unwrap_or(Channel::Web) })
    }
}

impl GuardianContact {
    /// Checks a name and a contact; either may be empty.
    pub fn parse(name: &str, contact: &str) -> Result<Self, Violations> {
        let mut wrong = Violations::new();
        let name = line(&mut wrong, name, "/guardian_name", NAME_MOST);
        let contact = line(&mut wrong, contact, "/guardian_contact", NAME_MOST);
        if contact.contains('@') {
            wrong.take(Email::parse(&contact, "/guardian_contact"));
        }
        wrong.into_result()?;
        Ok(Self { name, contact })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(standing: Standing, pupil: bool, wants: bool) -> Vec<(String, Code)> {
        match standing.parse(pupil, wants, false) {
            Ok(_) => Vec::new(),
            Err(wrong) => wrong.iter().map(|one| (one.pointer.clone(), one.code)).collect(),
        }
    }

    fn aged(age: &str, contact: &str) -> Standing {
        Standing { age: age.into(), guardian_contact: contact.into(), ..Standing::default() }
    }

    #[test]
    fn a_child_in_public_needs_a_guardian_and_nothing_else_does() {
        let needed = vec![("/guardian_contact".to_owned(), Code::GuardianNeeded)];
        for age in ["under_7", "from_7"] {
            assert_eq!(pointers(aged(age, ""), true, true), needed);
            assert_eq!(pointers(aged(age, ""), false, true), needed, "whatever kind of person is said");
            assert!(pointers(aged(age, ""), true, false).is_empty(), "the idea itself is always welcome");
            assert!(pointers(aged(age, "0912345678"), true, true).is_empty());
        }
        assert!(pointers(aged("adult", ""), true, true).is_empty());
        assert!(pointers(aged("", ""), false, true).is_empty());
        assert_eq!(pointers(aged("", ""), true, true), [("/age".to_owned(), Code::Required)]);
        assert_eq!(pointers(aged("old", ""), true, false), [("/age".to_owned(), Code::NotOffered)]);
        let damaged = pointers(aged("from_7", "a@b@c"), true, true);
        assert_eq!(damaged, [("/guardian_contact".to_owned(), Code::BadEmail)]);
    }

    #[test]
    fn a_pupil_without_an_age_is_treated_as_a_child() {
        let stood = aged("", "").parse(true, false, false).unwrap();
        assert_eq!(stood.child, Some(ChildAge::From7));
        let paper = Standing::default().parse(false, true, true).unwrap();
        assert_eq!((paper.child, paper.channel), (None, Channel::Paper));
    }
}
