//! Writes letters into a folder instead of sending them, for trials and for machines without a mail server.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use uuid::Uuid;

use super::compose::{Sender, compose};
use super::{Error, Mailer, Message};

/// A folder of `.eml` files that only the account of the process may read; names sort by time.
#[derive(Clone, Debug)]
pub struct FileMailer {
    folder: PathBuf,
    sender: Sender,
}

impl FileMailer {
    /// Makes the folder when it is missing.
    pub fn open(folder: impl Into<PathBuf>, sender: Sender) -> io::Result<Self> {
        let folder = folder.into();
        DirBuilder::new().mode(0o700).recursive(true).create(&folder)?;
        Ok(Self { folder, sender })
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, message: &Message) -> Result<(), Error> {
        let letter = compose(message, &self.sender)?.formatted();
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || write(&folder, &letter))
            .await
            .map_err(|error| Error::temporary(format!("the writing was interrupted: {error}")))?
            .map_err(|error| Error::temporary(format!("the folder of letters cannot be written: {error}")))
    }
}

/// Writes beside and renames, so that whoever watches the folder never reads half a letter.
fn write(folder: &Path, letter: &[u8]) -> io::Result<()> {
    let name = Uuid::now_v7().simple().to_string();
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    file.write_all(letter)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(format!("{name}.eml")))?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::mail::suite;

    fn letters(folder: &Path) -> Vec<PathBuf> {
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }

    #[tokio::test]
    async fn passes_the_suite() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = FileMailer::open(folder.path(), suite::sender()).unwrap();
        suite::run(&mailer, || {
            letters(folder.path()).iter().map(|path| fs::read_to_string(path).unwrap()).collect()
        })
        .await;
    }

    #[tokio::test]
    async fn letters_are_private_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("mail");
        let mailer = FileMailer::open(&inside, suite::sender()).unwrap();
        mailer.send(&suite::letter()).await.unwrap();
        let [path] = &letters(&inside)[..] else { panic!("not one file") };
        assert_eq!(path.extension().unwrap(), "eml");
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&inside).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_a_temporary_trouble() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = FileMailer::open(folder.path().join("mail"), suite::sender()).unwrap();
        fs::remove_dir(folder.path().join("mail")).unwrap();
        assert!(mailer.send(&suite::letter()).await.unwrap_err().is_temporary());
    }
}
