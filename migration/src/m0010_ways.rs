//! Every other way of an idea: handed to another unit, tried for a while, applied but not in the gold book, hidden
//! and appealed; and the periods of each.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] = &[
    (
        "handover_ack",
        "2012-04-25",
        2,
        "working_days",
        "Thiết kế: nơi được chuyển đến nhận trong hai ngày",
        false,
    ),
    (
        "trial_start_period",
        "2012-04-25",
        5,
        "working_days",
        "Thiết kế: thủ trưởng trả lời kế hoạch thử",
        false,
    ),
    ("trial_result_period", "2012-04-25", 5, "working_days", "Thiết kế: ghi kết quả sau khi thử xong", false),
    ("trial_most_months", "2012-04-25", 12, "months", "Thiết kế: áp dụng thử nhiều nhất một năm", false),
    (
        "moderation_period",
        "2012-04-25",
        1,
        "working_days",
        "Thiết kế: người khác xem lại việc ẩn trong một ngày",
        false,
    ),
    (
        "reuse_confirm_period",
        "2012-04-25",
        5,
        "working_days",
        "Thiết kế: xem tin làm theo trong năm ngày",
        false,
    ),
];

const ADDED: [&str; 7] =
    ["forward_to", "honour_declined", "plan_due_at", "resume_state", "resume_days", "hidden_by", "appeal"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            uuid_null("forward_to"),
            flag("honour_declined").default(false).take(),
            big_null("plan_due_at"),
            text_null("resume_state"),
            int_null("resume_days"),
            uuid_null("hidden_by"),
            text_null("appeal"),
        ];
        // SQLite takes one column a statement, and no foreign key with it: the services check unit and person.
        for column in added {
            manager.alter_table(Table::alter().table(name("ideas")).add_column(column).to_owned()).await?;
        }
        let due = big_null("due_at");
        manager.alter_table(Table::alter().table(name("idea_reuses")).add_column(due).to_owned()).await?;
        manager.create_index(index("ideas", &["forward_to", "due_at", "id"])).await?;
        manager.create_index(index("ideas", &["plan_due_at", "id"])).await?;
        let mut trials = table(
            "idea_trials",
            [
                id(),
                uuid("idea_id"),
                text("place"),
                text("who"),
                text("until_day"),
                text("planned_by"),
                big_null("begun_at"),
                text("begun_by"),
                big_null("ended_at"),
                ColumnDef::new(name("worked")).boolean().take(),
                text("note"),
            ],
        );
        trials.foreign_key(&mut references("idea_trials", "idea_id", "ideas"));
        manager.create_table(trials).await?;
        manager.create_index(index("idea_trials", &["idea_id", "id"])).await?;
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = RULES.iter().map(|rule| rule.0);
        let mut rules = Query::delete();
        rules.from_table(name("law_rules")).and_where(Expr::col(name("key")).is_in(keys));
        manager.execute(rules).await?;
        manager.drop_table(Table::drop().table(name("idea_trials")).to_owned()).await?;
        for index in ["ix_ideas_forward_to_due_at_id", "ix_ideas_plan_due_at_id"] {
            manager.drop_index(Index::drop().name(index).table(name("ideas")).to_owned()).await?;
        }
        let due = name("due_at");
        manager.alter_table(Table::alter().table(name("idea_reuses")).drop_column(due).to_owned()).await?;
        for gone in ADDED {
            manager
                .alter_table(Table::alter().table(name("ideas")).drop_column(name(gone)).to_owned())
                .await?;
        }
        Ok(())
    }
}
