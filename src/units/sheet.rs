//! Reads the table `code,kind,name,parent_code` people export from a spreadsheet (RFC 4180), with
//! `valid_from`, `valid_to` and `successor_code` where former units are brought in too.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    model::UnitKind,
    rules::{Plan, Wish, read},
};
use crate::foundation::{Code, Violations};

/// The most rows one import may hold.
pub const MOST_ROWS: usize = 2_000;
const NEEDED: [&str; 4] = ["code", "kind", "name", "parent_code"];
const FURTHER: [&str; 3] = ["valid_from", "valid_to", "successor_code"];

/// What is there already.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The codes that are taken.
    pub codes: BTreeSet<String>,
    /// True if a province stands above the commune.
    pub province: bool,
}

/// One row, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number in the table, the first row after the heading being 1.
    pub number: usize,
    /// What the unit shall be.
    pub plan: Plan,
    /// Code of the unit above; empty for a province that goes above everything there is.
    pub parent: String,
    /// Code of the unit that goes on in its place, or empty.
    pub successor: String,
}

/// Where each column stands.
struct Columns(BTreeMap<String, usize>);

impl Columns {
    /// The heading: the four needed columns and any of the others, each once, in any order.
    fn read(heading: &[String]) -> Option<Self> {
        let names = heading.iter().map(|cell| cell.trim().to_lowercase());
        let places: BTreeMap<String, usize> = names.enumerate().map(|(place, name)| (name, place)).collect();
        let offered = |name: &String| NEEDED.contains(&name.as_str()) || FURTHER.contains(&name.as_str());
        let whole = NEEDED.iter().all(|name| places.contains_key(*name));
        (whole && places.len() == heading.len() && places.keys().all(offered)).then_some(Self(places))
    }

    fn cell<'a>(&self, cells: &'a [String], name: &str) -> &'a str {
        self.0.get(name).and_then(|place| cells.get(*place)).map_or("", |cell| cell.trim())
    }
}

/// Reads the whole table against what is there.
///
/// Rows are put so that a parent always comes before its children.
///
/// # Errors
/// Every mistake of every row, with pointers `/rows/<number>/<column>`.
pub fn rows(csv: &str, known: &Known) -> Result<Vec<Row>, Violations> {
    let mut wrong = Violations::new();
    let mut lines = parse(csv).into_iter().filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()));
    let columns = Columns::read(&lines.next().unwrap_or_default())
        .ok_or_else(|| Violations::one(Code::Malformed, "/csv"))?;
    let mut read_rows = Vec::new();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let mut province = known.province;
    for (index, cells) in lines.enumerate() {
        let number = index.saturating_add(1);
        if number > MOST_ROWS {
            wrong.add(Code::OutOfBounds, "/csv");
            break;
        }
        let at = format!("/rows/{number}");
        let cell = |name: &str| columns.cell(&cells, name);
        let wish = Wish {
            code: Some(cell("code")),
            kind: cell("kind"),
            name: cell("name"),
            valid_from: Some(cell("valid_from")),
            valid_to: Some(cell("valid_to")),
        };
        let parent = cell("parent_code").to_owned();
        let successor = cell("successor_code").to_owned();
        let above_all = parent.is_empty() && UnitKind::parse(cell("kind")).is_some_and(UnitKind::is_province);
        // One province stands above everything; any other row hangs on something.
        let hangs = if above_all { !std::mem::replace(&mut province, true) } else { !parent.is_empty() };
        wrong.unless(hangs, Code::Required, &format!("{at}/parent_code"));
        if !successor.is_empty() {
            wrong.unless(!cell("valid_to").is_empty(), Code::Required, &format!("{at}/valid_to"));
        }
        if let Some(plan) = wrong.take(read(&wish, &at)) {
            let code = plan.code.as_ref().map_or("", |code| code.as_str()).to_owned();
            let twice = codes.insert(code.clone(), number).is_some() || known.codes.contains(&code);
            wrong.unless(!twice, Code::AlreadyExists, &format!("{at}/code"));
            read_rows.push(Row { number, plan, parent, successor });
        }
    }
    if read_rows.is_empty() && wrong.is_empty() {
        wrong.add(Code::Required, "/csv");
    }
    for row in read_rows.iter().filter(|row| !row.successor.is_empty()) {
        let itself = row.plan.code.as_ref().is_some_and(|code| code.as_str() == row.successor);
        let there = known.codes.contains(&row.successor) || codes.contains_key(&row.successor);
        let pointer = format!("/rows/{}/successor_code", row.number);
        wrong.unless(there && !itself, Code::UnknownReference, &pointer);
    }
    let ordered = order(read_rows, &known.codes, &codes, &mut wrong);
    wrong.into_result()?;
    Ok(ordered)
}

