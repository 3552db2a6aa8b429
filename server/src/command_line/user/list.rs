use super::show::Shown;
use crate::command_line::{
    Failure,
    operator::Operator,
    printing::{json_line, print_on},
};

/// Accounts that are read at a time.
const AT_ONCE: i64 = 500;

pub(super) async fn list(operator: &Operator, json: bool) -> Result<String, Failure> {
    let mut after = String::new();
    let live = operator.config.policy.lifetimes.live_at(Operator::now());
    loop {
        let rows = operator.database.accounts_after(&after, AT_ONCE, live).await?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.username);
        for row in rows {
            let shown = Shown::of(row, &operator.config.policy);
            if !print_on(&line(&shown, json)?)? {
                return Ok(String::new());
            }
        }
    }
    Ok(String::new())
}

fn line(shown: &Shown, json: bool) -> Result<String, Failure> {
    if json {
        return json_line(shown);
    }
    let phone = shown.phone.as_deref().unwrap_or("no phone");
    let line = format!("{:<24}  {phone:<9}  {}", shown.user, shown.hindrances());
    Ok(format!("{}\n", line.trim_end()))
}
