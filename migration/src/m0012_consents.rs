//! Consents by capacity, with the very text that was read; the guardian's request; what the public sees of an
//! idea; and a projection whose lists and figures are read from columns.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RULES: &[Rule] = &[(
    "child_self_consent_age",
    "2026-01-01",
    7,
    "years",
    "Luật 91/2025/QH15, Điều 24: từ đủ 7 tuổi cần cả sự đồng ý của trẻ",
    true,
)];

/// What each table gains; SQLite takes one column a statement.
fn added() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("consents", text("capacity").default("self").take()),
        ("consents", text("given_by").default("").take()),
        ("consents", uuid_null("recorded_by")),
        ("consents", text("text_hash").default("").take()),
        ("consents", big_null("effect_done_at")),
        ("ideas", text_null("child")),
        ("ideas", flag("story_public").default(true).take()),
        ("ideas", flag("words_public").default(false).take()),
        ("publications", text("unit_kind").default("").take()),
        ("publications", text("title").default("").take()),
        ("publications", text("outcome").default("").take()),
        ("publications", text("summary").default("").take()),
        ("publications", text_null("author_name")),
        ("publications", text("field").default("").take()),
        ("publications", text("honour").default("").take()),
        ("publications", text_null("cover")),
        ("publications", int("gold_book_no").default(0).take()),
        ("publications", int("reuse_count").default(0).take()),
        ("publication_thanks", uuid_null("unit_id")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in added() {
            manager.alter_table(Table::alter().table(name(table)).add_column(column).to_owned()).await?;
        }
        // The words of a consent, found by what they are: the same text is kept once.
        let texts = table(
            "consent_texts",
            [
                text("hash").primary_key().take(),
                text("version"),
                text("purpose"),
                text("lang"),
                text("text"),
                big("kept_at"),
            ],
        );
        manager.create_table(texts).await?;

        let mut guardians = table(
            "guardian_requests",
            [
                id(),
                uuid("idea_id"),
                text("name"),
                text("contact"),
                text("token_hash"),
                big("asked_at"),
                big_null("decided_at"),
                text_null("decision"),
            ],
        );
        guardians.foreign_key(&mut references("guardian_requests", "idea_id", "ideas"));
        manager.create_table(guardians).await?;
        manager.create_index(unique("guardian_requests", &["idea_id"])).await?;
        manager.create_index(unique("guardian_requests", &["token_hash"])).await?;

        // How much each unit has published; `id` is the unit.
        let counts =
            table("publication_counts", [id(), int("shown"), int("thanked"), int("thanked_in_time")]);
        manager.create_table(counts).await?;
        manager.create_index(index("publications", &["unit_slug", "hidden", "honoured_at", "id"])).await?;
        for statement in fill(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        law::add(manager, RULES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = RULES.iter().map(|rule| rule.0);
        let mut rules = Query::delete();
        rules.from_table(name("law_rules")).and_where(Expr::col(name("key")).is_in(keys));
        manager.execute(rules).await?;
        let index = Index::drop()
            .name("ix_publications_unit_slug_hidden_honoured_at_id")
            .table(name("publications"))
            .to_owned();
        manager.drop_index(index).await?;
        for gone in ["publication_counts", "guardian_requests", "consent_texts"] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        for (table, column) in added() {
            let column = Alias::new(column.get_column_name());
            manager.alter_table(Table::alter().table(name(table)).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// What was projected before is read out of its story once, so that nothing has to be rebuilt by hand.
fn fill(backend: DbBackend) -> Vec<String> {
    let sqlite = backend == DbBackend::Sqlite;
    let of = |column: &str, key: &str| {
        if sqlite {
            format!("json_extract({column}, '$.{key}')")
        } else {
            format!("({column}::json ->> '{key}')")
        }
    };
    let number = |key: &str| format!("CAST({} AS INTEGER)", of("story", key));
    let last = if sqlite {
        "json_extract(document, '$.honours[#-1]')"
    } else {
        "(document::json -> 'honours' ->> -1)"
    };
    let yes = if sqlite { "1" } else { "TRUE" };
    let no = if sqlite { "0" } else { "FALSE" };
    let publications = format!(
        "UPDATE publications SET title = COALESCE({}, ''), outcome = COALESCE({}, ''), summary = COALESCE({}, ''), \
         author_name = {}, field = COALESCE({}, ''), cover = {}, gold_book_no = COALESCE({}, 0), \
         reuse_count = COALESCE({}, 0), \
         honour = CASE WHEN {last} IS NULL OR {last} = 'gold_book' THEN '' ELSE {last} END, \
         unit_kind = COALESCE((SELECT kind FROM units WHERE units.id = publications.unit_id), '') \
         WHERE hidden = {no}",
        of("story", "title"),
        of("story", "outcome"),
        of("document", "summary"),
        of("story", "author_name"),
        of("story", "field"),
        of("document", "cover"),
        number("gold_book_no"),
        number("reuse_count"),
    );
    vec![
        publications,
        "UPDATE publication_thanks SET unit_id = (SELECT unit_id FROM ideas WHERE ideas.id = publication_thanks.id)"
            .to_owned(),
        format!(
            "INSERT INTO publication_counts (id, shown, thanked, thanked_in_time) \
             SELECT unit_id, SUM(shown), SUM(thanked), SUM(in_time) FROM ( \
               SELECT unit_id, 1 AS shown, 0 AS thanked, 0 AS in_time FROM publications WHERE hidden = {no} \
               UNION ALL \
               SELECT unit_id, 0, 1, CASE WHEN in_time = {yes} THEN 1 ELSE 0 END FROM publication_thanks \
                WHERE unit_id IS NOT NULL \
             ) AS counted GROUP BY unit_id"
        ),
    ]
}
