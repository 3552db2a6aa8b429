//! The code page, from before the first send until nothing can be sent or tried any more.

use super::{
    specimen::Specimen,
    states::{NOW, challenge, sent, told},
};
use crate::{
    domain::{AuthState, Challenge, Channel, Language, Notice, Purpose, SentCode},
    views::verify::VerifyPage,
};
use leptos::prelude::*;

pub(super) fn specimens(language: Language) -> Vec<Specimen> {
    let say = |name, challenge, notice| {
        let sign_in = told(language, AuthState::CodeNeeded(challenge), notice, None);
        Specimen::new(name, sign_in, || view! { <VerifyPage /> })
    };
    let at = |name, challenge| say(name, challenge, None);
    vec![
        at(
            "send, first number",
            enrolling(Challenge {
                phone: None,
                ..challenge()
            }),
        ),
        say(
            "send, number refused",
            enrolling(Challenge {
                phone: None,
                ..challenge()
            }),
            Some(Notice::MalformedPhone),
        )
        .filled("contact_to", "090-1234"),
        at("send, phone on file", challenge()),
        at(
            "send, enrolment closed",
            Challenge {
                enrolment_open: false,
                phone: None,
                ..enrolling(challenge())
            },
        ),
        at("code, fresh", sent()),
        at(
            "code, wait for the next send",
            Challenge {
                next_send_at: NOW + 30,
                ..sent()
            },
        ),
        at(
            "code, remember the browser",
            Challenge {
                remembered_days: 30,
                ..sent()
            },
        ),
        at("code, other number", enrolling(sent())),
        at("code, perhaps sent", with(|sent| sent.confirmed = false)),
        at(
            "code, called, call first",
            Challenge {
                sends: 3,
                sends_left: 2,
                ..with(|sent| sent.channel = Channel::Call)
            },
        ),
        say(
            "code, wrong",
            with(|sent| sent.checks_left = 4),
            Some(Notice::WrongCode),
        ),
        at("code, expired", with(|sent| sent.expires_at = NOW - 1)),
        at(
            "code, no sends left",
            Challenge {
                sends: 5,
                sends_left: 0,
                next_send_at: NOW + 540,
                ..sent()
            },
        ),
        say(
            "code, blocked",
            Challenge {
                sent: None,
                blocked_until: Some(NOW + 500),
                ..sent()
            },
            Some(Notice::NoChecksLeft),
        ),
        say(
            "recovery code, wrong",
            challenge(),
            Some(Notice::WrongRecoveryCode),
        )
        .filled("recovery_code", "ABCD-1234"),
    ]
}

fn enrolling(challenge: Challenge) -> Challenge {
    Challenge {
        purpose: Purpose::Enrol,
        ..challenge
    }
}

fn with(change: impl FnOnce(&mut SentCode)) -> Challenge {
    let mut challenge = sent();
    if let Some(sent) = &mut challenge.sent {
        change(sent);
    }
    challenge
}
