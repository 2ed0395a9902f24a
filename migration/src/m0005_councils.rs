//! Councils and their members, rubrics, rounds, interests, score sheets, sessions, votes and minutes.

use sea_orm_migration::prelude::*;

use super::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The standard rubric for the lowest level: its maxima are common practice, the bands of novelty follow a
/// provincial form. Scores are hundredths of a point. A commune makes its own edition beside it.
const STANDARD: &str = r#"[
{"code":"novelty","label_vi":"Tính mới, tính sáng tạo","label_en":"Novelty","most":3000,"step":50,"may_skip":false,"comment_below":1600,"bands":[
{"from":2700,"to":3000,"text":"Hoàn toàn mới, lần đầu áp dụng tại đơn vị"},
{"from":2100,"to":2650,"text":"Có cải tiến so với giải pháp trước, mức độ khá"},
{"from":1600,"to":2050,"text":"Có cải tiến so với giải pháp trước, mức độ trung bình"},
{"from":100,"to":1550,"text":"Có cải tiến so với giải pháp trước, mức độ ít"},
{"from":0,"to":0,"text":"Không có yếu tố mới hoặc sao chép giải pháp đã có"}]},
{"code":"effectiveness","label_vi":"Hiệu quả","label_en":"Effectiveness","most":4000,"step":50,"may_skip":false,"comment_below":2000,"bands":[]},
{"code":"applicability","label_vi":"Khả năng áp dụng, nhân rộng","label_en":"Applicability","most":2000,"step":50,"may_skip":false,"comment_below":1000,"bands":[]},
{"code":"presentation","label_vi":"Trình bày","label_en":"Presentation","most":1000,"step":50,"may_skip":true,"comment_below":0,"bands":[]}
]"#;

/// The identifier of the standard rubric, fixed so that every installation names it alike.
const STANDARD_ID: &str = "01900000-0000-7000-8000-000000000001";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        councils(manager).await?;
        rounds(manager).await?;
        sheets(manager).await?;
        sessions(manager).await?;
        seed(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in [
            "council_minutes",
            "session_votes",
            "session_items",
            "session_attendance",
            "council_sessions",
            "score_sheets",
            "interests",
            "round_dossiers",
            "rounds",
            "rubrics",
            "council_members",
            "councils",
        ] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}

async fn councils(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut councils = table(
        "councils",
        [
            id(),
            uuid("unit_id"),
            text("name"),
            text("decision_no"),
            text("decided_on"),
            big("created_at"),
            version(),
        ],
    );
    councils.foreign_key(&mut references("councils", "unit_id", "units"));
    manager.create_table(councils).await?;
    manager.create_index(index("councils", &["unit_id", "id"])).await?;

    let mut members = table(
        "council_members",
        [
            id(),
            uuid("council_id"),
            uuid("person_id"),
            text("capacity"),
            text("from_day"),
            text_null("to_day"),
        ],
    );
    members.foreign_key(&mut references("council_members", "council_id", "councils"));
    members.foreign_key(&mut references("council_members", "person_id", "persons"));
    manager.create_table(members).await?;
    manager.create_index(index("council_members", &["council_id", "person_id"])).await?;
    manager.create_index(index("council_members", &["person_id", "council_id"])).await?;

    let mut rubrics = table(
        "rubrics",
        [
            id(),
            uuid_null("unit_id"),
            text("code"),
            int("edition"),
            text("title_vi"),
            text("title_en"),
            text("criteria"),
            text("source"),
            flag("verified"),
            big_null("used_at"),
            big("created_at"),
            version(),
        ],
    );
    rubrics.foreign_key(&mut references("rubrics", "unit_id", "units"));
    manager.create_table(rubrics).await?;
    manager.create_index(unique("rubrics", &["code", "edition"])).await
}

async fn rounds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut rounds = table(
        "rounds",
        [
            id(),
            uuid("unit_id"),
            uuid("council_id"),
            uuid("rubric_id"),
            text("name"),
            text("state"),
            text("score_by"),
            big("created_at"),
            big_null("revealed_at"),
            version(),
        ],
    );
    rounds.foreign_key(&mut references("rounds", "unit_id", "units"));
    rounds.foreign_key(&mut references("rounds", "council_id", "councils"));
    rounds.foreign_key(&mut references("rounds", "rubric_id", "rubrics"));
    manager.create_table(rounds).await?;
    manager.create_index(index("rounds", &["unit_id", "id"])).await?;
    manager.create_index(index("rounds", &["council_id", "state"])).await?;

    let mut dossiers = table(
        "round_dossiers",
        [
            id(),
            uuid("round_id"),
            uuid("dossier_id"),
            // The dossier again while this round may still decide on it: one round has it at a time.
            uuid_null("live_dossier_id"),
            int("position"),
            text("outcome"),
        ],
    );
    dossiers.foreign_key(&mut references("round_dossiers", "round_id", "rounds"));
    dossiers.foreign_key(&mut references("round_dossiers", "dossier_id", "dossiers"));
    manager.create_table(dossiers).await?;
    manager.create_index(unique("round_dossiers", &["round_id", "dossier_id"])).await?;
    manager.create_index(unique("round_dossiers", &["live_dossier_id"])).await?;

    let mut interests = table(
        "interests",
        [
            id(),
            uuid("round_id"),
            uuid("dossier_id"),
            uuid("person_id"),
            text("answer"),
            text("reason"),
            big("at"),
        ],
    );
    interests.foreign_key(&mut references("interests", "round_id", "rounds"));
    interests.foreign_key(&mut references("interests", "dossier_id", "dossiers"));
    interests.foreign_key(&mut references("interests", "person_id", "persons"));
    manager.create_table(interests).await?;
    manager.create_index(unique("interests", &["round_id", "dossier_id", "person_id"])).await
}

