//! Idea cards, their timeline, pictures, gold-book entries and reuse.

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
        let mut ideas = table(
            "ideas",
            [
                id(),
                text("code"),
                uuid("unit_id"),
                text("state"),
                text("title"),
                text("before"),
                text("proposal"),
                text("outcome"),
                flag("done_already"),
                text("field"),
                text_null("place"),
                text("author_name"),
                text("author_kind"),
                uuid_null("author_id"),
                uuid_null("recorder_id"),
                flag("name_public"),
                flag("pictures_public"),
                text_null("phone"),
                text_null("email"),
                big("received_at"),
                big("changed_at"),
                big_null("due_at"),
                text_null("applied_on"),
                big_null("honoured_at"),
                int_null("gold_book_no"),
                int("reuse_count"),
                version(),
            ],
        );
        ideas.foreign_key(&mut references("ideas", "unit_id", "units"));
        ideas.foreign_key(&mut references("ideas", "author_id", "persons"));
        ideas.foreign_key(&mut references("ideas", "recorder_id", "persons"));
        manager.create_table(ideas).await?;
        manager.create_index(unique("ideas", &["code"])).await?;
        manager.create_index(index("ideas", &["unit_id", "state", "due_at", "id"])).await?;
        manager.create_index(index("ideas", &["state", "due_at", "id"])).await?;
        manager.create_index(index("ideas", &["author_id", "id"])).await?;

        let mut events = table(
            "idea_events",
            [
                id(),
                uuid("idea_id"),
                text("kind"),
                uuid_null("person_id"),
                text("person_name"),
                text("words"),
                text("details"),
                big("at"),
            ],
        );
        events.foreign_key(&mut references("idea_events", "idea_id", "ideas"));
        events.foreign_key(&mut references("idea_events", "person_id", "persons"));
        manager.create_table(events).await?;
        manager.create_index(index("idea_events", &["idea_id", "id"])).await?;

        let mut pictures = table(
            "idea_pictures",
            [
                id(),
                uuid("idea_id"),
                text("moment"),
                text("file_key"),
                text("thumbnail_key"),
                int("width"),
                int("height"),
                big("added_at"),
            ],
        );
        pictures.foreign_key(&mut references("idea_pictures", "idea_id", "ideas"));
        manager.create_table(pictures).await?;
        manager.create_index(index("idea_pictures", &["idea_id", "id"])).await?;

        let mut reuses = table(
            "idea_reuses",
            [
                id(),
                uuid("idea_id"),
                text("who"),
                text("place"),
                text("state"),
                text_null("contact"),
                uuid_null("person_id"),
                big("reported_at"),
                big_null("decided_at"),
            ],
        );
        reuses.foreign_key(&mut references("idea_reuses", "idea_id", "ideas"));
        reuses.foreign_key(&mut references("idea_reuses", "person_id", "persons"));
        manager.create_table(reuses).await?;
        manager.create_index(index("idea_reuses", &["idea_id", "state", "id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in ["idea_reuses", "idea_pictures", "idea_events", "ideas"] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}
