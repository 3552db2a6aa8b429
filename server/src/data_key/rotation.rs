//! The file of the next key, which lies beside the one in use while a database changes from one to the other.
//!
//! Whatever moment a power cut takes: before the commit the old file is the right one and the next is of no use; after it the
//! database knows the next one by its check value, and the next start puts it in place.

use super::{
    DataKey, DataKeySourceError,
    source::{failed, read, write_new},
};
use crate::randomness::Randomness;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Where the next key lies meanwhile: `data.key.next`.
pub fn next_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".next");
    path.with_file_name(name)
}

/// Makes the next key, in the place of one that was left behind by a rotation that did not come to its end. Only for whoever
/// keeps all others from rotating meanwhile.
///
/// # Errors
/// [`DataKeySourceError`].
pub fn make_next(path: &Path, randomness: Arc<dyn Randomness>) -> Result<DataKey, DataKeySourceError> {
    let next = next_path(path);
    match fs::remove_file(&next) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&next, error)),
        _ => {}
    }
    write_new(&next, &*randomness).map_err(|cause| failed(&next, cause))?;
    sync_folder(&next).map_err(|cause| failed(&next, cause))?;
    read(&next, randomness)
}

/// Puts the next key in place if it is the one that the database knows; false when there is none, or when it is another.
///
/// # Errors
/// [`DataKeySourceError`].
pub fn put_in_place(
    path: &Path,
    known_check_value: &str,
    randomness: Arc<dyn Randomness>,
) -> Result<bool, DataKeySourceError> {
    let next = next_path(path);
    if !next.exists() {
        return Ok(false);
    }
    if read(&next, randomness)?.check_value() != known_check_value {
        return Ok(false);
    }
    match fs::rename(&next, path).and_then(|()| sync_folder(path)) {
        // Another process was first.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        renamed => renamed.map(|()| true).map_err(|cause| failed(path, cause)),
    }
}

/// A new name in a folder survives a power cut only when the folder is written, too (fsync(2)).
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data_key::DataKeySource, randomness::SeededRandomness};
    use std::os::unix::fs::PermissionsExt;

    fn randomness(seed: u64) -> Arc<dyn Randomness> {
        Arc::new(SeededRandomness::new(seed))
    }

    #[test]
    fn only_the_key_that_the_database_knows_is_put_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.key");
        let source = DataKeySource::File(path.clone());
        let old = source.obtain(randomness(1)).unwrap();
        assert!(!put_in_place(&path, old.check_value(), randomness(3)).unwrap());
        let next = make_next(&path, randomness(2)).unwrap();
        assert_ne!(old.check_value(), next.check_value());
        let mode = fs::metadata(next_path(&path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!put_in_place(&path, old.check_value(), randomness(3)).unwrap());
        assert!(put_in_place(&path, next.check_value(), randomness(3)).unwrap());
        let now = source.obtain_as_is(randomness(3)).unwrap();
        assert_eq!(now.check_value(), next.check_value());
        assert!(!next_path(&path).exists());
    }

    #[test]
    fn a_next_key_that_was_left_behind_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.key");
        let left = make_next(&path, randomness(1)).unwrap();
        let fresh = make_next(&path, randomness(2)).unwrap();
        assert_ne!(left.check_value(), fresh.check_value());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
