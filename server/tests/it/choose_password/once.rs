//! A link counts once, and ends what was before.

use super::{CHOSEN, add_invited, choose, id_of, link_for, log_in};
use crate::{
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, Page};
use server::store::Pool;
use tokio::task::JoinSet;

#[tokio::test]
async fn choosing_ends_what_the_old_password_opened() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("taro", None).await;
    let signed_in = portal.signed_in("hanako").await;
    let stranger = portal.half_open("taro").await;
    let id = id_of(&portal, "hanako").await;
    let (first, second) = (link_for(&portal, &id).await, link_for(&portal, &id).await);
    let database = portal.database().await;
    let Pool::Sqlite(pool) = &database.pool else {
        panic!()
    };
    let count = async |text: &'static str| -> i64 { sqlx::query_scalar(text).fetch_one(pool).await.unwrap() };
    sqlx::query("INSERT INTO remembered_browsers VALUES ('b1', $1, x'00', 'h', 1, 1, 1, 'agent')")
        .bind(&id)
        .execute(pool)
        .await
        .unwrap();
    let account = database.data_key().keyed_hash("account", "hanako");
    for subject in [&*account, "of another account"] {
        sqlx::query("INSERT INTO sign_in_attempts VALUES ('account', $1, 9, 1, 2)")
            .bind(subject)
            .execute(pool)
            .await
            .unwrap();
    }
    // In the very browser that is signed in, too.
    let view = choose(&signed_in, &first, CHOSEN).await;
    view.says(Notice::PasswordChosen);
    assert_eq!(view.page, Some(Page::SignIn));
    assert!(!signed_in.is_signed_in().await);
    assert!(matches!(stranger.state().await, AuthState::CodeNeeded(_)));
    choose(&portal.browser(), &second, "another lantern")
        .await
        .says(Notice::LinkUnusable);
    assert_eq!(count("SELECT count(*) FROM remembered_browsers").await, 0);
    let left: String = sqlx::query_scalar("SELECT group_concat(subject) FROM sign_in_attempts WHERE subject = 'of another account' OR failures = 9")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(left, "of another account");
    log_in(&portal, "hanako", PASSWORD)
        .await
        .says(Notice::WrongPassword);
    assert_eq!(
        database.count_audit("password_chosen", Some(&id)).await.unwrap(),
        1
    );
}

#[tokio::test]
async fn of_many_presses_at_once_one_counts() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let mut presses = JoinSet::new();
    for index in 0..8 {
        let (browser, token) = (portal.browser(), token.clone());
        presses.spawn(async move {
            let password = format!("paper lantern {index}");
            let view = choose(&browser, &token, &password).await;
            (view.notice == Some(Notice::PasswordChosen)).then_some(password)
        });
    }
    let mut chosen = presses.join_all().await.into_iter().flatten();
    let password = chosen.next().unwrap();
    assert_eq!(chosen.next(), None);
    log_in(&portal, "hanako", &password).await.challenge();
}
