//! Commendations: the legal forms as data, nominations, recipients with their certificates, and papers.

use sea_orm_migration::prelude::*;

use super::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// code, first day in force, recipient kinds, signer role, signer units, bonus rule, household factor rule,
/// collective factor rule, serial prefix, source, legal bases of its decision (one a line), verified
type Form = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
    bool,
);

/// The forms the product knows; a later version of a form is a later row.
const FORMS: &[Form] = &[(
    "merit_certificate_commune",
    "2025-07-01",
    "individual,household,collective",
    "commune_chair",
    "commune,ward,special_zone",
    "bonus_merit_certificate_commune",
    Some("bonus_household_factor"),
    Some("bonus_collective_factor"),
    "GK",
    "Luật Thi đua, khen thưởng 06/2022/QH15 Đ.9, Đ.75; NĐ 129/2025/NĐ-CP; NĐ 152/2025/NĐ-CP",
    MERIT_CERTIFICATE_BASES,
    false,
)];

/// Căn cứ of the decision (F15); dates of the gazette are still to be compared.
const MERIT_CERTIFICATE_BASES: &str = "\
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15
Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15
Căn cứ Nghị định số 129/2025/NĐ-CP ngày 11 tháng 6 năm 2025 của Chính phủ
Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        forms(manager).await?;
        commendations(manager).await?;
        recipients(manager).await?;
        papers(manager).await?;
        seed(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in [
            "commendation_papers",
            "commendation_recipients",
            "commendations",
            "commended_achievements",
            "commendation_forms",
        ] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}

async fn forms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut forms = table(
        "commendation_forms",
        [
            text("code"),
            text("valid_from"),
            text_null("valid_to"),
            text("recipient_kinds"),
            text("signer_role"),
            text("signer_units"),
            text("bonus_rule"),
            text_null("household_factor_rule"),
            text_null("collective_factor_rule"),
            text("serial_prefix"),
            text("source"),
            text("legal_bases"),
            flag("verified"),
        ],
    );
    forms.primary_key(Index::create().col(name("code")).col(name("valid_from")));
    manager.create_table(forms).await
}

async fn commendations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // One row for each achievement ever nominated: its lock makes "one legal award for one achievement"
    // hold for nominations that arrive together.
    let mut achievements = table("commended_achievements", [text("kind"), uuid("id"), big("nominations")]);
    achievements.primary_key(Index::create().col(name("kind")).col(name("id")));
    manager.create_table(achievements).await?;

    let mut commendations = table(
        "commendations",
        [
            id(),
            text("code"),
            uuid("unit_id"),
            text("form"),
            text("basis"),
            text("state"),
            text("achievement_kind"),
            uuid("achievement_id"),
            text("achievement_code"),
            text("achievement_title"),
            text("sentence"),
            text("criteria_ref"),
            text_null("minutes_ref"),
            uuid_null("nominated_by"),
            text("nominator_name"),
            big("nominated_at"),
            big("due_at"),
            big("changed_at"),
            text_null("decision_number"),
            text_null("decided_on"),
            uuid_null("signer_id"),
            text_null("signer_name"),
            text_null("office_unit_name"),
            text_null("declined_reason"),
            text_null("declined_suggestion"),
            text_null("handed_on"),
            text_null("handed_at_place"),
            text_null("handed_to"),
            text_null("revoked_ground"),
            text_null("revoked_reason"),
            text_null("revoked_on"),
            version(),
        ],
    );
    commendations.foreign_key(&mut references("commendations", "unit_id", "units"));
    commendations.foreign_key(&mut references("commendations", "nominated_by", "persons"));
    commendations.foreign_key(&mut references("commendations", "signer_id", "persons"));
    manager.create_table(commendations).await?;
    manager.create_index(unique("commendations", &["code"])).await?;
    manager.create_index(index("commendations", &["unit_id", "state", "due_at", "id"])).await?;
    manager.create_index(index("commendations", &["unit_id", "state", "changed_at", "id"])).await?;
    manager.create_index(index("commendations", &["nominated_by", "id"])).await?;
    manager.create_index(index("commendations", &["achievement_kind", "achievement_id"])).await
}

async fn recipients(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut recipients = table(
        "commendation_recipients",
        [
            id(),
            uuid("commendation_id"),
            int("position"),
            text("kind"),
            uuid_null("person_id"),
            text("name"),
            text("address_or_unit"),
            flag("under_16"),
            int_null("multiplier_hundredths"),
            big_null("base_salary"),
            int_null("factor_hundredths"),
            big_null("rounding"),
            big_null("amount"),
            text_null("bonus_source"),
            text_null("serial"),
            text_null("gold_book_no"),
            text_null("verify_code"),
        ],
    );
    recipients.foreign_key(&mut references("commendation_recipients", "commendation_id", "commendations"));
    recipients.foreign_key(&mut references("commendation_recipients", "person_id", "persons"));
    manager.create_table(recipients).await?;
    manager.create_index(unique("commendation_recipients", &["commendation_id", "position"])).await?;
    manager.create_index(unique("commendation_recipients", &["serial"])).await?;
    manager.create_index(unique("commendation_recipients", &["verify_code"])).await
}

async fn papers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut papers = table(
        "commendation_papers",
        [
            uuid("commendation_id"),
            text("name"),
            text("kind"),
            uuid_null("recipient_id"),
            text("file_key"),
            text("sha256"),
            big("bytes"),
            big("made_at"),
        ],
    );
    papers.primary_key(Index::create().col(name("commendation_id")).col(name("name")));
    papers.foreign_key(&mut references("commendation_papers", "commendation_id", "commendations"));
    papers.foreign_key(&mut references("commendation_papers", "recipient_id", "commendation_recipients"));
    manager.create_table(papers).await
}

async fn seed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut forms = Query::insert();
    forms.into_table(name("commendation_forms")).columns(
        [
            "code",
            "valid_from",
            "recipient_kinds",
            "signer_role",
            "signer_units",
            "bonus_rule",
            "household_factor_rule",
            "collective_factor_rule",
            "serial_prefix",
            "source",
            "legal_bases",
            "verified",
        ]
        .map(name),
    );
    for (code, from, kinds, role, units, bonus, household, collective, prefix, source, bases, verified) in
        FORMS.iter().copied()
    {
        forms.values_panic([
            code.into(),
            from.into(),
            kinds.into(),
            role.into(),
            units.into(),
            bonus.into(),
            household.into(),
            collective.into(),
            prefix.into(),
            source.into(),
            bases.into(),
            verified.into(),
        ]);
    }
    manager.execute(forms).await
}
