use super::WrongDatabase;
use crate::{
    auth::{AuthError, HashError},
    data_key::DataKeySourceError,
    metrics::RecorderError,
    store::{OpenError, Trouble},
    web::BrandError,
};
use std::{io, net::SocketAddr};

/// The portal cannot start. One line each.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Everyone on the way would read passwords and session cookies (OWASP ASVS 3.3.1).
    #[error(
        "{0} is not https: behind a proxy that speaks it, set KAKUNIN_PUBLIC_URL to https:// and its name"
    )]
    NotHttps(String),
    /// The data key cannot be had.
    #[error(transparent)]
    DataKey(#[from] DataKeySourceError),
    /// Nobody can tell which data key the database belongs to.
    #[error("the database cannot be asked for its data key: {0}")]
    Unknown(#[from] Trouble),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database belongs to the other mode.
    #[error(transparent)]
    WrongDatabase(#[from] WrongDatabase),
    /// Passwords cannot be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The demo user cannot be made.
    #[error(transparent)]
    Demo(#[from] AuthError),
    /// The operator's own style sheet or logo cannot be used.
    #[error(transparent)]
    Brand(#[from] BrandError),
    /// The client of Twilio cannot be made.
    #[error("the HTTPS client cannot be made: {0}")]
    Client(#[from] reqwest::Error),
    /// The twin cannot listen.
    #[error("the sandbox cannot listen: {0}")]
    Sandbox(io::Error),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {cause}; set KAKUNIN_LISTEN to another address")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// The address of the metrics is taken or not ours.
    #[error("cannot listen on {address}: {cause}; set KAKUNIN_METRICS_LISTEN to another address")]
    ListenForMetrics {
        /// Where.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// Nothing can be counted.
    #[error(transparent)]
    Metrics(#[from] RecorderError),
}
