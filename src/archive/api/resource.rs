//! The resources `/api/v1/archive` and `/api/v1/gold-book`.

use poem::Request;
use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::{ParseFromJSON, ToJSON},
};

use super::views::{ArchivePage, GoldBookList, GoldBookRow, PublicIdea};
use crate::{
    app::App,
    archive::service::{self, Asked, SIZE_MOST},
    foundation::{Code, Error, Violations, secret::token_hash},
    wire::{Caller, ListQuery, Problem, Tag, current_lang, next_token},
};

/// What everybody may read, with its tag; nothing where the reader has it already.
#[derive(ApiResponse)]
pub enum Shown<T: ParseFromJSON + ToJSON + Send + Sync> {
    /// The present answer.
    #[oai(status = 200)]
    Ok(
        Json<T>,
        /// The tag for If-None-Match.
        #[oai(header = "ETag")]
        String,
        /// How long it may be kept.
        #[oai(header = "Cache-Control")]
        String,
    ),
    /// The reader's copy is still right.
    #[oai(status = 304)]
    Same(
        /// The tag for If-None-Match.
        #[oai(header = "ETag")]
        String,
        /// How long it may be kept.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

/// How long a shared cache may keep an answer.
const FRESH: &str = "public, max-age=20";

fn shown<T: ParseFromJSON + ToJSON + Send + Sync>(request: &Request, value: T) -> Shown<T> {
    let hash = token_hash(&value.to_json_string());
    let tag = format!("\"{}\"", hash.get(..24).unwrap_or_default());
    if request.header("if-none-match").is_some_and(|known| known.contains(&tag)) {
        return Shown::Same(tag, FRESH.to_owned());
    }
    Shown::Ok(Json(value), tag, FRESH.to_owned())
}

/// The archive over HTTP.
pub struct Api {
    app: App,
}

impl Api {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

/// Values given as repeated parameters or with commas between.
fn values(given: Option<Vec<String>>) -> Vec<String> {
    let parts = given.unwrap_or_default();
    parts
        .iter()
        .flat_map(|part| part.split(','))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The most pages that can be asked for; the engine stops at a thousand hits anyway.
const PAGES_MOST: u32 = 1_000;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Archive")]
impl Api {
    /// Search what was honoured.
    ///
    /// Forgives missing diacritics, typing errors and abbreviations. Within one facet any of the values will
    /// do; all facets must agree.
    #[oai(path = "/archive", method = "get", operation_id = "searchArchive")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn search(
        &self,
        _caller: Caller,
        request: &Request,
        /// What is looked for; words in double quotes must stand together.
        q: Query<Option<String>>,
        /// Codes of fields.
        linh_vuc: Query<Option<Vec<String>>>,
        /// Units, by their part of addresses.
        don_vi: Query<Option<Vec<String>>>,
        /// Years.
        nam: Query<Option<Vec<String>>>,
        /// Levels: `unit`, `commune`, `province`, `national`.
        cap: Query<Option<Vec<String>>>,
        /// Codes of forms of honour.
        hinh_thuc: Query<Option<Vec<String>>>,
        /// `applied` or `recognised`.
        trang_thai: Query<Option<Vec<String>>>,
        /// `relevance`, `newest` or `oldest`.
        sort: Query<Option<String>>,
        /// Counted from 1.
        page: Query<Option<u32>>,
        /// Hits a page, 1 to 50.
        size: Query<Option<u32>>,
    ) -> Result<Shown<ArchivePage>, Problem> {
        let sort = sort.0.unwrap_or_default();
        if !matches!(sort.as_str(), "" | "relevance" | "newest" | "oldest") {
            return Err(Violations::one(Code::NotOffered, "/sort").into());
        }
        let most = u32::try_from(SIZE_MOST).unwrap_or(u32::MAX);
        let (page, size) = (page.0.unwrap_or(1), size.0.unwrap_or(20));
        let mut wrong = Violations::new();
        wrong.unless((1..=PAGES_MOST).contains(&page), Code::OutOfBounds, "/page");
        wrong.unless((1..=most).contains(&size), Code::OutOfBounds, "/size");
        wrong.into_result()?;
        let asked = Asked {
            text: q.0.unwrap_or_default(),
            field: values(linh_vuc.0),
            unit: values(don_vi.0),
            year: values(nam.0),
            level: values(cap.0),
            award: values(hinh_thuc.0),
            state: values(trang_thai.0),
            sort,
            page: usize::try_from(page).unwrap_or(1),
            size: usize::try_from(size).unwrap_or(1),
        };
        let found = service::find(&self.app, &asked).await?;
        Ok(shown(request, ArchivePage::of(found, current_lang(), page, size)))
    }

    /// Read one published idea.
    #[oai(path = "/archive/:code", method = "get", operation_id = "readPublication")]
    async fn read(
        &self,
        _caller: Caller,
        request: &Request,
        code: Path<String>,
    ) -> Result<Shown<PublicIdea>, Problem> {
        let publication = service::by_address(&self.app, &code.0).await?;
        if publication.hidden {
            return Err(Error::NOT_FOUND.into());
        }
        Ok(shown(request, PublicIdea::from(publication)))
    }

    /// Read the gold book, the newest first.
    #[oai(path = "/gold-book", method = "get", operation_id = "readGoldBook")]
    async fn gold_book(
        &self,
        _caller: Caller,
        request: &Request,
        /// Only this unit, by its part of addresses.
        don_vi: Query<Option<String>>,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Shown<GoldBookList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        let unit = don_vi.0.as_deref().filter(|unit| !unit.is_empty());
        let page = service::gold_book(&self.app, unit, &ask).await?;
        let items = page.items.into_iter().map(GoldBookRow::from).collect();
        Ok(shown(request, GoldBookList { items, next: next_token(page.next) }))
    }
}
