use super::Finding;
use crate::{
    data_key::{DataKey, DataKeySource, DataKeySourceError, rotation},
    randomness::SystemRandomness,
};
use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

const NAME: &str = "data-key";

/// The key that numbers are sealed with, against the check value that the database knows, if it knows one. Makes no key.
pub(super) fn examine(source: &DataKeySource, known: Option<&str>) -> Finding {
    let randomness = Arc::new(SystemRandomness);
    match (source.obtain_as_is(randomness), known) {
        (Err(DataKeySourceError::Missing(path)), None) => {
            Finding::ok(NAME, format!("{path} is not there yet: the first start makes it"))
        }
        (Err(error), _) => Finding::mistake(NAME, error.to_string()),
        (Ok(key), Some(known)) if key.check_value() != known => of_other(source, known),
        (Ok(key), known) => of_right(source, &key, known),
    }
}

/// A rotation that was cut off looks like this until the next start.
fn of_other(source: &DataKeySource, known: &str) -> Finding {
    if let DataKeySource::File(path) = source
        && next_key(path).is_some_and(|next| next.check_value() == known)
    {
        let next = rotation::next_path(path);
        let sentence = format!(
            "{} is the right one: the next start puts it in place",
            next.display()
        );
        return Finding::warning(NAME, sentence);
    }
    Finding::mistake(
        NAME,
        "the numbers in the database are sealed with another key: restore the right KAKUNIN_DATA_KEY or data.key",
    )
}

fn of_right(source: &DataKeySource, key: &DataKey, known: Option<&str>) -> Finding {
    let DataKeySource::File(path) = source else {
        return Finding::ok(NAME, words(known, "KAKUNIN_DATA_KEY"));
    };
    let shown = path.display();
    if others_may_read(path) {
        return Finding::warning(
            NAME,
            format!(
                "others may read {shown}, which opens every number: chmod 600, then kakunin data-key rotate"
            ),
        );
    }
    if next_key(path).is_some_and(|next| next.check_value() != key.check_value()) {
        let next = rotation::next_path(path);
        let sentence = format!(
            "{} is left of a rotation that did not happen: remove it",
            next.display()
        );
        return Finding::warning(NAME, sentence);
    }
    Finding::ok(NAME, words(known, &shown.to_string()))
}

fn words(known: Option<&str>, place: &str) -> String {
    match known {
        Some(_) => format!("{place} is the database's"),
        None => format!("{place}, for a database that is still to be made"),
    }
}

fn next_key(path: &Path) -> Option<DataKey> {
    let next = DataKeySource::File(rotation::next_path(path));
    next.obtain_as_is(Arc::new(SystemRandomness)).ok()
}

fn others_may_read(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}
