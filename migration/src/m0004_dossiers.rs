//! Recognition dossiers: the request, its authors, its timeline, the decision, certificates and papers.

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
        dossiers(manager).await?;
        authors_and_timeline(manager).await?;
        recognition(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for gone in [
            "dossier_papers",
            "initiative_certificates",
            "recognitions",
            "dossier_events",
            "dossier_authors",
            "dossiers",
        ] {
            manager.drop_table(Table::drop().table(name(gone)).to_owned()).await?;
        }
        Ok(())
    }
}

async fn dossiers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut dossiers = table(
        "dossiers",
        [
            id(),
            text_null("code"),
            uuid("unit_id"),
            uuid_null("idea_id"),
            // The idea while this dossier may still lead to recognition: unique, so an idea has one at a time.
            uuid_null("live_idea_id"),
            uuid("lead_id"),
            uuid_null("recorder_id"),
            text("state"),
            text("initiative_name"),
            text_null("first_applied_on"),
            text("form"),
            big("created_at"),
            big("changed_at"),
            big_null("due_at"),
            text_null("receipt_no"),
            big_null("received_at"),
            text_null("answer_due"),
            text_null("frozen"),
            text_null("frozen_hash"),
            int("edition"),
            int("supplement_rounds"),
            text("defects"),
            big_null("accepted_at"),
            text_null("completed_on"),
            text_null("decision_due"),
            uuid_null("round_id"),
            int_null("mean"),
            int("deferrals"),
            text_null("outcome"),
            text_null("superior_no"),
            text_null("superior_on"),
            version(),
        ],
    );
    dossiers.foreign_key(&mut references("dossiers", "unit_id", "units"));
    dossiers.foreign_key(&mut references("dossiers", "idea_id", "ideas"));
    dossiers.foreign_key(&mut references("dossiers", "lead_id", "persons"));
    dossiers.foreign_key(&mut references("dossiers", "recorder_id", "persons"));
    manager.create_table(dossiers).await?;
    manager.create_index(unique("dossiers", &["code"])).await?;
    manager.create_index(unique("dossiers", &["live_idea_id"])).await?;
    manager.create_index(index("dossiers", &["unit_id", "state", "due_at", "id"])).await?;
    manager.create_index(index("dossiers", &["state", "due_at", "id"])).await?;
    manager.create_index(index("dossiers", &["lead_id", "changed_at", "id"])).await?;
    manager.create_index(index("dossiers", &["idea_id"])).await
}

async fn authors_and_timeline(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut authors = table(
        "dossier_authors",
        [
            id(),
            uuid("dossier_id"),
            int("place"),
            uuid_null("person_id"),
            text("full_name"),
            text_null("birth_date"),
            text("workplace_or_residence"),
            text("position"),
            text("qualification"),
            int("share"),
            text_null("confirmed_by"),
            big_null("confirmed_at"),
            text_null("confirmation_note"),
        ],
    );
    authors.foreign_key(&mut references("dossier_authors", "dossier_id", "dossiers"));
    authors.foreign_key(&mut references("dossier_authors", "person_id", "persons"));
    manager.create_table(authors).await?;
    manager.create_index(index("dossier_authors", &["dossier_id", "place"])).await?;
    manager.create_index(index("dossier_authors", &["person_id", "dossier_id"])).await?;

    let mut events = table(
        "dossier_events",
        [
            id(),
            uuid("dossier_id"),
            text("kind"),
            text("state"),
            uuid_null("person_id"),
            text("person_name"),
            text("words"),
            big("at"),
            version(),
        ],
    );
    events.foreign_key(&mut references("dossier_events", "dossier_id", "dossiers"));
    events.foreign_key(&mut references("dossier_events", "person_id", "persons"));
    manager.create_table(events).await?;
    manager.create_index(index("dossier_events", &["dossier_id", "version"])).await
}

async fn recognition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut recognitions = table(
        "recognitions",
        [
            uuid("dossier_id").primary_key().take(),
            uuid("unit_id"),
            text("decision_no"),
            text("decided_on"),
            uuid("signer_id"),
            text("signer_name"),
            text("signer_title"),
            big("signed_at"),
        ],
    );
    recognitions.foreign_key(&mut references("recognitions", "dossier_id", "dossiers"));
    recognitions.foreign_key(&mut references("recognitions", "unit_id", "units"));
    recognitions.foreign_key(&mut references("recognitions", "signer_id", "persons"));
    manager.create_table(recognitions).await?;

    let mut certificates = table(
        "initiative_certificates",
        [id(), uuid("dossier_id"), uuid("author_id"), text("certificate_no"), text("serial")],
    );
    certificates.foreign_key(&mut references("initiative_certificates", "dossier_id", "dossiers"));
    certificates.foreign_key(&mut references("initiative_certificates", "author_id", "dossier_authors"));
    manager.create_table(certificates).await?;
    manager.create_index(unique("initiative_certificates", &["author_id"])).await?;
    manager.create_index(unique("initiative_certificates", &["serial"])).await?;
    manager.create_index(index("initiative_certificates", &["dossier_id"])).await?;

    // One paper of a kind for each subject: the dossier itself, or the certificate of one author.
    let mut papers = table(
        "dossier_papers",
        [
            id(),
            uuid("dossier_id"),
            text("kind"),
            uuid("subject_id"),
            text("number"),
            text("file_key"),
            text("sha256"),
            big("bytes"),
            big("made_at"),
        ],
    );
    papers.foreign_key(&mut references("dossier_papers", "dossier_id", "dossiers"));
    manager.create_table(papers).await?;
    manager.create_index(unique("dossier_papers", &["subject_id", "kind"])).await?;
    manager.create_index(index("dossier_papers", &["dossier_id", "id"])).await
}
