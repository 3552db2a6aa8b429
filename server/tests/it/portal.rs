//! The real portal on a free port, with a clock that only its test moves.

use crate::{
    browser::Browser,
    engines::open_database,
    setup::{Setup, start_twin},
};
use app::domain::PhoneNumber;
use serde::Deserialize;
use serde_json::{Value, json};
use server::{
    auth::{PasswordCost, Passwords, random_id},
    clock::{AdjustableClock, Clock},
    randomness::SystemRandomness,
    sandbox::Credentials,
    store::{Database, NewUser},
};
use std::{net::SocketAddr, sync::Arc};
use tempfile::TempDir;

/// What every made user types.
pub(crate) const PASSWORD: &str = "correct horse";
/// The phone of the made users.
pub(crate) const PHONE: &str = "+819012345678";
const CHEAP: PasswordCost = PasswordCost {
    memory: 64,
    passes: 1,
    lanes: 1,
};

/// One SMS or call, as the inbox tells it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Message {
    pub to: String,
    pub channel: String,
    pub code: String,
    pub body: String,
    pub locale: String,
    pub sid: String,
}

/// Makes a user in a database that a portal may open later.
pub(crate) async fn add_user(database: &Database, now: i64, name: &str, password: &str, phone: Option<&str>) {
    let passwords = Passwords::new(CHEAP, 1).unwrap();
    let phone: Option<PhoneNumber> = phone.map(|phone| phone.parse().unwrap());
    let user = NewUser {
        id: &random_id(&SystemRandomness),
        username: name,
        password_hash: &passwords.hash(password.into()).await.unwrap(),
        phone_number: phone.as_ref(),
        created_at: now,
    };
    assert!(database.add_user(user).await.unwrap());
}

/// A running portal. It ends with the runtime of its test.
pub(crate) struct Portal {
    pub address: SocketAddr,
    pub clock: Arc<AdjustableClock>,
    pub database_url: String,
    pub twin: SocketAddr,
    pub http: reqwest::Client,
    folder: TempDir,
}

impl Portal {
    pub(crate) fn new(address: SocketAddr, twin: SocketAddr, database_url: String, setup: Setup) -> Self {
        Self {
            address,
            twin,
            database_url,
            clock: setup.clock,
            folder: setup.folder,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// A portal with its own twin.
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        Setup::new(settings).start(None).await
    }

    /// A portal that takes a twin for Twilio.
    pub(crate) async fn live(settings: &[(&str, &str)]) -> Self {
        let mut setup = Setup::new(settings);
        let (twin, sandbox) = start_twin(Arc::clone(&setup.clock)).await;
        setup.use_twin(twin, &sandbox);
        setup.start(Some(twin)).await
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The same database, as another process would open it.
    pub(crate) async fn database(&self) -> Database {
        open_database(&self.database_url).await.unwrap()
    }

    /// Makes a user whose password is [`PASSWORD`].
    pub(crate) async fn add_user(&self, name: &str, phone: Option<&str>) {
        self.add_user_with_password(name, PASSWORD, phone).await;
    }

    pub(crate) async fn add_user_with_password(&self, name: &str, password: &str, phone: Option<&str>) {
        let (database, now) = (self.database().await, self.clock.now());
        add_user(&database, now, name, password, phone).await;
    }

    /// The time of the portal, in seconds since 1970.
    pub(crate) fn clock_now(&self) -> i64 {
        self.clock.now()
    }

    /// Newest first.
    pub(crate) async fn messages(&self) -> Vec<Message> {
        let url = format!("http://{}/sandbox/messages", self.twin);
        let text = self.http.get(url).send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    pub(crate) async fn count_messages(&self) -> usize {
        self.messages().await.len()
    }

    /// The code that arrived last.
    pub(crate) async fn code(&self) -> String {
        self.messages().await[0].code.clone()
    }

    /// The code that arrived last at this number.
    pub(crate) async fn code_of(&self, number: &PhoneNumber) -> String {
        let mut messages = self.messages().await.into_iter();
        messages
            .find(|message| message.to == number.as_str())
            .unwrap()
            .code
    }

    /// A code of the right form that is not the right one.
    pub(crate) async fn wrong_code(&self) -> &'static str {
        match self.code().await.as_str() {
            "000000" => "111111",
            _ => "000000",
        }
    }

    /// Moves the time of the portal and of the twin.
    pub(crate) async fn advance(&self, seconds: i64) {
        self.control("clock", json!({ "advance_seconds": seconds })).await;
    }

    /// Breaks the twin's next answer to `create`, `check` or `fetch`.
    pub(crate) async fn fault(&self, operation: &str, fault: &str) {
        let order = json!({ "fault": fault, "operation": operation, "count": 1 });
        self.control("faults", order).await;
    }

    /// Approves a verification behind the portal's back, by the API that Twilio has for it.
    /// For portals of [`Portal::live`].
    pub(crate) async fn approve_at_twin(&self, sid: &str) {
        let known = Credentials::fixed();
        let path = format!("/v2/Services/{}/Verifications/{sid}", known.service_sid);
        let request = self
            .http
            .post(format!("http://{}{path}", self.twin))
            .basic_auth(known.account_sid, Some(known.auth_token))
            .form(&[("Status", "approved")]);
        assert_eq!(request.send().await.unwrap().status(), 200);
    }

    pub(crate) async fn control(&self, what: &str, body: Value) {
        let request = self
            .http
            .post(format!("http://{}/sandbox/{what}", self.twin))
            .header("content-type", "application/json")
            .body(body.to_string());
        assert_eq!(request.send().await.unwrap().status(), 200);
    }
}
