use super::Finding;
use crate::store::{ServerState, Way};
use std::{fs, path::PathBuf};
use url::Url;

/// The server of a PostgreSQL database.
pub(super) fn examine(state: &ServerState, connections: u32) -> Vec<Finding> {
    vec![
        of_way(state.way),
        of_connections(state, connections),
        of_memory(state),
    ]
}

/// The file of the certificate authority, where the URL names one that cannot be read: nothing else would tell.
pub(super) fn unreadable_authority(url: &str) -> Option<Finding> {
    let url = Url::parse(url).ok()?;
    let names = ["sslrootcert", "ssl-root-cert", "ssl-ca"];
    let (_, path) = url.query_pairs().find(|(name, _)| names.contains(&&**name))?;
    let error = fs::read(PathBuf::from(&*path)).err()?;
    let sentence = format!(
        "the file that sslrootcert names in DATABASE_URL cannot be read: {}",
        error.kind()
    );
    Some(Finding::mistake("database-tls", sentence))
}

fn of_way(way: Way) -> Finding {
    let name = "database-tls";
    match way {
        Way::Local => Finding::ok(name, "the server is on this machine"),
        Way::Verified => Finding::ok(name, "encrypted, and its certificate is verified"),
        Way::Encrypted => Finding::warning(
            name,
            "encrypted, but whoever answers may be anybody: add sslmode=verify-full and sslrootcert=FILE to DATABASE_URL",
        ),
        Way::AnyName => Finding::warning(
            name,
            "encrypted, but a certificate for any other name would do, a public one as well: set sslmode=verify-full in DATABASE_URL",
        ),
        Way::Clear => Finding::warning(
            name,
            "not encrypted: everyone on the way reads it; add sslmode=verify-full and sslrootcert=FILE to DATABASE_URL",
        ),
    }
}

fn of_connections(state: &ServerState, ours: u32) -> Finding {
    let (name, all) = ("database-server", state.connections);
    if i64::from(ours) > all {
        let sentence = format!(
            "{ours} connections of this instance are more than the {all} that the server has: lower \
             KAKUNIN_DATABASE_CONNECTIONS, or raise max_connections"
        );
        return Finding::mistake(name, sentence);
    }
    let instances = all / i64::from(ours.max(1));
    Finding::ok(
        name,
        format!("{all} connections, {ours} for each instance: enough for {instances}"),
    )
}

fn of_memory(state: &ServerState) -> Finding {
    let name = "database-durability";
    if state.forgetful.is_empty() {
        return Finding::ok(name, "what the server says is done survives its crash");
    }
    let off = state.forgetful.join(", ");
    let sentence = format!(
        "{off} off: after a crash the server forgets what it said was done, and a message may be paid twice; turn it on"
    );
    Finding::warning(name, sentence)
}
