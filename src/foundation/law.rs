//! Rules that come from law or regulation, as effective-dated data with source and verified flag.
//!
//! Nothing in the code knows a ratio, a period or an amount: it asks for a key on a day.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use time::Date;

use super::{
    Code, Error, Result, Tx,
    calendar::Holidays,
    instant::{day_iso, parse_day},
};

mod rule {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "law_rules")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        /// First day in force, YYYY-MM-DD.
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: String,
        pub value: i64,
        /// What the number counts: `working_days`, `months`, `percent`, `dong`, `hundredths`, `years`.
        pub unit: String,
        pub source: String,
        pub verified: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod holiday {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "holidays")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: String,
        pub name: String,
        pub source: String,
        pub verified: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// One number of the law with where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The number.
    pub value: i64,
    /// What it counts.
    pub unit: String,
    /// First day in force.
    pub valid_from: Date,
    /// The article, or that it is a design default.
    pub source: String,
    /// True once somebody compared it with the gazette.
    pub verified: bool,
}

/// A snapshot of all rules and holidays.
#[derive(Clone, Debug, Default)]
pub struct Law {
    rules: BTreeMap<String, Vec<Rule>>,
    /// The holiday table.
    pub holidays: Holidays,
}

impl Law {
    /// Reads the present table; two short queries.
    pub async fn load(db: &impl ConnectionTrait) -> Result<Self> {
        let mut law = Self::default();
        for row in rule::Entity::find().all(db).await? {
            let valid_from = parse_day(&row.valid_from)
                .ok_or_else(|| Error::Damaged(format!("law rule {} has no date", row.key)))?;
            law.rules.entry(row.key).or_default().push(Rule {
                value: row.value,
                unit: row.unit,
                valid_from,
                source: row.source,
                verified: row.verified,
            });
        }
        for versions in law.rules.values_mut() {
            versions.sort_by_key(|rule| rule.valid_from);
        }
        law.holidays.0 = holiday::Entity::find()
            .all(db)
            .await?
            .into_iter()
            .filter_map(|row| parse_day(&row.day))
            .collect();
        Ok(law)
    }

    /// A snapshot from given rules, for tests of pure rules.
    pub fn of(rules: impl IntoIterator<Item = (&'static str, i64)>) -> Self {
        let rules = rules.into_iter().map(|(key, value)| {
            let rule = Rule {
                value,
                unit: String::new(),
                valid_from: Date::MIN,
                source: String::new(),
                verified: false,
            };
            (key.to_owned(), vec![rule])
        });
        Self { rules: rules.collect(), holidays: Holidays::default() }
    }

    /// The rule in force on a day.
    ///
    /// # Errors
    /// `NoRuleInForce` if the table has none for that day.
    pub fn rule(&self, key: &str, on: Date) -> Result<&Rule, Code> {
        self.rules
            .get(key)
            .and_then(|versions| versions.iter().rev().find(|rule| rule.valid_from <= on))
            .ok_or(Code::NoRuleInForce)
    }

    /// The number in force on a day.
    pub fn value(&self, key: &str, on: Date) -> Result<i64, Code> {
        Ok(self.rule(key, on)?.value)
    }

    /// The number in force on a day, as a count of days, months or heads.
    pub fn count(&self, key: &str, on: Date) -> Result<u32, Code> {
        u32::try_from(self.value(key, on)?).map_err(|_error| Code::NoRuleInForce)
    }

    /// Every rule, for the screens that show where a number is from.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Rule)> {
        self.rules.iter().flat_map(|(key, versions)| versions.iter().map(move |rule| (key.as_str(), rule)))
    }
}

/// Puts a rule in force from a day on; an earlier version stays for earlier days.
pub async fn set_rule(
    tx: &Tx,
    key: &str,
    valid_from: Date,
    value: i64,
    unit: &str,
    source: &str,
    verified: bool,
) -> Result<()> {
    rule::ActiveModel {
        key: Set(key.to_owned()),
        valid_from: Set(day_iso(valid_from)),
        value: Set(value),
        unit: Set(unit.to_owned()),
        source: Set(source.to_owned()),
        verified: Set(verified),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}
