//! One database and one twin, which outlive the portals over them.

use super::victim::Victim;
use crate::{
    browser::Browser,
    gate::{Bar, Gate},
    portal::{PASSWORD, PHONE, Portal, add_user},
    raw,
    setup::{START, Setup, start_twin},
    steps::Answer,
    twin::Twin,
};
use app::domain::PhoneNumber;
use server::{
    auth::Verification,
    clock::{AdjustableClock, StoppedClock},
    sandbox::Sandbox,
    store::{Database, Synchronous},
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::{net::TcpStream, task::yield_now, time::timeout};

/// Nobody waits so long for anything here; a test that would never end fails.
const PATIENCE: Duration = Duration::from_secs(60);

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

/// When the process dies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    /// Its request has not reached the twin.
    BeforeTheTwin,
    /// The twin has acted, and its answer has not reached the process.
    BeforeTheAnswer,
    /// It has the answer and cannot write it down yet.
    BeforeTheCommit,
    /// It had no answer, asked what became of the send, and does not know yet.
    ReadingBack,
    /// It has written everything down, and the browser has not read its answer.
    Answering,
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
    number: PhoneNumber,
    _folder: TempDir,
}

impl Scene {
    /// Over a new SQLite file, with the user `hanako` whose phone is [`PHONE`].
    pub(super) async fn new(next: Next) -> Self {
        Self::with_phone(next, PHONE).await
    }

    pub(super) async fn with_phone(next: Next, phone: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("data/one.db").display());
        Self::over(url, folder, next, phone).await
    }

    /// Over this empty database.
    pub(super) async fn over_database(url: &str, next: Next) -> Self {
        Self::over(url.to_owned(), tempfile::tempdir().unwrap(), next, PHONE).await
    }

    async fn over(url: String, folder: TempDir, next: Next, phone: &str) -> Self {
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START))));
        let (twin, sandbox) = start_twin(Arc::clone(&clock)).await;
        let database = Database::open(&url, Synchronous::Normal).await.unwrap();
        add_user(&database, START, "hanako", PASSWORD, Some(phone)).await;
        let mut scene = Self {
            gate: Gate::before(twin).await,
            number: phone.parse().unwrap(),
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

    pub(super) async fn sign_ins(&self) -> i64 {
        self.database.count_audit("signed_in", None).await.unwrap()
    }

    /// Presses, and kills the process at this moment. Nobody has read its answer.
    pub(super) async fn dies(&self, moment: Moment, victim: Victim, press: Press<'_>) {
        let before = self.row().await;
        match moment {
            Moment::BeforeTheTwin => self.gate.bar("POST", Bar::Request),
            Moment::BeforeTheAnswer | Moment::BeforeTheCommit => self.gate.bar("POST", Bar::Answer),
            Moment::ReadingBack => self.gate.bar("GET", Bar::Answer),
            Moment::Answering => {}
        }
        let _unread = press.at(victim.address).await;
        match moment {
            Moment::BeforeTheCommit => return self.dies_before_the_commit(victim).await,
            Moment::Answering => in_time(self.settled_since(&before)).await,
            _ => self.gate.stopped().await,
        }
        victim.kill();
    }

    async fn dies_before_the_commit(&self, victim: Victim) {
        self.gate.stopped().await;
        let mut lock = self.database.begin().await.unwrap();
        // With SQLite it has the whole file by now, with PostgreSQL the row.
        lock.hold_verification(&self.number).await.unwrap();
        self.gate.open();
        self.gate.taken().await;
        victim.kill();
        lock.commit().await.unwrap();
        let row = self.row().await;
        assert!(row.claimed_at.is_some() || row.check_unanswered, "{row:?}");
    }

    /// Returns when the press has left its mark and nothing of it is open any more.
    async fn settled_since(&self, before: &Verification) {
        while self.row().await == *before {
            yield_now().await;
        }
        self.settled().await;
    }

    /// Returns when no call for the number is open.
    pub(super) async fn settled(&self) {
        loop {
            let row = self.row().await;
            if row.claimed_at.is_none() && !row.check_unanswered {
                return;
            }
            yield_now().await;
        }
    }
}

async fn in_time(condition: impl Future<Output = ()>) {
    timeout(PATIENCE, condition).await.expect("it never came to that");
}

/// One press of a button, by a browser that will never see the answer.
pub(super) struct Press<'a> {
    browser: &'a Browser,
    path: &'static str,
    form: String,
}

impl<'a> Press<'a> {
    /// The first send of a challenge.
    pub(super) fn send(browser: &'a Browser) -> Self {
        Self::send_of(browser, 0)
    }

    pub(super) fn send_of(browser: &'a Browser, turn: i64) -> Self {
        Self {
            browser,
            path: "/api/send_code",
            form: format!("turn={turn}&channel=sms"),
        }
    }

    pub(super) fn check(browser: &'a Browser, code: &str) -> Self {
        Self {
            browser,
            path: "/api/check_code",
            form: format!("code={code}"),
        }
    }

    pub(super) async fn at(&self, address: SocketAddr) -> TcpStream {
        raw::post(address, self.path, &self.browser.cookies(), &self.form).await
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
