use super::{
    Count,
    line::{FORM, Head, Line, SEAL},
};
use crate::store::{AuditEvent, Database, Import, StoreError};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Read};

/// An account with ten recovery codes is 2 KiB.
const LONGEST_LINE: u64 = 1024 * 1024;

/// Why nothing of a file was taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The first line is not that of an export.
    #[error("it is no export of kakunin")]
    Stranger,
    /// A later release wrote it.
    #[error("a newer release made it, in form {0}, and this one reads form {ours}: import it with that release", ours = FORM)]
    Newer(u64),
    /// Codes of the sandbox must never open an account of the live portal.
    #[error("it holds accounts of the {file} portal, and this database belongs to the {ours} portal")]
    OtherMode {
        /// Whose the file is.
        file: String,
        /// Whose the database is.
        ours: String,
    },
    /// Its numbers could not be opened.
    #[error("its numbers are sealed with another data key: give this portal the key of the one that made it")]
    OtherKey,
    /// It would mix two portals.
    #[error("this database has {0} accounts already: import into a new one")]
    NotEmpty(i64),
    /// A line is no line of an export.
    #[error("line {0} cannot be read: the file is damaged")]
    Line(u64),
    /// The last line is missing.
    #[error("it ends too early: the file is damaged, or not whole")]
    EndsEarly,
    /// Somebody or something changed it.
    #[error("its seal does not fit: the file was damaged or changed")]
    Seal,
    /// The file system refused.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes all of a file into a database without accounts, with this event in its audit log, or nothing. `mode` names the portal
/// that the database belongs to.
///
/// # Errors
/// [`ImportError`].
pub async fn import(
    database: &Database,
    mode: &str,
    input: impl BufRead,
    event: &AuditEvent<'_>,
) -> Result<Count, ImportError> {
    let mut lines = Lines {
        input,
        digest: Sha256::new(),
        number: 0,
    };
    let head = lines.head()?;
    if head.mode != mode {
        let (file, ours) = (head.mode, mode.to_owned());
        return Err(ImportError::OtherMode { file, ours });
    }
    if head.data_key != database.data_key().check_value() {
        return Err(ImportError::OtherKey);
    }
    let mut import = database.begin_import().await?;
    match import.count_accounts().await? {
        0 => {}
        some => return Err(ImportError::NotEmpty(some)),
    }
    if let Some(since) = head.sends_stopped_at {
        import.stop_sends(since).await?;
    }
    let (count, seal) = rows(&mut lines, &mut import).await?;
    if !database.data_key().is_keyed_hash(SEAL, &lines.digest(), &seal) {
        return Err(ImportError::Seal);
    }
    import.audit(event).await?;
    import.commit().await?;
    Ok(count)
}

/// All lines between head and end; gives the seal.
async fn rows(lines: &mut Lines<impl BufRead>, import: &mut Import) -> Result<(Count, String), ImportError> {
    let mut count = Count::default();
    loop {
        match lines.line()?.ok_or(ImportError::EndsEarly)? {
            Line::Account(account) => {
                import.add_account(&account).await?;
                count.accounts += 1;
            }
            Line::Audit(row) => {
                import.add_audit_row(&row).await?;
                count.audit_rows += 1;
            }
            Line::End(end) => {
                return match lines.line()? {
                    None => Ok((count, end.seal)),
                    Some(_) => Err(lines.damaged()),
                };
            }
            Line::KakuninExport(_) => return Err(lines.damaged()),
        }
    }
}

/// Reads line by line, however long the file is.
struct Lines<R> {
    input: R,
    /// Of all lines but the last one.
    digest: Sha256,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The form is looked at first: of a later one nothing else can be known.
    fn head(&mut self) -> Result<Head, ImportError> {
        let text = self.read()?.unwrap_or_default();
        let value: Value = serde_json::from_slice(&text).map_err(|_| ImportError::Stranger)?;
        match value["kakunin_export"]["form"].as_u64() {
            Some(FORM) => {}
            Some(newer) if newer > FORM => return Err(ImportError::Newer(newer)),
            _ => return Err(ImportError::Stranger),
        }
        match self.parse(&text)? {
            Line::KakuninExport(head) => Ok(head),
            _ => Err(ImportError::Stranger),
        }
    }

    fn line(&mut self) -> Result<Option<Line>, ImportError> {
        match self.read()? {
            Some(text) => self.parse(&text).map(Some),
            None => Ok(None),
        }
    }

    /// Nothing at the end of the file.
    fn read(&mut self) -> Result<Option<Vec<u8>>, ImportError> {
        let mut text = Vec::new();
        self.number += 1;
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut text)?;
        Ok((read > 0).then_some(text))
    }

    fn parse(&mut self, text: &[u8]) -> Result<Line, ImportError> {
        let line = serde_json::from_slice(text).map_err(|_| self.damaged())?;
        if !matches!(line, Line::End(_)) {
            self.digest.update(text);
        }
        Ok(line)
    }

    fn damaged(&self) -> ImportError {
        ImportError::Line(self.number)
    }

    fn digest(&self) -> String {
        hex::encode(self.digest.clone().finalize())
    }
}
