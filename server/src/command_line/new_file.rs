use super::Failure;
use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// A file for its owner alone (0600) that appears whole under its name or not at all. Until then it lies beside it as `NAME.part`.
pub(super) struct NewFile {
    path: PathBuf,
    draft: PathBuf,
    is_whole: bool,
}

impl NewFile {
    /// Begins it. What is there already is left alone.
    pub(super) fn begin(path: &Path) -> Result<(Self, File), Failure> {
        let path = std::path::absolute(path)?;
        let Some(name) = path.file_name() else {
            return Err(format!("{} is no name for a file", path.display()).into());
        };
        if path.symlink_metadata().is_ok() {
            return Err(format!("{} is there already: choose another name", path.display()).into());
        }
        let mut draft = name.to_owned();
        draft.push(".part");
        let draft = path.with_file_name(draft);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&draft);
        let file = file.map_err(|cause| match cause.kind() {
            io::ErrorKind::AlreadyExists => format!(
                "{} is there: another command writes it, or one was cut off; then remove it",
                draft.display()
            ),
            _ => format!("{}: {cause}", draft.display()),
        })?;
        let is_whole = false;
        Ok((
            Self {
                path,
                draft,
                is_whole,
            },
            file,
        ))
    }

    /// Where it lies until it is whole.
    pub(super) fn draft(&self) -> &Path {
        &self.draft
    }

    /// Gives it its name once it is on the disk.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        File::open(&self.draft)?.sync_all()?;
        fs::rename(&self.draft, &self.path)?;
        self.is_whole = true;
        // The name survives a power cut only when the folder is written, too (fsync(2)).
        File::open(self.path.parent().unwrap_or(Path::new("/")))?.sync_all()?;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_whole {
            // Half a file is of no use to anybody, and whoever cannot remove it was told why already.
            let _ = fs::remove_file(&self.draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io::Write, os::unix::fs::PermissionsExt};

    fn names(folder: &Path) -> Vec<String> {
        let files = fs::read_dir(folder).unwrap();
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one");
        let (dropped, _) = NewFile::begin(&path).unwrap();
        assert!(NewFile::begin(&path).is_err());
        drop(dropped);
        assert!(names(folder.path()).is_empty());
        let (new, mut file) = NewFile::begin(&path).unwrap();
        file.write_all(b"whole").unwrap();
        assert_eq!(names(folder.path()), ["one.part"]);
        new.finish().unwrap();
        assert_eq!(names(folder.path()), ["one"]);
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(NewFile::begin(&path).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }
}
