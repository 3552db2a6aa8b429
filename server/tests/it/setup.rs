//! What a portal is made of before it starts.

use crate::{engines::DATA_KEY, portal::Portal};
use server::{
    clock::{AdjustableClock, StoppedClock},
    config::{Config, ConnectionLimits, Environment},
    randomness::{Randomness, SeededRandomness, SystemRandomness},
    sandbox::{self, Sandbox, SandboxSettings},
    startup::{Application, StartError, Surroundings},
    web::Assets,
};
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// 2026-01-02T03:04:05Z: far from the end of an hour and of a day, at which ceilings begin anew.
pub(crate) const START: i64 = 1_767_323_045;

/// What a portal is started from.
pub(crate) struct Setup {
    pub settings: BTreeMap<String, String>,
    pub clock: Arc<AdjustableClock>,
    pub folder: TempDir,
    /// Shorter times than an operator may choose.
    pub connections: Option<ConnectionLimits>,
}

impl Setup {
    pub(crate) fn new(settings: &[(&str, &str)]) -> Self {
        prepare_clients();
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let usual = [
            ("KAKUNIN_LISTEN", "127.0.0.1:0"),
            ("KAKUNIN_DATA_KEY", DATA_KEY),
            ("KAKUNIN_DATA_DIR", data.to_str().unwrap()),
            ("KAKUNIN_SQLITE_SYNCHRONOUS", "normal"),
            // A disk that many tests write to at once may keep one of them waiting for seconds.
            ("KAKUNIN_DATABASE_TIMEOUT_SECONDS", "60"),
            ("KAKUNIN_ARGON2_MEMORY_KIB", "64"),
            ("KAKUNIN_ARGON2_PASSES", "1"),
        ];
        let all = usual.iter().chain(settings);
        Self {
            settings: all
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            clock: Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START)))),
            folder,
            connections: None,
        }
    }

    pub(crate) fn config(&self) -> Config {
        let pairs = self
            .settings
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let config = Config::read(&Environment::of(pairs)).unwrap();
        Config {
            connections: self.connections.unwrap_or(config.connections),
            ..config
        }
    }

    /// Names a twin that somebody else runs, as an operator would name Twilio.
    pub(crate) fn use_twin(&mut self, twin: SocketAddr, sandbox: &Sandbox) {
        let known = sandbox.credentials();
        let settings = [
            ("TWILIO_ACCOUNT_SID", known.account_sid.clone()),
            ("TWILIO_AUTH_TOKEN", known.auth_token.clone()),
            ("TWILIO_VERIFICATION_SID", known.service_sid.clone()),
            ("TWILIO_BASE_URL", format!("http://{twin}")),
        ];
        self.settings
            .extend(settings.map(|(name, value)| (name.into(), value)));
    }

    pub(crate) async fn build(&self) -> Result<Application, StartError> {
        let around = Surroundings {
            clock: Arc::clone(&self.clock),
            randomness: Arc::new(SeededRandomness::new(seed())),
            assets: Assets::new(self.folder.path().join("site"), None),
        };
        Application::build(self.config(), around).await
    }

    pub(crate) async fn start(self, twin: Option<SocketAddr>) -> Portal {
        let database_url = self.config().database_url;
        let application = self.build().await.unwrap();
        let address = application.address();
        tokio::spawn(application.run_until(std::future::pending()));
        Portal::new(address, twin.unwrap_or(address), database_url, self)
    }
}

/// No HTTP client can be made before.
fn prepare_clients() {
    // An error means that another test was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn seed() -> u64 {
    let mut bytes = [0; 8];
    SystemRandomness.fill(&mut bytes);
    u64::from_be_bytes(bytes)
}

/// The twin alone, on a port of its own.
pub(crate) async fn start_twin(clock: Arc<AdjustableClock>) -> (SocketAddr, Arc<Sandbox>) {
    prepare_clients();
    let randomness = Arc::new(SeededRandomness::new(seed()));
    let sandbox = Sandbox::new(SandboxSettings::default(), clock, randomness);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = sandbox::router(Arc::clone(&sandbox));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, sandbox)
}
