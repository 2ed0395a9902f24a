//! The organisation tree; persons, accounts, roles, sessions, one-time links, limits and consents.

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
        units(manager).await?;
        people(manager).await?;
        sessions(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in [
            "consents",
            "recovery_codes",
            "attempts",
            "links",
            "sessions",
            "grants",
            "accounts",
            "persons",
            "unit_closure",
            "units",
        ] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}

async fn units(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut units = table(
        "units",
        [
            id(),
            text("code"),
            text("slug"),
            text("kind"),
            text("name"),
            uuid_null("parent_id"),
            text_null("valid_from"),
            text_null("valid_to"),
            big("created_at"),
            version(),
        ],
    );
    units.foreign_key(&mut references("units", "parent_id", "units"));
    manager.create_table(units).await?;
    manager.create_index(unique("units", &["code"])).await?;
    manager.create_index(unique("units", &["slug"])).await?;

    // Every ancestor of every unit, itself included at depth 0: "is it below" is one look-up.
    let mut closure = table("unit_closure", [uuid("ancestor_id"), uuid("descendant_id"), int("depth")]);
    closure.primary_key(Index::create().col(name("ancestor_id")).col(name("descendant_id")));
    closure.foreign_key(&mut references("unit_closure", "ancestor_id", "units"));
    closure.foreign_key(&mut references("unit_closure", "descendant_id", "units"));
    manager.create_table(closure).await?;
    manager.create_index(index("unit_closure", &["descendant_id"])).await
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut persons = table(
        "persons",
        [
            id(),
            uuid("unit_id"),
            text("full_name"),
            // Without marks and case, to be found by.
            text("name_key"),
            text("kind"),
            text_null("position"),
            text_null("birth_date"),
            text_null("phone"),
            text_null("email"),
            big("created_at"),
            version(),
        ],
    );
    persons.foreign_key(&mut references("persons", "unit_id", "units"));
    manager.create_table(persons).await?;
    manager.create_index(index("persons", &["unit_id", "id"])).await?;

    let mut accounts = table(
        "accounts",
        [
            id(),
            uuid("person_id"),
            text("login"),
            text_null("password_hash"),
            text_null("totp_secret"),
            // A secret that waits for its first code; the one in use stays in use until then.
            text_null("totp_pending"),
            flag("totp_confirmed"),
            big("totp_last_step"),
            flag("disabled"),
            big("created_at"),
            version(),
        ],
    );
    accounts.foreign_key(&mut references("accounts", "person_id", "persons"));
    manager.create_table(accounts).await?;
    manager.create_index(unique("accounts", &["login"])).await?;
    manager.create_index(unique("accounts", &["person_id"])).await?;

    let mut grants =
        table("grants", [id(), uuid("account_id"), text("role"), uuid("unit_id"), big("granted_at")]);
    grants.foreign_key(&mut references("grants", "account_id", "accounts"));
    grants.foreign_key(&mut references("grants", "unit_id", "units"));
    manager.create_table(grants).await?;
    manager.create_index(unique("grants", &["account_id", "role", "unit_id"])).await?;
    manager.create_index(index("grants", &["unit_id", "role"])).await
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let key = |column: &'static str| text(column).primary_key().take();
    let mut sessions = table(
        "sessions",
        [
            key("token_hash"),
            // What the person sees of it: the token itself never comes back.
            uuid("id"),
            uuid("account_id"),
            big("created_at"),
            big("seen_at"),
            big("expires_at"),
            flag("strong"),
        ],
    );
    sessions.foreign_key(&mut references("sessions", "account_id", "accounts"));
    manager.create_table(sessions).await?;
    manager.create_index(index("sessions", &["account_id"])).await?;
    manager.create_index(index("sessions", &["expires_at"])).await?;

    let mut links = table(
        "links",
        [key("token_hash"), text("kind"), uuid_null("account_id"), big("expires_at"), big_null("used_at")],
    );
    links.foreign_key(&mut references("links", "account_id", "accounts"));
    manager.create_table(links).await?;
    manager.create_index(index("links", &["expires_at"])).await?;

    manager
        .create_table(table(
            "attempts",
            [key("bucket"), big("window_start"), int("count"), big("blocked_until")],
        ))
        .await?;
    manager.create_index(index("attempts", &["window_start"])).await?;

    let mut codes = table("recovery_codes", [key("code_hash"), uuid("account_id")]);
    codes.foreign_key(&mut references("recovery_codes", "account_id", "accounts"));
    manager.create_table(codes).await?;
    manager.create_index(index("recovery_codes", &["account_id"])).await?;

    let mut consents = table(
        "consents",
        [
            id(),
            text("object_kind"),
            uuid("object_id"),
            uuid_null("person_id"),
            text("purpose"),
            text("text_version"),
            text("channel"),
            big("given_at"),
            big_null("withdrawn_at"),
        ],
    );
    consents.foreign_key(&mut references("consents", "person_id", "persons"));
    manager.create_table(consents).await?;
    manager.create_index(index("consents", &["object_id", "purpose"])).await
}
