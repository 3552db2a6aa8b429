use super::{
    StartError, connections, graceful::serve_until, housekeeping::keep_house, metrics_listener, open_database,
};
use crate::{
    auth::{Auth, AuthError, HashError, Passwords},
    clock::{AdjustableClock, Clock},
    config::{Config, ConnectionLimits, Provider, PublicUrl},
    countries::Countries,
    metrics::{self, Recorder},
    randomness::Randomness,
    store::Database,
    twilio::{Client, TwilioSettings},
    web::{self, Assets, BrandFiles, Health, Load, Site, Web},
};
use axum::Router;
use futures_util::FutureExt;
use leptos::prelude::LeptosOptions;
use std::{future::Future, io, net::SocketAddr, sync::Arc, thread::available_parallelism, time::Duration};
use tokio::net::TcpListener;

/// What the process finds around it and a test may replace.
#[derive(Clone)]
pub struct Surroundings {
    /// The time. The sandbox moves it.
    pub clock: Arc<AdjustableClock>,
    /// Ids, salts of waits, codes of the sandbox.
    pub randomness: Arc<dyn Randomness>,
    /// Style, script and bundle.
    pub assets: Assets,
}

/// The portal, ready to serve.
pub struct Application {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    auth: Arc<Auth>,
    connections: ConnectionLimits,
    health: Arc<Health>,
    metrics: Option<(TcpListener, Router)>,
    drain_delay: Duration,
    drain: Duration,
}

impl Application {
    /// Opens and migrates the database, starts the twin if it is wanted, and opens the listener last.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn build(config: Config, mut around: Surroundings) -> Result<Self, StartError> {
        refuse_clear_text(&config)?;
        let brand_files = BrandFiles::read(&config.brand)?;
        around.assets.addresses.own_style = brand_files.style_address();
        let database = open_database(&config, Arc::clone(&around.randomness)).await?;
        let is_sandbox = config.provider.is_sandbox();
        let (settings, phone) = settings_and_phone(&config, &around).await?;
        let recorder = config.metrics_listen.map(|_| Recorder::install()).transpose()?;
        let auth = Arc::new(auth(&config, &around, database, settings)?);
        if is_sandbox {
            add_demo_user(&auth).await?;
        }
        let metrics = metrics_listener::bind(config.metrics_listen).await?;
        let (listener, address) = listen(config.listen).await?;
        let site = site(&config, address, is_sandbox, &brand_files);
        let web = Web {
            auth: Arc::clone(&auth),
            site: Arc::new(site),
            assets: Arc::new(around.assets),
            brand_files: Arc::new(brand_files),
            health: Arc::new(Health::new(Arc::clone(&auth))),
            load: Arc::new(Load::new(config.load.requests)),
            connections_limit: config.connections.most,
            body_time: config.connections.body,
        };
        let router = web::router(&web, &leptos_options(address), phone);
        let metrics = metrics.zip(recorder);
        let metrics = metrics.map(|(listener, recorder)| (listener, web::metrics_router(&web, recorder)));
        Ok(Self {
            listener,
            address,
            router,
            auth,
            connections: config.connections,
            health: web.health,
            metrics,
            drain_delay: config.drain_delay,
            drain: config.drain,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The database that it opened. A clone shares its connections.
    pub fn database(&self) -> &Database {
        &self.auth.database
    }

    /// Where the metrics are read, if anywhere.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        let (listener, _) = self.metrics.as_ref()?;
        listener.local_addr().ok()
    }

    /// Serves until `stop`, and then as long as proxies need to notice that it is not ready any more; requests under way are
    /// answered first, in the time that the setting gives them.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run_until(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let house = tokio::spawn(keep_house(Arc::clone(&self.auth)));
        let metrics = self
            .metrics
            .map(|(listener, routes)| tokio::spawn(metrics_listener::serve(listener, routes)));
        let (health, delay) = (self.health, self.drain_delay);
        let stop = async move {
            stop.await;
            health.drain();
            tracing::info!(event = "draining");
            tokio::time::sleep(delay).await;
        };
        let served = serve_until(stop, self.drain, |stopping| {
            let opened = metrics::connection_opened;
            connections::serve(self.listener, self.router, self.connections, opened, stopping).boxed()
        })
        .await;
        tracing::info!(event = "stopped");
        house.abort();
        if let Some(metrics) = metrics {
            metrics.abort();
        }
        self.auth.database.close().await;
        served
    }
}

