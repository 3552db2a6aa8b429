//! `kakunin health`: for programs that ask a command whether the portal is alive, as containers do.

use super::{Failure, config, printing::print};
use crate::config::reachable;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the portal of the same settings on this machine, past every proxy.
pub(super) async fn run() -> Result<(), Failure> {
    let (_, config) = config()?;
    let address = reachable(config.listen);
    let client = reqwest::Client::builder().timeout(PATIENCE).no_proxy().build()?;
    let answer = client.get(format!("http://{address}/healthz")).send().await;
    match answer {
        Ok(answer) if answer.status().is_success() => print("ok\n"),
        Ok(answer) => Err(format!("{address} answers {}", answer.status()).into()),
        Err(_) => Err(format!("no portal answers on {address}").into()),
    }
}
