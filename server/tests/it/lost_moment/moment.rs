//! When a process dies, and over which press.

use super::scene::Scene;
use crate::{
    browser::Browser,
    gate::{Bar, PATIENCE},
    raw,
    victim::Victim,
};
use server::auth::Verification;
use std::net::SocketAddr;
use tokio::{net::TcpStream, task::yield_now, time::timeout};

/// When the process dies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Moment {
    /// Its request has not reached the twin.
    BeforeTheTwin,
    /// The twin has acted, and its answer has not reached the process.
    BeforeTheAnswer,
    /// It has the answer and cannot write it down yet.
    BeforeTheCommit,
    /// It had no answer, asked what became of the send, and does not know yet.
    ReadingBack,
    /// It has written everything down, and the browser has not read its answer.
    Answering,
}

impl Scene {
    /// Presses, and kills the process at this moment. Nobody has read its answer.
    pub(super) async fn dies(&self, moment: Moment, victim: Victim, press: Press<'_>) {
        let before = self.row().await;
        match moment {
            Moment::BeforeTheTwin => self.gate.bar("POST", Bar::Request),
            Moment::BeforeTheAnswer | Moment::BeforeTheCommit => self.gate.bar("POST", Bar::Answer),
            Moment::ReadingBack => self.gate.bar("GET", Bar::Answer),
            Moment::Answering => {}
        }
        let _unread = press.at(victim.address).await;
        match moment {
            Moment::BeforeTheCommit => return self.dies_before_the_commit(victim).await,
            Moment::Answering => {
                self.shows(|row| *row != before).await;
                self.settled().await;
            }
            _ => self.gate.stopped().await,
        }
        victim.kill();
    }

    async fn dies_before_the_commit(&self, victim: Victim) {
        self.gate.stopped().await;
        let mut lock = self.database.begin().await.unwrap();
        // With SQLite it has the whole file by now, with PostgreSQL the row.
        lock.hold_verification(&self.number).await.unwrap();
        self.gate.open();
        self.gate.taken().await;
        victim.kill();
        lock.commit().await.unwrap();
        let row = self.row().await;
        assert!(row.claimed_at.is_some() || row.check_unanswered, "{row:?}");
    }

    /// Returns when no call for the number is open.
    pub(super) async fn settled(&self) {
        self.shows(|row| row.claimed_at.is_none() && !row.check_unanswered)
            .await;
    }

    async fn shows(&self, is_there: impl Fn(&Verification) -> bool) {
        let seen = async {
            while !is_there(&self.row().await) {
                yield_now().await;
            }
        };
        timeout(PATIENCE, seen).await.expect("it never came to that");
    }
}

/// One press of a button, by a browser that will never see the answer.
pub(super) struct Press<'a> {
    browser: &'a Browser,
    path: &'static str,
    form: String,
}

impl<'a> Press<'a> {
    /// The first send of a challenge.
    pub(super) fn send(browser: &'a Browser) -> Self {
        Self::send_of(browser, 0)
    }

    /// A send from a page that showed this turn. The number counts only while there is no phone on file.
    pub(super) fn send_of(browser: &'a Browser, turn: i64) -> Self {
        Self {
            browser,
            path: "/api/send_code",
            form: format!("turn={turn}&channel=sms&contact_to=%2B819012345678"),
        }
    }

    pub(super) fn check(browser: &'a Browser, code: &str) -> Self {
        Self {
            browser,
            path: "/api/check_code",
            form: format!("code={code}"),
        }
    }

    pub(super) async fn at(&self, address: SocketAddr) -> TcpStream {
        raw::post(address, self.path, &self.browser.cookies(), &self.form).await
    }
}
