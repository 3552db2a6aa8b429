//! `kakunin health` and `kakunin --version`, which programs ask.

use crate::{browser::Browser, process::Place};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_is_alive_and_one_that_is_not() {
    let place = Place::new(&[("KAKUNIN_LISTEN", "127.0.0.1:0")]);
    let mut portal = place.serve(&[]);
    let address = portal.address("Kakunin ");
    let place = place.with(&[("KAKUNIN_LISTEN", &address.to_string())]);
    let health = || {
        let output = place.run(&["health"], "");
        let told = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(told).unwrap())
    };
    // The first answer of a debug build takes its time.
    assert_eq!(Browser::new(address).get("/healthz").await.status, 200);
    assert_eq!(health(), (Some(0), "ok\n".into()));
    portal.stop();
    assert_eq!(
        health(),
        (Some(1), format!("kakunin: no portal answers on {address}\n"))
    );
}

#[test]
fn the_version_is_told() {
    let output = Place::new(&[]).run(&["--version"], "");
    let told = String::from_utf8(output.stdout).unwrap();
    let version = format!("kakunin {}", env!("CARGO_PKG_VERSION"));
    assert!(
        told.trim_end() == version || told.starts_with(&format!("{version} (")),
        "{told}"
    );
}
