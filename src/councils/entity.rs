//! Rows of the wing; nobody outside `store` sees them.

pub mod council {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "councils")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit_id: Uuid,
        pub name: String,
        pub decision_no: String,
        pub decided_on: String,
        pub created_at: Instant,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod member {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub council_id: Uuid,
        pub person_id: Uuid,
        pub capacity: String,
        pub from_day: String,
        pub to_day: Option<String>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod rubric {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rubrics")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit_id: Option<Uuid>,
        pub code: String,
        pub edition: i32,
        pub title_vi: String,
        pub title_en: String,
        pub criteria: String,
        pub source: String,
        pub verified: bool,
        pub used_at: Option<Instant>,
        pub created_at: Instant,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod round {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "rounds")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit_id: Uuid,
        pub council_id: Uuid,
        pub rubric_id: Uuid,
        pub name: String,
        pub state: String,
        pub score_by: String,
        pub created_at: Instant,
        pub revealed_at: Option<Instant>,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod round_dossier {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "round_dossiers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub dossier_id: Uuid,
        pub live_dossier_id: Option<Uuid>,
        pub position: i32,
        pub outcome: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod interest {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "interests")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub dossier_id: Uuid,
        pub person_id: Uuid,
        pub answer: String,
        pub reason: String,
        pub at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sheet {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "score_sheets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub round_id: Uuid,
        pub dossier_id: Uuid,
        pub person_id: Uuid,
        pub state: String,
        pub marks: String,
        pub conditions: String,
        pub general_comment: String,
        pub proposal: Option<String>,
        pub assigned_at: Instant,
        pub changed_at: Instant,
        pub sealed_at: Option<Instant>,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod session {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit_id: Uuid,
        pub round_id: Uuid,
        pub council_id: Uuid,
        pub number: String,
        pub state: String,
        pub held_on: String,
        pub place: String,
        pub agenda: String,
        pub guests: String,
        pub ballot_rule: String,
        pub conclusion: String,
        pub started_at: Instant,
        pub ended_at: Option<Instant>,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod attendance {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub session_id: Uuid,
        pub person_id: Uuid,
        pub full_name: String,
        pub position: String,
        pub capacity: String,
        pub presence: String,
        pub reason: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_items")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub session_id: Uuid,
        pub dossier_id: Uuid,
        pub position: i32,
        pub opinions: String,
        pub mode: String,
        pub counts: String,
        pub deferred: bool,
        pub reason: String,
        pub excluded: String,
        pub result: Option<String>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod vote {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_votes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub item_id: Uuid,
        pub person_id: Uuid,
        pub choice: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod minutes {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_minutes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session_id: Uuid,
        pub number: String,
        pub file_key: String,
        pub sha256: String,
        pub bytes: i64,
        pub made_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
