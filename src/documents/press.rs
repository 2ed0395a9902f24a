//! The typesetter's world: five embedded things and nothing else. It reads no file, no network and no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use super::Error;

const FONTS: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/Tinos-Regular.ttf"),
    include_bytes!("../../assets/fonts/Tinos-Bold.ttf"),
    include_bytes!("../../assets/fonts/Tinos-Italic.ttf"),
    include_bytes!("../../assets/fonts/Tinos-BoldItalic.ttf"),
];

macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/documents/", $name)))),+]
    };
}

const TEMPLATES: [(&str, &str); 12] = templates![
    "nd30.typ",
    "certificate.typ",
    "receipt.typ",
    "recognition-request.typ",
    "minutes.typ",
    "recognition-decision.typ",
    "initiative-certificate.typ",
    "commendation-decision.typ",
    "merit-certificate.typ",
    "tracking-slip.typ",
    "idea-slips.typ",
    "unit-poster.typ",
];

/// What every paper shares: built once a process.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: FileId,
}

static PRESS: LazyLock<Result<Press, String>> = LazyLock::new(Press::build);

impl Press {
    /// The press of this process.
    pub(super) fn get() -> Result<&'static Self, Error> {
        PRESS.as_ref().map_err(|reason| Error::Template(reason.clone()))
    }

    fn build() -> Result<Self, String> {
        let fonts = FONTS
            .into_iter()
            .map(|bytes| Font::new(Bytes::new(bytes), 0).ok_or("an embedded font cannot be read"))
            .collect::<Result<Vec<_>, _>>()?;
        let sources = TEMPLATES
            .into_iter()
            .map(|(name, text)| Ok(Source::new(file_id(name)?, text.to_owned())))
            .collect::<Result<Vec<_>, String>>()?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            data: file_id("data.json")?,
        })
    }

    /// Whether all four faces hold the character.
    pub(super) fn covers(&self, letter: char) -> bool {
        self.fonts.iter().all(|font| font.info().coverage.contains(letter.into()))
    }

    /// The world in which one paper is set: its template and its data.
    pub(super) fn world(&self, template: &str, data: Vec<u8>) -> Result<PaperWorld<'_>, Error> {
        let main = file_id(template).map_err(Error::Template)?;
        Ok(PaperWorld { press: self, main, data: Bytes::new(data) })
    }
}

/// Only the fixed names above are ever interned, so the process-wide table of ids cannot grow.
fn file_id(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|error| error.to_string())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One paper on the press.
pub(super) struct PaperWorld<'press> {
    press: &'press Press,
    main: FileId,
    data: Bytes,
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// A paper bears the date in its data, never today's.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
