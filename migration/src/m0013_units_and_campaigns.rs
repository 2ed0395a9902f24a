//! Which unit goes on in the place of a merged one; campaigns, whom they are for, and the ideas told to them.

use sea_orm_migration::prelude::*;

use super::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A programme: kinds of people, ages, school grades, and where that comes from.
type Programme = (&'static str, &'static str, [Option<i32>; 4], &'static str);

const PROGRAMMES: &[Programme] = &[
    (
        "creative_youth",
        "student",
        [Some(6), Some(19), None, None],
        "Thể lệ Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng",
    ),
    (
        "teaching_initiative",
        "teacher",
        [None; 4],
        "Thông tư 21/2020/TT-BGDĐT Điều 9; Thông tư 18/2013/TT-BKHCN Điều 8",
    ),
    (
        "farmers_innovation",
        "farmer,cooperative,household_business",
        [None; 4],
        "Thể lệ Hội thi Sáng tạo kỹ thuật nhà nông",
    ),
    ("digital_transformation", "", [None; 4], "Nghị quyết 57-NQ/TW"),
    ("general", "", [None; 4], "Thiết kế: ai cũng tham gia được"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite takes one column a statement, and no foreign key with it: the services check.
        for (table, column) in [("units", uuid_null("successor_id")), ("ideas", uuid_null("campaign_id"))] {
            manager.alter_table(Table::alter().table(name(table)).add_column(column).to_owned()).await?;
        }
        manager.create_index(index("ideas", &["campaign_id", "id"])).await?;
        campaigns(manager).await?;
        programmes(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in ["campaign_units", "campaigns", "programmes"] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        manager
            .drop_index(Index::drop().name("ix_ideas_campaign_id_id").table(name("ideas")).to_owned())
            .await?;
        for (table, column) in [("ideas", "campaign_id"), ("units", "successor_id")] {
            manager
                .alter_table(Table::alter().table(name(table)).drop_column(name(column)).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn campaigns(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut campaigns = table(
        "campaigns",
        [
            id(),
            text("slug"),
            uuid("unit_id"),
            text("programme"),
            text("theme"),
            text("lead"),
            text("prompt_before"),
            text("prompt_proposal"),
            text("prompt_outcome"),
            text("opens_on"),
            text("closes_on"),
            // Kinds of people, one after the other with commas; empty for everybody.
            text("kinds"),
            int_null("age_from"),
            int_null("age_to"),
            int_null("grade_from"),
            int_null("grade_to"),
            text("state"),
            text("summary"),
            big("changed_at"),
            version(),
        ],
    );
    campaigns.foreign_key(&mut references("campaigns", "unit_id", "units"));
    manager.create_table(campaigns).await?;
    manager.create_index(unique("campaigns", &["slug"])).await?;
    manager.create_index(index("campaigns", &["state", "closes_on"])).await?;
    manager.create_index(index("campaigns", &["unit_id", "id"])).await?;

    let mut scope = table("campaign_units", [uuid("campaign_id"), uuid("unit_id")]);
    scope.primary_key(Index::create().col(name("campaign_id")).col(name("unit_id")));
    scope.foreign_key(&mut references("campaign_units", "campaign_id", "campaigns"));
    scope.foreign_key(&mut references("campaign_units", "unit_id", "units"));
    manager.create_table(scope).await
}

/// Whom each programme is for: provinces change the ages from year to year, so they are rows.
async fn programmes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut programmes = table(
        "programmes",
        [
            int("place"),
            text("name"),
            text("kinds"),
            int_null("age_from"),
            int_null("age_to"),
            int_null("grade_from"),
            int_null("grade_to"),
            text("source"),
        ],
    );
    programmes.primary_key(Index::create().col(name("name")));
    manager.create_table(programmes).await?;
    for (place, (programme, kinds, [age_from, age_to, grade_from, grade_to], source)) in
        (1..).zip(PROGRAMMES.iter().copied())
    {
        let place: i32 = place;
        let row = Query::insert()
            .into_table(name("programmes"))
            .columns(
                ["place", "name", "kinds", "age_from", "age_to", "grade_from", "grade_to", "source"]
                    .map(name),
            )
            .values_panic([
                place.into(),
                programme.into(),
                kinds.into(),
                age_from.into(),
                age_to.into(),
                grade_from.into(),
                grade_to.into(),
                source.into(),
            ])
            .to_owned();
        manager.execute(row).await?;
    }
    Ok(())
}
