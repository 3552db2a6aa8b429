//! Any bytes as the body of any form: `SFK body`, where the characters choose the sender, the form and the kind of request.

#![no_main]

use app::domain::{Channel, PhoneNumber, auth_state::Step};
use axum::{
    body::Body,
    http::{Request, header},
};
use kakunin_fuzz::{
    answer::Answer,
    portal::{Portal, cookie},
    recorder::RIGHT_CODE,
    sender::{Sender, height},
    sign_in::PASSWORD,
};
use leptos::server_fn::axum::server_fn_paths;
use libfuzzer_sys::fuzz_target;
use server::auth::{NumberReader, UserId};
use std::sync::{LazyLock, Mutex};
use unicode_normalization::UnicodeNormalization;

/// In this order, so that seeds keep their meaning; forms of tomorrow come after them.
const FORMS: [&str; 9] = [
    "/api/login",
    "/api/send_code",
    "/api/check_code",
    "/api/logout",
    "/api/choose_language",
    "/api/forget_browser",
    "/api/revoke_other_sessions",
    "/api/revoke_session",
    "/account/recovery-codes",
];

/// Forms of a sign-in, which know no session but their own; all others might reach someone else's.
const OF_SIGN_IN: usize = 5;

/// `Accept` and `Content-Type`: a plain form, the hydrated page, and two that no page of ours makes.
const KINDS: [(&str, &str); 4] = [
    ("text/html", "application/x-www-form-urlencoded"),
    ("application/json", "application/x-www-form-urlencoded"),
    ("*/*", ""),
    ("application/json", "application/json"),
];

struct Around {
    portal: Portal,
    forms: Vec<&'static str>,
}

static AROUND: LazyLock<Mutex<Around>> = LazyLock::new(|| {
    let portal = Portal::new();
    let mut others: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
    others.retain(|path| !FORMS.contains(path));
    others.sort_unstable();
    let forms = FORMS.into_iter().chain(others).collect();
    Mutex::new(Around { portal, forms })
});

fuzz_target!(|input: &[u8]| {
    let Some((choices, body)) = input.split_first_chunk::<3>() else {
        return;
    };
    let [sender, form, kind] = choices.map(|choice| usize::from(choice.wrapping_sub(b'0')));
    let around = &mut *AROUND.lock().unwrap();
    around.portal.restore();
    let press = Press {
        sender: Sender::ALL[sender % Sender::ALL.len()],
        form: around.forms[form % around.forms.len()],
        kind: KINDS[kind % KINDS.len()],
        body,
    };
    let answer = around.portal.ask(press.request(&around.portal));
    answer.assert_sound();
    press.assert_no_way_around(&around.portal, &answer);
    press.assert_messages(&around.portal.messages());
    if !FORMS[..OF_SIGN_IN].contains(&press.form) {
        press.assert_nobody_else_is_touched(&around.portal);
    }
});

struct Press<'a> {
    sender: Sender,
    form: &'static str,
    kind: (&'static str, &'static str),
    body: &'a [u8],
}

impl Press<'_> {
    fn request(&self, portal: &Portal) -> Request<Body> {
        let (accept, content_type) = self.kind;
        let mut request = Request::post(self.form).header(header::ACCEPT, accept);
        if self.sender != Sender::Stranger {
            request = request.header(header::COOKIE, cookie(portal.session(self.sender)));
        }
        if !content_type.is_empty() {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        request.body(self.body.to_vec().into()).unwrap()
    }

    /// What the fields hold, read by another parser than the server's.
    fn has_value(&self, is_it: impl Fn(&str) -> bool) -> bool {
        url::form_urlencoded::parse(self.body).any(|(_, value)| is_it(&value))
    }

    fn has_password(&self) -> bool {
        self.has_value(|value| value.nfkc().eq(PASSWORD.chars()))
    }

    fn has_user(&self) -> bool {
        let names = || Sender::ALL.into_iter().map(Sender::name);
        self.has_value(|value| UserId::parse(value).is_ok_and(|id| names().any(|name| name == id.as_str())))
    }

    fn has_right_code(&self) -> bool {
        self.has_value(|value| value.nfkc().filter(char::is_ascii_digit).collect::<String>() == RIGHT_CODE)
    }

    /// A session opens and rises by what it needs, and by nothing else.
    fn assert_no_way_around(&self, portal: &Portal, answer: &Answer) {
        let before = portal.session(self.sender);
        let (step, step_of_old) = (self.sender.step(), portal.step_of(before));
        let Some(session) = answer.new_session() else {
            assert!(
                height(step_of_old) <= height(step),
                "a session rose under its old id"
            );
            return;
        };
        assert_ne!(session, before, "a session keeps its id");
        assert_eq!(step_of_old, Step::SignedOut, "the old id still opens something");
        let reached = portal.step_of(&session);
        match reached {
            Step::SignedOut => panic!("a cookie that opens nothing"),
            Step::CodeNeeded => assert!(self.has_password() && self.has_user(), "in without a password"),
            Step::SignedIn | Step::Confirmed if height(reached) > height(step) => {
                assert_eq!(self.sender, Sender::CodeSent, "in without a challenge");
                assert!(self.has_right_code(), "in without a code");
            }
            Step::SignedIn | Step::Confirmed => assert!(self.has_password(), "a new id without a reason"),
        }
    }

    fn assert_nobody_else_is_touched(&self, portal: &Portal) {
        for other in Sender::ALL.into_iter().filter(|other| *other != self.sender) {
            let step = portal.step_of(portal.session(other));
            assert_eq!(
                step,
                other.step(),
                "{:?} ended the session of {other:?}",
                self.sender
            );
        }
    }

    /// One message at most, to the phone on file or, where one may be chosen, to the number that was typed.
    fn assert_messages(&self, messages: &[(PhoneNumber, Channel)]) {
        assert!(messages.len() <= 1, "one press sent {} messages", messages.len());
        for (to, _) in messages {
            let is_on_file = self.sender.phone().as_ref() == Some(to);
            let is_typed = self.has_value(|value| NumberReader::default().read(value).as_ref() == Ok(to));
            let is_allowed = match self.sender {
                Sender::Stranger | Sender::CodeSent => false,
                Sender::HalfOpen | Sender::SignedIn => is_on_file,
                Sender::Enrolling => is_typed,
                Sender::Confirmed => is_on_file || is_typed,
            };
            assert!(is_allowed, "a message by {:?} to another number", self.sender);
        }
    }
}
