//! The steps of a sign-in, as tests say them.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PASSWORD, Portal},
};
use app::domain::{Account, AuthState, Challenge, Notice, View};

impl Browser {
    /// Opens `/` and submits its form.
    pub(crate) async fn give_password(&self, name: &str, password: &str) -> Page {
        let page = self.get("/").await;
        let fields = [("username", name), ("password", password)];
        self.submit(&page, "/api/login", &fields).await
    }

    /// Opens `/verify` and presses a send button. `more` is what is typed besides.
    pub(crate) async fn press(&self, channel: &str, more: &[(&str, &str)]) -> Page {
        let page = self.get("/verify").await;
        let mut fields = more.to_vec();
        fields.push(("channel", channel));
        self.submit(&page, "/api/send_code", &fields).await
    }

    /// Opens `/verify` and submits this code.
    pub(crate) async fn type_code(&self, code: &str) -> Page {
        let page = self.get("/verify").await;
        self.submit(&page, "/api/check_code", &[("code", code)]).await
    }

    /// The state, as the hydrated page gets it with an answer that changes nothing.
    pub(crate) async fn state(&self) -> AuthState {
        self.ask("/api/choose_language", &[]).await.state
    }

    pub(crate) async fn challenge(&self) -> Challenge {
        match self.state().await {
            AuthState::CodeNeeded(challenge) => challenge,
            other => panic!("no challenge but {other:?}"),
        }
    }

    /// Sends with today's turn, as the hydrated page does.
    pub(crate) async fn send_code(&self, channel: &str, number: &str) -> View {
        let turn = self.challenge().await.turn.to_string();
        let fields = [("turn", &*turn), ("channel", channel), ("contact_to", number)];
        self.ask("/api/send_code", &fields).await
    }

    /// Checks as the hydrated page does.
    pub(crate) async fn check_code(&self, code: &str) -> View {
        self.ask("/api/check_code", &[("code", code)]).await
    }

    /// True when the account page opens.
    pub(crate) async fn is_signed_in(&self) -> bool {
        self.get("/account").await.status == 200
    }
}

impl Portal {
    /// A browser of a made user after the password.
    pub(crate) async fn half_open(&self, name: &str) -> Browser {
        let browser = self.browser();
        let fields = [("username", name), ("password", PASSWORD)];
        let view = browser.ask("/api/login", &fields).await;
        assert!(matches!(view.state, AuthState::CodeNeeded(_)), "{view:?}");
        browser
    }

    /// A browser of a made user with a phone, to which a code is on its way.
    pub(crate) async fn awaiting_code(&self, name: &str) -> Browser {
        let browser = self.half_open(name).await;
        assert_eq!(browser.send_code("sms", "").await.notice, None);
        browser
    }

    /// A browser of a made user with a phone, signed in.
    pub(crate) async fn signed_in(&self, name: &str) -> Browser {
        let browser = self.awaiting_code(name).await;
        browser.check_code(&self.code().await).await.account();
        browser
    }
}

/// What tests ask of an answer.
pub(crate) trait Answer {
    fn challenge(&self) -> &Challenge;
    fn account(&self) -> &Account;
    fn says(&self, notice: Notice);
}

impl Answer for View {
    #[track_caller]
    fn challenge(&self) -> &Challenge {
        match &self.state {
            AuthState::CodeNeeded(challenge) => challenge,
            _ => panic!("no challenge but {self:?}"),
        }
    }

    #[track_caller]
    fn account(&self) -> &Account {
        match &self.state {
            AuthState::SignedIn(account) => account,
            _ => panic!("not signed in but {self:?}"),
        }
    }

    #[track_caller]
    fn says(&self, notice: Notice) {
        assert_eq!(self.notice, Some(notice), "{self:?}");
    }
}
