use super::postbox::{Postbox, RIGHT};
use crate::{engines::open_database, setup::START};
use app::domain::{ActivityKind, AuthState, Channel, Language, Notice, PhoneNumber};
use server::{
    auth::{
        Auth, ClientAddress, NumberReader, Outcome, PasswordCost, Passwords, Policy, SessionChange,
        SessionId, TypedNumber, Visitor, random_id,
    },
    clock::{AdjustableClock, Clock, StoppedClock},
    randomness::SeededRandomness,
    store::NewUser,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

const PASSWORD: &str = "correct horse";
const CHEAP: PasswordCost = PasswordCost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

/// A press of a send button.
#[derive(Clone)]
pub(super) struct Asked {
    pub account: String,
    pub number: String,
    pub channel: Channel,
    pub address: String,
}

/// What came of it.
pub(super) enum Answer {
    Message,
    Refused(Notice),
}

impl Answer {
    pub(super) const fn is_message(&self) -> bool {
        matches!(self, Self::Message)
    }
}

/// The portal without its pages.
pub(super) struct Scene {
    pub auth: Arc<Auth>,
    pub postbox: Arc<Postbox>,
    clock: Arc<AdjustableClock>,
    password_hash: String,
    sessions: Mutex<HashMap<String, SessionId>>,
    _folder: TempDir,
}

impl Scene {
    pub(super) async fn new(policy: Policy, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("kakunin.db").display());
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START))));
        let postbox = Arc::new(Postbox::default());
        let passwords = Passwords::new(CHEAP, 2).unwrap();
        let password_hash = passwords.hash(PASSWORD.into()).await.unwrap();
        let auth = Auth {
            database: open_database(&url).await.unwrap(),
            clock: clock.clone(),
            randomness: Arc::new(SeededRandomness::new(seed)),
            verify: postbox.clone(),
            passwords,
            numbers: NumberReader::default(),
            policy,
        };
        Self {
            auth: Arc::new(auth),
            postbox,
            clock,
            password_hash,
            sessions: Mutex::default(),
            _folder: folder,
        }
    }

    /// So many seconds after the beginning; never back.
    pub(super) fn go_to(&self, seconds: i64) {
        self.clock.advance(START + seconds - self.clock.now());
    }

    pub(super) async fn add_account(&self, name: &str, phone: Option<&str>) {
        let phone: Option<PhoneNumber> = phone.map(|phone| phone.parse().unwrap());
        let user = NewUser {
            id: &random_id(&*self.auth.randomness),
            username: name,
            password_hash: &self.password_hash,
            phone_number: phone.as_ref(),
            created_at: self.clock.now(),
        };
        assert!(self.auth.database.add_user(user).await.unwrap());
    }

    pub(super) async fn press(&self, asked: &Asked) -> Answer {
        let (visitor, turn) = self.half_open(asked).await;
        let (channel, turn) = (asked.channel.as_str(), turn.to_string());
        let typed = TypedNumber {
            contact_to: &asked.number,
            country: "",
        };
        let answer = self.auth.send_code(&visitor, typed, channel, &turn);
        match answer.await.unwrap().view.notice {
            None => Answer::Message,
            Some(notice) => Answer::Refused(notice),
        }
    }

    /// True when the code let the person in.
    pub(super) async fn type_code(&self, asked: &Asked, right: bool) -> bool {
        let visitor = self.visitor(asked);
        let code = if right { RIGHT } else { "654321" };
        let outcome = self.auth.check_code(&visitor, code, false).await.unwrap();
        matches!(outcome.view.state, AuthState::SignedIn(_))
    }

    /// Why, for each row of this kind about one of these accounts in the audit log.
    pub(super) async fn reasons(&self, accounts: &[String], kind: ActivityKind) -> Vec<String> {
        let database = &self.auth.database;
        let mut reasons = Vec::new();
        for account in accounts {
            let user = database.user_by_name(account).await.unwrap().unwrap();
            let rows = database.audit_of_user(&user.id, 1_000).await.unwrap();
            let of_kind = rows.into_iter().filter(|row| row.event == kind.as_str());
            reasons.extend(of_kind.filter_map(|row| row.reason));
        }
        reasons
    }

    /// A session that waits for a code, with its turn; a new one where the last one is over.
    async fn half_open(&self, asked: &Asked) -> (Visitor, i64) {
        let visitor = self.visitor(asked);
        let visit = self.auth.visit(&visitor).await.unwrap();
        if let AuthState::CodeNeeded(challenge) = visit.state(&self.auth.policy) {
            return (visitor, challenge.turn);
        }
        let outcome = self
            .auth
            .login(&visitor, &asked.account, PASSWORD.into())
            .await
            .unwrap();
        self.keep(asked, &outcome);
        let AuthState::CodeNeeded(challenge) = outcome.view.state else {
            panic!("{} cannot sign in: {:?}", asked.account, outcome.view.notice);
        };
        (self.visitor(asked), challenge.turn)
    }

    fn keep(&self, asked: &Asked, outcome: &Outcome) {
        if let SessionChange::Renew(id) = &outcome.session {
            let mut sessions = self.sessions.lock().unwrap();
            sessions.insert(asked.account.clone(), id.clone());
        }
    }

    fn visitor(&self, asked: &Asked) -> Visitor {
        Visitor {
            session: self.sessions.lock().unwrap().get(&asked.account).cloned(),
            address: ClientAddress(asked.address.parse().unwrap()),
            user_agent: String::new(),
            language: Language::Ja,
            return_to: None,
            browser: None,
            known: None,
            is_redirected: false,
        }
    }
}
