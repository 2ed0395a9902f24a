//! Holds the house to its plan (`ARCHITECTURE.md`): floors, rooms and file lengths, read from the sources.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use syn::{
    UseTree,
    visit::{self, Visit},
};
use walkdir::WalkDir;

/// From the ground up: a part may use what stands before it in this list.
const FLOORS: &[&str] = &[
    "foundation",
    "search",
    "files",
    "mail",
    "documents",
    "identity",
    "authority",
    "app",
    "wire",
    "units",
    "people",
    "notices",
    "campaigns",
    "ideas",
    "dossiers",
    "councils",
    "commendations",
    "archive",
    "http",
    "jobs",
    "demo",
    "cli",
];

/// Wings of the mission, whose rooms have rules of their own.
const WINGS: &[&str] =
    &["units", "people", "notices", "campaigns", "ideas", "dossiers", "councils", "commendations", "archive"];

/// The longest a file may be, in lines.
const LONGEST: usize = 500;

struct Source {
    /// Below `src/`, e.g. `ideas/service/thank.rs`.
    name: String,
    text: String,
}

impl Source {
    fn part(&self) -> &str {
        let first = self.name.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    fn room(&self) -> &str {
        let room = self.name.split('/').nth(1).unwrap_or_default();
        room.strip_suffix(".rs").unwrap_or(room)
    }

    /// Every path used in the file outside its tests, as `crate::ideas::model` or `sea_orm::Set`.
    fn paths(&self) -> Vec<String> {
        let file = syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let mut paths = Paths::default();
        paths.visit_file(&file);
        paths.0
    }
}

#[derive(Default)]
struct Paths(Vec<String>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test")
        });
        if !test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        fn walk(tree: &UseTree, before: &str, all: &mut Vec<String>) {
            match tree {
                UseTree::Path(path) => walk(&path.tree, &format!("{before}{}::", path.ident), all),
                UseTree::Name(name) => all.push(format!("{before}{}", name.ident)),
                UseTree::Rename(name) => all.push(format!("{before}{}", name.ident)),
                UseTree::Glob(_) => all.push(format!("{before}*")),
                UseTree::Group(group) => group.items.iter().for_each(|tree| walk(tree, before, all)),
            }
        }
        walk(tree, "", &mut self.0);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.0.push(names.join("::"));
        }
        visit::visit_path(self, path);
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"));
    files
        .map(|entry| Source {
            name: entry.path().strip_prefix(&root).unwrap().display().to_string(),
            text: std::fs::read_to_string(entry.path()).unwrap(),
        })
        .filter(|source| !matches!(source.name.as_str(), "lib.rs" | "main.rs"))
        // Rooms that hold only tests.
        .filter(|source| !source.name.ends_with("tests.rs") && !source.name.contains("/tests/"))
        .collect()
}

fn complain(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}:\n  {}", offences.join("\n  "));
}

#[test]
fn a_part_uses_only_what_stands_below_it() {
    let floor: BTreeMap<&str, usize> =
        FLOORS.iter().enumerate().map(|(floor, part)| (*part, floor)).collect();
    let mut offences = Vec::new();
    for source in sources() {
        let Some(own) = floor.get(source.part()) else {
            offences.push(format!("{} stands on no floor", source.name));
            continue;
        };
        for path in source.paths() {
            let Some(used) = path.strip_prefix("crate::").and_then(|path| path.split("::").next()) else {
                continue;
            };
            if floor.get(used).is_some_and(|used| used > own) {
                offences.push(format!("{} reaches up: {path}", source.name));
            }
        }
    }
    complain("a part may use only what stands on a lower floor", &offences);
}

#[test]
fn rules_and_models_are_pure() {
    let impure = ["sea_orm", "poem", "poem_openapi", "tokio", "reqwest", "crate::app", "crate::wire"];
    let mut offences = Vec::new();
    for source in sources().iter().filter(|source| WINGS.contains(&source.part())) {
        if !matches!(source.room(), "model" | "rules") {
            continue;
        }
        for path in source.paths() {
            if impure.iter().any(|root| path == *root || path.starts_with(&format!("{root}::"))) {
                offences.push(format!("{} uses {path}", source.name));
            }
        }
        if source.text.contains("async fn") {
            offences.push(format!("{} is asynchronous", source.name));
        }
    }
    complain("models and rules know no clock, database, HTTP or async", &offences);
}

#[test]
fn each_library_stays_in_its_rooms() {
    let mut offences = Vec::new();
    for source in sources() {
        let (part, room) = (source.part(), source.room());
        let stores = part == "foundation" || matches!(room, "entity" | "store") || source.name == "app.rs";
        let speaks_http = matches!(part, "http" | "wire") || matches!(room, "api" | "pages");
        for path in source.paths() {
            let root = path.split("::").next().unwrap();
            let kept = match root {
                "sea_orm" | "sea_orm_migration" => stores,
                "poem" | "poem_openapi" => speaks_http,
                "meilisearch_sdk" => source.name.starts_with("search/meilisearch"),
                "tantivy" => source.name.starts_with("search/embedded"),
                "object_store" => part == "files",
                "lettre" => part == "mail",
                "typst" | "typst_pdf" | "typst_layout" => part == "documents",
                "argon2" => part == "identity",
                _ => true,
            };
            if !kept {
                offences.push(format!("{} uses {path}", source.name));
            }
        }
    }
    complain("only its own rooms know a library", &offences);
}

#[test]
fn rows_are_private_to_their_wing() {
    let mut offences = Vec::new();
    for source in sources() {
        for path in source.paths() {
            let parts: Vec<&str> = path.split("::").collect();
            if parts.len() > 2 && parts[0] == "crate" && parts[2] == "entity" && parts[1] != source.part() {
                offences.push(format!("{} uses {path}", source.name));
            }
        }
    }
    complain("a wing's rows are its own", &offences);
}

/// Everything people wrote: not what is installed, built or generated.
fn written() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made =
        ["node_modules", "dist", "build", "paraglide", "generated", "results", "pictures", ".svelte-kit"];
    ["src", "migration", "tests", "examples", "frontend", "scripts"]
        .iter()
        .flat_map(|folder| {
            WalkDir::new(root.join(folder))
                .into_iter()
                .filter_entry(move |entry| !made.iter().any(|made| entry.file_name() == *made))
        })
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            ["rs", "ts", "js", "mjs", "svelte", "css", "html", "py", "sh"].contains(&ending)
                && !path.ends_with("schema.d.ts")
        })
        .collect()
}

#[test]
fn files_are_short_and_named_after_what_they_hold() {
    let mut offences = Vec::new();
    let files = written();
    assert!(files.len() > 500, "only {} files were found", files.len());
    for path in files {
        let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string();
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        if lines > LONGEST {
            offences.push(format!("{name} has {lines} lines"));
        }
        for vague in ["utils", "helpers", "common", "manager", "misc"] {
            if name.split(['/', '.']).any(|word| word == vague) {
                offences.push(format!("{name} is named after nothing"));
            }
        }
    }
    complain("files are at most 500 lines and named from the glossary", &offences);
}
