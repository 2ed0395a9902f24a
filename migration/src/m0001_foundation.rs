//! Audit, outbox, numbers, idempotency keys, settings, and the law as data.

use sea_orm_migration::prelude::*;

use super::{
    columns::*,
    law::{self, Rule},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The defaults of the product; a commune changes them by adding a later version.
const RULES: &[Rule] = &[
    ("thank_period", "2012-04-25", 1, "working_days", "Thiết kế: cảm ơn trong một ngày làm việc", false),
    ("idea_answer_period", "2012-04-25", 10, "working_days", "Thiết kế: trả lời ý tưởng", false),
    ("filing_limit", "2012-04-25", 12, "months", "NĐ 13/2012/NĐ-CP Đ.5.2", true),
    ("intake_review", "2012-04-25", 1, "months", "NĐ 13/2012/NĐ-CP Đ.6.2", false),
    ("supplement_period", "2012-04-25", 1, "months", "NĐ 13/2012/NĐ-CP Đ.6.2", false),
    ("supplement_rounds", "2012-04-25", 1, "times", "Thực tiễn địa phương (Gia Lai)", false),
    ("supplement_grace", "2012-04-25", 7, "days", "Thiết kế: bảy ngày chờ thêm", false),
    ("deferral_rounds", "2013-10-01", 1, "times", "Thiết kế: hoãn một lần", false),
    ("deferral_period", "2013-10-01", 30, "days", "Thiết kế: hoãn không quá 30 ngày", false),
    ("recognition_decision", "2012-04-25", 3, "months", "NĐ 13/2012/NĐ-CP Đ.7.1", true),
    ("council_agree_numerator", "2013-10-01", 2, "parts", "TT 18/2013/TT-BKHCN Đ.8", true),
    ("council_agree_denominator", "2013-10-01", 3, "parts", "TT 18/2013/TT-BKHCN Đ.8", true),
    ("council_quorum_numerator", "2013-10-01", 2, "parts", "Thực tiễn địa phương (Sóc Trăng)", false),
    ("council_quorum_denominator", "2013-10-01", 3, "parts", "Thực tiễn địa phương (Sóc Trăng)", false),
    ("council_conflict_reduces_base", "2013-10-01", 1, "flag", "Thiết kế: luật không nói", false),
    ("markers_least", "2012-04-25", 2, "people", "Thực tiễn chấm sáng kiến", false),
    ("score_pass_mean", "2012-04-25", 7_000, "hundredths", "Thực tiễn: 70/100 cấp cơ sở", false),
    ("base_salary", "2024-07-01", 2_340_000, "dong", "NĐ 73/2024/NĐ-CP", true),
    ("bonus_merit_certificate_commune", "2025-07-01", 30, "hundredths", "NĐ 152/2025/NĐ-CP", true),
    ("bonus_household_factor", "2025-07-01", 150, "hundredths", "NĐ 152/2025/NĐ-CP", true),
    ("bonus_collective_factor", "2025-07-01", 200, "hundredths", "NĐ 98/2023/NĐ-CP Đ.58.2.c", false),
    ("bonus_rounding", "2025-07-01", 1, "dong", "Báo chí 2025: không làm tròn", false),
    ("award_processing", "2025-07-01", 10, "working_days", "Thủ tục hành chính địa phương", false),
    ("award_handover", "2025-07-01", 30, "days", "Thiết kế: trao trong 30 ngày từ ngày ký", false),
    (
        "award_sentence_words",
        "2025-07-01",
        60,
        "words",
        "Mẫu tờ trình đề nghị khen thưởng của địa phương",
        false,
    ),
    ("child_age", "2016-06-01", 16, "years", "Luật Trẻ em 2016 Đ.1", true),
];

/// Public holidays with their compensated days off. Lunar days of 2027 follow the calendar; the
/// Government's announcement of exact days off is still to be compared.
const HOLIDAYS: &[(&str, &str, bool)] = &[
    ("2026-01-01", "Tết Dương lịch", true),
    ("2026-02-16", "Tết Nguyên đán", false),
    ("2026-02-17", "Tết Nguyên đán", true),
    ("2026-02-18", "Tết Nguyên đán", true),
    ("2026-02-19", "Tết Nguyên đán", true),
    ("2026-02-20", "Tết Nguyên đán", false),
    ("2026-04-27", "Nghỉ bù Giỗ Tổ Hùng Vương", false),
    ("2026-04-30", "Ngày Chiến thắng", true),
    ("2026-05-01", "Quốc tế Lao động", true),
    ("2026-09-01", "Quốc khánh", false),
    ("2026-09-02", "Quốc khánh", true),
    ("2027-01-01", "Tết Dương lịch", true),
    ("2027-02-05", "Tết Nguyên đán", false),
    ("2027-02-08", "Tết Nguyên đán", false),
    ("2027-02-09", "Tết Nguyên đán", false),
    ("2027-02-10", "Tết Nguyên đán", false),
    ("2027-04-16", "Giỗ Tổ Hùng Vương", false),
    ("2027-04-30", "Ngày Chiến thắng", true),
    ("2027-05-03", "Nghỉ bù Quốc tế Lao động", false),
    ("2027-09-02", "Quốc khánh", true),
    ("2027-09-03", "Quốc khánh", false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let key = |column: &'static str| text(column).primary_key().take();
        manager.create_table(table("audit_head", [int("id").primary_key().take(), big("size")])).await?;
        manager
            .create_table(table(
                "audit_leaves",
                [
                    big("seq").primary_key().take(),
                    text("canonical"),
                    text("leaf_hash"),
                    text_null("salt"),
                    text_null("payload"),
                ],
            ))
            .await?;
        manager
            .create_table(table(
                "outbox",
                [
                    id(),
                    text("topic"),
                    text("subscriber"),
                    uuid("object_id"),
                    text("payload"),
                    big("created_at"),
                    big("due_at"),
                    int("attempts"),
                    text_null("last_error"),
                    flag("dead"),
                ],
            ))
            .await?;
        manager.create_index(index("outbox", &["dead", "due_at", "id"])).await?;
        manager.create_table(table("number_series", [key("series"), big("last")])).await?;
        manager
            .create_table(table(
                "idempotency_keys",
                [key("key_hash"), text("request_hash"), uuid("object_id"), big("created_at")],
            ))
            .await?;
        manager.create_index(index("idempotency_keys", &["created_at"])).await?;
        manager.create_table(table("settings", [key("key"), text("value")])).await?;
        let mut rules = table(
            "law_rules",
            [text("key"), text("valid_from"), big("value"), text("unit"), text("source"), flag("verified")],
        );
        rules.primary_key(Index::create().col(name("key")).col(name("valid_from")));
        manager.create_table(rules).await?;
        manager
            .create_table(table("holidays", [key("day"), text("name"), text("source"), flag("verified")]))
            .await?;
        seed(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in [
            "holidays",
            "law_rules",
            "settings",
            "idempotency_keys",
            "number_series",
            "outbox",
            "audit_leaves",
            "audit_head",
        ] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}

async fn seed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut head = Query::insert();
    head.into_table(name("audit_head")).columns([name("id"), name("size")]);
    head.values_panic([1.into(), 0_i64.into()]);
    manager.execute(head).await?;

    law::add(manager, RULES).await?;

    let mut holidays = Query::insert();
    holidays.into_table(name("holidays")).columns(["day", "name", "source", "verified"].map(name));
    for (day, title, verified) in HOLIDAYS.iter().copied() {
        let source = "Bộ luật Lao động 2019 Đ.112 và lịch nghỉ hằng năm";
        holidays.values_panic([day.into(), title.into(), source.into(), verified.into()]);
    }
    manager.execute(holidays).await
}
