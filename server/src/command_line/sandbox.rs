//! `kakunin sandbox`: the twin alone.

mod flags;

use self::flags::Flags;
use super::{Failure, stop_signal};
use crate::{
    clock::{AdjustableClock, SystemClock},
    config::{Environment, SandboxConfig, reachable},
    randomness::SystemRandomness,
    sandbox::{self, Credentials, Sandbox},
    startup::serve_until,
    telemetry,
};
use clap::Args;
use futures_util::FutureExt;
use std::{
    future::IntoFuture,
    io::{self, Write},
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::Duration,
};
use tokio::net::TcpListener;

/// Nothing is lost with a twin.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Args)]
pub(super) struct SandboxCommand {
    /// Where it listens; port 0 takes a free one. Whoever reaches the address reads the codes.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:4010")]
    listen: String,
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(command: SandboxCommand) -> Result<(), Failure> {
    let address = address(&command.listen)?;
    let found = Environment::of_process(Path::new(".env"))?;
    let config = SandboxConfig::read(&found.overridden_by(command.flags.pairs()))
        .map_err(|mistakes| Failure(command.flags.lines(&mistakes)))?;
    telemetry::start_as(&config.log_filter, config.log_format);
    let clock = Arc::new(AdjustableClock::new(Arc::new(SystemClock)));
    let sandbox = Sandbox::new(config.settings, clock, Arc::new(SystemRandomness));
    let (listener, address) = listen(address).await?;
    if !address.ip().is_loopback() {
        tracing::warn!(%address, "the sandbox is not on loopback: whoever reaches it reads the codes");
    }
    print(&mut io::stdout().lock(), sandbox.credentials(), address)?;
    let served = serve_until(stop_signal(), PATIENCE, |stopping| {
        let serving = axum::serve(listener, sandbox::router(sandbox)).with_graceful_shutdown(stopping);
        serving.into_future().boxed()
    });
    Ok(served.await?)
}

/// Read here and not by clap, whose refusal is three lines and another exit status than that of every bad value.
fn address(text: &str) -> Result<SocketAddr, Failure> {
    text.parse().map_err(|_| {
        let sentence = "--listen must be an address and a port such as 127.0.0.1:4010";
        Failure(vec![format!("{sentence}, not `{text}`")])
    })
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let told = |error| format!("cannot listen on {address}: {error}; give --listen another address");
    let listener = TcpListener::bind(address).await.map_err(told)?;
    let address = listener.local_addr().map_err(told)?;
    Ok((listener, address))
}

/// Lines for a file of settings; scripts read them while the twin runs, so nothing may wait in a buffer.
fn print(out: &mut impl Write, credentials: &Credentials, listens: SocketAddr) -> io::Result<()> {
    let address = reachable(listens);
    writeln!(out, "TWILIO_ACCOUNT_SID={}", credentials.account_sid)?;
    writeln!(out, "TWILIO_AUTH_TOKEN={}", credentials.auth_token)?;
    writeln!(out, "TWILIO_VERIFICATION_SID={}", credentials.service_sid)?;
    writeln!(out, "TWILIO_BASE_URL=http://{address}")?;
    let (key, secret) = (&credentials.api_key_sid, &credentials.api_key_secret);
    writeln!(out, "# or, in the place of the token, the API key {key} {secret}")?;
    writeln!(out, "# the codes: http://{address}/sandbox")?;
    if listens.ip().is_unspecified() {
        let host = address.ip();
        writeln!(
            out,
            "# on other machines: the name of this machine in the place of {host}"
        )?;
    }
    if !listens.ip().is_loopback() {
        writeln!(
            out,
            "# Kakunin takes http to another machine only with its name in KAKUNIN_INSECURE_TWILIO_HOST"
        )?;
    }
    out.flush()
}
