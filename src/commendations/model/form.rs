//! Hình thức khen thưởng as data, and how its money is rounded.

use time::Date;

use super::RecipientKind;
use crate::authority::Role;

/// One commendation form as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// e.g. `merit_certificate_commune`
    pub code: String,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force.
    pub valid_to: Option<Date>,
    /// Whom it may honour.
    pub recipient_kinds: Vec<RecipientKind>,
    /// Who signs it.
    pub signer_role: Role,
    /// Kinds of units whose head signs it.
    pub signer_units: Vec<String>,
    /// Key of the law rule with the multiplier of the base salary, in hundredths.
    pub bonus_rule: String,
    /// Key of the factor for households; they get the same as individuals without one.
    pub household_factor_rule: Option<String>,
    /// Key of the factor for collectives; likewise.
    pub collective_factor_rule: Option<String>,
    /// First part of the serial number: `GK`.
    pub serial_prefix: String,
    /// The articles it stands on.
    pub source: String,
    /// Căn cứ of its decision.
    pub legal_bases: Vec<String>,
    /// True once somebody compared it with the gazette.
    pub verified: bool,
}

impl Form {
    /// True if it is in force on a day.
    pub fn in_force(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    /// The key of the factor for a kind of recipient.
    pub fn factor_rule(&self, kind: RecipientKind) -> Option<&str> {
        match kind {
            RecipientKind::Individual => None,
            RecipientKind::Household => self.household_factor_rule.as_deref(),
            RecipientKind::Collective => self.collective_factor_rule.as_deref(),
        }
    }
}

/// Money is rounded up to whole multiples of so many đồng; 1 leaves it as it is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding(i64);

impl Rounding {
    /// Takes a number of đồng above zero.
    pub fn new(multiple: i64) -> Option<Self> {
        (multiple > 0).then_some(Self(multiple))
    }

    /// The number of đồng.
    pub const fn multiple(self) -> i64 {
        self.0
    }
}
