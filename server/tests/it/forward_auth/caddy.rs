//! Caddy with the sample configuration, on its own addresses and without TLS.

use super::{
    proxy::{Proxy, Way, replaced},
    scene::{self, Scene},
};
use crate::engines::on_each_url;
use std::net::SocketAddr;

const SAMPLE: &str = include_str!("../../../../deploy/forward-auth/Caddyfile");
const ALONE: &str = "{\n\tadmin off\n\tauto_https off\n}\n";

fn caddy(scene: &Scene) -> Option<Proxy> {
    Proxy::start(&Way {
        program: "caddy",
        arguments: |file| {
            let words = ["run", "--adapter", "caddyfile", "--config"];
            words
                .map(str::to_owned)
                .into_iter()
                .chain([file.display().to_string()])
                .collect()
        },
        configuration: &|_, address| sites(scene, address),
        ready: "serving initial configuration",
    })
}

fn sites(scene: &Scene, address: SocketAddr) -> String {
    let instances: Vec<_> = scene.portals.iter().map(ToString::to_string).collect();
    let mut sample = replaced(SAMPLE, "127.0.0.1:3000", &instances.join(" "));
    sample = replaced(&sample, "127.0.0.1:8080", &scene.program.to_string());
    for name in ["login", "app"] {
        let here = format!(
            "\nhttp://{name}.example.com:{} {{\n\tbind {}",
            address.port(),
            address.ip()
        );
        sample = replaced(&sample, &format!("\n{name}.example.com {{"), &here);
    }
    // What TLS would tell.
    let asks = "uri /forward-auth?mode=redirect";
    sample = replaced(
        &sample,
        asks,
        &format!("{asks}\n\t\t\theader_up X-Forwarded-Proto https"),
    );
    format!("{ALONE}{sample}")
}

#[tokio::test]
async fn leads_in_and_out_over_two_instances() {
    on_each_url(async |url| {
        let scene = Scene::over(url).await;
        if let Some(proxy) = caddy(&scene) {
            scene::leads_in_and_out(&scene, &proxy).await;
        }
    })
    .await;
}

async fn before(contract: impl AsyncFn(&Scene, &Proxy)) {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::over(&format!("sqlite://{}/test.db", folder.path().display())).await;
    if let Some(proxy) = caddy(&scene) {
        contract(&scene, &proxy).await;
    }
}

#[tokio::test]
async fn tells_the_program_the_truth() {
    before(scene::tells_the_truth).await;
}

#[tokio::test]
async fn hides_the_access_cookie() {
    before(scene::hides_the_access_cookie).await;
}

#[tokio::test]
async fn asks_by_itself() {
    before(scene::asks_by_itself).await;
}
