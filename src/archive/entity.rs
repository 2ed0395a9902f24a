//! The rows of the published projection, private to the wing.

pub mod publication {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publications")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub slug: String,
        pub kind: String,
        pub unit_id: Uuid,
        pub unit_slug: String,
        pub unit_name: String,
        pub document: String,
        pub story: String,
        pub honoured_at: Instant,
        pub hidden: bool,
        pub hash: String,
        pub projected_at: Instant,
        pub unit_kind: String,
        pub title: String,
        pub outcome: String,
        pub summary: String,
        pub author_name: Option<String>,
        pub field: String,
        pub honour: String,
        pub cover: Option<String>,
        pub gold_book_no: i32,
        pub reuse_count: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod picture {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication_pictures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub publication_id: Uuid,
        pub file_key: String,
        pub thumbnail_key: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod thanks {
    use sea_orm::entity::prelude::*;

    use crate::foundation::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication_thanks")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub thanked_by: String,
        pub unit_name: String,
        pub thanked_at: Instant,
        pub in_time: bool,
        pub unit_id: Option<Uuid>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod count {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication_counts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub shown: i32,
        pub thanked: i32,
        pub thanked_in_time: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
