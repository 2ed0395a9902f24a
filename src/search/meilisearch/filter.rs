//! Typed filters as Meilisearch's filter language. The only place that writes such text.

use super::super::model::{FACETS, Facet, Filters};

/// The attribute that holds a facet.
pub(super) const fn attribute(facet: Facet) -> &'static str {
    match facet {
        Facet::Field => "field",
        Facet::Unit => "unit_id",
        Facet::Year => "year",
        Facet::Level => "level",
        Facet::Award => "honours",
        Facet::State => "state",
    }
}

/// Writes the filters, leaving out those of one facet if asked; nothing where none remain.
pub(super) fn expression(filters: &Filters, except: Option<Facet>) -> Option<String> {
    let parts: Vec<String> = FACETS
        .into_iter()
        .filter(|facet| Some(*facet) != except)
        .filter_map(|facet| {
            let values: Vec<String> = filters.of(facet).iter().map(|v| quoted(v)).collect();
            (!values.is_empty()).then(|| format!("{} IN [{}]", attribute(facet), values.join(", ")))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// Writes one value so that nothing in it can end the quotes.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads one quoted value as the server's parser does; answers it and what follows.
    fn read(text: &str) -> Option<(String, &str)> {
        let inner = text.strip_prefix('"')?;
        let (mut value, mut chars) = (String::new(), inner.char_indices());
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => return Some((value, inner.get(at + 1..)?)),
                '\\' => value.push(chars.next()?.1),
                other => value.push(other),
            }
        }
        None
    }

    #[test]
    fn filters_are_joined_by_and_values_by_in() {
        let filters = Filters {
            field: vec!["nong-nghiep".into(), "y-te".into()],
            year: vec![2024],
            ..Filters::default()
        };
        assert_eq!(
            expression(&filters, None).as_deref(),
            Some(r#"field IN ["nong-nghiep", "y-te"] AND year IN ["2024"]"#)
        );
        assert_eq!(expression(&filters, Some(Facet::Field)).as_deref(), Some(r#"year IN ["2024"]"#));
        assert_eq!(expression(&Filters::default(), None), None);
    }

    proptest! {
        #[test]
        fn no_value_escapes_its_quotes(value in "[\\\\\"' \\]\\[a-zđấAND=<>()]{0,30}", other in "\\PC{0,10}") {
            let filters = Filters { award: vec![value.clone(), other.clone()], ..Filters::default() };
            let text = expression(&filters, None).unwrap();
            let rest = text.strip_prefix("honours IN [").unwrap();
            let (first, rest) = read(rest).unwrap();
            let (second, rest) = read(rest.strip_prefix(", ").unwrap()).unwrap();
            prop_assert_eq!((first, second, rest), (value, other, "]"));
        }
    }
}