async fn sheets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut sheets = table(
        "score_sheets",
        [
            id(),
            uuid("round_id"),
            uuid("dossier_id"),
            uuid("person_id"),
            text("state"),
            text("marks"),
            text("conditions"),
            text("general_comment"),
            text_null("proposal"),
            big("assigned_at"),
            big("changed_at"),
            big_null("sealed_at"),
            version(),
        ],
    );
    sheets.foreign_key(&mut references("score_sheets", "round_id", "rounds"));
    sheets.foreign_key(&mut references("score_sheets", "dossier_id", "dossiers"));
    sheets.foreign_key(&mut references("score_sheets", "person_id", "persons"));
    manager.create_table(sheets).await?;
    manager.create_index(unique("score_sheets", &["round_id", "dossier_id", "person_id"])).await?;
    manager.create_index(index("score_sheets", &["person_id", "state", "id"])).await
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut sessions = table(
        "council_sessions",
        [
            id(),
            uuid("unit_id"),
            uuid("round_id"),
            uuid("council_id"),
            text("number"),
            text("state"),
            text("held_on"),
            text("place"),
            text("agenda"),
            text("guests"),
            text("ballot_rule"),
            text("conclusion"),
            big("started_at"),
            big_null("ended_at"),
            version(),
        ],
    );
    sessions.foreign_key(&mut references("council_sessions", "unit_id", "units"));
    sessions.foreign_key(&mut references("council_sessions", "round_id", "rounds"));
    sessions.foreign_key(&mut references("council_sessions", "council_id", "councils"));
    manager.create_table(sessions).await?;
    manager.create_index(index("council_sessions", &["unit_id", "id"])).await?;
    manager.create_index(index("council_sessions", &["round_id", "state"])).await?;

    // The members on the day, with name and office as they were: later changes do not rewrite minutes.
    let mut attendance = table(
        "session_attendance",
        [
            id(),
            uuid("session_id"),
            uuid("person_id"),
            text("full_name"),
            text("position"),
            text("capacity"),
            text("presence"),
            text("reason"),
        ],
    );
    attendance.foreign_key(&mut references("session_attendance", "session_id", "council_sessions"));
    attendance.foreign_key(&mut references("session_attendance", "person_id", "persons"));
    manager.create_table(attendance).await?;
    manager.create_index(unique("session_attendance", &["session_id", "person_id"])).await?;

    let mut items = table(
        "session_items",
        [
            id(),
            uuid("session_id"),
            uuid("dossier_id"),
            int("position"),
            text("opinions"),
            text("mode"),
            text("counts"),
            flag("deferred"),
            text("reason"),
            text("excluded"),
            text_null("result"),
        ],
    );
    items.foreign_key(&mut references("session_items", "session_id", "council_sessions"));
    items.foreign_key(&mut references("session_items", "dossier_id", "dossiers"));
    manager.create_table(items).await?;
    manager.create_index(unique("session_items", &["session_id", "dossier_id"])).await?;

    let mut votes = table("session_votes", [id(), uuid("item_id"), uuid("person_id"), text("choice")]);
    votes.foreign_key(&mut references("session_votes", "item_id", "session_items"));
    votes.foreign_key(&mut references("session_votes", "person_id", "persons"));
    manager.create_table(votes).await?;
    manager.create_index(unique("session_votes", &["item_id", "person_id"])).await?;

    let mut minutes = table(
        "council_minutes",
        [
            uuid("session_id").primary_key().take(),
            text("number"),
            text("file_key"),
            text("sha256"),
            big("bytes"),
            big("made_at"),
        ],
    );
    minutes.foreign_key(&mut references("council_minutes", "session_id", "council_sessions"));
    manager.create_table(minutes).await
}

async fn seed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let standard = STANDARD_ID
        .parse::<sea_orm_migration::sea_orm::prelude::Uuid>()
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    let mut rubric = Query::insert();
    rubric.into_table(name("rubrics")).columns(
        [
            "id",
            "unit_id",
            "code",
            "edition",
            "title_vi",
            "title_en",
            "criteria",
            "source",
            "verified",
            "used_at",
            "created_at",
            "version",
        ]
        .map(name),
    );
    rubric.values_panic([
        standard.into(),
        Option::<sea_orm_migration::sea_orm::prelude::Uuid>::None.into(),
        "standard".into(),
        1.into(),
        "Bộ tiêu chí chuẩn cấp cơ sở".into(),
        "Standard rubric for the lowest level".into(),
        STANDARD.into(),
        "Thực tiễn phổ biến 30/40/20/10; mức của tính mới theo Mẫu 03 tỉnh Sơn La".into(),
        false.into(),
        Option::<i64>::None.into(),
        0_i64.into(),
        1.into(),
    ]);
    manager.execute(rubric).await
}
