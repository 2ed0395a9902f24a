//! A unit, its kind, its code and its name.

use time::Date;

use crate::{
    authority::UnitId,
    foundation::{Code, Version, Violations, text},
};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $wire:literal;)+) => {
        /// What a unit is (two-tier local government since 2025-07-01; `former` kinds for what was before).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum UnitKind {
            $($(#[$doc])* $name,)+
        }

        impl UnitKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The wire form.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)+
                }
            }

            /// Reads the wire form.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
            }
        }
    };
}

impl UnitKind {
    /// The kinds of a commune of the two-tier government: it has the desk, the book and the council.
    pub const COMMUNES: [Self; 3] = [Self::Commune, Self::Ward, Self::SpecialZone];

    /// True for a commune of today.
    pub fn is_commune(self) -> bool {
        Self::COMMUNES.contains(&self)
    }

    /// True for what stands above communes.
    pub fn is_province(self) -> bool {
        matches!(self, Self::Province | Self::Municipality)
    }
}

kinds! {
    /// Tỉnh.
    Province = "province";
    /// Thành phố trực thuộc trung ương.
    Municipality = "municipality";
    /// Huyện, quận, thị xã: until 2025-06-30, kept because old initiatives name it.
    FormerDistrict = "former_district";
    /// Xã, phường, thị trấn before they were merged (to 2025-06-30): old initiatives name them.
    FormerCommune = "former_commune";
    /// Xã.
    Commune = "commune";
    /// Phường.
    Ward = "ward";
    /// Đặc khu.
    SpecialZone = "special_zone";
    /// Thôn, bản, ấp.
    Village = "village";
    /// Tổ dân phố.
    ResidentialGroup = "residential_group";
    /// Đảng ủy.
    PartyCommittee = "party_committee";
    /// Chi bộ.
    PartyCell = "party_cell";
    /// Hội đồng nhân dân.
    PeoplesCouncil = "peoples_council";
    /// Ủy ban nhân dân.
    PeoplesCommittee = "peoples_committee";
    /// Văn phòng HĐND và UBND.
    PeoplesCommitteeOffice = "peoples_committee_office";
    /// Phòng chuyên môn (Phòng Kinh tế, Phòng Kinh tế, Hạ tầng và Đô thị).
    SpecialisedOffice = "specialised_office";
    /// Phòng Văn hóa – Xã hội.
    CultureSocialOffice = "culture_social_office";
    /// Trung tâm Phục vụ hành chính công.
    PublicServiceCentre = "public_service_centre";
    /// Phòng, ban khác.
    Office = "office";
    /// Mặt trận Tổ quốc.
    FatherlandFront = "fatherland_front";
    /// Đoàn thể.
    MassOrganisation = "mass_organisation";
    /// Trường học.
    School = "school";
    /// Lớp.
    Class = "class";
    /// Trạm y tế.
    HealthStation = "health_station";
    /// Công an.
    Police = "police";
    /// Quân sự.
    Military = "military";
    /// Doanh nghiệp.
    Enterprise = "enterprise";
    /// Hợp tác xã.
    Cooperative = "cooperative";
    /// Hộ kinh doanh.
    HouseholdBusiness = "household_business";
    /// Đơn vị khác.
    Other = "other";
}

/// A short code used inside the codes of ideas: 1 to 12 capital letters or digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode(String);

impl UnitCode {
    const LONGEST: usize = 12;

    /// Reads a code.
    ///
    /// # Errors
    /// `Required`, `TooLong` or `BadCharacters` at `pointer`.
    pub fn parse(text: &str, pointer: &str) -> Result<Self, Violations> {
        let text = text.trim();
        let mut wrong = Violations::new();
        if text.is_empty() {
            wrong.add(Code::Required, pointer);
        } else if text.chars().count() > Self::LONGEST {
            wrong.add_with(
                Code::TooLong,
                pointer,
                [("most", Self::LONGEST.to_string()), ("length", text.chars().count().to_string())],
            );
        } else {
            let plain = text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            wrong.unless(plain, Code::BadCharacters, pointer);
        }
        wrong.into_result()?;
        Ok(Self(text.to_owned()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a unit is called: 1 to 200 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName(String);

impl UnitName {
    const LONGEST: usize = 200;

    /// Reads a name; runs of spaces become one.
    ///
    /// # Errors
    /// `Required`, `TooLong` or `BadCharacters` at `pointer`.
    pub fn parse(given: &str, pointer: &str) -> Result<Self, Violations> {
        let name = text::nfc(given).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut wrong = Violations::new();
        if name.is_empty() {
            wrong.add(Code::Required, pointer);
        } else if name.chars().count() > Self::LONGEST {
            wrong.add_with(
                Code::TooLong,
                pointer,
                [("most", Self::LONGEST.to_string()), ("length", name.chars().count().to_string())],
            );
        } else {
            wrong.unless(!name.chars().any(char::is_control), Code::BadCharacters, pointer);
        }
        wrong.into_result()?;
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One unit of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The unit.
    pub id: UnitId,
    /// Its code inside the codes of ideas.
    pub code: String,
    /// Its part of public addresses; stays when the name changes.
    pub slug: String,
    /// What it is.
    pub kind: UnitKind,
    /// What it is called.
    pub name: String,
    /// The unit above; absent at the top.
    pub parent: Option<UnitId>,
    /// First day of its existence, where known.
    pub valid_from: Option<Date>,
    /// Last day of its existence; absent while it exists.
    pub valid_to: Option<Date>,
    /// The unit that goes on in its place, where it was merged.
    pub successor: Option<UnitId>,
    /// The optimistic version.
    pub version: Version,
}

impl Unit {
    /// True if it exists on that day: former units take no new ideas.
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_short_and_plain() {
        assert_eq!(UnitCode::parse(" TH01 ", "/code").unwrap().as_str(), "TH01");
        for (text, code) in [
            ("", Code::Required),
            ("ABCDEFGHIJKLM", Code::TooLong),
            ("th01", Code::BadCharacters),
            ("Đ1", Code::BadCharacters),
        ] {
            assert!(UnitCode::parse(text, "/code").unwrap_err().has(code), "{text}");
        }
    }

    #[test]
    fn names_are_one_line_in_form_c() {
        assert_eq!(UnitName::parse("  Thôn \n Đồng  Tâm ", "/name").unwrap().as_str(), "Thôn Đồng Tâm");
        assert!(UnitName::parse("  ", "/name").unwrap_err().has(Code::Required));
        assert!(UnitName::parse(&"x".repeat(201), "/name").unwrap_err().has(Code::TooLong));
        assert!(UnitName::parse("a\u{7}b", "/name").unwrap_err().has(Code::BadCharacters));
    }

    #[test]
    fn every_kind_has_its_word_in_both_languages() {
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::parse(kind.as_str()), Some(*kind));
            let key = format!("unit_kind_{}", kind.as_str());
            assert!(crate::foundation::messages::has(&key), "{key}");
        }
    }
}
