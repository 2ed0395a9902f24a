//! Files on the local disk.
//!
//! `blobs/KEY` holds the content and `types/KEY` its media type; the type is written first, so a blob that is there
//! is complete. Every file is written beside, forced to the disk, and renamed into place.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use bytes::Bytes;
use uuid::Uuid;

use super::{Blob, Error, Files, Key, checked_content_type};

/// Unfinished files older than this were left by a crash.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

const FALLBACK_TYPE: &str = "application/octet-stream";

/// A folder that keeps files; only the account of the process may read it.
#[derive(Clone, Debug)]
pub struct LocalFiles {
    root: Arc<PathBuf>,
}

impl LocalFiles {
    /// Opens the folder, makes it when it is missing, and removes unfinished files of crashed processes.
    ///
    /// Blocking; called once at start.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, Error> {
        let root = root.into();
        let prepare = || -> io::Result<()> {
            for folder in ["blobs", "types", "tmp"] {
                private_folders().recursive(true).create(root.join(folder))?;
            }
            remove_abandoned(&root.join("tmp"))?;
            File::open(&root)?.sync_all()
        };
        prepare().map_err(disk)?;
        Ok(Self { root: Arc::new(root) })
    }

    /// Runs a disk operation on a thread that may wait.
    async fn off<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let root = Arc::clone(&self.root);
        tokio::task::spawn_blocking(move || work(&root)).await?.map_err(disk)
    }
}

#[async_trait]
impl Files for LocalFiles {
    async fn put(&self, key: &Key, bytes: Bytes, content_type: &str) -> Result<(), Error> {
        let content_type = checked_content_type(content_type)?.to_owned();
        let key = key.clone();
        self.off(move |root| {
            write_durably(root, "types", &key, content_type.as_bytes())?;
            write_durably(root, "blobs", &key, &bytes)
        })
        .await
    }

    async fn get(&self, key: &Key) -> Result<Option<Blob>, Error> {
        let key = key.clone();
        self.off(move |root| {
            let Some(bytes) = found(fs::read(place(root, "blobs", &key)))? else { return Ok(None) };
            let content_type = found(fs::read_to_string(place(root, "types", &key)))?;
            let content_type = content_type.unwrap_or_else(|| FALLBACK_TYPE.to_owned());
            Ok(Some(Blob { bytes: bytes.into(), content_type }))
        })
        .await
    }

    async fn delete(&self, key: &Key) -> Result<(), Error> {
        let key = key.clone();
        self.off(move |root| {
            for tree in ["blobs", "types"] {
                let path = place(root, tree, &key);
                if found(fs::remove_file(&path))?.is_some()
                    && let Some(folder) = path.parent()
                {
                    File::open(folder)?.sync_all()?;
                }
            }
            Ok(())
        })
        .await
    }

    async fn health(&self) -> Result<(), Error> {
        self.off(|root| {
            let probe = root.join("tmp").join(Uuid::now_v7().simple().to_string());
            write_new(&probe, b"probe")?;
            fs::remove_file(&probe)
        })
        .await
    }
}

fn disk(error: io::Error) -> Error {
    if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        Error::Full(error)
    } else {
        Error::Disk(error)
    }
}

/// Nothing, when the file or its folder is not there.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

fn place(root: &Path, tree: &str, key: &Key) -> PathBuf {
    root.join(tree).join(key.as_str())
}

fn private_folders() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// Writes beside, forces to the disk, renames, and forces the folder: after a power cut the file is whole or absent.
fn write_durably(root: &Path, tree: &str, key: &Key, bytes: &[u8]) -> io::Result<()> {
    let target = place(root, tree, key);
    let folder = target.parent().ok_or(ErrorKind::InvalidInput)?;
    make_folders(&root.join(tree), folder)?;
    let temporary = root.join("tmp").join(Uuid::now_v7().simple().to_string());
    let written = write_new(&temporary, bytes).and_then(|()| fs::rename(&temporary, &target));
    if let Err(error) = written {
        // The first failure is the one worth telling; what stays behind is removed at the next start.
        drop(fs::remove_file(&temporary));
        return Err(error);
    }
    File::open(folder)?.sync_all()
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes each missing folder between `top` and `folder` and forces its parent, so that the folder survives too.
fn make_folders(top: &Path, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let Some(parent) = folder.parent().filter(|_| folder != top) else { return Ok(()) };
    make_folders(top, parent)?;
    match private_folders().create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => File::open(parent)?.sync_all(),
    }
}

fn remove_abandoned(folder: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let age = now.duration_since(entry.metadata()?.modified()?).unwrap_or_default();
        if age > ABANDONED {
            found(fs::remove_file(entry.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[tokio::test]
    async fn passes_the_suite() {
        let folder = tempfile::tempdir().unwrap();
        super::super::suite::run(&LocalFiles::open(folder.path().join("files")).unwrap()).await;
    }

    #[tokio::test]
    async fn files_survive_reopening_and_are_private() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::parse("pictures/ab/one.jpg").unwrap();
        let files = LocalFiles::open(folder.path()).unwrap();
        files.put(&key, Bytes::from_static(b"abc"), "image/jpeg").await.unwrap();
        let blob = LocalFiles::open(folder.path()).unwrap().get(&key).await.unwrap().unwrap();
        assert_eq!(blob, Blob { bytes: Bytes::from_static(b"abc"), content_type: "image/jpeg".into() });
        let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("blobs/pictures/ab/one.jpg"), 0o600);
        assert_eq!(mode("blobs/pictures"), 0o700);
    }

    #[tokio::test]
    async fn nothing_unfinished_stays_after_a_failed_write() {
        let folder = tempfile::tempdir().unwrap();
        let files = LocalFiles::open(folder.path()).unwrap();
        // A folder stands where the file should go, so the rename must fail.
        fs::create_dir_all(folder.path().join("blobs/a/b")).unwrap();
        let failed = files.put(&Key::parse("a/b").unwrap(), Bytes::from_static(b"x"), "text/plain").await;
        assert!(matches!(failed, Err(Error::Disk(_))));
        assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
    }

    #[test]
    fn old_unfinished_files_are_swept_and_young_ones_kept() {
        let folder = tempfile::tempdir().unwrap();
        LocalFiles::open(folder.path()).unwrap();
        let (old, young) = (folder.path().join("tmp/old"), folder.path().join("tmp/young"));
        fs::write(&young, b"").unwrap();
        File::create(&old).unwrap().set_modified(SystemTime::now() - 2 * ABANDONED).unwrap();
        LocalFiles::open(folder.path()).unwrap();
        assert!(young.exists() && !old.exists());
    }

    #[test]
    fn a_full_disk_is_told_apart() {
        assert!(matches!(disk(ErrorKind::StorageFull.into()), Error::Full(_)));
        assert!(matches!(disk(ErrorKind::PermissionDenied.into()), Error::Disk(_)));
    }
}
