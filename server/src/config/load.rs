use super::reader::Reader;

/// How much is done at once; whoever comes beyond that is sent away at once, and may try again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LoadLimits {
    /// Requests under way.
    pub requests: usize,
    /// Passwords that wait to be hashed; `None` for the usual number for each core.
    pub passwords: Option<usize>,
}

pub(super) fn load_limits(reader: &mut Reader<'_>) -> LoadLimits {
    let requests = count(reader.number("KAKUNIN_MAX_REQUESTS", 256, 1, 1_000_000));
    let passwords = reader.text("KAKUNIN_MAX_PASSWORDS").is_some();
    let passwords = passwords.then(|| count(reader.number("KAKUNIN_MAX_PASSWORDS", 64, 1, 1_000_000)));
    LoadLimits { requests, passwords }
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
