use super::Failure;
use crate::auth::{UserId, judge};
use app::{domain::Language, text::text};
use secrecy::SecretString;
use std::io::{BufRead, IsTerminal, Read, stdin};
use zeroize::Zeroizing;

/// Longer lines are cut, and then too long.
const LONGEST_LINE: u64 = 8_192;

/// A new password for this user, judged by the same rules as on the pages: asked for twice at a terminal, else one line from
/// standard input.
pub(super) fn new_password(user: &UserId) -> Result<SecretString, Failure> {
    let password = secret("Password")?;
    match judge(&password, user.as_str()) {
        Ok(password) => Ok(password.into_secret()),
        Err(notice) => Err((text(Language::En).notice)(notice).into()),
    }
}

/// Something that no argument may hold, because every user of the machine can read those.
pub(super) fn secret(what: &str) -> Result<SecretString, Failure> {
    if stdin().is_terminal() {
        ask_twice(what)
    } else {
        read_line()
    }
}

fn ask_twice(what: &str) -> Result<SecretString, Failure> {
    let first = Zeroizing::new(rpassword::prompt_password(format!("{what}: "))?);
    let second = Zeroizing::new(rpassword::prompt_password("Once more: ")?);
    if first != second {
        return Err("the two differ".into());
    }
    Ok(first.as_str().into())
}

fn read_line() -> Result<SecretString, Failure> {
    let mut line = Zeroizing::new(String::new());
    stdin().lock().take(LONGEST_LINE).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).into())
}
