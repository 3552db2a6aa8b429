use crate::{
    auth::{Auth, UserId, random_id},
    clock::AdjustableClock,
    config::Config,
    randomness::Randomness,
    sandbox::{Credentials, Sandbox, verify_router},
    store::NewUser,
    twilio::{AccountSid, ServiceSid, TwilioSettings},
};
use std::{net::Ipv4Addr, sync::Arc};
use tokio::net::TcpListener;
use url::Url;

/// The demo user of the sandbox; elsewhere no account exists until an operator makes one.
const DEMO_USER: (&str, &str) = ("test", "verify");

/// Starts the twin on a free loopback port, and says how to reach it.
pub(super) async fn start(
    config: &Config,
    clock: Arc<AdjustableClock>,
    randomness: Arc<dyn Randomness>,
) -> std::io::Result<(Arc<Sandbox>, TwilioSettings)> {
    let sandbox = Sandbox::new(config.sandbox.clone(), clock, randomness);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let base_url =
        Url::parse(&format!("http://{}", listener.local_addr()?)).map_err(std::io::Error::other)?;
    let routes = verify_router(Arc::clone(&sandbox));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::error!(event = "sandbox_ended", %error);
        }
    });
    let settings = settings(config, sandbox.credentials(), base_url);
    Ok((sandbox, settings))
}

/// How to reach a twin that somebody else runs.
pub(super) fn shared(config: &Config, base_url: Url) -> TwilioSettings {
    settings(config, &Credentials::fixed(), base_url)
}

fn settings(config: &Config, credentials: &Credentials, base_url: Url) -> TwilioSettings {
    TwilioSettings {
        account: AccountSid(credentials.account_sid.clone()),
        service: ServiceSid(credentials.service_sid.clone()),
        username: credentials.account_sid.clone(),
        password: credentials.auth_token.clone().into(),
        base_url,
        timeouts: config.twilio_timeouts,
        send_options: config.send_options.clone(),
    }
}

/// Makes the demo user where it is missing.
///
/// # Errors
/// When hashing or the database fails.
pub(super) async fn add_demo_user(auth: &Auth) -> Result<(), crate::auth::AuthError> {
    let (name, password) = DEMO_USER;
    let known = auth.database.user_by_name(name).await?.is_some();
    let Ok(id) = UserId::parse(name) else {
        return Ok(());
    };
    if !known {
        let user = NewUser {
            id: &random_id(&*auth.randomness),
            username: id.as_str(),
            password_hash: &auth.passwords.hash(password.into()).await?,
            phone_number: None,
            created_at: auth.clock.now(),
        };
        auth.database.add_user(user).await?;
    }
    Ok(())
}
