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
        pub author_name: String,
        pub author_kind: String,
        pub author_id: Option<Uuid>,
        pub recorder_id: Option<Uuid>,
        pub companion_id: Option<Uuid>,
        pub days_left: Option<i32>,
        pub questions: i32,
        pub reopened: i32,
        pub name_public: bool,
        pub pictures_public: bool,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub received_at: Instant,
        pub changed_at: Instant,
        pub due_at: Option<Instant>,
        pub applied_on: Option<String>,
        pub honoured_at: Option<Instant>,
        pub gold_book_no: Option<i32>,
        pub reuse_count: i32,
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
