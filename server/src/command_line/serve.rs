use super::{Failure, config, stop_signal};
use crate::{
    clock::{AdjustableClock, SystemClock},
    config::{Config, Environment, Provider, is_twilio},
    randomness::SystemRandomness,
    startup::{Application, Surroundings},
    telemetry,
    web::Assets,
};
use std::sync::Arc;
use url::Url;

/// Serves the portal until it is asked to stop.
pub(super) async fn serve() -> Result<(), Failure> {
    let (environment, config) = config()?;
    telemetry::start(&config);
    let assets = Assets::find()?;
    if !assets.exist() {
        return Err(
            "no site/pkg beside the executable: build with `make release`, or start with `make run`".into(),
        );
    }
    let around = Surroundings {
        clock: Arc::new(AdjustableClock::new(Arc::new(SystemClock))),
        randomness: Arc::new(SystemRandomness),
        assets,
    };
    print_settings(&environment);
    let application = Application::build(config.clone(), around).await?;
    print_addresses(&config, &application);
    application.run_until(stop_signal()).await?;
    Ok(())
}

/// Which Twilio settings are loaded: true or false, never a value; and which names only look like one.
fn print_settings(environment: &Environment) {
    for (name, loaded) in environment.twilio_table() {
        println!("{name:<24} {loaded}");
    }
    for stranger in environment.strangers() {
        println!("{stranger}");
    }
}

fn print_addresses(config: &Config, application: &Application) {
    let address = application.address();
    println!();
    match &config.provider {
        Provider::Sandbox => {
            println!("Kakunin   http://{address}         user ID test, password verify");
            println!("Sandbox   http://{address}/sandbox shows the codes; no Twilio setting is present");
        }
        Provider::Twilio(settings) => {
            println!("Kakunin   http://{address}");
            println!("Twilio    {}", place_of(&settings.base_url));
        }
    }
    if let Some(address) = application.metrics_address() {
        println!("Metrics   http://{address}/metrics");
    }
}

/// Where the codes come from: the origin alone, because user and password may stand before the host.
fn place_of(base: &Url) -> String {
    let origin = base.origin().ascii_serialization();
    if is_twilio(base) {
        origin
    } else {
        format!("{origin}, which is not Twilio: whoever runs it reads every code")
    }
}
