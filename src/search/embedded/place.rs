//! Where the index lies: `<root>/<form>/<generation>/`, with the current generation named in a file.
//!
//! The form is the hash of columns and analysis, so a program never reads what another version
//! wrote differently. A rebuild writes the next generation and then changes the name in the file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::super::Error;
use super::live::{Live, failed};
use super::schema::Columns;

/// The file that names the current generation.
const CURRENT: &str = "current";

/// The directory of one form of the index.
#[derive(Debug, Clone)]
pub(super) struct Place {
    root: PathBuf,
    form: PathBuf,
}

impl Place {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), form: root.join(Columns::new().hash()) }
    }

    /// Opens the current generation, or begins an empty one where there is none that can be read.
    pub(super) fn open(&self) -> Result<Live, Error> {
        if let Some(generation) = self.current() {
            match Live::open(&self.form.join(&generation), generation.clone()) {
                Ok(live) => return Ok(live),
                Err(Error::Corrupt) => {
                    tracing::warn!(generation, "beginning an empty search index; a rebuild is needed");
                }
                Err(other) => return Err(other),
            }
        }
        let live = self.next()?;
        self.point_to(&live.generation)?;
        Ok(live)
    }

    /// Begins a generation nobody reads yet.
    pub(super) fn next(&self) -> Result<Live, Error> {
        fs::create_dir_all(&self.form).map_err(|e| failed(&e))?;
        let last = self.generations().into_iter().filter_map(|g| number(&g)).max().unwrap_or(0);
        let name = format!("g{}", last + 1);
        Live::create(&self.form.join(&name), name)
    }

    /// The name of the current generation.
    pub(super) fn current(&self) -> Option<String> {
        let name = fs::read_to_string(self.form.join(CURRENT)).ok()?;
        let name = name.trim();
        number(name).map(|_| name.to_owned())
    }

    /// Makes a generation the current one; whole or not at all.
    pub(super) fn point_to(&self, generation: &str) -> Result<(), Error> {
        let fresh = self.form.join("current.new");
        let write = || -> std::io::Result<()> {
            let mut file = fs::File::create(&fresh)?;
            file.write_all(generation.as_bytes())?;
            file.sync_all()?;
            fs::rename(&fresh, self.form.join(CURRENT))?;
            fs::File::open(&self.form)?.sync_all()
        };
        write().map_err(|e| failed(&e))
    }

    /// Opens a generation another process made current.
    pub(super) fn follow(&self, generation: String) -> Result<Live, Error> {
        Live::open(&self.form.join(&generation), generation)
    }

    /// Removes one generation that was not finished.
    pub(super) fn discard(&self, generation: &str) {
        if number(generation).is_some() {
            remove(&self.form.join(generation));
        }
    }

    /// Removes every other generation and the forms of older versions. Open readers keep their files.
    pub(super) fn tidy(&self, current: &str) {
        for generation in self.generations().into_iter().filter(|g| g != current) {
            self.discard(&generation);
        }
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_form = name.len() == 12 && name.bytes().all(|b| b.is_ascii_hexdigit());
            if is_form && entry.path() != self.form {
                remove(&entry.path());
            }
        }
    }

    fn generations(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.form).into_iter().flatten().flatten();
        let names = entries.filter_map(|e| e.file_name().into_string().ok());
        names.filter(|name| number(name).is_some()).collect()
    }
}

fn number(generation: &str) -> Option<u64> {
    generation.strip_prefix('g')?.parse().ok()
}

fn remove(directory: &Path) {
    if let Err(error) = fs::remove_dir_all(directory) {
        tracing::warn!(%error, "an old search index could not be removed");
    }
}
