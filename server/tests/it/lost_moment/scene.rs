//! One database and one twin, which outlive the portals over them.

use crate::{
    browser::Browser,
    engines::open_database,
    gate::Gate,
    portal::{PASSWORD, PHONE, Portal, add_user},
    setup::{START, Setup, start_twin},
    steps::Answer,
    twin::Twin,
    victim::Victim,
};
use app::domain::PhoneNumber;
use server::{
    auth::Verification,
    clock::{AdjustableClock, StoppedClock},
    sandbox::Sandbox,
    store::Database,
};
use std::{net::SocketAddr, sync::Arc};
use tempfile::TempDir;

/// Who answers the next press.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    /// A process that is started when the first one is dead.
    Restarted,
    /// A process that ran all the time.
    OtherInstance,
}

impl Next {
    pub(super) const ALL: [Self; 2] = [Self::Restarted, Self::OtherInstance];
}

/// Where portals are started and die.
pub(super) struct Scene {
    pub gate: Gate,
    pub database: Database,
    url: String,
    clock: Arc<AdjustableClock>,
    pub twin: Twin,
    sandbox: Arc<Sandbox>,
    other: Option<Portal>,
    pub number: PhoneNumber,
    _folder: TempDir,
}

impl Scene {
    /// Over a new SQLite file, with the user `hanako` whose phone is [`PHONE`].
    pub(super) async fn new(next: Next) -> Self {
        Self::with_phone(next, Some(PHONE)).await
    }

    pub(super) async fn with_phone(next: Next, phone: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("data/one.db").display());
        Self::over(url, folder, next, phone).await
    }

    /// Over this empty database.
    pub(super) async fn over_database(url: &str, next: Next) -> Self {
        Self::over(url.to_owned(), tempfile::tempdir().unwrap(), next, Some(PHONE)).await
    }

    async fn over(url: String, folder: TempDir, next: Next, phone: Option<&str>) -> Self {
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START))));
        let (twin, sandbox) = start_twin(Arc::clone(&clock)).await;
        let database = open_database(&url).await.unwrap();
        add_user(&database, START, "hanako", PASSWORD, phone).await;
        let mut scene = Self {
            gate: Gate::before(twin).await,
            number: phone.unwrap_or(PHONE).parse().unwrap(),
            other: None,
            database,
            url,
            clock,
            twin: Twin::at(twin),
            sandbox,
            _folder: folder,
        };
        if matches!(next, Next::OtherInstance) {
            scene.other = Some(scene.portal().await);
        }
        scene
    }

    fn setup(&self, twin: SocketAddr) -> Setup {
        let mut setup = Setup::new(&[("DATABASE_URL", &*self.url)]);
        setup.clock = Arc::clone(&self.clock);
        setup.use_twin(twin, &self.sandbox);
        setup
    }

    /// The portal of another process; its way to the twin goes through the gate.
    pub(super) fn victim(&self) -> Victim {
        Victim::start(&self.setup(self.gate.address))
    }

    /// A portal of this process; the clock that it shares with the twin can be moved.
    pub(super) async fn portal(&self) -> Portal {
        let twin = self.twin.address;
        self.setup(twin).start(Some(twin)).await
    }

    /// The portal that answers after the death of the first one.
    pub(super) async fn survivor(&mut self) -> Portal {
        match self.other.take() {
            Some(portal) => portal,
            None => self.portal().await,
        }
    }

    /// What the database knows of the number.
    pub(super) async fn row(&self) -> Verification {
        let row = self.database.verification(&self.number).await.unwrap();
        row.unwrap_or_default()
    }

    /// The phone on file.
    pub(super) async fn phone(&self) -> Option<String> {
        let user = self.database.user_by_name("hanako").await.unwrap();
        user.unwrap().phone_number.map(|phone| phone.as_str().into())
    }

    pub(super) async fn sign_ins(&self) -> i64 {
        self.database.count_audit("signed_in", None).await.unwrap()
    }
}

/// A browser after the password, at a portal wherever it runs.
pub(super) async fn half_open_at(address: SocketAddr) -> Browser {
    let browser = Browser::new(address);
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    browser.ask("/api/login", &fields).await.challenge();
    browser
}

impl Browser {
    /// The same browser with the same cookies, where another portal answers.
    pub(super) fn moved_to(&self, portal: &Portal) -> Self {
        let mut moved = self.clone();
        moved.address = portal.address;
        moved
    }
}
