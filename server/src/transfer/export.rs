use super::{
    Count,
    line::{End, FORM, Head, Line, SEAL},
};
use crate::store::{Database, Snapshot, StoreError};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Rows that are read at a time.
const AT_ONCE: i64 = 500;

/// The file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file system refused.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Writes what moves, as it stands at one moment. `mode` names the portal that the database belongs to; `now` is in seconds
/// since 1970.
///
/// # Errors
/// [`ExportError`]; what is written by then is no whole file.
pub async fn export(
    database: &Database,
    mode: &str,
    now: i64,
    out: impl Write,
) -> Result<Count, ExportError> {
    let mut out = Sealing {
        out,
        digest: Sha256::new(),
    };
    let mut snapshot = database.snapshot().await?;
    out.line(&Line::KakuninExport(Head {
        form: FORM,
        made_at: now,
        mode: mode.to_owned(),
        data_key: database.data_key().check_value().to_owned(),
        sends_stopped_at: snapshot.sends_stopped_at().await?,
    }))?;
    let count = Count {
        accounts: accounts(&mut snapshot, &mut out).await?,
        audit_rows: audit_rows(&mut snapshot, &mut out).await?,
    };
    let digest = hex::encode(out.digest.clone().finalize());
    let seal = database.data_key().keyed_hash(SEAL, &digest);
    out.line(&Line::End(End { seal }))?;
    out.out.flush()?;
    Ok(count)
}

async fn accounts(snapshot: &mut Snapshot, out: &mut Sealing<impl Write>) -> Result<u64, ExportError> {
    let (mut count, mut after) = (0, String::new());
    loop {
        let accounts = snapshot.accounts_after(&after, AT_ONCE).await?;
        let Some(last) = accounts.last() else {
            return Ok(count);
        };
        after.clone_from(&last.id);
        for account in accounts {
            out.line(&Line::Account(Box::new(account)))?;
            count += 1;
        }
    }
}

async fn audit_rows(snapshot: &mut Snapshot, out: &mut Sealing<impl Write>) -> Result<u64, ExportError> {
    let (mut count, mut after) = (0, (i64::MIN, String::new()));
    loop {
        let rows = snapshot.audit_after(after.0, &after.1, AT_ONCE).await?;
        let Some(last) = rows.last() else { return Ok(count) };
        after = (last.at, last.id.clone());
        for row in rows {
            out.line(&Line::Audit(row))?;
            count += 1;
        }
    }
}

/// Keeps a hash of all that it writes.
struct Sealing<W> {
    out: W,
    digest: Sha256,
}

impl<W: Write> Sealing<W> {
    fn line(&mut self, line: &Line) -> io::Result<()> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        self.digest.update(&text);
        self.out.write_all(text.as_bytes())
    }
}
