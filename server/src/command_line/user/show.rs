use crate::{
    auth::{Policy, UserId},
    command_line::{
        Failure,
        moment::utc,
        operator::{Operator, nobody},
        printing::json_line,
    },
    store::AccountRow,
};
use serde::Serialize;
use std::fmt::{self, Write};

pub(super) async fn show(operator: &Operator, name: &str, json: bool) -> Result<String, Failure> {
    let name = UserId::parse(name)?;
    let policy = &operator.config.policy;
    let live = policy.lifetimes.live_at(Operator::now());
    let row = operator.database.account(name.as_str(), live).await?;
    let shown = Shown::of(row.ok_or_else(|| nobody(&name))?, policy);
    if json {
        json_line(&shown)
    } else {
        Ok(shown.to_string())
    }
}

/// What an operator is told about an account. The number is masked.
#[derive(Serialize)]
pub(super) struct Shown {
    pub user: String,
    id: String,
    pub phone: Option<String>,
    made_at: String,
    password: bool,
    link_until: Option<String>,
    locked_at: Option<String>,
    wrong_codes: i64,
    codes_locked: bool,
    enrolment_until: Option<String>,
    sessions: i64,
    remembered_browsers: i64,
    recovery_codes: i64,
}

impl Shown {
    pub(super) fn of(row: AccountRow, policy: &Policy) -> Self {
        let now = Operator::now();
        let until = policy.enrolment_until(row.enrolment_from);
        Self {
            user: row.username,
            id: row.id,
            made_at: utc(row.created_at),
            password: row.passwords > 0,
            link_until: row.link_until.filter(|until| *until > now).map(utc),
            locked_at: row.locked_at.map(utc),
            wrong_codes: row.failures,
            codes_locked: row.failures >= policy.failures_before_lock,
            enrolment_until: until.filter(|until| *until > now && row.phone.is_none()).map(utc),
            phone: row.phone.map(|phone| phone.to_string()),
            sessions: row.sessions,
            remembered_browsers: row.browsers,
            recovery_codes: row.recovery_codes,
        }
    }

    /// What keeps the person from signing in, in a few words.
    pub(super) fn hindrances(&self) -> String {
        let mut words = Vec::new();
        for (is_so, word) in [
            (self.locked_at.is_some(), "locked"),
            (!self.password, "no password yet"),
            (self.codes_locked, "codes locked"),
        ] {
            if is_so {
                words.push(word);
            }
        }
        words.join(", ")
    }

    fn password_line(&self) -> String {
        let link = self
            .link_until
            .as_ref()
            .map(|until| format!("link good until {until}"));
        match (self.password, link) {
            (true, None) => "chosen".into(),
            (true, Some(link)) => format!("chosen; {link}"),
            (false, None) => "not chosen, and no link for it".into(),
            (false, Some(link)) => format!("not chosen; {link}"),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locked = self.locked_at.as_ref();
        let account = locked.map_or_else(|| "open".into(), |since| format!("locked since {since}"));
        let codes = if self.codes_locked {
            ": codes are locked"
        } else {
            ""
        };
        let mut text = String::new();
        let mut line = |name: &str, value: &str| writeln!(text, "{name:<20}  {value}");
        line("user ID", &self.user)?;
        line("id", &self.id)?;
        line("made", &self.made_at)?;
        line("account", &account)?;
        line("password", &self.password_line())?;
        line("phone", self.phone.as_deref().unwrap_or("none"))?;
        if self.phone.is_none() {
            let until = self.enrolment_until.as_ref();
            let open = until.map_or_else(|| "closed".into(), |until| format!("open until {until}"));
            line("enrolment", &open)?;
        }
        line("wrong codes in a row", &format!("{}{codes}", self.wrong_codes))?;
        line("sessions", &self.sessions.to_string())?;
        line("remembered browsers", &self.remembered_browsers.to_string())?;
        line("recovery codes", &self.recovery_codes.to_string())?;
        formatter.write_str(&text)
    }
}
