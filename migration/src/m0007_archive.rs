//! The published projection: what the public may read, their pictures, and who thanked in time.

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
        // No foreign keys: a projection is dropped and rebuilt without asking the working tables.
        let publications = table(
            "publications",
            [
                id(),
                text("code"),
                text("slug"),
                text("kind"),
                uuid("unit_id"),
                text("unit_slug"),
                text("unit_name"),
                text("document"),
                text("story"),
                big("honoured_at"),
                flag("hidden"),
                text("hash"),
                big("projected_at"),
            ],
        );
        manager.create_table(publications).await?;
        manager.create_index(unique("publications", &["code"])).await?;
        manager.create_index(index("publications", &["hidden", "honoured_at", "id"])).await?;

        let pictures = table(
            "publication_pictures",
            [id(), uuid("publication_id"), text("file_key"), text("thumbnail_key")],
        );
        manager.create_table(pictures).await?;
        manager.create_index(index("publication_pictures", &["publication_id"])).await?;

        let thanks = table(
            "publication_thanks",
            [id(), text("thanked_by"), text("unit_name"), big("thanked_at"), flag("in_time")],
        );
        manager.create_table(thanks).await?;
        manager.create_index(index("publication_thanks", &["thanked_at", "id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in ["publication_thanks", "publication_pictures", "publications"] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}
