use super::{
    Finding, data_key, database_file, database_server, database_trouble::remedy, settings::Settings,
};
use crate::{
    startup::{Mode, WrongDatabase},
    store::{DATA_KEY_MARK, Form, Pool, Trouble, sqlite_path},
};

const NAME: &str = "database";

/// Opens the database as it is, and looks at its form, its mode and whether it takes a row. Makes, migrates and marks
/// nothing.
pub(super) async fn examine(settings: &Settings) -> Vec<Finding> {
    if !settings.are_good("DATABASE_URL") {
        return vec![Finding::warning(NAME, "not examined: mend DATABASE_URL first")];
    }
    let (url, source) = (&settings.config.database_url, &settings.config.data_key);
    let mut findings = Vec::new();
    if url.starts_with("sqlite:") {
        match sqlite_path(url) {
            Err(trouble) => return vec![of_trouble(NAME, &trouble)],
            Ok(None) => {
                let sentence =
                    "in memory: every account is lost when the portal stops; name a file in DATABASE_URL";
                return vec![Finding::warning(NAME, sentence)];
            }
            Ok(Some(path)) => {
                findings.extend(database_file::examine(&path));
                if !path.is_file() {
                    findings.extend(key_is_good(settings).then(|| data_key::examine(source, None)));
                    return findings;
                }
            }
        }
    }
    if let Some(finding) = database_server::unreadable_authority(url) {
        return vec![finding];
    }
    match Pool::open_as_is(url).await {
        Ok(database) => {
            findings.extend(look(&database, Mode::of(&settings.config.provider)).await);
            findings.extend(of_server(&database, settings.config.database_limits.connections).await);
            findings.extend(of_key(&database, settings).await);
            database.close().await;
        }
        Err(trouble) => findings.push(of_trouble(NAME, &trouble)),
    }
    findings
}

/// Nothing where the setting is a mistake: that has a line of its own.
fn key_is_good(settings: &Settings) -> bool {
    settings.are_good("KAKUNIN_DATA_KEY")
}

/// Left out where the marks cannot be read, which `database-mode` tells.
async fn of_key(database: &Pool, settings: &Settings) -> Option<Finding> {
    if !key_is_good(settings) {
        return None;
    }
    let known = match database.form().await.ok()? {
        Form::Empty => None,
        _ => database.mark(DATA_KEY_MARK).await.ok()?,
    };
    Some(data_key::examine(&settings.config.data_key, known.as_deref()))
}

async fn of_server(database: &Pool, connections: u32) -> Vec<Finding> {
    match database.server_state().await {
        Ok(Some(state)) => database_server::examine(&state, connections),
        Ok(None) => Vec::new(),
        Err(trouble) => vec![of_trouble("database-server", &trouble)],
    }
}

async fn look(database: &Pool, mode: Mode) -> Vec<Finding> {
    let form = match database.form().await {
        Ok(form) => form,
        Err(trouble) => return vec![of_trouble(NAME, &trouble)],
    };
    let engine = match database {
        Pool::Sqlite(_) => "SQLite",
        Pool::Postgres(_) => "PostgreSQL",
    };
    let mut findings = vec![Finding::ok(NAME, format!("{engine}, opens")), of_form(form)];
    // A newer release may keep its mark elsewhere, and an empty database has none.
    if matches!(form, Form::Current | Form::Behind(_)) {
        findings.push(of_mode(mode.compare(database).await, mode));
    }
    findings.push(match database.try_to_write(form).await {
        Ok(()) => Finding::ok("database-write", "takes a row, which was taken back"),
        Err(trouble) => of_trouble("database-write", &trouble),
    });
    findings
}

fn of_form(form: Form) -> Finding {
    let name = "database-form";
    match form {
        Form::Current => Finding::ok(name, "every migration of this release is made, and no other"),
        Form::Empty => Finding::ok(name, "empty: the first start makes its tables"),
        Form::Behind(1) => Finding::ok(name, "1 migration is missing: the next start makes it"),
        Form::Behind(count) => Finding::ok(
            name,
            format!("{count} migrations are missing: the next start makes them"),
        ),
        Form::Newer(version) => Finding::mistake(
            name,
            format!(
                "a newer release made migration {version}: run that release, or give this one another database"
            ),
        ),
        Form::Changed(version) => Finding::mistake(
            name,
            format!("migration {version} was made from another text: run the release that made it"),
        ),
        Form::Broken(version) => Finding::mistake(
            name,
            format!("migration {version} failed halfway: restore the database from a copy"),
        ),
    }
}

fn of_mode(compared: Result<(), WrongDatabase>, mode: Mode) -> Finding {
    let name = "database-mode";
    match (compared, mode) {
        (Ok(()), Mode::Live) => Finding::ok(name, "not the sandbox's"),
        (Ok(()), Mode::Sandbox) => Finding::ok(name, "not a live portal's"),
        (Err(WrongDatabase::Store(_)), _) => Finding::mistake(
            name,
            "cannot be read: the user of the database needs the right to read its tables",
        ),
        (Err(wrong), _) => Finding::mistake(name, wrong.to_string()),
    }
}

fn of_trouble(name: &str, trouble: &Trouble) -> Finding {
    let sentence = format!("{trouble}: {}", remedy(trouble));
    match trouble {
        Trouble::Busy => Finding::warning(name, sentence),
        _ => Finding::mistake(name, sentence),
    }
}
