//! `kakunin doctor`: looks at a configuration and at everything that it names. It sends no code, makes no file and
//! changes no row, holds no connection for long, and shows no secret and no number.
//!
//! One file for each examination. Each gives findings of a closed list of names, which docs/contracts.md holds.

mod brand;
mod clock;
mod code;
mod connection;
mod cookies;
mod data_key;
mod database;
mod database_file;
mod database_server;
mod database_trouble;
mod finding;
mod flags;
mod forward_auth;
mod headers;
mod listen;
mod metrics_listen;
mod mode;
mod password_cost;
mod portal;
mod public_url;
mod remembered_browsers;
mod report;
mod service;
mod settings;
mod site;
mod trusted_proxies;
mod twilio;
mod twilio_address;
mod visit;

pub use finding::{Finding, Severity};
pub use report::Report;

use crate::{clock::Clock, config::Environment};
use settings::Settings;
use std::{future::Future, time::Duration};

/// No examination takes longer, whatever is at the other end.
const PATIENCE: Duration = Duration::from_secs(20);

/// Examines all that these settings name. Settings that cannot be read keep only what hangs on them from being examined.
pub async fn examine(environment: &Environment, clock: &dyn Clock) -> Report {
    let settings = Settings::read(environment);
    let mut findings = settings.findings(environment);
    findings.push(mode::examine(&settings));
    if settings.are_good("KAKUNIN_ARGON2") {
        findings.push(password_cost::examine(&settings.config.password_cost));
    }
    if settings.are_good("KAKUNIN_REMEMBER_BROWSER_DAYS") {
        findings.push(remembered_browsers::examine(&settings.config.policy.lifetimes));
    }
    if settings.are_good("KAKUNIN_COOKIE_DOMAIN") && settings.are_good("KAKUNIN_RETURN_ORIGINS") {
        let config = &settings.config;
        findings.push(forward_auth::examine(
            &config.policy.forward_auth,
            &config.trusted_proxies,
        ));
    }
    findings.push(site::examine());
    findings.push(brand::examine(&settings.config.brand));
    if settings.are_good("KAKUNIN_METRICS_LISTEN") && settings.are_good("KAKUNIN_LISTEN") {
        let config = &settings.config;
        findings.push(metrics_listen::examine(config.metrics_listen, config.listen));
    }
    let (twilio, database, web) = tokio::join!(
        in_time("twilio-answer", twilio::examine(&settings, clock)),
        in_time("database", database::examine(&settings)),
        in_time("portal", portal::examine(&settings)),
    );
    findings.extend([twilio, database, web].into_iter().flatten());
    Report::new(findings)
}

async fn in_time(name: &'static str, examination: impl Future<Output = Vec<Finding>>) -> Vec<Finding> {
    let silent = || {
        let seconds = PATIENCE.as_secs();
        vec![Finding::mistake(
            name,
            format!("could not be examined within {seconds} seconds: try again"),
        )]
    };
    tokio::time::timeout(PATIENCE, examination)
        .await
        .unwrap_or_else(|_| silent())
}
