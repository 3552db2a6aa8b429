//! Settings: from the environment, or from `.env` in the working directory, which the environment overrides.
//!
//! Reading never stops at the first mistake: an operator wants to mend all of them at once.

mod brand;
mod connections;
mod data_key;
mod database;
mod dotenv;
mod environment;
mod forward_auth;
mod help;
mod lifetimes;
mod load;
mod names;
mod portal;
mod proxies;
mod public_url;
mod reachable;
mod reader;
#[cfg(feature = "sandbox")]
mod sandbox;
mod send_limits;
mod settings;
#[cfg(feature = "sandbox")]
mod shared_twin;
mod strangers;
mod twilio;
mod twilio_calls;

pub use brand::BrandConfig;
pub use connections::ConnectionLimits;
pub use dotenv::DotenvError;
pub use environment::Environment;
pub use load::LoadLimits;

pub use portal::LogFormat;
pub use proxies::TrustedProxies;
pub use public_url::{PublicUrl, is_loopback};
pub use reachable::reachable;
#[cfg(feature = "sandbox")]
pub use sandbox::{OF_PORTAL as SANDBOX_OF_PORTAL, PREFIX as SANDBOX_PREFIX, SandboxConfig};
pub use settings::{SETTINGS, Setting};
pub use strangers::Stranger;
pub use twilio::{Provider, is_twilio};

#[cfg(feature = "sandbox")]
use crate::sandbox::SandboxSettings;
use crate::{
    auth::{NumberReader, PasswordCost, Policy},
    data_key::DataKeySource,
    store::DatabaseLimits,
    twilio::{SendOptions, Timeouts},
};
use app::page_start::HelpLine;
use reader::Reader;
use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the portal listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// What browsers call it; `None` means the address it listens on.
    pub public_url: Option<PublicUrl>,
    /// Who is believed when it tells where a request came from.
    pub trusted_proxies: TrustedProxies,
    /// What visitors may take of the listener.
    pub connections: ConnectionLimits,
    /// Where it keeps its own files.
    pub data_dir: PathBuf,
    /// `sqlite:` or `postgres:`.
    pub database_url: String,
    /// Where the key is kept that numbers are sealed with.
    pub data_key: DataKeySource,
    /// How much of the database this instance may take.
    pub database_limits: DatabaseLimits,
    /// Who sends the codes.
    pub provider: Provider,
    /// How long Twilio may take.
    pub twilio_timeouts: Timeouts,
    /// What every send carries.
    pub send_options: SendOptions,
    /// Hosts besides loopback names that may see the sandbox, such as `box.example:3000`.
    pub sandbox_hosts: Vec<String>,
    /// How the portal's own twin behaves.
    #[cfg(feature = "sandbox")]
    pub sandbox: SandboxSettings,
    /// A `kakunin sandbox` on this machine in the place of an own twin.
    #[cfg(feature = "sandbox")]
    pub shared_twin: Option<url::Url>,
    /// Lifetimes, waits and ceilings.
    pub policy: Policy,
    /// The work of one password hash.
    pub password_cost: PasswordCost,
    /// Reads national numbers.
    pub numbers: NumberReader,
    /// How much is done at once.
    pub load: LoadLimits,
    /// Where the metrics are read; `None` counts nothing.
    pub metrics_listen: Option<SocketAddr>,
    /// How long requests under way may take after the process was asked to stop.
    pub drain: Duration,
    /// How long it still takes requests after that, while it says that it is not ready.
    pub drain_delay: Duration,
    /// What people who are stuck are told.
    pub help: HelpLine,
    /// What the portal is called and dressed in.
    pub brand: BrandConfig,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What the log holds, in the syntax of `tracing` filters.
    pub log_filter: String,
}

/// One line about a setting that cannot be used. Holds no secret.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct Mistake(pub String);

impl Mistake {
    /// The setting that it is about and what is said of it; `None` where several settings contradict each other.
    pub fn setting(&self) -> Option<(&str, &str)> {
        let of_ours = |name: &str| {
            ["TWILIO_", "KAKUNIN_", "DATABASE_"]
                .iter()
                .any(|start| name.starts_with(start))
        };
        self.0.split_once(' ').filter(|(name, _)| of_ours(name))
    }
}

impl Config {
    /// Reads all settings.
    ///
    /// # Errors
    /// Every mistake, one line each.
    pub fn read(environment: &Environment) -> Result<Self, Vec<Mistake>> {
        let (config, mistakes) = Self::read_with_mistakes(environment);
        if mistakes.is_empty() {
            Ok(config)
        } else {
            Err(mistakes)
        }
    }

    /// Reads all settings, with every mistake beside them. What a mistake is about holds its default or an empty value:
    /// for whoever looks at a configuration, never for whoever runs it.
    pub fn read_with_mistakes(environment: &Environment) -> (Self, Vec<Mistake>) {
        let mut reader = Reader::new(environment);
        names::refuse_unknown(&mut reader);
        let config = Self::read_all(&mut reader);
        (config, reader.finish())
    }

    fn read_all(reader: &mut Reader<'_>) -> Self {
        let listen = portal::listen(reader);
        let public_url = portal::public_url(reader);
        let forward_auth = forward_auth::forward_auth(reader, public_url.as_ref());
        let twilio_timeouts = twilio_calls::timeouts(reader);
        let send_options = twilio_calls::send_options(reader);
        let provider = twilio::provider(reader, twilio_timeouts, &send_options);
        if provider.is_sandbox() {
            portal::refuse_public_sandbox(reader, listen, public_url.as_ref());
        }
        let data_dir = PathBuf::from(reader.text("KAKUNIN_DATA_DIR").unwrap_or("data"));
        let database_url = portal::database_url(reader, &data_dir, &provider);
        #[cfg(feature = "sandbox")]
        let sandbox = sandbox::settings(reader);
        #[cfg(feature = "sandbox")]
        let code_length_of_twin = provider.is_sandbox().then_some(sandbox.code_length);
        #[cfg(not(feature = "sandbox"))]
        let code_length_of_twin = None;
        Self {
            listen,
            public_url,
            trusted_proxies: proxies::trusted_proxies(reader),
            connections: connections::connection_limits(reader),
            data_key: data_key::source(reader, &data_dir, &database_url),
            database_url,
            data_dir,
            database_limits: database::database_limits(reader),
            sandbox_hosts: portal::sandbox_hosts(reader),
            #[cfg(feature = "sandbox")]
            sandbox,
            #[cfg(feature = "sandbox")]
            shared_twin: shared_twin::shared_twin(reader),
            policy: Policy {
                forward_auth,
                ..portal::policy(reader, provider.is_sandbox(), code_length_of_twin)
            },
            password_cost: portal::password_cost(reader),
            numbers: portal::numbers(reader),
            load: load::load_limits(reader),
            metrics_listen: portal::metrics_listen(reader),
            drain: portal::drain(reader),
            drain_delay: portal::drain_delay(reader),
            help: help::line(reader),
            brand: brand::brand(reader),
            log_format: portal::log_format(reader),
            log_filter: portal::log_filter(reader),
            provider,
            twilio_timeouts,
            send_options,
        }
    }
}
