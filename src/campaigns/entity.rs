//! Rows of campaigns, private to the wing.

pub mod campaign {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaigns")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub slug: String,
        pub unit_id: Uuid,
        pub programme: String,
        pub theme: String,
        pub lead: String,
        pub prompt_before: String,
        pub prompt_proposal: String,
        pub prompt_outcome: String,
        pub opens_on: String,
        pub closes_on: String,
        pub kinds: String,
        pub age_from: Option<i32>,
        pub age_to: Option<i32>,
        pub grade_from: Option<i32>,
        pub grade_to: Option<i32>,
        pub state: String,
        pub summary: String,
        pub changed_at: Instant,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The units a campaign names.
pub mod scope {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "campaign_units")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub campaign_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: Uuid,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Whom each programme is for.
pub mod programme {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "programmes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub place: i32,
        pub kinds: String,
        pub age_from: Option<i32>,
        pub age_to: Option<i32>,
        pub grade_from: Option<i32>,
        pub grade_to: Option<i32>,
        pub source: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
