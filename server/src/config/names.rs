use super::{
    reader::Reader,
    settings::{SETTINGS, Setting},
};

/// Names that are not the server's: clusters inject the first two, the Makefile uses the others.
const IGNORED: [&str; 4] = [
    "KAKUNIN_PORT",
    "KAKUNIN_SERVICE_",
    "KAKUNIN_TOOLS",
    "KAKUNIN_E2E_",
];

/// A misspelt name must not be silently ignored.
pub(super) fn refuse_unknown(reader: &mut Reader<'_>) {
    let unknown: Vec<String> = reader
        .names()
        .filter(|name| is_unknown(name))
        .map(str::to_owned)
        .collect();
    for name in unknown {
        let nearest = nearest(&name);
        reader.mistake(format!("{name} is no setting; did you mean {nearest}?"));
    }
}

fn is_unknown(name: &str) -> bool {
    name.starts_with("KAKUNIN_")
        && !IGNORED.iter().any(|prefix| name.starts_with(prefix))
        && !SETTINGS.iter().any(|setting| setting.name == name)
}

fn nearest(name: &str) -> &'static str {
    let distance = |setting: &&Setting| strsim::damerau_levenshtein(name, setting.name);
    SETTINGS
        .iter()
        .min_by_key(distance)
        .map_or("", |setting| setting.name)
}
