use super::{chance::Chance, scene::Scene};
use crate::{browser::Browser, portal::PASSWORD};
use app::domain::{AuthState, Challenge, Notice, View};
use reqwest::Method;
use std::net::SocketAddr;

/// Whoever is not in after so many requests is stuck.
const MOST_REQUESTS: usize = 400;
const SEND: &str = "/api/send_code";
/// One in so many does not have the phone.
const GUESSERS: u64 = 8;

/// Somebody who wants in and does not give up, or a guesser, who has the password and not the phone.
pub(super) struct Person {
    pub name: String,
    /// E.164.
    pub number: String,
    pub guesses: bool,
    /// Presses of "send" that may have reached a portal.
    pub presses: usize,
    /// How often the account page was there.
    pub entries: usize,
    browser: Browser,
    chance: Chance,
    requests: usize,
    refused_code: Option<String>,
}

impl Person {
    pub(super) async fn new(scene: &Scene, index: u64, chance: Chance) -> Self {
        let (name, number) = (
            format!("person{index}"),
            format!("+8190{:08}", 10_000_000 + index),
        );
        scene.add_user(&name, &number).await;
        Self {
            name,
            number,
            guesses: index % GUESSERS == GUESSERS - 1,
            presses: 0,
            entries: 0,
            browser: Browser::new(SocketAddr::from(([127, 0, 0, 1], 0))),
            chance,
            requests: 0,
            refused_code: None,
        }
    }

    /// Comes in, or for a guesser, has used up the tries.
    pub(super) async fn comes(&mut self, scene: &Scene) {
        let mut view = View::default();
        for _ in 0..MOST_REQUESTS {
            view = match &view.state {
                AuthState::SignedOut => self.asks(scene, "/api/login", &self.credentials()).await,
                AuthState::CodeNeeded(challenge) => match self.answers(scene, challenge).await {
                    Some(view) => view,
                    None => return,
                },
                AuthState::SignedIn(_) => {
                    if self.sees_the_account(scene).await {
                        return;
                    }
                    self.looks(scene).await
                }
            };
        }
        panic!("{} is stuck: {view:?}", self.name);
    }

    /// Begins anew, in another browser.
    pub(super) async fn comes_again(&mut self, scene: &Scene) {
        self.browser = Browser::new(self.browser.address);
        self.guesses = false;
        self.refused_code = None;
        self.comes(scene).await;
    }

    fn credentials(&self) -> [(&'static str, String); 2] {
        [("username", self.name.clone()), ("password", PASSWORD.to_owned())]
    }

    /// What somebody does who reads the code page; nothing once a guesser has no tries left.
    async fn answers(&mut self, scene: &Scene, challenge: &Challenge) -> Option<View> {
        let now = scene.now();
        let live = challenge
            .sent
            .as_ref()
            .filter(|sent| now < sent.expires_at && sent.checks_left > 0);
        let used_up = challenge.blocked_until.is_some();
        if self.guesses && used_up {
            return None;
        }
        if let Some(code) = self.code(scene, live.is_some()).await {
            return Some(self.types(scene, code).await);
        }
        let wait = challenge.blocked_until.unwrap_or(challenge.next_send_at);
        let sends_end = live
            .filter(|_| challenge.sends_left == 0)
            .map_or(0, |sent| sent.expires_at);
        scene.until(wait.max(sends_end));
        Some(self.presses(scene, challenge.turn).await)
    }

    /// The code that arrived, unless it was refused before.
    async fn code(&self, scene: &Scene, is_live: bool) -> Option<String> {
        if !is_live {
            return None;
        }
        let arrived = scene.message(&self.number).await.map(|message| message.code);
        if self.guesses {
            let wrong = if arrived.as_deref() == Some("000000") {
                "111111"
            } else {
                "000000"
            };
            return Some(wrong.to_owned());
        }
        arrived.filter(|code| self.refused_code.as_ref() != Some(code))
    }

    async fn types(&mut self, scene: &Scene, code: String) -> View {
        let fields = [("code", code.clone())];
        let view = self.asks(scene, "/api/check_code", &fields).await;
        if matches!(view.notice, Some(Notice::WrongCode | Notice::CodeExpired)) {
            self.refused_code = Some(code);
        }
        view
    }

    async fn presses(&mut self, scene: &Scene, turn: i64) -> View {
        self.refused_code = None;
        let fields = [("turn", turn.to_string()), ("channel", "sms".to_owned())];
        self.asks(scene, SEND, &fields).await
    }

    /// Posts as the hydrated page does. Where no answer comes, or none of ours, the page is loaded again.
    async fn asks(&mut self, scene: &Scene, path: &str, fields: &[(&str, String)]) -> View {
        match self.tries(scene, path, fields).await {
            Some(view) => view,
            None => self.looks(scene).await,
        }
    }

    /// Loads the page until one comes.
    async fn looks(&mut self, scene: &Scene) -> View {
        loop {
            if let Some(view) = self.tries(scene, "/api/current_view", &[]).await {
                return view;
            }
            assert!(
                self.requests < 10 * MOST_REQUESTS,
                "{} finds nobody there",
                self.name
            );
        }
    }

    async fn tries(&mut self, scene: &Scene, path: &str, fields: &[(&str, String)]) -> Option<View> {
        if !self.finds_an_instance(scene) {
            tokio::task::yield_now().await;
            return None;
        }
        let request = self.browser.request(Method::POST, path).form(fields);
        let answer = self
            .browser
            .try_send(request.header("accept", "application/json"))
            .await;
        let is_heard = !answer.as_ref().is_err_and(reqwest::Error::is_connect);
        self.presses += usize::from(is_heard && path == SEND);
        let page = answer.ok()?;
        (page.status == 200).then(|| serde_json::from_str(&page.body).unwrap())
    }

    async fn sees_the_account(&mut self, scene: &Scene) -> bool {
        if !self.finds_an_instance(scene) {
            return false;
        }
        let request = self.browser.request(Method::GET, "/account");
        let page = self.browser.try_send(request).await;
        let is_there = page.is_ok_and(|page| page.status == 200);
        self.entries += usize::from(is_there);
        is_there
    }

    /// As a proxy in front would choose.
    fn finds_an_instance(&mut self, scene: &Scene) -> bool {
        self.requests += 1;
        scene.count_request();
        let address = scene.address(self.chance.below(2));
        self.browser.address = address.unwrap_or(self.browser.address);
        address.is_some()
    }
}
