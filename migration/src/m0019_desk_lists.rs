//! The desk with a hundred thousand ideas: its lists in the order they are read, and how long a step may be
//! taken back.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] = &[
    ("undo_window", "2012-04-25", 10, "minutes", "Thiết kế: lỡ tay thì hoàn tác, thư chưa gửi đi", false),
    ("due_soon", "2012-04-25", 2, "working_days", "Thiết kế: nhắc trước khi đến hạn", false),
];

const INDEXES: &[(&str, &[&str])] = &[
    ("ideas", &["due_at", "id"]),
    ("ideas", &["unit_id", "due_at", "id", "state"]),
    ("ideas", &["state", "id", "unit_id"]),
    ("ideas", &["recorder_id", "id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in INDEXES {
            manager.create_index(index(table, columns)).await?;
        }
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        law::remove(manager, RULES).await?;
        for (table, columns) in INDEXES {
            manager.drop_index(drop_index(table, columns)).await?;
        }
        Ok(())
    }
}
