//! The card of an idea: what names it for ever, how its author wishes to be answered, whom it helps, and the
//! drafts kept on the server.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] =
    &[("draft_purge", "2012-04-25", 90, "days", "Thiết kế: bản nháp bỏ quên được xoá", false)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            uuid_null("draft_id"),
            text("answer_channel").default("link").take(),
            text_null("beneficiaries"),
        ];
        for column in added {
            manager.alter_table(Table::alter().table(name("ideas")).add_column(column).to_owned()).await?;
        }
        // Whoever left a contact before is answered by it.
        for channel in ["phone", "email"] {
            let mut told = Query::update();
            told.table(name("ideas"))
                .value(name("answer_channel"), channel)
                .and_where(Expr::col(name(channel)).is_not_null());
            manager.execute(told).await?;
        }
        manager.create_index(unique("ideas", &["draft_id"])).await?;
        let mut drafts = table(
            "idea_drafts",
            [
                text("id").primary_key().take(),
                uuid_null("person_id"),
                text("card"),
                big("changed_at"),
                version(),
            ],
        );
        drafts.foreign_key(&mut references("idea_drafts", "person_id", "persons"));
        manager.create_table(drafts).await?;
        manager.create_index(index("idea_drafts", &["changed_at"])).await?;
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = RULES.iter().map(|rule| rule.0);
        let mut rules = Query::delete();
        rules.from_table(name("law_rules")).and_where(Expr::col(name("key")).is_in(keys));
        manager.execute(rules).await?;
        manager.drop_table(Table::drop().table(name("idea_drafts")).to_owned()).await?;
        manager.drop_index(Index::drop().name("ux_ideas_draft_id").table(name("ideas")).to_owned()).await?;
        for gone in ["draft_id", "answer_channel", "beneficiaries"] {
            manager
                .alter_table(Table::alter().table(name("ideas")).drop_column(name(gone)).to_owned())
                .await?;
        }
        Ok(())
    }
}
