//! The rows of ideas, private to the wing.

pub mod idea {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ideas")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub unit_id: Uuid,
        pub state: String,
        pub title: String,
        pub before: String,
        pub proposal: String,
        pub outcome: String,
        pub done_already: bool,
        pub field: String,
        pub place: Option<String>,
        pub beneficiaries: Option<String>,
        pub author_name: String,
        pub author_kind: String,
        pub author_id: Option<Uuid>,
        pub recorder_id: Option<Uuid>,
        pub companion_id: Option<Uuid>,
        pub days_left: Option<i32>,
        pub forward_to: Option<Uuid>,
        pub plan_due_at: Option<Instant>,
        pub honour_declined: bool,
        pub resume_state: Option<String>,
        pub resume_days: Option<i32>,
        pub hidden_by: Option<Uuid>,
        pub appeal: Option<String>,
        pub questions: i32,
        pub reopened: i32,
        pub name_public: bool,
        pub pictures_public: bool,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub answer_channel: String,
        pub draft_id: Option<Uuid>,
        pub received_at: Instant,
        pub changed_at: Instant,
        pub due_at: Option<Instant>,
        pub applied_on: Option<String>,
        pub honoured_at: Option<Instant>,
        pub gold_book_no: Option<i32>,
        pub reuse_count: i32,
        pub version: Version,
        pub child: Option<String>,
        pub story_public: bool,
        pub words_public: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod draft {
    use sea_orm::entity::prelude::*;

    use crate::foundation::{Instant, Version};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_drafts")]
    pub struct Model {
        /// The hash of its key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub person_id: Option<Uuid>,
        pub card: String,
        pub changed_at: Instant,
        pub version: Version,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod event {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub idea_id: Uuid,
        pub kind: String,
        pub person_id: Option<Uuid>,
        pub person_name: String,
        pub words: String,
        pub details: String,
        pub at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod alarm {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_alarms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub idea_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        pub due_at: Instant,
        pub level: i32,
        pub next_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod picture {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_pictures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub idea_id: Uuid,
        pub moment: String,
        pub file_key: String,
        pub thumbnail_key: String,
        pub width: i32,
        pub height: i32,
        pub added_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod reuse {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_reuses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub idea_id: Uuid,
        pub who: String,
        pub place: String,
        pub state: String,
        pub contact: Option<String>,
        pub person_id: Option<Uuid>,
        pub reported_at: Instant,
        pub decided_at: Option<Instant>,
        pub due_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod trial {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_trials")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub idea_id: Uuid,
        pub place: String,
        pub who: String,
        pub until_day: String,
        pub planned_by: String,
        pub begun_at: Option<Instant>,
        pub begun_by: String,
        pub ended_at: Option<Instant>,
        pub worked: Option<bool>,
        pub note: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod guardian {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "guardian_requests")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub idea_id: Uuid,
        pub name: String,
        pub contact: String,
        pub token_hash: String,
        pub asked_at: Instant,
        pub decided_at: Option<Instant>,
        pub decision: Option<String>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod recording {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idea_recordings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub idea_id: Uuid,
        pub file_key: String,
        pub content_type: String,
        pub seconds: Option<i32>,
        pub transcript: String,
        pub transcribed_by: Option<Uuid>,
        pub added_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