fn auth(
    config: &Config,
    around: &Surroundings,
    database: Database,
    settings: TwilioSettings,
) -> Result<Auth, StartError> {
    let cores = available_parallelism().map_or(1, Into::into);
    let clock: Arc<dyn Clock> = around.clock.clone();
    Ok(Auth {
        database,
        clock,
        randomness: Arc::clone(&around.randomness),
        verify: Arc::new(Client::new(settings, Arc::clone(&around.randomness))?),
        passwords: passwords(config, cores)?,
        numbers: config.numbers,
        policy: config.policy.clone(),
    })
}

fn passwords(config: &Config, cores: usize) -> Result<Passwords, HashError> {
    let passwords = Passwords::new(config.password_cost, cores)?;
    Ok(match config.load.passwords {
        Some(waiting) => passwords.with_waiting(waiting),
        None => passwords,
    })
}

fn site(config: &Config, address: SocketAddr, sandbox: bool, brand_files: &BrandFiles) -> Site {
    let own = PublicUrl::of_address(address);
    Site {
        public_url: config.public_url.clone().unwrap_or(own),
        port: address.port(),
        sandbox,
        sandbox_hosts: config.sandbox_hosts.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        help: config.help.clone(),
        brand: brand_files.brand(&config.brand),
        countries: Countries::new(&config.policy.countries, config.numbers),
    }
}

/// Built here and not read from a file: the binary runs from any folder.
fn leptos_options(address: SocketAddr) -> LeptosOptions {
    let reload_port = std::env::var("LEPTOS_RELOAD_PORT")
        .ok()
        .and_then(|port| port.parse().ok())
        .unwrap_or(3001);
    LeptosOptions::builder()
        .output_name("kakunin")
        .site_addr(address)
        .reload_port(reload_port)
        .build()
}

/// The sandbox, which serves this machine only, needs no https; neither does loopback.
fn refuse_clear_text(config: &Config) -> Result<(), StartError> {
    let called = config.public_url.clone();
    let called = called.unwrap_or_else(|| PublicUrl::of_address(config.listen));
    if config.provider.is_sandbox() || called.is_https() || called.is_loopback() {
        return Ok(());
    }
    Err(StartError::NotHttps(called.origin().ascii_serialization()))
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |cause| StartError::Listen { address, cause };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

#[cfg(feature = "sandbox")]
async fn settings_and_phone(
    config: &Config,
    around: &Surroundings,
) -> Result<(TwilioSettings, Option<Router>), StartError> {
    if let Provider::Twilio(settings) = &config.provider {
        return Ok((TwilioSettings::clone(settings), None));
    }
    if let Some(url) = &config.shared_twin {
        let settings = super::own_sandbox::shared(config, url.clone());
        return Ok((
            settings,
            Some(crate::sandbox::clock_router(Arc::clone(&around.clock))),
        ));
    }
    let twin = super::own_sandbox::start(config, Arc::clone(&around.clock), Arc::clone(&around.randomness));
    let (sandbox, settings) = twin.await.map_err(StartError::Sandbox)?;
    Ok((settings, Some(crate::sandbox::phone_router(sandbox))))
}

#[cfg(not(feature = "sandbox"))]
async fn settings_and_phone(
    config: &Config,
    _around: &Surroundings,
) -> Result<(TwilioSettings, Option<Router>), StartError> {
    match &config.provider {
        Provider::Twilio(settings) => Ok((TwilioSettings::clone(settings), None)),
        Provider::Sandbox => Err(StartError::Sandbox(io::Error::other("this build has none"))),
    }
}

#[cfg(feature = "sandbox")]
async fn add_demo_user(auth: &Auth) -> Result<(), AuthError> {
    super::own_sandbox::add_demo_user(auth).await
}

#[cfg(not(feature = "sandbox"))]
async fn add_demo_user(_auth: &Auth) -> Result<(), AuthError> {
    Ok(())
}
