use super::{DataKey, KEY_LENGTH};
use crate::randomness::Randomness;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    fmt,
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};
use zeroize::Zeroizing;

/// Where the data key is kept.
#[derive(Clone)]
pub enum DataKeySource {
    /// In `KAKUNIN_DATA_KEY`.
    Given(Arc<Zeroizing<[u8; KEY_LENGTH]>>),
    /// In a file, which is made where it is missing: SQLite only, because instances on other machines would each make their own.
    File(PathBuf),
}

/// The data key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum DataKeySourceError {
    /// The file system refused.
    #[error("the data key {path}: {cause}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        cause: io::Error,
    },
    /// Another one would open nothing.
    #[error(
        "the data key {0} is missing, and the numbers in the database are sealed with it: restore it from the backup"
    )]
    Missing(String),
    /// The file holds something else.
    #[error("the data key {0} is damaged: it must hold 32 bytes in base64; restore it from the backup")]
    Damaged(String),
}

impl DataKeySource {
    /// Reads a key as an operator writes it: 32 bytes in base64.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self::Given(Arc::new(bytes_of(text)?)))
    }

    /// The key; a file that is missing is made, for its owner alone (0600).
    ///
    /// # Errors
    /// [`DataKeySourceError`].
    pub fn obtain(&self, randomness: Arc<dyn Randomness>) -> Result<DataKey, DataKeySourceError> {
        match self {
            Self::Given(bytes) => Ok(DataKey::new(bytes, randomness)),
            Self::File(path) => {
                if !path.exists() {
                    make(path, &*randomness).map_err(|cause| failed(path, cause))?;
                }
                self.obtain_as_is(randomness)
            }
        }
    }

    /// The key; nothing is made.
    ///
    /// # Errors
    /// [`DataKeySourceError`].
    pub fn obtain_as_is(&self, randomness: Arc<dyn Randomness>) -> Result<DataKey, DataKeySourceError> {
        match self {
            Self::Given(bytes) => Ok(DataKey::new(bytes, randomness)),
            Self::File(path) => read(path, randomness),
        }
    }
}

impl fmt::Debug for DataKeySource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(_) => formatter.write_str("Given"),
            Self::File(path) => formatter.debug_tuple("File").field(path).finish(),
        }
    }
}

pub(super) fn read(path: &Path, randomness: Arc<dyn Randomness>) -> Result<DataKey, DataKeySourceError> {
    let shown = || path.display().to_string();
    let text = fs::read_to_string(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => DataKeySourceError::Missing(shown()),
        // Not even text.
        io::ErrorKind::InvalidData => DataKeySourceError::Damaged(shown()),
        _ => failed(path, cause),
    })?;
    let text = Zeroizing::new(text);
    let bytes = bytes_of(&text).ok_or_else(|| DataKeySourceError::Damaged(shown()))?;
    Ok(DataKey::new(&bytes, randomness))
}

fn bytes_of(text: &str) -> Option<Zeroizing<[u8; KEY_LENGTH]>> {
    let bytes = Zeroizing::new(STANDARD.decode(text.trim()).ok()?);
    bytes.as_slice().try_into().ok().map(Zeroizing::new)
}

/// Two processes may start at once: the file appears whole under its name or not at all, and the first one wins.
fn make(path: &Path, randomness: &dyn Randomness) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut nonce = [0; 8];
    randomness.fill(&mut nonce);
    let draft = path.with_extension(format!("{}.new", hex::encode(nonce)));
    write_new(&draft, randomness)?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// A fresh key in a file that is not there yet, for its owner alone.
pub(super) fn write_new(path: &Path, randomness: &dyn Randomness) -> io::Result<()> {
    let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
    randomness.fill(&mut *bytes);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(Zeroizing::new(STANDARD.encode(*bytes)).as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

pub(super) fn failed(path: &Path, cause: io::Error) -> DataKeySourceError {
    DataKeySourceError::File {
        path: path.display().to_string(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;
    use std::os::unix::fs::PermissionsExt;

    fn randomness(seed: u64) -> Arc<dyn Randomness> {
        Arc::new(SeededRandomness::new(seed))
    }

    #[test]
    fn a_missing_file_is_made_for_its_owner_alone_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/data.key");
        let source = DataKeySource::File(path.clone());
        assert!(source.obtain_as_is(randomness(1)).is_err());
        let made = source.obtain(randomness(1)).unwrap();
        let again = source.obtain(randomness(2)).unwrap();
        assert_eq!(made.check_value(), again.check_value());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path().join("data")).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.key");
        fs::write(&path, "half").unwrap();
        let error = DataKeySource::File(path.clone()).obtain(randomness(1));
        assert!(matches!(error, Err(DataKeySourceError::Damaged(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "half");
    }

    #[test]
    fn only_32_bytes_in_base64_are_a_key() {
        assert!(DataKeySource::parse(&STANDARD.encode([7; 32])).is_some());
        for text in ["", "x", &STANDARD.encode([7; 31]), &"00".repeat(32)] {
            assert!(DataKeySource::parse(text).is_none(), "{text}");
        }
    }
}
