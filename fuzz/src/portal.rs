//! The real router over a database of its own, without a listener and without Twilio.

use crate::{
    answer::Answer,
    recorder::{RIGHT_CODE, Recorder},
    snapshot::Snapshot,
};
use app::domain::auth_state::Step;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderValue, Request, header},
};
use leptos::prelude::LeptosOptions;
use server::{
    auth::{Auth, NumberReader, PasswordCost, Passwords, Policy, random_id},
    clock::StoppedClock,
    config::PublicUrl,
    randomness::SeededRandomness,
    store::{Database, NewUser, Synchronous},
    web::{Assets, Site, Web, router},
};
use std::{net::SocketAddr, path::PathBuf, sync::Arc};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

/// What every user types.
pub const PASSWORD: &str = "verify";
const NOW: i64 = 1_900_000_000;
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
    /// Signed in.
    Full,
}

impl Sender {
    /// Everyone.
    pub const ALL: [Self; 5] = [
        Self::Stranger,
        Self::HalfOpen,
        Self::Enrolling,
        Self::CodeSent,
        Self::Full,
    ];

    /// The name of the account; a stranger has none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stranger => "",
            Self::HalfOpen => "hanako",
            Self::Enrolling => "taro",
            Self::CodeSent => "keiko",
            Self::Full => "jiro",
        }
    }

    /// The phone on file.
    pub fn phone(self) -> Option<&'static str> {
        match self {
            Self::Stranger | Self::Enrolling => None,
            Self::HalfOpen => Some("+819012345678"),
            Self::CodeSent => Some("+819012345679"),
            Self::Full => Some("+819012345670"),
        }
    }

    /// What this sender may see.
    pub fn step(self) -> Step {
        match self {
            Self::Stranger => Step::SignedOut,
            Self::HalfOpen | Self::Enrolling | Self::CodeSent => Step::CodeNeeded,
            Self::Full => Step::SignedIn,
        }
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
        let (database, router, recorder, sessions) = runtime.block_on(async {
            let database = Database::open(&format!("sqlite://{}", file.display()), Synchronous::Normal)
                .await
                .unwrap();
            let recorder = Arc::new(Recorder::default());
            let auth = Arc::new(auth(database.clone(), Arc::clone(&recorder)));
            add_users(&auth).await;
            let router = routes(auth);
            let sessions = sign_in(&router).await;
            (database, router, recorder, sessions)
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
    pub fn messages(&self) -> Vec<(app::domain::PhoneNumber, app::domain::Channel)> {
        self.recorder.take()
    }

    /// What the session with this id may see.
    pub fn step_of(&self, session: &str) -> Step {
        let answer = self.ask(get("/account", &[cookie(session)]));
        match (answer.status, answer.location.as_deref()) {
            (200, None) => Step::SignedIn,
            (303, Some("/verify")) => Step::CodeNeeded,
            (303, Some("/")) => Step::SignedOut,
            other => panic!("/account answered {other:?}"),
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

async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let Ok(response) = router.clone().oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body comes whole");
    Answer::new(&parts, &body)
}

fn auth(database: Database, recorder: Arc<Recorder>) -> Auth {
    Auth {
        database,
        clock: Arc::new(StoppedClock(NOW)),
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
        let user = NewUser {
            id: &random_id(&*auth.randomness),
            username: sender.name(),
            password_hash: &auth.passwords.hash(PASSWORD.into()).await.unwrap(),
            phone_number: sender.phone(),
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
    };
    let web = Web {
        auth,
        site: Arc::new(site),
        assets: Arc::new(Assets::new(PathBuf::new(), None)),
    };
    let options = LeptosOptions::builder()
        .output_name("kakunin")
        .site_addr(address)
        .build();
    router(&web, &options, None)
}

/// Signs everyone in as far as they go, by the forms.
async fn sign_in(router: &Router) -> Vec<String> {
    let mut sessions = Vec::new();
    for sender in Sender::ALL {
        let mut session = String::new();
        if sender != Sender::Stranger {
            let form = format!("username={}&password={PASSWORD}", sender.name());
            session = press(router, "login", form, &session).await;
        }
        if matches!(sender, Sender::CodeSent | Sender::Full) {
            press(router, "send_code", "turn=0&channel=sms".into(), &session).await;
        }
        if sender == Sender::Full {
            session = press(router, "check_code", format!("code={RIGHT_CODE}"), &session).await;
        }
        sessions.push(session);
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
