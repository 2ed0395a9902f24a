//! Who keeps the desk of a unit, who stands in while somebody is away, and how far an overdue idea has climbed.

use sea_orm_migration::prelude::*;

use super::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let unit = uuid("unit_id").primary_key().take();
        let mut desks = table("unit_desks", [unit, uuid("person_id")]);
        desks.foreign_key(&mut references("unit_desks", "unit_id", "units")).foreign_key(&mut references(
            "unit_desks",
            "person_id",
            "persons",
        ));
        manager.create_table(desks).await?;
        let mut deputies = table(
            "deputies",
            [
                id(),
                uuid("person_id"),
                uuid("deputy_id"),
                text("from_day"),
                text("to_day"),
                big("created_at"),
                big_null("ended_at"),
            ],
        );
        deputies
            .foreign_key(&mut references("deputies", "person_id", "persons"))
            .foreign_key(&mut references("deputies", "deputy_id", "persons"));
        manager.create_table(deputies).await?;
        manager.create_index(index("deputies", &["deputy_id", "to_day"])).await?;
        manager.create_index(index("deputies", &["person_id", "to_day"])).await?;
        // Kept by the last day they are about: an idea that moves has another one, and a fresh clock with it.
        let mut alarms = table(
            "idea_alarms",
            [uuid("idea_id"), text("kind"), big("due_at"), int("level"), big_null("next_at")],
        );
        alarms
            .primary_key(Index::create().col(name("idea_id")).col(name("kind")))
            .foreign_key(&mut references("idea_alarms", "idea_id", "ideas"));
        manager.create_table(alarms).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in ["idea_alarms", "deputies", "unit_desks"] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}
