use super::Finding;
use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

const FILE: &str = "database-file";
const SPACE: &str = "disk-space";
const MEBIBYTE: u64 = 1024 * 1024;
/// Below this nothing can be written soon; a write-ahead log alone takes a few MiB.
const TOO_LITTLE: u64 = 16 * MEBIBYTE;
const LITTLE: u64 = 256 * MEBIBYTE;

/// The file of a SQLite database, its folder, and the room on its disk.
pub(super) fn examine(path: &Path) -> Vec<Finding> {
    let folder = existing_folder(path);
    let mut findings = vec![of_file(path, &folder)];
    findings.extend(space(&folder));
    findings
}

/// The folder of the file, or the nearest above it that is there.
fn existing_folder(path: &Path) -> PathBuf {
    let mut above = path.ancestors().skip(1);
    let found = above.find(|folder| folder.as_os_str().is_empty() || folder.exists());
    match found {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn of_file(path: &Path, folder: &Path) -> Finding {
    let shown = path.display();
    if path.exists() && !path.is_file() {
        return Finding::mistake(FILE, format!("{shown} is no file: name a file in DATABASE_URL"));
    }
    if !folder.is_dir() {
        let folder = folder.display();
        return Finding::mistake(
            FILE,
            format!("{folder} is no folder: set KAKUNIN_DATA_DIR or DATABASE_URL"),
        );
    }
    // Its log lies beside it, so the folder must take files even where the database is there.
    if let Err(error) = try_a_file(folder) {
        let folder = folder.display();
        return Finding::mistake(
            FILE,
            format!(
                "cannot write in {folder} ({}): let the user of the portal write there",
                error.kind()
            ),
        );
    }
    match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().mode() & 0o077 != 0 => Finding::warning(
            FILE,
            format!("others may read {shown}, which holds password hashes and phone numbers: chmod 600"),
        ),
        Ok(_) => Finding::ok(FILE, format!("{shown}, its owner's alone")),
        Err(_) => Finding::ok(
            FILE,
            format!("{shown} is not there yet: the first start makes it"),
        ),
    }
}

/// Makes an empty file and removes it.
fn try_a_file(folder: &Path) -> io::Result<()> {
    let file = folder.join(format!(".kakunin-doctor-{}", std::process::id()));
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)?;
    fs::remove_file(&file)
}

fn space(folder: &Path) -> Option<Finding> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    Some(of_space(free))
}

fn of_space(free: u64) -> Finding {
    let mebibytes = free / MEBIBYTE;
    if free < TOO_LITTLE {
        let sentence = format!("{mebibytes} MiB are free: sign-ins fail when the disk is full; make room");
        Finding::mistake(SPACE, sentence)
    } else if free < LITTLE {
        Finding::warning(
            SPACE,
            format!("{mebibytes} MiB are free: make room before it is full"),
        )
    } else {
        Finding::ok(SPACE, format!("at least {} MiB are free", LITTLE / MEBIBYTE))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn room_is_told_in_three_steps() {
        assert_eq!(of_space(MEBIBYTE).severity, Severity::Mistake);
        assert_eq!(of_space(TOO_LITTLE).severity, Severity::Warning);
        assert_eq!(of_space(LITTLE).severity, Severity::Ok);
    }

    #[test]
    fn a_look_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/deep/kakunin.db");
        let found = examine(&path);
        assert!(
            found.iter().all(|found| found.severity == Severity::Ok),
            "{found:?}"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_others_read_is_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kakunin.db");
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(examine(&path)[0].severity, Severity::Warning);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(examine(&path)[0].severity, Severity::Ok);
    }
}
