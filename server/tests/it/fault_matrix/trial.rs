//! One fault at one place: what must hold whatever goes wrong, and what was seen.

use super::{
    fault::Fault,
    person::{Person, Way},
    place::Place,
    witness,
};
use crate::{
    gate::Gate,
    portal::{PHONE, Portal},
    setup::{Setup, start_twin},
    twin::Twin,
};
use app::domain::AuthState;
use serde_json::json;
use server::clock::Clock;
use std::sync::Arc;

/// More tries than any client makes.
const EVERY_TRY: u32 = 99;
/// Tries of a verification.
const TRIES: i64 = 5;

/// What was seen of a fault.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// The name of the notice.
    pub notice: Option<String>,
    /// True when the press that met the fault signed in.
    pub signed_in: bool,
    /// Messages that went out.
    pub messages: usize,
    /// Messages that the code page tells of; nothing where there is no code page any more.
    pub sends_told: Option<i64>,
    /// Tries that the page tells of as used; nothing where no code can be tried.
    pub tries_told: Option<i64>,
    /// What the code that the person has does next, where there is one: opens, or a notice.
    pub then: Option<Result<(), String>>,
}

/// A sign-in that meets a fault.
struct Trial {
    portal: Portal,
    twin: Twin,
    gate: Gate,
    person: Person,
    name: String,
}

pub(super) async fn run(fault: &Fault, place: Place, way: Way) -> Seen {
    let trial = Trial::begin(fault, place, way).await;
    let mut seen = trial.meet(fault, place).await;
    trial.nothing_is_lost(&seen, place).await;
    if !seen.signed_in {
        trial.go_on(&mut seen).await;
    }
    seen
}

impl Trial {
    async fn begin(fault: &Fault, place: Place, way: Way) -> Self {
        let mut setup = Setup::new(&fault.settings());
        let (twin, sandbox) = start_twin(Arc::clone(&setup.clock)).await;
        let gate = Gate::before(twin).await;
        setup.use_twin(gate.address, &sandbox);
        let portal = setup.start(Some(twin)).await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = if place.is_send() {
            portal.half_open("hanako").await
        } else {
            portal.awaiting_code("hanako").await
        };
        let name = format!("{} at {place:?}, {way:?}", fault.name);
        Self {
            portal,
            twin: Twin::at(twin),
            gate,
            person: Person { browser, way },
            name,
        }
    }

    /// The press that meets the fault.
    async fn meet(&self, fault: &Fault, place: Place) -> Seen {
        let mut order = json!({ "fault": fault.name, "count": EVERY_TRY });
        if let Some(operation) = place.operation() {
            order["operation"] = operation.into();
        }
        self.twin.control("faults", order).await;
        let notice = match place {
            Place::Send | Place::SendAndReadBack => self.person.send().await,
            Place::RightCode => self.person.check(&self.portal.code().await).await,
            Place::WrongCode => self.person.check(self.portal.wrong_code().await).await,
        };
        let disarm = json!({ "fault": fault.name, "count": 0 });
        self.twin.control("faults", disarm).await;
        self.look(notice).await
    }

    async fn look(&self, notice: Option<String>) -> Seen {
        let (sends_told, tries_told) = match self.person.browser.state().await {
            AuthState::CodeNeeded(told) => {
                let left = told.sent.map(|sent| sent.checks_left);
                (Some(told.sends), left.map(|left| TRIES - left))
            }
            AuthState::SignedIn(_) => (None, None),
            AuthState::SignedOut => panic!("the session of {} is lost", self.name),
        };
        Seen {
            notice,
            signed_in: self.person.browser.is_signed_in().await,
            messages: self.portal.count_messages().await,
            sends_told,
            tries_told,
            then: None,
        }
    }

    /// What holds in every cell: nobody is let in but by an approval, and no message is kept from the person.
    async fn nothing_is_lost(&self, seen: &Seen, place: Place) {
        let name = &self.name;
        let sign_ins = self.sign_ins().await;
        assert_eq!(sign_ins, i64::from(seen.signed_in), "{name}");
        if seen.signed_in {
            assert_eq!(place, Place::RightCode, "{name}");
            let sid = &self.portal.messages().await[0].sid;
            assert!(witness::saw_approval(&self.gate, sid), "{name} let someone in");
            return;
        }
        self.every_message_is_told(seen, place);
        self.person.browser.get("/account").await.leads_to("/verify");
        assert_eq!(self.person.browser.get("/verify").await.status, 200, "{name}");
    }

    fn every_message_is_told(&self, seen: &Seen, place: Place) {
        let name = &self.name;
        if !place.is_send() {
            // The one that was told before; its verification may be over by now.
            assert_eq!(seen.messages, 1, "{name}");
            assert!(seen.notice.is_some(), "{name} says nothing");
            return;
        }
        let messages = i64::try_from(seen.messages).unwrap();
        let told = seen.sends_told.unwrap();
        assert!(messages <= told, "{name} sent more than it tells: {seen:?}");
        if seen.notice.is_none() {
            assert_eq!(messages, told, "{name}");
        }
    }

    /// The next attempt works: with the code that the person has, or with a new one after the wait that the page shows.
    async fn go_on(&self, seen: &mut Seen) {
        if self.person.way == Way::Plain && seen.messages > 0 {
            let notice = self.person.check(&self.portal.code().await).await;
            seen.then = Some(notice.map_or(Ok(()), Err));
        }
        if seen.then != Some(Ok(())) {
            self.send_after_the_wait(seen).await;
        }
        assert!(
            self.person.browser.is_signed_in().await,
            "{} ends outside",
            self.name
        );
        assert_eq!(self.sign_ins().await, 1, "{}", self.name);
    }

    async fn send_after_the_wait(&self, seen: &Seen) {
        let name = &self.name;
        let wait = self.person.browser.challenge().await.next_send_at - self.portal.clock.now();
        self.portal.advance(wait.max(0)).await;
        let told = self.person.browser.challenge().await.sends;
        assert_eq!(self.person.send().await, None, "the next send after {name}");
        let messages = self.portal.count_messages().await;
        assert_eq!(messages, seen.messages + 1, "{name}");
        assert_eq!(self.person.browser.challenge().await.sends, told + 1, "{name}");
        assert_eq!(
            self.person.check(&self.portal.code().await).await,
            None,
            "the new code after {name}"
        );
    }

    async fn sign_ins(&self) -> i64 {
        let database = self.portal.database().await;
        database.count_audit("signed_in", None).await.unwrap()
    }
}
