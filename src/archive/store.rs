//! The projection: rows to values and back. Public reads know nothing but these tables.

mod counts;

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{CaseStatement, Expr, OnConflict},
};
use uuid::Uuid;

mod breadth;

pub use breadth::reached;

use super::{
    entity::{picture, publication, thanks},
    model::{Line, PublicStory, Publication, Thanks},
    rules,
};
use crate::{
    foundation::{
        Error, Instant, Result, Tx,
        page::{Ask, Cursor, Page},
    },
    search::Document,
};
use counts::Change;
pub use counts::figures;
use publication::Column;

/// Takes the place of one publication in this transaction, so that two rebuilds of the same idea follow
/// each other and the later one reads the later story.
pub async fn reserve(tx: &Tx, id: Uuid, now: Instant) -> Result<()> {
    let place = publication::ActiveModel {
        id: Set(id),
        code: Set(id.to_string()),
        slug: Set(String::new()),
        kind: Set(String::new()),
        unit_id: Set(id),
        unit_slug: Set(String::new()),
        unit_name: Set(String::new()),
        document: Set(String::new()),
        story: Set(String::new()),
        honoured_at: Set(Instant(0)),
        hidden: Set(true),
        hash: Set(String::new()),
        projected_at: Set(now),
        unit_kind: Set(String::new()),
        title: Set(String::new()),
        outcome: Set(String::new()),
        summary: Set(String::new()),
        author_name: Set(None),
        field: Set(String::new()),
        honour: Set(String::new()),
        cover: Set(None),
        gold_book_no: Set(0),
        reuse_count: Set(0),
    };
    let made = publication::Entity::insert(place)
        .on_conflict(OnConflict::column(Column::Id).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match made {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error.into()),
    }
    publication::Entity::update_many()
        .col_expr(Column::ProjectedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes a publication into its reserved place.
pub async fn put(tx: &Tx, shown: &Publication, now: Instant) -> Result<()> {
    let json = |error: serde_json::Error| Error::Damaged(error.to_string());
    let story = &shown.story;
    count(tx, shown.id, Some(shown.unit)).await?;
    publication::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(shown.id),
        code: Set(shown.code.clone()),
        slug: Set(shown.slug.clone()),
        kind: Set(shown.kind.clone()),
        unit_id: Set(shown.unit),
        unit_slug: Set(shown.unit_slug.clone()),
        unit_name: Set(shown.unit_name.clone()),
        document: Set(serde_json::to_string(&shown.document).map_err(json)?),
        story: Set(serde_json::to_string(&shown.story).map_err(json)?),
        honoured_at: Set(shown.honoured_at),
        hidden: Set(false),
        hash: Set(shown.hash.clone()),
        projected_at: Set(now),
        unit_kind: Set(shown.unit_kind.clone()),
        title: Set(story.title.clone()),
        outcome: Set(story.outcome.clone()),
        summary: Set(shown.document.summary.clone()),
        author_name: Set(story.author_name.clone()),
        field: Set(story.field.clone()),
        honour: Set(rules::highest_honour(&story.honours).to_owned()),
        cover: Set(shown.document.cover.clone()),
        gold_book_no: Set(story.gold_book_no),
        reuse_count: Set(story.reuse_count),
    }
    .update(&**tx)
    .await?;
    forget_pictures(tx, shown.id).await?;
    let rows: Vec<_> = shown
        .story
        .pictures
        .iter()
        .map(|one| picture::ActiveModel {
            id: Set(one.id),
            publication_id: Set(shown.id),
            file_key: Set(one.file_key.clone()),
            thumbnail_key: Set(one.thumbnail_key.clone()),
        })
        .collect();
    if !rows.is_empty() {
        picture::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Empties a publication that was taken back; its address remembers that there was one. A place that never
/// held anything goes altogether.
pub async fn take_back(tx: &Tx, id: Uuid) -> Result<()> {
    count(tx, id, None).await?;
    forget_pictures(tx, id).await?;
    publication::Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Kind.eq(""))
        .exec(&**tx)
        .await?;
    publication::Entity::update_many()
        .col_expr(Column::Slug, Expr::value(""))
        .col_expr(Column::Document, Expr::value(""))
        .col_expr(Column::Story, Expr::value(""))
        .col_expr(Column::Hash, Expr::value(""))
        .col_expr(Column::Title, Expr::value(""))
        .col_expr(Column::Outcome, Expr::value(""))
        .col_expr(Column::Summary, Expr::value(""))
        .col_expr(Column::AuthorName, Expr::value(None::<String>))
        .col_expr(Column::Cover, Expr::value(None::<String>))
        .col_expr(Column::Hidden, Expr::value(true))
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Counts a publication where it is shown from now on, and no longer where it was.
async fn count(tx: &Tx, id: Uuid, now_in: Option<Uuid>) -> Result<()> {
    let before = publication::Entity::find_by_id(id)
        .select_only()
        .column(Column::UnitId)
        .filter(Column::Hidden.eq(false))
        .into_tuple::<Uuid>()
        .one(&**tx)
        .await?;
    if before == now_in {
        return Ok(());
    }
    for (unit, shown) in [(before, -1), (now_in, 1)] {
        if let Some(unit) = unit {
            counts::add(tx, unit, Change { shown, ..Change::default() }).await?;
        }
    }
    Ok(())
}

async fn forget_pictures(tx: &Tx, id: Uuid) -> Result<()> {
    picture::Entity::delete_many().filter(picture::Column::PublicationId.eq(id)).exec(&**tx).await?;
    Ok(())
}

/// The publication with the first of these codes that is one, taken back or not.
pub async fn by_codes(db: &impl ConnectionTrait, codes: &[String]) -> Result<Option<Publication>> {
    let rows = publication::Entity::find().filter(Column::Code.is_in(codes)).all(db).await?;
    let found = codes.iter().find_map(|code| rows.iter().find(|row| row.code == *code)).cloned();
    found.map(value).transpose()
}

/// What is shown of some ideas, the newest first.
pub async fn of_ideas(db: &impl ConnectionTrait, ids: &[Uuid], limit: u64) -> Result<Vec<Line>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let shown = publication::Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        // In words the planner does not look an index up for: it would read all that is shown.
        .filter(Expr::expr(CaseStatement::new().case(Column::Hidden.eq(false), 1).finally(0)).eq(1))
        .select_only()
        .columns(LINE)
        .order_by_desc(Column::HonouredAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    let rows: Vec<Columns> = shown.into_model().all(db).await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

fn value(row: publication::Model) -> Result<Publication> {
    let damaged = |error: serde_json::Error| Error::Damaged(format!("publication {}: {error}", row.code));
    let (document, story) = if row.hidden {
        (Document::default(), PublicStory::default())
    } else {
        (
            serde_json::from_str(&row.document).map_err(damaged)?,
            serde_json::from_str(&row.story).map_err(damaged)?,
        )
    };
    Ok(Publication {
        id: row.id,
        code: row.code,
        slug: row.slug,
        kind: row.kind,
        unit: row.unit_id,
        unit_slug: row.unit_slug,
        unit_kind: row.unit_kind,
        unit_name: row.unit_name,
        document,
        story,
        honoured_at: row.honoured_at,
        hidden: row.hidden,
        hash: row.hash,
    })
}

/// The columns of a line.
const LINE: [Column; 14] = [
    Column::Id,
    Column::Code,
    Column::Slug,
    Column::UnitName,
    Column::Title,
    Column::Outcome,
    Column::Summary,
    Column::AuthorName,
    Column::Field,
    Column::Honour,
    Column::Cover,
    Column::GoldBookNo,
    Column::ReuseCount,
    Column::HonouredAt,
];

/// The gold book, by date and never by money, the newest first; only one unit's where a unit is named.
pub async fn gold_book(db: &impl ConnectionTrait, unit: Option<&str>, ask: &Ask) -> Result<Page<Line>> {
    let mut query = publication::Entity::find().filter(Column::Hidden.eq(false));
    if let Some(unit) = unit {
        query = query.filter(Column::UnitSlug.eq(unit));
    }
    if let Some(after) = ask.after {
        query = query.filter(
            Condition::any()
                .add(Column::HonouredAt.lt(after.at))
                .add(Condition::all().add(Column::HonouredAt.eq(after.at)).add(Column::Id.lt(after.id))),
        );
    }
    let rows: Vec<Columns> = query
        .select_only()
        .columns(LINE)
        .order_by_desc(Column::HonouredAt)
        .order_by_desc(Column::Id)
        .limit(ask.fetch())
        .into_model()
        .all(db)
        .await?;
    let lines = rows.into_iter().map(Line::from).collect();
    Ok(Page::cut(lines, ask, |line: &Line| Cursor { at: line.honoured_at, id: line.id }))
}

/// What a list needs of a publication.
#[derive(Debug, FromQueryResult)]
struct Columns {
    id: Uuid,
    code: String,
    slug: String,
    unit_name: String,
    title: String,
    outcome: String,
    summary: String,
    author_name: Option<String>,
    field: String,
    honour: String,
    cover: Option<String>,
    gold_book_no: i32,
    reuse_count: i32,
    honoured_at: Instant,
}

impl From<Columns> for Line {
    fn from(row: Columns) -> Self {
        Self {
            id: row.id,
            code: row.code,
            slug: row.slug,
            unit_name: row.unit_name,
            title: row.title,
            outcome: row.outcome,
            summary: row.summary,
            author_name: row.author_name,
            field: row.field,
            honour: row.honour,
            cover: row.cover,
            gold_book_no: row.gold_book_no,
            reuse_count: row.reuse_count,
            honoured_at: row.honoured_at,
        }
    }
}

/// Of some codes those that are published now, with the author's name and the cover as they may be shown now.
pub async fn shown_now(
    db: &impl ConnectionTrait,
    codes: Vec<String>,
) -> Result<BTreeMap<String, (Option<String>, Option<String>)>> {
    // Looked at here and not in the statement: the planner would read all that is shown instead of these codes.
    let rows: Vec<(String, Option<String>, Option<String>, bool)> = publication::Entity::find()
        .select_only()
        .columns([Column::Code, Column::AuthorName, Column::Cover, Column::Hidden])
        .filter(Column::Code.is_in(codes))
        .into_tuple()
        .all(db)
        .await?;
    let shown = rows.into_iter().filter(|(.., hidden)| !hidden);
    Ok(shown.map(|(code, author, cover, _)| (code, (author, cover))).collect())
}

/// What search should find, in the order of ids, after a known one.
pub async fn documents(db: &impl ConnectionTrait, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Document)>> {
    let rows = publication::Entity::find()
        .filter(Column::Hidden.eq(false))
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(|row| value(row).map(|one| (one.id, one.document))).collect()
}

/// Every publication's identity, taken back or not, after a known one.
pub async fn identities(db: &impl ConnectionTrait, after: Uuid, limit: u64) -> Result<Vec<Uuid>> {
    let ids = publication::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids)
}

/// Where a public picture and its thumbnail are kept.
pub async fn picture_keys(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<(String, String)>> {
    let row = picture::Entity::find_by_id(id).one(db).await?;
    Ok(row.map(|row| (row.file_key, row.thumbnail_key)))
}

/// Notes a thanks, once for each idea.
pub async fn note_thanks(tx: &Tx, noted: &Thanks) -> Result<()> {
    let counted = |noted: &Thanks, by: i32| Change {
        thanked: by,
        thanked_in_time: if noted.in_time { by } else { 0 },
        ..Change::default()
    };
    if let Some(known) = thanks::Entity::find_by_id(noted.idea).one(&**tx).await?.map(thanks_value) {
        counts::add(tx, known.unit, counted(&known, -1)).await?;
        thanks::Entity::delete_by_id(noted.idea).exec(&**tx).await?;
    }
    counts::add(tx, noted.unit, counted(noted, 1)).await?;
    thanks::ActiveModel {
        id: Set(noted.idea),
        thanked_by: Set(noted.by.clone()),
        unit_name: Set(noted.unit_name.clone()),
        thanked_at: Set(noted.at),
        in_time: Set(noted.in_time),
        unit_id: Set(Some(noted.unit)),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// The latest thanks, newest first.
pub async fn latest_thanks(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Thanks>> {
    let rows = thanks::Entity::find()
        .order_by_desc(thanks::Column::ThankedAt)
        .order_by_desc(thanks::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(thanks_value).collect())
}

fn thanks_value(row: thanks::Model) -> Thanks {
    Thanks {
        idea: row.id,
        by: row.thanked_by,
        unit: row.unit_id.unwrap_or_default(),
        unit_name: row.unit_name,
        at: row.thanked_at,
        in_time: row.in_time,
    }
}
