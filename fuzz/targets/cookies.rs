//! Any bytes as `Cookie`: a character that chooses the page, then one header a line; `$1` to `$5` are ids of sessions,
//! `$6` is the secret of a remembered browser.

#![no_main]

use app::domain::{Language, Notice, Page, auth_state::Step};
use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, header},
};
use kakunin_fuzz::{
    answer::Answer,
    portal::{Portal, get},
    sender::{Sender, height},
    words::long_words,
};
use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;
use std::sync::{LazyLock, Mutex};

const PAGES: [(Method, &str); 9] = [
    (Method::GET, "/"),
    (Method::GET, "/verify"),
    (Method::GET, "/account"),
    (Method::GET, "/nowhere"),
    (Method::HEAD, "/"),
    (Method::POST, "/api/logout"),
    (Method::POST, "/api/choose_language"),
    (Method::POST, "/api/login"),
    (Method::GET, "/account/sessions"),
];

/// For the form that leads back to where someone wanted to go.
const LOGIN: &str = "username=jiro&password=verify";

struct Around {
    portal: Portal,
    /// Everything that the portal says by itself.
    usual: String,
}

static AROUND: LazyLock<Mutex<Around>> = LazyLock::new(|| {
    let mut portal = Portal::new();
    let usual = usual(&mut portal);
    Mutex::new(Around { portal, usual })
});

/// The answers to cookies of our own making, and where they may lead.
fn usual(portal: &mut Portal) -> String {
    let mut all = Page::ALL.map(Page::path).join("\n");
    for language in Language::ALL.map(Language::as_str) {
        let mut note = |path: &str, sender: Sender, notice: &str| {
            let session = portal.session(sender).to_owned();
            let cookie = format!("kakunin={session}; kakunin_language={language}; kakunin_notice={notice}");
            portal.restore();
            portal
                .ask(get(path, &[HeaderValue::from_str(&cookie).unwrap()]))
                .text
        };
        for sender in Sender::ALL {
            for (_, path) in PAGES.iter().filter(|(method, _)| *method == Method::GET) {
                all += &note(path, sender, "");
            }
        }
        for notice in Notice::ALL.map(Notice::as_str) {
            all += &note("/", Sender::Stranger, notice);
            all += &note("/verify", Sender::CodeSent, notice);
        }
    }
    all
}

fuzz_target!(|input: &[u8]| {
    let Some((page, lines)) = input.split_first() else {
        return;
    };
    let around = &mut *AROUND.lock().unwrap();
    around.portal.restore();
    let cookies: Vec<HeaderValue> = lines
        .split(|byte| *byte == b'\n')
        .filter_map(|line| HeaderValue::from_bytes(&with_sessions(line, &around.portal)).ok())
        .collect();
    let (method, path) = &PAGES[usize::from(page.wrapping_sub(b'0')) % PAGES.len()];
    let body = if *path == "/api/login" { LOGIN } else { "" };
    let mut request = Request::builder()
        .method(method)
        .uri(*path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    for value in &cookies {
        request.headers_mut().append(header::COOKIE, value.clone());
    }
    let answer = around.portal.ask(request);
    answer.assert_sound();
    let sent = Sent::of(&cookies);
    sent.assert_nothing_comes_back(&answer, &around.usual);
    if *path == "/account" {
        sent.assert_opens_what_it_names(&answer, &around.portal);
    }
    if let Some(session) = answer.new_session() {
        let step = around.portal.step_of(&session);
        let is_remembered = sent.0.contains(around.portal.browser());
        assert!(
            height(step) <= height(Step::CodeNeeded) || is_remembered,
            "in without a code"
        );
    }
    if *method != Method::POST {
        let is_taken_for_ended = answer
            .cookies
            .iter()
            .any(|cookie| cookie.starts_with("kakunin=;"));
        assert!(
            !is_taken_for_ended || sent.may_hold_an_id(),
            "something that is no id was looked up"
        );
    }
});

/// `$1` to `$5` become the ids of their senders, `$6` what stands for a code.
fn with_sessions(line: &[u8], portal: &Portal) -> Vec<u8> {
    let mut written = Vec::new();
    let mut rest = line;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after.first()) {
            (b'$', Some(digit @ b'1'..=b'5')) => {
                let sender = Sender::ALL[usize::from(digit - b'0')];
                written.extend_from_slice(portal.session(sender).as_bytes());
                rest = &after[1..];
            }
            (b'$', Some(b'6')) => {
                written.extend_from_slice(portal.browser().as_bytes());
                rest = &after[1..];
            }
            _ => written.push(*first),
        }
    }
    written
}

/// What was sent, as written and decoded.
struct Sent(String);

impl Sent {
    fn of(cookies: &[HeaderValue]) -> Self {
        let written: Vec<_> = cookies
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        let written = written.join(";");
        let decoded = percent_decode_str(&written).decode_utf8_lossy().into_owned();
        Self(format!("{written};{decoded}"))
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        let values = self.0.split([';', '=']).map(str::trim);
        values.filter(|value| value.len() >= 6)
    }

    fn assert_nothing_comes_back(&self, answer: &Answer, usual: &str) {
        // A notice may name a time: a figure, and nothing but that.
        let is_figure = |text: &str| text.parse::<i64>().is_ok();
        for text in long_words(&self.0).into_iter().chain(self.values()) {
            assert!(
                !answer.text.contains(text) || usual.contains(text) || is_figure(text),
                "{text:?} came back: {answer:?}"
            );
        }
    }

    fn assert_opens_what_it_names(&self, answer: &Answer, portal: &Portal) {
        let names = |sender: Sender| self.0.contains(portal.session(sender));
        let one_of = |steps: &[Step]| {
            let mut senders = Sender::ALL
                .into_iter()
                .filter(|sender| steps.contains(&sender.step()));
            senders.any(names)
        };
        match answer.location.as_deref() {
            None => assert!(
                one_of(&[Step::SignedIn, Step::Confirmed]),
                "the account opened to nobody"
            ),
            Some("/verify") => assert!(one_of(&[Step::CodeNeeded]), "a half-open session out of nothing"),
            _ => {}
        }
    }

    fn may_hold_an_id(&self) -> bool {
        let is_hex = |character: char| character.is_ascii_hexdigit();
        self.0
            .split(|character| !is_hex(character))
            .any(|run| run.len() >= 64)
    }
}
