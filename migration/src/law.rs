//! Rules of law and design as rows: a migration adds the defaults of what it brings.

use sea_orm_migration::prelude::*;

use super::columns::name;

/// key, first day in force, value, unit, source, verified
pub type Rule = (&'static str, &'static str, i64, &'static str, &'static str, bool);

/// Adds rules to the table.
pub async fn add(manager: &SchemaManager<'_>, added: &[Rule]) -> Result<(), DbErr> {
    let mut rules = Query::insert();
    rules
        .into_table(name("law_rules"))
        .columns(["key", "valid_from", "value", "unit", "source", "verified"].map(name));
    for (key, from, value, unit, source, verified) in added.iter().copied() {
        rules.values_panic([
            key.into(),
            from.into(),
            value.into(),
            unit.into(),
            source.into(),
            verified.into(),
        ]);
    }
    manager.execute(rules).await
}

/// Takes rules out again.
pub async fn remove(manager: &SchemaManager<'_>, added: &[Rule]) -> Result<(), DbErr> {
    let mut rules = Query::delete();
    let keys = added.iter().map(|rule| rule.0);
    rules.from_table(name("law_rules")).and_where(Expr::col(name("key")).is_in(keys));
    manager.execute(rules).await
}
