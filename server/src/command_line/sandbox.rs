use super::{Failure, stop_signal};
use crate::{
    clock::{AdjustableClock, SystemClock},
    randomness::SystemRandomness,
    sandbox::{self, Sandbox, SandboxSettings},
};
use clap::Args;
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

#[derive(Args)]
pub(super) struct SandboxCommand {
    /// Where it listens; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:4010")]
    listen: SocketAddr,
}

pub(super) async fn run(command: SandboxCommand) -> Result<(), Failure> {
    let clock = Arc::new(AdjustableClock::new(Arc::new(SystemClock)));
    let sandbox = Sandbox::new(SandboxSettings::default(), clock, Arc::new(SystemRandomness));
    let listener = TcpListener::bind(command.listen).await?;
    let address = listener.local_addr()?;
    let credentials = sandbox.credentials();
    println!("TWILIO_ACCOUNT_SID={}", credentials.account_sid);
    println!("TWILIO_AUTH_TOKEN={}", credentials.auth_token);
    println!("TWILIO_VERIFICATION_SID={}", credentials.service_sid);
    println!("TWILIO_BASE_URL=http://{address}");
    println!("# the codes: http://{address}/sandbox");
    axum::serve(listener, sandbox::router(sandbox))
        .with_graceful_shutdown(stop_signal())
        .await?;
    Ok(())
}
