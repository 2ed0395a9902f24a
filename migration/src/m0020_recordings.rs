//! An idea told by voice: one recording each, and its words once somebody has written them down.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] = &[(
    "recording_length",
    "2012-04-25",
    120,
    "seconds",
    "Thiết kế: kể bằng giọng nói nhiều nhất hai phút",
    false,
)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            id(),
            uuid("idea_id"),
            text("file_key"),
            text("content_type"),
            int_null("seconds"),
            text("transcript"),
            uuid_null("transcribed_by"),
            big("added_at"),
        ];
        let mut recordings = table("idea_recordings", columns);
        recordings.foreign_key(&mut references("idea_recordings", "idea_id", "ideas"));
        recordings.foreign_key(&mut references("idea_recordings", "transcribed_by", "persons"));
        manager.create_table(recordings).await?;
        manager.create_index(unique("idea_recordings", &["idea_id"])).await?;
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut rules = Query::delete();
        let keys = RULES.iter().map(|rule| rule.0);
        rules.from_table(name("law_rules")).and_where(Expr::col(name("key")).is_in(keys));
        manager.execute(rules).await?;
        manager.drop_table(Table::drop().table(name("idea_recordings")).to_owned()).await
    }
}
