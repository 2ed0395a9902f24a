//! The whole way of an idea: who goes along with it, the question to its author, the commune's look before
//! the gold book; and the periods of each.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] = &[
    (
        "screening_period",
        "2012-04-25",
        3,
        "working_days",
        "Thiết kế: có người đồng hành trong ba ngày",
        false,
    ),
    (
        "micro_answer_period",
        "2012-04-25",
        3,
        "working_days",
        "Thiết kế: việc đã làm rồi chỉ cần đến xem",
        false,
    ),
    ("question_rounds", "2012-04-25", 2, "times", "Thiết kế: hỏi tác giả nhiều nhất hai lần", false),
    ("author_reply_period", "2012-04-25", 15, "days", "Thiết kế: chờ tác giả trả lời", false),
    ("honour_period", "2012-04-25", 5, "working_days", "Thiết kế: xã xem trước khi ghi Sổ vàng", false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            uuid_null("companion_id"),
            int_null("days_left"),
            int("questions").default(0).take(),
            int("reopened").default(0).take(),
        ];
        // SQLite takes one column a statement, and no foreign key with it: the service checks the person.
        for column in added {
            manager.alter_table(Table::alter().table(name("ideas")).add_column(column).to_owned()).await?;
        }
        manager.create_index(index("ideas", &["companion_id", "state", "due_at", "id"])).await?;
        // Without it a coordinator's reports were looked for idea by idea.
        manager.create_index(index("idea_reuses", &["state", "id"])).await?;
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        law::remove(manager, RULES).await?;
        manager.drop_index(drop_index("idea_reuses", &["state", "id"])).await?;
        manager.drop_index(drop_index("ideas", &["companion_id", "state", "due_at", "id"])).await?;
        for gone in ["companion_id", "days_left", "questions", "reopened"] {
            manager
                .alter_table(Table::alter().table(name("ideas")).drop_column(name(gone)).to_owned())
                .await?;
        }
        Ok(())
    }
}
