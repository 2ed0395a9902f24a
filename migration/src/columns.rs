//! The column types of the house, so that every table spells them alike.

use sea_orm_migration::prelude::*;

/// A short name for a table or column in a migration.
pub fn name(text: &'static str) -> Alias {
    Alias::new(text)
}

/// `id uuid primary key`
pub fn id() -> ColumnDef {
    uuid("id").primary_key().take()
}

/// A required identifier.
pub fn uuid(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).uuid().not_null().take()
}

/// An optional identifier.
pub fn uuid_null(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).uuid().take()
}

/// Required text; lengths are the domain's business.
pub fn text(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).text().not_null().take()
}

/// Optional text.
pub fn text_null(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).text().take()
}

/// A required 64-bit number; instants are microseconds in one of these.
pub fn big(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).big_integer().not_null().take()
}

/// An optional 64-bit number.
pub fn big_null(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).big_integer().take()
}

/// A required 32-bit number.
pub fn int(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).integer().not_null().take()
}

/// An optional 32-bit number.
pub fn int_null(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).integer().take()
}

/// A required yes or no.
pub fn flag(column: &'static str) -> ColumnDef {
    ColumnDef::new(name(column)).boolean().not_null().take()
}

/// The optimistic version.
pub fn version() -> ColumnDef {
    int("version")
}

/// A table with these columns.
pub fn table(table: &'static str, columns: impl IntoIterator<Item = ColumnDef>) -> TableCreateStatement {
    let mut statement = Table::create();
    statement.table(name(table));
    for column in columns {
        statement.col(column);
    }
    statement.take()
}

/// A foreign key from `from(column)` to `to(id)`, refusing to orphan rows.
pub fn references(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{from}_{column}"))
        .from(name(from), name(column))
        .to(name(to), name("id"))
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

/// An index `ix_table_columns`.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(format!("ix_{table}_{}", columns.join("_"))).table(name(table));
    for column in columns {
        statement.col(name(column));
    }
    statement.take()
}

/// A unique index `ux_table_columns`.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(format!("ux_{table}_{}", columns.join("_"))).table(name(table)).unique();
    for column in columns {
        statement.col(name(column));
    }
    statement.take()
}

/// Drops what [`index`] made.
pub fn drop_index(table: &'static str, columns: &[&'static str]) -> IndexDropStatement {
    Index::drop().name(format!("ix_{table}_{}", columns.join("_"))).table(name(table)).to_owned()
}
