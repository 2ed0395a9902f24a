//! Persons, accounts, sessions and links as values.

mod consent;
mod contact;
mod name;

use time::Date;
use uuid::Uuid;

pub use consent::{Capacity, Channel, ChildAge, Purpose, Said};
pub use contact::{Email, Login, Phone};
pub use name::{FullName, line};

use crate::{
    authority::{AccountId, Actor, Grant, PersonId, UnitId},
    foundation::{Instant, Version},
};

macro_rules! words {
    ($(#[$head:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $wire:literal;)+ }) => {
        $(#[$head])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[$doc])* $name,)+
        }

        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The wire form.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)+
                }
            }

            /// Reads the wire form.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// What somebody is who sends ideas.
    SubmitterKind {
        /// Cán bộ, công chức, viên chức.
        Official = "official";
        /// Giáo viên.
        Teacher = "teacher";
        /// Học sinh.
        Student = "student";
        /// Nông dân.
        Farmer = "farmer";
        /// Người dân.
        Citizen = "citizen";
        /// Doanh nghiệp.
        Enterprise = "enterprise";
        /// Hợp tác xã.
        Cooperative = "cooperative";
        /// Hộ kinh doanh.
        HouseholdBusiness = "household_business";
        /// Tập thể.
        Collective = "collective";
        /// Lực lượng vũ trang.
        ArmedForce = "armed_force";
    }
}

words! {
    /// What a one-time link is for.
    LinkKind {
        /// Setting up the installation; belongs to no account.
        FirstAdmin = "first_admin";
        /// Signing in once, with full rights.
        SignIn = "sign_in";
        /// Choosing a new password.
        Reset = "reset";
    }
}

words! {
    /// Where a session stands with the second factor.
    SecondFactor {
        /// None is set up and none is needed.
        Off = "off";
        /// The code has to be given before anything else.
        Needed = "needed";
        /// The roles wait until a second factor is set up.
        Enrol = "enrol";
        /// Everything that was needed was given.
        Done = "done";
    }
}

/// A person, with or without an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Where they work, learn or live.
    pub unit: UnitId,
    /// Họ và tên.
    pub full_name: String,
    /// What they are.
    pub kind: SubmitterKind,
    /// Chức vụ, chức danh.
    pub position: Option<String>,
    /// Ngày sinh.
    pub birth_date: Option<Date>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// When they were entered.
    pub created_at: Instant,
    /// The optimistic version, also of the person's account and roles.
    pub version: Version,
}

/// What other wings may know of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCard {
    /// The person.
    pub id: PersonId,
    /// Họ và tên.
    pub full_name: String,
    /// What they are.
    pub kind: SubmitterKind,
    /// Where they work, learn or live.
    pub unit: UnitId,
    /// What that is called.
    pub unit_name: String,
    /// Chức vụ, chức danh.
    pub position: Option<String>,
    /// Ngày sinh.
    pub birth_date: Option<Date>,
}

crate::ids! {
    /// A leave.
    LeaveId,
}

/// Somebody is away, and who stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Its identity.
    pub id: LeaveId,
    /// Who is away.
    pub person: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// With which a person signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// E-mail, telephone or word.
    pub login: String,
    /// PHC string; absent until a password is chosen.
    pub password_hash: Option<String>,
    /// Base32, in use once confirmed.
    pub totp_secret: Option<String>,
    /// Base32, waiting for its first code.
    pub totp_pending: Option<String>,
    /// True once a code of the secret was given.
    pub totp_confirmed: bool,
    /// May not sign in.
    pub disabled: bool,
}

/// A role held in a unit, as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The account.
    pub account: AccountId,
    /// The role's wire form.
    pub role: String,
    /// The unit.
    pub unit: UnitId,
}

/// One device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session, as its owner sees it.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their unit.
    pub unit: UnitId,
    /// True once the second factor, or a one-time link, was given.
    pub strong: bool,
    /// Roles that count now.
    pub grants: Vec<Grant>,
    /// What is still to be given.
    pub second_factor: SecondFactor,
}

impl Session {
    /// Who is asking; nobody while the second factor is still to be given.
    pub fn into_actor(self) -> Option<Actor> {
        if self.second_factor == SecondFactor::Needed {
            return None;
        }
        Some(Actor {
            person: Some(self.person),
            account: Some(self.account),
            name: self.name,
            grants: self.grants,
            system: false,
        })
    }
}

/// One device in the list of a person's sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The session.
    pub id: Uuid,
    /// When it began.
    pub created_at: Instant,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
    /// True for the one that asks.
    pub current: bool,
}
