//! The rows of commendations, private to the wing.

pub mod form {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commendation_forms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: String,
        pub valid_to: Option<String>,
        /// Comma-separated.
        pub recipient_kinds: String,
        pub signer_role: String,
        /// Comma-separated kinds of units.
        pub signer_units: String,
        pub bonus_rule: String,
        pub household_factor_rule: Option<String>,
        pub collective_factor_rule: Option<String>,
        pub serial_prefix: String,
        pub source: String,
        /// One a line.
        pub legal_bases: String,
        pub verified: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod achievement {
    use sea_orm::entity::prelude::*;

    /// One row for each achievement ever nominated; locked while one of its nominations is written.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commended_achievements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub nominations: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod commendation {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commendations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub unit_id: Uuid,
        pub form: String,
        pub basis: String,
        pub state: String,
        pub achievement_kind: String,
        pub achievement_id: Uuid,
        pub achievement_code: String,
        pub achievement_title: String,
        pub sentence: String,
        pub criteria_ref: String,
        pub minutes_ref: Option<String>,
        pub nominated_by: Option<Uuid>,
        pub nominator_name: String,
        pub nominated_at: Instant,
        pub due_at: Instant,
        pub changed_at: Instant,
        pub decision_number: Option<String>,
        pub decided_on: Option<String>,
        pub signer_id: Option<Uuid>,
        pub signer_name: Option<String>,
        pub office_unit_name: Option<String>,
        pub declined_reason: Option<String>,
        pub declined_suggestion: Option<String>,
        pub handed_on: Option<String>,
        pub handed_at_place: Option<String>,
        pub handed_to: Option<String>,
        pub revoked_ground: Option<String>,
        pub revoked_reason: Option<String>,
        pub revoked_on: Option<String>,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod recipient {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commendation_recipients")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub commendation_id: Uuid,
        pub position: i32,
        pub kind: String,
        pub person_id: Option<Uuid>,
        pub name: String,
        pub address_or_unit: String,
        pub under_16: bool,
        pub multiplier_hundredths: Option<i32>,
        pub base_salary: Option<i64>,
        pub factor_hundredths: Option<i32>,
        pub rounding: Option<i64>,
        pub amount: Option<i64>,
        pub bonus_source: Option<String>,
        pub serial: Option<String>,
        pub gold_book_no: Option<String>,
        pub verify_code: Option<String>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::commendation::Entity",
            from = "Column::CommendationId",
            to = "super::commendation::Column::Id"
        )]
        Case,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod paper {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commendation_papers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub commendation_id: Uuid,
        /// `decision`, or the serial of a certificate.
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub kind: String,
        pub recipient_id: Option<Uuid>,
        pub file_key: String,
        pub sha256: String,
        pub bytes: i64,
        pub made_at: crate::foundation::Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
