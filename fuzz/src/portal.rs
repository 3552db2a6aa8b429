//! The real router over a database of its own, without a listener and without Twilio.

use crate::{
    answer::Answer,
    recorder::Recorder,
    sender::Sender,
    sign_in::{Cookies, add_users, sign_in},
    snapshot::Snapshot,
};
use app::{
    domain::{Channel, Page, PhoneNumber, auth_state::Step},
    page_start::HelpLine,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderValue, Request, header},
};
use leptos::prelude::LeptosOptions;
use server::{
    auth::{AllowedCountries, Auth, Lifetimes, NumberReader, PasswordCost, Passwords, Policy},
    clock::{AdjustableClock, Clock, StoppedClock},
    config::{PublicUrl, TrustedProxies},
    countries::Countries,
    data_key::{DataKey, KEY_LENGTH},
    randomness::SeededRandomness,
    store::{Database, Synchronous},
    web::{Assets, Health, Load, Site, Web, router},
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

const NOW: i64 = 1_900_000_000;
/// So cheap that an input takes no time; the cost of a real one is a setting.
const CHEAP: PasswordCost = PasswordCost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

/// The portal, with one account and one session for each [`Sender`].
pub struct Portal {
    runtime: Runtime,
    router: Router,
    recorder: Arc<Recorder>,
    snapshot: Snapshot,
    cookies: Cookies,
    _folder: TempDir,
}

impl Portal {
    /// # Panics
    /// When it cannot be made; nothing can be tried then.
    #[expect(clippy::new_without_default, reason = "it opens a database")]
    pub fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kakunin.db");
        let recorder = Arc::new(Recorder::default());
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(NOW))));
        let (database, router, cookies) = runtime.block_on(async {
            let database = open(&file).await;
            let auth = Arc::new(auth(database.clone(), clock.clone(), Arc::clone(&recorder)));
            add_users(&auth).await;
            let router = routes(auth);
            let cookies = sign_in(&router, &clock).await;
            (database, router, cookies)
        });
        recorder.take();
        let snapshot = runtime.block_on(Snapshot::take(&database, &file)).unwrap();
        Self {
            runtime,
            router,
            recorder,
            snapshot,
            cookies,
            _folder: folder,
        }
        .proven()
    }

    /// Each sender stands where its name says, else a target would try nothing.
    fn proven(self) -> Self {
        for sender in Sender::ALL {
            assert_eq!(self.step_of(self.session(sender)), sender.step(), "{sender:?}");
        }
        self
    }

    /// The id in the cookie of a sender; empty for a stranger.
    pub fn session(&self, sender: Sender) -> &str {
        &self.cookies.sessions[sender as usize]
    }

    /// The secret that stands for the code of [`Sender::Confirmed`].
    pub fn browser(&self) -> &str {
        &self.cookies.browser
    }

    /// The rows as they were at first.
    pub fn restore(&mut self) {
        self.runtime.block_on(self.snapshot.restore()).unwrap();
        self.recorder.take();
    }

    /// The whole answer to one request.
    pub fn ask(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(ask(&self.router, request))
    }

    /// Messages since the last [`Self::restore`].
    pub fn messages(&self) -> Vec<(PhoneNumber, Channel)> {
        self.recorder.take()
    }

    /// What the session with this id may see.
    pub fn step_of(&self, session: &str) -> Step {
        let answer = self.ask(get(Page::Sessions.path(), &[cookie(session)]));
        let page = answer.location.as_deref().map(str::parse);
        match (answer.status, page) {
            (303, Some(Ok(Page::SignIn))) => Step::SignedOut,
            (303, Some(Ok(Page::Verify))) => Step::CodeNeeded,
            (303, Some(Ok(Page::Confirm))) => Step::SignedIn,
            (200 | 404, None) => Step::Confirmed,
            other => panic!("a page that wants confirmation answered {other:?}"),
        }
    }
}

/// A page asked for with these values of `Cookie`.
pub fn get(path: &str, cookies: &[HeaderValue]) -> Request<Body> {
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    for value in cookies {
        request.headers_mut().append(header::COOKIE, value.clone());
    }
    request
}

/// The cookie of a session.
pub fn cookie(session: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("kakunin={session}")).unwrap()
}

pub(crate) async fn ask(router: &Router, mut request: Request<Body>) -> Answer {
    let host = HeaderValue::from_static("127.0.0.1:3000");
    request.headers_mut().insert(header::HOST, host);
    let Ok(response) = router.clone().oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body comes whole");
    Answer::new(&parts, &body)
}

async fn open(file: &Path) -> Database {
    let url = format!("sqlite://{}", file.display());
    let key = DataKey::new(&[7; KEY_LENGTH], Arc::new(SeededRandomness::new(2)));
    Database::open(&url, Synchronous::Normal.into(), key)
        .await
        .unwrap()
}

fn auth(database: Database, clock: Arc<dyn Clock>, recorder: Arc<Recorder>) -> Auth {
    Auth {
        database,
        clock,
        randomness: Arc::new(SeededRandomness::new(1)),
        verify: recorder,
        passwords: Passwords::new(CHEAP, 1).unwrap(),
        numbers: NumberReader::default(),
        policy: Policy {
            lifetimes: Lifetimes {
                remembered_browser: Some(30 * 86_400),
                ..Lifetimes::default()
            },
            ..Policy::default()
        },
    }
}

fn routes(auth: Arc<Auth>) -> Router {
    let address = SocketAddr::from(([127, 0, 0, 1], 3000));
    let site = Site {
        public_url: PublicUrl::of_address(address),
        port: address.port(),
        sandbox: false,
        sandbox_hosts: Vec::new(),
        trusted_proxies: TrustedProxies::default(),
        help: HelpLine::default(),
        brand: app::brand::Brand::default(),
        countries: Countries::new(&AllowedCountries::All, NumberReader::default()),
    };
    let web = Web {
        health: Arc::new(Health::new(Arc::clone(&auth))),
        load: Arc::new(Load::new(256)),
        connections_limit: 512,
        auth,
        site: Arc::new(site),
        assets: Arc::new(Assets::new(PathBuf::new(), None)),
        body_time: Duration::from_secs(10),
    };
    let options = LeptosOptions::builder()
        .output_name("kakunin")
        .site_addr(address)
        .build();
    router(&web, &options, None)
}
