use std::io::{self, ErrorKind};

/// Why a database cannot be used. Holds neither the URL nor a password.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// The URL cannot be read.
    #[error("DATABASE_URL cannot be read")]
    Url,
    /// The server could not be connected to.
    #[error("the server cannot be reached ({0})")]
    Unreachable(ErrorKind),
    /// Nothing came in time.
    #[error("no answer came in time")]
    Silent,
    /// No safe channel to the server.
    #[error("no TLS to the server")]
    Tls,
    /// Whoever answers cannot prove to be the server.
    #[error("the server's certificate is not trusted, or not for this host")]
    Certificate,
    /// The server knows no such user, or another password.
    #[error("the server refuses the user or the password")]
    Refused,
    /// The server has no such database.
    #[error("the server has no such database")]
    Missing,
    /// The user may not do that.
    #[error("the user of the database has not the right to")]
    NotAllowed,
    /// The file is none of SQLite's.
    #[error("the file is no SQLite database")]
    NoDatabase,
    /// The file cannot be opened.
    #[error("the file cannot be opened")]
    CannotOpen,
    /// It can be read only.
    #[error("it can be read only")]
    ReadOnly,
    /// Somebody else holds it.
    #[error("another program holds it")]
    Busy,
    /// The disk did not keep what was written.
    #[error("the disk does not keep what is written")]
    Disk,
    /// It does not speak the database's protocol.
    #[error("whoever answers there is not the database")]
    Stranger,
    /// Anything else: SQLSTATE or SQLite's result code, never a text.
    #[error("the database reports an error, code {0}")]
    Other(String),
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Configuration(_) => Self::Url,
            sqlx::Error::Io(cause) if is_of_certificate(&cause) => Self::Certificate,
            sqlx::Error::Io(cause) => Self::of_kind(cause.kind()),
            sqlx::Error::Tls(_) => Self::Tls,
            sqlx::Error::Protocol(_) => Self::Stranger,
            sqlx::Error::PoolTimedOut => Self::Silent,
            sqlx::Error::Database(cause) => Self::of_code(&cause.code().unwrap_or_default()),
            _ => Self::Other("unknown".into()),
        }
    }
}

fn is_of_certificate(error: &io::Error) -> bool {
    let cause = error.get_ref().and_then(|cause| cause.downcast_ref());
    matches!(cause, Some(rustls::Error::InvalidCertificate(_)))
}

impl Trouble {
    /// A server that ends the connection at the first word speaks another language.
    fn of_kind(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::InvalidData => Self::Stranger,
            _ => Self::Unreachable(kind),
        }
    }

    /// SQLSTATE has five characters, SQLite's extended result codes are numbers whose last byte is the kind.
    fn of_code(code: &str) -> Self {
        match code {
            "28P01" | "28000" => return Self::Refused,
            "3D000" => return Self::Missing,
            "42501" => return Self::NotAllowed,
            "25006" => return Self::ReadOnly,
            "53300" | "57P03" | "55P03" => return Self::Busy,
            _ => {}
        }
        let kind = (code.len() < 5).then(|| code.parse::<u32>().ok()).flatten();
        match kind.map(|number| number & 0xff) {
            Some(5 | 6) => Self::Busy,
            Some(8) => Self::ReadOnly,
            Some(14) => Self::CannotOpen,
            Some(26) => Self::NoDatabase,
            _ => Self::Other(code.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_are_told_apart() {
        let table = [
            ("28P01", Trouble::Refused),
            ("3D000", Trouble::Missing),
            ("42501", Trouble::NotAllowed),
            ("26", Trouble::NoDatabase),
            ("14", Trouble::CannotOpen),
            ("1032", Trouble::ReadOnly),
            ("517", Trouble::Busy),
            ("53100", Trouble::Other("53100".into())),
        ];
        for (code, expected) in table {
            assert_eq!(Trouble::of_code(code), expected, "{code}");
        }
    }
}
