use crate::store::Trouble;

/// What to do about it.
pub(super) fn remedy(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Url => {
            "write it as sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME, special letters as %XX"
        }
        Trouble::Unreachable(_) => "check host and port in DATABASE_URL, and that the server runs",
        Trouble::Stranger => "check host and port in DATABASE_URL",
        Trouble::Silent => "check host and port in DATABASE_URL, and the firewall",
        Trouble::Certificate => {
            "check the host and sslrootcert in DATABASE_URL, and the server's certificate"
        }
        Trouble::Tls => "check sslmode in DATABASE_URL, and the server's certificate",
        Trouble::Refused => "check user and password in DATABASE_URL, and pg_hba.conf",
        Trouble::Missing => "make it by createdb, or check the name in DATABASE_URL",
        Trouble::NotAllowed => "make it the owner of the database",
        Trouble::NoDatabase => "name another file in DATABASE_URL, or restore this one from a copy",
        Trouble::CannotOpen => "check who owns the file and its folder",
        Trouble::ReadOnly => {
            "let the user of the portal write the file and its folder, or the server be the primary"
        }
        Trouble::Busy => "wait until it is done, and look who it is if this stays",
        Trouble::Disk => "look for errors of the disk in the log of the system, and start the portal again",
        Trouble::Other(_) => "look it up in the manual of the engine",
    }
}
