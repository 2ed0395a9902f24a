//! The papers of a unit and the table to start from.

use poem_openapi::{ApiResponse, OpenApi, param::Path, payload::Binary};
use uuid::Uuid;

use crate::{
    app::App,
    authority::UnitId,
    foundation::Result,
    units::{model::Unit, service, store},
    wire::{Problem, Tag},
};

/// A PDF anybody may print.
#[derive(ApiResponse)]
enum Sheet {
    /// The PDF.
    #[oai(status = 200, content_type = "application/pdf")]
    Pdf(
        Binary<Vec<u8>>,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
        /// It holds nothing private.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

impl Sheet {
    fn of(name: &str, (unit, bytes): (Unit, Vec<u8>)) -> Self {
        let name = format!("inline; filename=\"{name}-{}.pdf\"", unit.slug);
        Self::Pdf(Binary(bytes), name, "public, max-age=3600".to_owned())
    }
}

/// A table.
#[derive(ApiResponse)]
enum Table {
    /// The table, comma-separated.
    #[oai(status = 200, content_type = "text/csv")]
    Csv(
        Binary<Vec<u8>>,
        /// The name to save it under.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

/// What units print.
pub struct UnitPapersApi {
    /// The house.
    pub app: App,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Units")]
impl UnitPapersApi {
    /// The poster of a unit.
    ///
    /// One A4 sheet with a QR code that opens the form for this unit.
    #[oai(path = "/units/:id/poster.pdf", method = "get", operation_id = "downloadUnitPoster")]
    async fn poster(&self, id: Path<Uuid>) -> Result<Sheet, Problem> {
        Ok(Sheet::of("ap-phich", service::poster(&self.app, UnitId(id.0)).await?))
    }

    /// Slips to write ideas on.
    ///
    /// Four A6 slips on one A4 sheet: three sentences to go on from, a line for a name, and a QR code that
    /// opens the form for this unit.
    #[oai(path = "/units/:id/slips.pdf", method = "get", operation_id = "downloadUnitSlips")]
    async fn slips(&self, id: Path<Uuid>) -> Result<Sheet, Problem> {
        Ok(Sheet::of("phieu-y-tuong", service::slips(&self.app, UnitId(id.0)).await?))
    }

    /// A table of units to start from.
    ///
    /// A whole commune as `importUnits` takes it, hanging on the commune of this installation: change names,
    /// drop rows, add rows.
    #[oai(path = "/units/imports/sample.csv", method = "get", operation_id = "downloadUnitSample")]
    async fn sample(&self) -> Result<Table, Problem> {
        let commune = store::commune(self.app.db.reader(), None).await?;
        let code = commune.map_or_else(|| self.app.config.site.code.clone(), |commune| commune.code);
        // Spreadsheets take the text for another encoding without the mark.
        let table = format!("\u{feff}{}", service::sample(&code));
        let name = "attachment; filename=\"don-vi-mau.csv\"".to_owned();
        Ok(Table::Csv(Binary(table.into_bytes()), name))
    }
}
