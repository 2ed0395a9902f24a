//! Rows of the wing.

pub mod dossier {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossiers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: Option<String>,
        pub unit_id: Uuid,
        pub idea_id: Option<Uuid>,
        /// The idea while the dossier may still lead to recognition; unique.
        pub live_idea_id: Option<Uuid>,
        pub lead_id: Uuid,
        pub recorder_id: Option<Uuid>,
        pub state: String,
        /// Also in `form`: lists need it.
        pub initiative_name: String,
        /// Also in `form`.
        pub first_applied_on: Option<String>,
        pub form: String,
        pub created_at: Instant,
        pub changed_at: Instant,
        /// End of the day until which the one who acts next has time.
        pub due_at: Option<Instant>,
        pub receipt_no: Option<String>,
        pub received_at: Option<Instant>,
        pub answer_due: Option<String>,
        pub frozen: Option<String>,
        pub frozen_hash: Option<String>,
        pub edition: i32,
        pub supplement_rounds: i32,
        pub defects: String,
        pub accepted_at: Option<Instant>,
        pub completed_on: Option<String>,
        pub decision_due: Option<String>,
        pub round_id: Option<Uuid>,
        pub mean: Option<i32>,
        pub deferrals: i32,
        pub outcome: Option<String>,
        pub superior_no: Option<String>,
        pub superior_on: Option<String>,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod author {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_authors")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub place: i32,
        pub person_id: Option<Uuid>,
        pub full_name: String,
        pub birth_date: Option<String>,
        pub workplace_or_residence: String,
        pub position: String,
        pub qualification: String,
        pub share: i32,
        pub confirmed_by: Option<String>,
        pub confirmed_at: Option<Instant>,
        pub confirmation_note: Option<String>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod step {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub kind: String,
        pub state: String,
        pub person_id: Option<Uuid>,
        pub person_name: String,
        pub words: String,
        pub at: Instant,
        /// The version of the dossier it led to: the order of the way.
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod recognition {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recognitions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier_id: Uuid,
        pub unit_id: Uuid,
        pub decision_no: String,
        pub decided_on: String,
        pub signer_id: Uuid,
        pub signer_name: String,
        pub signer_title: String,
        pub signed_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod certificate {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "initiative_certificates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub author_id: Uuid,
        pub certificate_no: String,
        pub serial: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod paper {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_papers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub dossier_id: Uuid,
        pub kind: String,
        pub subject_id: Uuid,
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
