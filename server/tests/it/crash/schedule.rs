use super::{chance::Chance, scene::Scene};
use serde_json::json;
use std::{env, process::Command};

/// Requests between two events, at most.
const LONGEST_PEACE: usize = 24;
/// Seconds by which time goes on between them, at most.
const LONGEST_STEP: usize = 40;

/// How the twin goes wrong: everything that a network and a service can do, but nothing that takes long.
pub(super) const FAULTS: [&str; 12] = [
    "unavailable",
    "server_error",
    "problem_details",
    "bad_gateway",
    "rate_limited",
    "drop_before",
    "drop",
    "truncated",
    "empty_body",
    "wrong_sid",
    "wrong_to",
    "approved_invalid",
];

/// What goes wrong, and when, told by requests and not by time.
pub(super) struct Schedule<'a> {
    scene: &'a Scene,
    chance: Chance,
}

impl<'a> Schedule<'a> {
    pub(super) fn new(scene: &'a Scene, chance: Chance) -> Self {
        Self { scene, chance }
    }

    /// Never returns.
    pub(super) async fn runs(&self) {
        loop {
            self.scene.requests(1 + self.chance.below(LONGEST_PEACE)).await;
            match self.chance.below(20) {
                0..9 => self.kill().await,
                9..16 => self.break_the_twin().await,
                16..19 => self.pass_time(),
                _ => self.stop_the_database(),
            }
        }
    }

    /// Some people find the instance away before it is started again.
    async fn kill(&self) {
        let instance = self.chance.below(self.scene.instances());
        self.scene.kill(instance);
        self.scene.happened("killed");
        self.scene.requests(1 + self.chance.below(4)).await;
        self.scene.restart(instance).await;
    }

    async fn break_the_twin(&self) {
        let operation = self.chance.one_of(&["create", "check", "fetch"]);
        let fault = self.chance.one_of(&FAULTS);
        let count = 1 + self.chance.below(3);
        let order = json!({ "fault": fault, "operation": operation, "count": count });
        self.scene.twin.control("faults", order).await;
        self.scene.happened("twin broken");
    }

    fn pass_time(&self) {
        let seconds = i64::try_from(1 + self.chance.below(LONGEST_STEP)).unwrap();
        self.scene.until(self.scene.now() + seconds);
        self.scene.happened("time passed");
    }

    /// Only `make crash-test` has a PostgreSQL that nobody else uses.
    fn stop_the_database(&self) {
        let Some(restart) = env::var_os("CRASH_RESTART_DATABASE") else {
            return;
        };
        let done = tokio::task::block_in_place(|| Command::new(restart).status()).unwrap();
        assert!(done.success());
        self.scene.happened("database stopped");
    }
}
