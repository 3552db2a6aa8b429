//! Passwords are guessed two hundred at once.

use super::{AT_ONCE, all_at_once};
use crate::{
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{Notice, View};

fn looked_at(views: &[View]) -> usize {
    let held_back = |view: &&View| view.notice == Some(Notice::TooManySignIns);
    views.len() - views.iter().filter(held_back).count()
}

async fn guess(portal: &Portal, name: &str, password: &str) -> Vec<View> {
    let attacker = portal.browser();
    let browsers = (0..AT_ONCE).map(|_| attacker.thief()).collect();
    let fields = [("username", name), ("password", password)];
    all_at_once(browsers, "/api/login", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_are_looked_at_than_one_after_the_other() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for name in ["hanako", "nobody"] {
        let views = guess(&portal, name, "wrong").await;
        assert_eq!(looked_at(&views), 5, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_one_among_them_is_found_no_sooner() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    assert_eq!(looked_at(&guess(&portal, "hanako", "wrong").await), 5);
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    let view = portal.browser().ask("/api/login", &fields).await;
    view.says(Notice::TooManySignIns);
}
