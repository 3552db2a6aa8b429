//! Instances that are started again, one after the other, with other keys for Twilio: nobody has to begin anew.

use crate::{
    browser::Browser,
    engines::{on_each_url, open_database},
    portal::{PASSWORD, PHONE, add_user},
    setup::{START, Setup, start_twin},
    twin::Twin,
};
use server::sandbox::{Credentials, Sandbox};
use std::{io, net::SocketAddr, sync::Arc};
use tokio::{sync::oneshot, task::JoinHandle};

/// One process of the portal, as far as others see it.
struct Instance {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<io::Result<()>>,
}

impl Instance {
    async fn start(setup: &Setup) -> Self {
        let application = setup.build().await.unwrap();
        let (stop, stopped) = oneshot::channel();
        Self {
            address: application.address(),
            stop,
            ended: tokio::spawn(application.run_until(async {
                let _ = stopped.await;
            })),
        }
    }

    /// As SIGTERM does.
    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.ended.await.unwrap().unwrap();
    }
}

/// Settings of a portal over this database and twin, with the account's token.
fn with_token(url: &str, twin: SocketAddr, sandbox: &Sandbox, like: &Setup) -> Setup {
    let mut setup = Setup::new(&[("DATABASE_URL", url)]);
    setup.clock = Arc::clone(&like.clock);
    setup.use_twin(twin, sandbox);
    setup
}

/// The same with an API key in its place.
fn with_key(mut setup: Setup, secret: &str) -> Setup {
    let known = Credentials::fixed();
    setup.settings.remove("TWILIO_AUTH_TOKEN");
    setup
        .settings
        .insert("TWILIO_API_KEY_SID".into(), known.api_key_sid);
    setup
        .settings
        .insert("TWILIO_API_KEY_SECRET".into(), secret.into());
    setup
}

fn at(browser: &Browser, instance: &Instance) -> Browser {
    let mut moved = browser.clone();
    moved.address = instance.address;
    moved
}

#[tokio::test]
async fn keys_change_between_send_and_check() {
    on_each_url(async |url| {
        let first = Setup::new(&[]);
        let (twin, sandbox) = start_twin(Arc::clone(&first.clock)).await;
        let database = open_database(url).await.unwrap();
        add_user(&database, START, "hanako", PASSWORD, Some(PHONE)).await;
        let settings = |secret: Option<&str>| {
            let token = with_token(url, twin, &sandbox, &first);
            match secret {
                Some(secret) => with_key(token, secret),
                None => token,
            }
        };
        let old = Instance::start(&settings(None)).await;
        let browser = Browser::new(old.address);
        browser
            .give_password("hanako", PASSWORD)
            .await
            .leads_to("/verify");
        browser.press("sms", &[]).await.leads_to("/verify");
        old.stop().await;
        let code = Twin::at(twin).last_code().await;

        // The twin looks at the key: with a wrong one nobody comes in.
        let wrong = Instance::start(&settings(Some("wrong"))).await;
        let tab = at(&browser, &wrong);
        tab.type_code(&code).await.leads_to("/verify");
        assert_eq!(tab.get("/verify").await.notice(), Some("operator_needed"));
        wrong.stop().await;

        let new = Instance::start(&settings(Some(&Credentials::fixed().api_key_secret))).await;
        at(&browser, &new).type_code(&code).await.leads_to("/account");
        assert_eq!(Twin::at(twin).messages().await.len(), 1);
        new.stop().await;
    })
    .await;
}

/// On PostgreSQL one instance serves while the other one is started again.
#[tokio::test]
async fn a_session_goes_on_while_one_after_the_other_is_started_again() {
    let Some(database) = crate::engines::postgres().await else {
        return;
    };
    let first = Setup::new(&[]);
    let (twin, sandbox) = start_twin(Arc::clone(&first.clock)).await;
    let (token, secret) = (
        || with_token(&database.url, twin, &sandbox, &first),
        Credentials::fixed().api_key_secret,
    );
    let (one, other) = (Instance::start(&token()).await, Instance::start(&token()).await);
    let own = open_database(&database.url).await.unwrap();
    add_user(&own, START, "hanako", PASSWORD, Some(PHONE)).await;
    let browser = Browser::new(one.address);
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    one.stop().await;
    at(&browser, &other).press("sms", &[]).await.leads_to("/verify");
    let one = Instance::start(&with_key(token(), &secret)).await;
    other.stop().await;
    let code = Twin::at(twin).last_code().await;
    at(&browser, &one).type_code(&code).await.leads_to("/account");
    let other = Instance::start(&with_key(token(), &secret)).await;
    for instance in [&one, &other] {
        assert!(at(&browser, instance).is_signed_in().await);
    }
    assert_eq!(Twin::at(twin).messages().await.len(), 1);
    one.stop().await;
    other.stop().await;
    database.remove().await;
}