/// Parents first; what hangs on nothing, or on itself, is told.
fn order(
    mut waiting: Vec<Row>,
    known: &BTreeSet<String>,
    codes: &BTreeMap<String, usize>,
    wrong: &mut Violations,
) -> Vec<Row> {
    let clean = wrong.is_empty();
    let mut there = known.clone();
    let mut ordered = Vec::with_capacity(waiting.len());
    loop {
        let (ready, still): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|row| row.parent.is_empty() || there.contains(&row.parent));
        let stuck = ready.is_empty();
        for row in ready {
            there.extend(row.plan.code.iter().map(|code| code.as_str().to_owned()));
            ordered.push(row);
        }
        waiting = still;
        if stuck {
            break;
        }
    }
    // What is wrong with a parent's own row is told there, not once more at each child.
    for row in &waiting {
        let hangs_on_its_row = codes.contains_key(&row.parent) && (!clean || !circles(row, &waiting));
        if !row.parent.is_empty() && !hangs_on_its_row {
            wrong.add(Code::UnknownReference, &format!("/rows/{}/parent_code", row.number));
        }
    }
    ordered
}

/// True if the way up from a row leads back to it.
fn circles(row: &Row, rows: &[Row]) -> bool {
    let above =
        |row: &Row| rows.iter().find(|one| one.plan.code.as_ref().is_some_and(|c| c.as_str() == row.parent));
    let mut at = above(row);
    for _ in 0..rows.len() {
        match at {
            Some(one) if one.number == row.number => return true,
            Some(one) => at = above(one),
            None => return false,
        }
    }
    false
}

