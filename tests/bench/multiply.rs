//! A commune of many years: the rows of a small one copied under other identities and on earlier days, since
//! a hundred thousand ideas through the API would take most of an hour.

use std::path::Path;

use anyhow::Context;
use sangkien::foundation::{Db, secret::random_hex};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Each copy lies a day before the one before it, in microseconds.
const A_DAY: i64 = 86_400_000_000;

/// What is written instead of a column's own value, `m` being the new identity.
type Changed = &'static [(&'static str, &'static str)];

/// The tables of an idea, each with the column that names the idea.
const TABLES: &[(&str, &str, Changed)] = &[
    (
        "ideas",
        "id",
        &[
            ("id", "m.fresh"),
            ("code", "m.fresh_code"),
            ("draft_id", "null"),
            ("received_at", "t.received_at - m.back"),
            ("changed_at", "t.changed_at - m.back"),
            ("due_at", "t.due_at - m.back"),
            ("honoured_at", "t.honoured_at - m.back"),
            ("gold_book_no", "t.gold_book_no + m.numbers"),
        ],
    ),
    (
        "idea_events",
        "idea_id",
        &[("id", "substr(m.fresh, 1, 6) || randomblob(10)"), ("idea_id", "m.fresh"), ("at", "t.at - m.back")],
    ),
    (
        "publications",
        "id",
        &[
            ("id", "m.fresh"),
            ("code", "m.fresh_code"),
            ("document", "replace(replace(t.document, m.code, m.fresh_code), m.words, m.fresh_words)"),
            ("story", "replace(replace(t.story, m.code, m.fresh_code), m.words, m.fresh_words)"),
            ("honoured_at", "t.honoured_at - m.back"),
        ],
    ),
    ("publication_thanks", "id", &[("id", "m.fresh"), ("thanked_at", "t.thanked_at - m.back")]),
];

/// Copies what stands in a data directory until it holds `size` ideas. Nobody else may use it meanwhile.
pub async fn multiply(data: &Path, size: u32) -> anyhow::Result<()> {
    let db = Db::connect(&format!("sqlite://{}", data.join("sangkien.db").display()), 1).await?;
    let rows = db.writer().query_all_raw(sql("select id, code, received_at from ideas order by id")).await?;
    let mut known = Vec::new();
    for row in rows {
        let id: uuid::Uuid = row.try_get_by_index(0)?;
        known.push((id, row.try_get_by_index::<String>(1)?, row.try_get_by_index::<i64>(2)?));
    }
    let mut inserts = Vec::new();
    for (table, idea, changed) in TABLES {
        inserts.push(copying(&db, table, idea, changed).await?);
    }
    let many = u32::try_from(known.len())?;
    for copy in 1..size.div_ceil(many.max(1)) {
        let rest = usize::try_from(size - copy * many)?;
        let tx = db.begin_write().await?;
        tx.execute_unprepared(
            "create temp table if not exists copies (old blob primary key, fresh blob, code text,
             fresh_code text, words text, fresh_words text, back integer, numbers integer);
             delete from copies",
        )
        .await?;
        for (id, code, received_at) in known.iter().take(rest) {
            let back = i64::from(copy) * A_DAY;
            let fresh = identity(received_at - back)?;
            let (series, number) = code.rsplit_once('-').context("a code without a number")?;
            let number = number.parse::<u32>()? + copy * 100_000;
            let values = [
                (*id).into(),
                fresh.into(),
                code.clone().into(),
                format!("{series}-{number}").into(),
                id.to_string().into(),
                fresh.to_string().into(),
                back.into(),
                i64::from(copy * many).into(),
            ];
            let insert = "insert into copies values (?, ?, ?, ?, ?, ?, ?, ?)";
            tx.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, insert, values)).await?;
        }
        for insert in &inserts {
            tx.execute_unprepared(insert).await?;
        }
        tx.commit().await?;
    }
    db.writer().execute_unprepared("pragma wal_checkpoint(truncate)").await?;
    db.close().await?;
    Ok(())
}

fn sql(text: &str) -> Statement {
    Statement::from_string(DbBackend::Sqlite, text)
}

/// An identity of that moment, as the product makes them.
fn identity(micros: i64) -> anyhow::Result<uuid::Uuid> {
    let millis = u64::try_from(micros / 1_000)?;
    let text = format!("{millis:012x}7{}8{}", &random_hex(2)[..3], &random_hex(8)[..15]);
    Ok(uuid::Uuid::parse_str(&text)?)
}

/// The statement that copies a table's rows of the ideas in `copies`.
async fn copying(db: &Db, table: &str, idea: &str, changed: Changed) -> anyhow::Result<String> {
    let rows =
        db.writer().query_all_raw(sql(&format!("select name from pragma_table_info('{table}')"))).await?;
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        names.push(row.try_get_by_index(0)?);
    }
    let values: Vec<String> = names
        .iter()
        .map(|name| {
            let other = changed.iter().find(|(column, _)| column == name);
            other.map_or_else(|| format!("t.\"{name}\""), |(_, value)| (*value).to_owned())
        })
        .collect();
    let (names, values) = (names.join("\", \""), values.join(", "));
    Ok(format!(
        "insert into {table} (\"{names}\") select {values} from {table} t join copies m on m.old = t.{idea}"
    ))
}
