//! Attacks on the sign-in, each by the way that an attacker has: many requests at once, old ones again, those of somebody else.

mod enumeration;
mod fixation;
mod foreign_origin;
mod guessed_codes;
mod guessed_passwords;
mod replay;
mod return_path;
mod swapped_number;

use crate::{
    browser::Browser,
    gate::Gate,
    portal::{PHONE, Portal},
    setup::{Setup, start_twin},
};
use app::domain::View;
use std::sync::Arc;

/// What an attacker sends at once.
const AT_ONCE: usize = 200;

/// A portal with the user `hanako`, and a gate that sees every call to the twin.
async fn watched() -> (Portal, Gate) {
    let mut setup = Setup::new(&[
        ("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "100000"),
        ("KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS", "100000"),
    ]);
    let (twin, sandbox) = start_twin(Arc::clone(&setup.clock)).await;
    let gate = Gate::before(twin).await;
    setup.use_twin(gate.address, &sandbox);
    let portal = setup.start(Some(twin)).await;
    portal.add_user("hanako", Some(PHONE)).await;
    (portal, gate)
}

/// Checks that reached the twin.
fn checks(gate: &Gate) -> usize {
    let passed = gate.passed();
    let is_check = |line: &str| line.contains("/VerificationCheck");
    passed.iter().filter(|passed| is_check(&passed.request)).count()
}

/// Posts the same from each of these browsers at once.
async fn all_at_once(browsers: Vec<Browser>, path: &'static str, fields: &[(&str, &str)]) -> Vec<View> {
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()))
        .collect();
    let tasks: Vec<_> = browsers
        .into_iter()
        .map(|browser| {
            let fields = fields.clone();
            tokio::spawn(async move {
                let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
                browser.ask(path, &fields).await
            })
        })
        .collect();
    let mut views = Vec::new();
    for task in tasks {
        views.push(task.await.unwrap());
    }
    views
}