/// Cells of a comma-separated table; a cell in quotes may hold commas, line ends and doubled quotes.
fn parse(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    // The text is one string, so no line can be unreadable.
    reader.records().flatten().map(|line| line.iter().map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known() -> Known {
        Known { codes: BTreeSet::from(["SH".to_owned()]), province: false }
    }

    #[test]
    fn a_province_goes_above_everything_once() {
        let csv = "code,kind,name,parent_code\nHT,province,Tỉnh Hà Tĩnh,\nT1,village,Thôn 1,SH\n";
        let read = rows(csv, &known()).unwrap();
        assert_eq!((read[0].parent.as_str(), read[1].parent.as_str()), ("", "SH"));
        let twice = "code,kind,name,parent_code\nHT,province,Tỉnh Hà Tĩnh,\nNA,province,Tỉnh Nghệ An,\n";
        let told = rows(twice, &known()).unwrap_err();
        assert_eq!(told.iter().map(|one| one.pointer.as_str()).collect::<Vec<_>>(), ["/rows/2/parent_code"]);
        let again = Known { province: true, ..known() };
        assert!(rows(csv, &again).unwrap_err().has(Code::Required));
    }

    #[test]
    fn former_units_bring_their_days_and_who_goes_on() {
        let csv = "code,kind,name,valid_to,successor_code,parent_code\nSL,former_commune,Xã Sơn Lĩnh,2025-06-30,SH,SH\n";
        let read = rows(csv, &known()).unwrap();
        assert_eq!(read[0].successor, "SH");
        assert_eq!(read[0].plan.valid_to.unwrap().to_string(), "2025-06-30");
        let csv = "code,kind,name,parent_code,valid_from,valid_to,successor_code\nA,former_commune,Một,SH,,,B\nC,former_commune,Hai,SH,x,2025-06-30,C\n";
        let wrong = rows(csv, &known()).unwrap_err();
        let told: Vec<_> = wrong.iter().map(|one| (one.pointer.as_str(), one.code)).collect();
        for expected in [
            ("/rows/1/valid_to", Code::Required),
            ("/rows/1/successor_code", Code::UnknownReference),
            ("/rows/2/valid_from", Code::BadDate),
        ] {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
    }

    #[test]
    fn a_column_nobody_knows_or_twice_the_same_is_refused() {
        for heading in ["code,kind,name,parent_code,colour", "code,kind,name,parent_code,code"] {
            assert!(
                rows(&format!("{heading}\nA,village,Một,SH,x\n"), &known()).unwrap_err().has(Code::Malformed)
            );
        }
    }

    #[test]
    fn children_may_stand_before_their_parents() {
        let csv = "\u{feff}code,kind,name,parent_code\r\nL5A,class,Lớp 5A,TH\r\nTH,school,\"Trường TH \"\"Sơn\"\", số 1\",SH\r\n";
        let read = rows(csv, &known()).unwrap();
        let codes: Vec<_> = read.iter().map(|row| row.plan.code.as_ref().unwrap().as_str()).collect();
        assert_eq!(codes, ["TH", "L5A"]);
        assert_eq!(read[0].plan.name.as_str(), "Trường TH \"Sơn\", số 1");
    }

    #[test]
    fn all_rows_tell_their_mistakes_at_once() {
        let csv = "code,kind,name,parent_code\nA,school,Một,SH\nA,school,Hai,SH\nSH,village,Ba,SH\nb,castle,,\nD,village,Bốn,NOWHERE\nE,village,Năm,F\nF,village,Sáu,E\n";
        let wrong = rows(csv, &known()).unwrap_err();
        let told: Vec<_> = wrong.iter().map(|one| (one.pointer.as_str(), one.code)).collect();
        for expected in [
            ("/rows/2/code", Code::AlreadyExists),
            ("/rows/3/code", Code::AlreadyExists),
            ("/rows/4/code", Code::BadCharacters),
            ("/rows/4/kind", Code::NotOffered),
            ("/rows/4/name", Code::Required),
            ("/rows/4/parent_code", Code::Required),
            ("/rows/5/parent_code", Code::UnknownReference),
        ] {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
    }

    #[test]
    fn an_unknown_parent_is_told_where_it_stands_and_not_at_the_children() {
        let csv = "code,kind,name,parent_code\nTH,school,Trường,NOWHERE\nL5A,class,Lớp 5A,TH\n";
        let wrong = rows(csv, &known()).unwrap_err();
        let told: Vec<_> = wrong.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!(told, ["/rows/1/parent_code"]);
    }

    #[test]
    fn a_circle_is_told() {
        let csv = "code,kind,name,parent_code\nE,village,Năm,F\nF,village,Sáu,E\n";
        let wrong = rows(csv, &known()).unwrap_err();
        assert_eq!(wrong.iter().filter(|one| one.code == Code::UnknownReference).count(), 2);
    }

    #[test]
    fn another_heading_or_an_empty_table_is_refused() {
        assert!(rows("a,b\n1,2", &known()).unwrap_err().has(Code::Malformed));
        assert!(rows("", &known()).unwrap_err().has(Code::Malformed));
        assert!(rows("code,kind,name,parent_code\n\n", &known()).unwrap_err().has(Code::Required));
    }

    proptest! {
        #[test]
        fn cells_survive_being_quoted(cells in proptest::collection::vec("\\PC{0,12}", 1..5)) {
            let line: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            prop_assert_eq!(&parse(&line.join(","))[0], &cells);
        }
    }
}
