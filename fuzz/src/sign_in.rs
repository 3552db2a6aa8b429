//! Signs everyone in by the forms, as people do.

use crate::{
    answer::Answer,
    portal::{ask, cookie},
    recorder::RIGHT_CODE,
    sender::{Sender, height},
};
use app::api::check_code::REMEMBER;
use axum::{
    Router,
    http::{Request, header},
};
use server::{
    auth::{Auth, random_id},
    clock::AdjustableClock,
    store::NewUser,
};

/// What every user types.
pub const PASSWORD: &str = "verify";
/// Seconds after which password and code of a session are no longer fresh, and the session still lives.
const CONFIRMATION_IS_OVER: i64 = 1_200;

/// Makes the accounts.
pub(crate) async fn add_users(auth: &Auth) {
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
            created_at: auth.clock.now(),
        };
        assert!(auth.database.add_user(user).await.unwrap());
    }
}

/// What the browsers keep.
#[derive(Default)]
pub(crate) struct Cookies {
    /// In the order of [`Sender::ALL`].
    pub sessions: Vec<String>,
    /// Of [`Sender::Confirmed`].
    pub browser: String,
}

/// Signs everyone in as far as they go, by the forms; in this order, because the first one did so long ago.
pub(crate) async fn sign_in(router: &Router, clock: &AdjustableClock) -> Cookies {
    let mut cookies = Cookies {
        sessions: vec![String::new(); Sender::ALL.len()],
        ..Cookies::default()
    };
    for sender in Sender::ALL
        .into_iter()
        .rev()
        .filter(|sender| *sender != Sender::Stranger)
    {
        let form = format!("username={}&password={PASSWORD}", sender.name());
        let mut session = press(router, "login", form, "").await.new_session().unwrap();
        if height(sender.step()) > 1 || sender == Sender::CodeSent {
            press(router, "send_code", "turn=0&channel=sms".into(), &session).await;
        }
        if height(sender.step()) > 1 {
            let form = format!("code={RIGHT_CODE}&remember={REMEMBER}");
            let answer = press(router, "check_code", form, &session).await;
            session = answer.new_session().unwrap();
            cookies.browser = answer.new_browser().unwrap();
        }
        if sender == Sender::SignedIn {
            clock.advance(CONFIRMATION_IS_OVER);
        }
        cookies.sessions[sender as usize] = session;
    }
    cookies
}

async fn press(router: &Router, form: &str, fields: String, session: &str) -> Answer {
    let request = Request::post(format!("/api/{form}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie(session))
        .body(fields.into())
        .unwrap();
    ask(router, request).await
}
