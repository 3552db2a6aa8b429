//! A portal in a process of its own, to be killed. It is this test binary once more, and not the product's, because its
//! clock must stand where the test wants it.

use crate::{
    process::Serving,
    setup::{START, Setup},
};
use server::clock::{AdjustableClock, Clock};
use std::{
    env,
    net::SocketAddr,
    process::{Command, Stdio, exit},
    sync::Arc,
    thread,
};

const SETTINGS: &str = "LOST_MOMENT_SETTINGS";
const SECONDS: &str = "LOST_MOMENT_SECONDS";

/// A running portal of another process.
pub(crate) struct Victim {
    pub address: SocketAddr,
    serving: Serving,
}

impl Victim {
    /// Starts with these settings, at the time that the clock of `setup` shows.
    pub(crate) fn start(setup: &Setup) -> Self {
        let (_, here) = module_path!().split_once("::").unwrap();
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["--ignored", "--nocapture", "--exact", &format!("{here}::portal_process")])
            .env(SETTINGS, serde_json::to_string(&setup.settings).unwrap())
            .env(SECONDS, (setup.clock.now() - START).to_string())
            // What it leaves behind goes with the folder of the test.
            .env("TMPDIR", setup.folder.path())
            .stdin(Stdio::piped());
        let mut serving = Serving::start(&mut command);
        let address = serving.address("portal at");
        Self { address, serving }
    }

    /// Moves its clock.
    pub(crate) fn advance(&mut self, seconds: i64) {
        self.serving.tell(&seconds.to_string());
    }

    pub(crate) fn kill(self) {
        self.serving.kill();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "no test, but the process that other tests start and kill"]
async fn portal_process() {
    let (Ok(settings), Ok(seconds)) = (env::var(SETTINGS), env::var(SECONDS)) else {
        return;
    };
    let mut setup = Setup::new(&[]);
    setup.settings = serde_json::from_str(&settings).unwrap();
    setup.clock.advance(seconds.parse().unwrap());
    follow_the_test(Arc::clone(&setup.clock));
    let application = setup.build().await.unwrap();
    println!("portal at http://{}/", application.address());
    application.run_until(std::future::pending()).await.unwrap();
}

/// Each line of standard input moves the clock by so many seconds. Its other end closes with the process that started this one,
/// however that ends.
fn follow_the_test(clock: Arc<AdjustableClock>) {
    thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            clock.advance(line.parse().unwrap());
        }
        exit(1);
    });
}
