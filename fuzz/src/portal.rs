//! The real router over a database of its own, without a listener and without Twilio.

use crate::{
    answer::Answer,
    recorder::{RIGHT_CODE, Recorder},
    snapshot::Snapshot,
};
use app::domain::{Channel, Page, PhoneNumber, auth_state::Step};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderValue, Request, header},
};
use leptos::prelude::LeptosOptions;
use server::{
    auth::{Auth, NumberReader, PasswordCost, Passwords, Policy, random_id},
    clock::{AdjustableClock, Clock, StoppedClock},
    config::{PublicUrl, TrustedProxies},
    data_key::{DataKey, KEY_LENGTH},
    randomness::SeededRandomness,
    store::{Database, NewUser, Synchronous},
    web::{Assets, Site, Web, router},
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

/// What every user types.
pub const PASSWORD: &str = "verify";
const NOW: i64 = 1_900_000_000;
/// Seconds after which password and code of a session are no longer fresh, and the session still lives.
const CONFIRMATION_IS_OVER: i64 = 1_200;
/// So cheap that an input takes no time; the cost of a real one is a setting.
const CHEAP: PasswordCost = PasswordCost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

/// Who sends the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sender {
    /// Nobody has signed in.
    Stranger,
    /// The password is passed; a phone is on file, and no code was sent.
    HalfOpen,
    /// The password is passed; no phone is on file.
    Enrolling,
    /// A code is on its way.
    CodeSent,
    /// Signed in just now: changes are open.
    Confirmed,
    /// Signed in so long ago that changes want password and code once more.
    SignedIn,
}

impl Sender {
    /// Everyone.
    pub const ALL: [Self; 6] = [
        Self::Stranger,
        Self::HalfOpen,
        Self::Enrolling,
        Self::CodeSent,
        Self::Confirmed,
        Self::SignedIn,
    ];

    /// The name of the account; a stranger has none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stranger => "",
            Self::HalfOpen => "hanako",
            Self::Enrolling => "taro",
            Self::CodeSent => "keiko",
            Self::Confirmed => "jiro",
            Self::SignedIn => "yuki",
        }
    }

    /// The phone on file.
    pub fn phone(self) -> Option<PhoneNumber> {
        let number = match self {
            Self::Stranger | Self::Enrolling => return None,
            Self::HalfOpen => "+819012345678",
            Self::CodeSent => "+819012345679",
            Self::Confirmed => "+819012345670",
            Self::SignedIn => "+819012345671",
        };
        Some(number.parse().unwrap())
    }

    /// What this sender may see.
    pub fn step(self) -> Step {
        match self {
            Self::Stranger => Step::SignedOut,
            Self::HalfOpen | Self::Enrolling | Self::CodeSent => Step::CodeNeeded,
            Self::Confirmed => Step::Confirmed,
            Self::SignedIn => Step::SignedIn,
        }
    }
}

/// Steps in the order in which they are gone.
pub fn height(step: Step) -> u8 {
    match step {
        Step::SignedOut => 0,
        Step::CodeNeeded => 1,
        Step::SignedIn => 2,
        Step::Confirmed => 3,
    }
}

/// The portal, with one account and one session for each [`Sender`].
pub struct Portal {
    runtime: Runtime,
    router: Router,
    recorder: Arc<Recorder>,
    snapshot: Snapshot,
    sessions: Vec<String>,
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
        let (database, router, sessions) = runtime.block_on(async {
            let database = open(&file).await;
            let auth = Arc::new(auth(database.clone(), clock.clone(), Arc::clone(&recorder)));
            add_users(&auth).await;
            let router = routes(auth);
            let sessions = sign_in(&router, &clock).await;
            (database, router, sessions)
        });
        recorder.take();
        let snapshot = runtime.block_on(Snapshot::take(&database, &file)).unwrap();
        Self {
            runtime,
            router,
            recorder,
            snapshot,
            sessions,
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
        &self.sessions[sender as usize]
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

async fn ask(router: &Router, mut request: Request<Body>) -> Answer {
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
    Database::open(&url, Synchronous::Normal, key).await.unwrap()
}

fn auth(database: Database, clock: Arc<dyn Clock>, recorder: Arc<Recorder>) -> Auth {
    Auth {
        database,
        clock,
        randomness: Arc::new(SeededRandomness::new(1)),
        verify: recorder,
        passwords: Passwords::new(CHEAP, 1).unwrap(),
        numbers: NumberReader::default(),
        policy: Policy::default(),
    }
}

async fn add_users(auth: &Auth) {
    for sender in Sender::ALL
        .into_iter()
        .filter(|sender| *sender != Sender::Stranger)
    {
        let phone = sender.phone();
        let user = NewUser {
            id: &random_id(&*auth.randomness),
            username: sender.name(),
            password_hash: &auth.passwords.hash(PASSWORD.into()).await.unwrap(),
            phone_number: phone.as_ref(),
            created_at: NOW,
        };
        assert!(auth.database.add_user(user).await.unwrap());
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
    };
    let web = Web {
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

/// Signs everyone in as far as they go, by the forms; in this order, because the first one did so long ago.
async fn sign_in(router: &Router, clock: &AdjustableClock) -> Vec<String> {
    let mut sessions = vec![String::new(); Sender::ALL.len()];
    for sender in Sender::ALL
        .into_iter()
        .rev()
        .filter(|sender| *sender != Sender::Stranger)
    {
        let form = format!("username={}&password={PASSWORD}", sender.name());
        let mut session = press(router, "login", form, "").await;
        if height(sender.step()) > 1 || sender == Sender::CodeSent {
            press(router, "send_code", "turn=0&channel=sms".into(), &session).await;
        }
        if height(sender.step()) > 1 {
            session = press(router, "check_code", format!("code={RIGHT_CODE}"), &session).await;
        }
        if sender == Sender::SignedIn {
            clock.advance(CONFIRMATION_IS_OVER);
        }
        sessions[sender as usize] = session;
    }
    sessions
}

/// The new id of the session, if the answer brings one.
async fn press(router: &Router, form: &str, fields: String, session: &str) -> String {
    let request = Request::post(format!("/api/{form}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie(session))
        .body(fields.into())
        .unwrap();
    let answer = ask(router, request).await;
    answer.new_session().unwrap_or_else(|| session.to_owned())
}
