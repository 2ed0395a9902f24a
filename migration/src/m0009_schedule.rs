//! The clock's rounds and what they tell: runs of calendar jobs, notices, and how each reader wants them.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] = &[
    (
        "author_reply_reminder",
        "2012-04-25",
        7,
        "days",
        "Thiết kế: nhắc tác giả một lần về câu hỏi đang chờ",
        false,
    ),
    (
        "escalation_step",
        "2012-04-25",
        2,
        "working_days",
        "Thiết kế: việc quá hẹn báo lên thêm một cấp sau hai ngày",
        false,
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut runs = table("job_runs", [text("job"), text("slot"), big("ran_at"), big("cutoff")]);
        runs.primary_key(Index::create().col(name("job")).col(name("slot")));
        manager.create_table(runs).await?;
        manager
            .create_table(table(
                "notices",
                [
                    id(),
                    uuid_null("person_id"),
                    text_null("address"),
                    text_null("address_name"),
                    text("lang"),
                    text("topic"),
                    text("kind"),
                    text("object_kind"),
                    uuid("object_id"),
                    text("params"),
                    text("dedupe_key"),
                    text("act_href"),
                    big("created_at"),
                    text("mail_mode"),
                    uuid_null("digest_id"),
                    big_null("mailed_at"),
                    big_null("read_at"),
                ],
            ))
            .await?;
        manager.create_index(unique("notices", &["dedupe_key"])).await?;
        manager.create_index(index("notices", &["person_id", "id"])).await?;
        manager.create_index(index("notices", &["person_id", "read_at"])).await?;
        manager.create_index(index("notices", &["mail_mode", "mailed_at"])).await?;
        manager.create_index(index("notices", &["digest_id"])).await?;
        let mut wishes = table("notice_preferences", [uuid("person_id"), text("topic"), text("mail")]);
        wishes.primary_key(Index::create().col(name("person_id")).col(name("topic")));
        manager.create_table(wishes).await?;
        let reader = uuid("person_id").primary_key().take();
        manager.create_table(table("notice_readers", [reader, text("lang")])).await?;
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = RULES.iter().map(|rule| rule.0);
        let mut rules = Query::delete();
        rules.from_table(name("law_rules")).and_where(Expr::col(name("key")).is_in(keys));
        manager.execute(rules).await?;
        for gone in ["notice_readers", "notice_preferences", "notices", "job_runs"] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}
