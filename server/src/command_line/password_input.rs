use super::Failure;
use secrecy::{ExposeSecret, SecretString};
use std::io::{BufRead, IsTerminal, stdin};
use zeroize::Zeroizing;

/// Shorter passwords are refused (NIST SP 800-63B-4 section 3.1.1.2: eight where a second factor follows).
const SHORTEST: usize = 8;

/// A new password: asked for twice at a terminal, else one line from standard input.
pub(super) fn new_password() -> Result<SecretString, Failure> {
    let password = if stdin().is_terminal() {
        ask_twice()?
    } else {
        read_line()?
    };
    if password.expose_secret().chars().count() < SHORTEST {
        return Err(format!("the password must have at least {SHORTEST} characters").into());
    }
    Ok(password)
}

fn ask_twice() -> Result<SecretString, Failure> {
    let first = Zeroizing::new(rpassword::prompt_password("Password: ")?);
    let second = Zeroizing::new(rpassword::prompt_password("Once more: ")?);
    if first != second {
        return Err("the two passwords differ".into());
    }
    Ok(first.as_str().into())
}

fn read_line() -> Result<SecretString, Failure> {
    let mut line = Zeroizing::new(String::new());
    stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).into())
}
