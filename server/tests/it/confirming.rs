//! The steps of a confirmation and of the changes behind it, as tests say them.

use crate::{
    browser::Browser,
    portal::{PASSWORD, Portal},
    steps::Answer,
};
use app::domain::{Account, AuthState, Challenge, Notice, Page, View};
use server::store::Pool;

/// As long as a confirmation counts.
pub(crate) const CONFIRMED: i64 = 600;

impl Browser {
    pub(crate) async fn account(&self) -> Account {
        match self.state().await {
            AuthState::SignedIn(account) => account,
            other => panic!("not signed in but {other:?}"),
        }
    }

    pub(crate) async fn is_confirmed(&self) -> bool {
        self.account().await.confirmed_until.is_some()
    }

    /// The challenge that a signed-in person began.
    pub(crate) async fn own_challenge(&self) -> Challenge {
        self.account().await.challenge.expect("an open challenge")
    }

    pub(crate) async fn confirm_password(&self, password: &str) -> View {
        self.ask("/api/confirm_password", &[("password", password)]).await
    }

    /// Sends with today's turn, as the hydrated page does.
    pub(crate) async fn send_own_code(&self, number: &str) -> View {
        let turn = self.own_challenge().await.turn.to_string();
        let fields = [("turn", &*turn), ("channel", "sms"), ("contact_to", number)];
        self.ask("/api/send_code", &fields).await
    }

    /// Password and a code on its way.
    pub(crate) async fn awaiting_confirmation(&self) {
        let view = self.confirm_password(PASSWORD).await;
        assert_eq!((view.notice, view.page()), (None, Page::Confirm));
        assert_eq!(self.send_own_code("").await.notice, None);
    }

    /// The whole confirmation.
    pub(crate) async fn confirm(&self, portal: &Portal) {
        self.awaiting_confirmation().await;
        self.check_code(&portal.code().await)
            .await
            .says(Notice::Confirmed);
    }

    pub(crate) async fn change_phone(&self, number: &str) -> View {
        let fields = [("contact_to", number), ("channel", "sms")];
        self.ask("/api/change_phone", &fields).await
    }

    pub(crate) async fn change_password(&self, current: &str, new: &str) -> View {
        let fields = [("current_password", current), ("new_password", new)];
        self.ask("/api/change_password", &fields).await
    }
}

impl Portal {
    /// A browser of a made user with a phone, signed in so long ago that nothing is confirmed any more.
    pub(crate) async fn unconfirmed(&self, name: &str) -> Browser {
        let browser = self.signed_in(name).await;
        self.advance(CONFIRMED).await;
        assert!(!browser.is_confirmed().await);
        browser
    }

    /// Changes the database behind the portal's back.
    pub(crate) async fn execute(&self, sql: &'static str) -> u64 {
        match self.database().await.pool {
            Pool::Sqlite(pool) => sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(),
            Pool::Postgres(pool) => sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(),
        }
    }

    /// Opens an account and frees its second factor, as an operator does.
    pub(crate) async fn unlock(&self, name: &str) {
        let database = self.database().await;
        let user = database.user_by_name(name).await.unwrap().unwrap();
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.unlock_account(&user.id).await.unwrap());
        transaction.commit().await.unwrap();
    }

    pub(crate) async fn count_audit(&self, event: &str) -> i64 {
        self.database().await.count_audit(event, None).await.unwrap()
    }

    pub(crate) async fn phone_of(&self, name: &str) -> Option<String> {
        let user = self.database().await.user_by_name(name).await.unwrap();
        user.unwrap().phone_number.map(|phone| phone.as_str().into())
    }
}
