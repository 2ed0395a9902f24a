//! What a new or changed unit must satisfy.

use time::Date;

use super::model::{UnitCode, UnitKind, UnitName};
use crate::foundation::{Code, Violations, instant::parse_day, text};

/// What somebody asks a unit to be; read all at once.
#[derive(Clone, Debug, Default)]
pub struct Wish<'a> {
    /// Code; left out where it cannot change.
    pub code: Option<&'a str>,
    /// Kind.
    pub kind: &'a str,
    /// Name.
    pub name: &'a str,
    /// `YYYY-MM-DD` or nothing.
    pub valid_from: Option<&'a str>,
    /// `YYYY-MM-DD` or nothing.
    pub valid_to: Option<&'a str>,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The code, where it was part of the wish.
    pub code: Option<UnitCode>,
    /// The kind.
    pub kind: UnitKind,
    /// The name.
    pub name: UnitName,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// Reads a wish; `at` is the pointer before the field names, e.g. empty or `/rows/3`.
///
/// # Errors
/// Every broken rule of the wish.
pub fn read(wish: &Wish<'_>, at: &str) -> Result<Plan, Violations> {
    let mut wrong = Violations::new();
    let code = wish.code.map(|code| wrong.take(UnitCode::parse(code, &format!("{at}/code"))));
    let kind = UnitKind::parse(wish.kind.trim());
    wrong.unless(kind.is_some(), Code::NotOffered, &format!("{at}/kind"));
    let name = wrong.take(UnitName::parse(wish.name, &format!("{at}/name")));
    let valid_from = day(wish.valid_from, &format!("{at}/valid_from"), &mut wrong);
    let valid_to = day(wish.valid_to, &format!("{at}/valid_to"), &mut wrong);
    if let (Some(from), Some(to)) = (valid_from, valid_to) {
        wrong.unless(from <= to, Code::OutOfBounds, &format!("{at}/valid_to"));
    }
    match (code, kind, name) {
        (None, Some(kind), Some(name)) if wrong.is_empty() => {
            Ok(Plan { code: None, kind, name, valid_from, valid_to })
        }
        (Some(Some(code)), Some(kind), Some(name)) if wrong.is_empty() => {
            Ok(Plan { code: Some(code), kind, name, valid_from, valid_to })
        }
        _ => Err(wrong),
    }
}

fn day(text: Option<&str>, pointer: &str, wrong: &mut Violations) -> Option<Date> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    let day = parse_day(text);
    wrong.unless(day.is_some(), Code::BadDate, pointer);
    day
}

/// The part of public addresses: from the name, with the code where the name alone is taken or empty.
pub fn slug(name: &UnitName, code: &UnitCode, is_taken: bool) -> String {
    let plain = text::slug(name.as_str());
    let code = code.as_str().to_ascii_lowercase();
    match (plain.is_empty(), is_taken) {
        (true, _) => code,
        (false, false) => plain,
        (false, true) => format!("{plain}-{code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn every_mistake_of_a_wish_is_told_at_once() {
        let wish = Wish {
            code: Some("thôn"),
            kind: "castle",
            name: " ",
            valid_from: Some("2025-07-01"),
            valid_to: Some("yesterday"),
        };
        let wrong = read(&wish, "/rows/2").unwrap_err();
        let pointers: Vec<_> = wrong.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!(pointers, ["/rows/2/code", "/rows/2/kind", "/rows/2/name", "/rows/2/valid_to"]);
    }

    #[test]
    fn a_former_unit_ends_after_it_began() {
        let mut wish = Wish { kind: "former_district", name: "Huyện Hương Sơn", ..Wish::default() };
        wish.valid_to = Some("2025-06-30");
        assert_eq!(read(&wish, "").unwrap().valid_to, Some(date!(2025 - 06 - 30)));
        wish.valid_from = Some("2025-07-01");
        assert!(read(&wish, "").unwrap_err().has(Code::OutOfBounds));
    }

    #[test]
    fn addresses_are_readable_and_never_clash() {
        let name = UnitName::parse("Thôn Đồng Tâm", "").unwrap();
        let code = UnitCode::parse("DT1", "").unwrap();
        assert_eq!(slug(&name, &code, false), "thon-dong-tam");
        assert_eq!(slug(&name, &code, true), "thon-dong-tam-dt1");
        assert_eq!(slug(&UnitName::parse("…", "").unwrap(), &code, false), "dt1");
    }
}
