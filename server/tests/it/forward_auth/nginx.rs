//! nginx with the sample configuration, on its own addresses and without TLS.

use super::{
    proxy::{Proxy, Way, replaced},
    scene::{self, Scene},
};
use crate::engines::on_each_url;
use std::{net::SocketAddr, path::Path};

const SAMPLE: &str = include_str!("../../../../deploy/forward-auth/nginx.conf");

fn nginx(scene: &Scene) -> Option<Proxy> {
    Proxy::start(&Way {
        program: "nginx",
        arguments: |file| vec!["-c".into(), file.display().to_string()],
        configuration: &|folder, address| whole(folder, &servers(scene, address)),
        ready: "nginx/",
    })
}

fn servers(scene: &Scene, address: SocketAddr) -> String {
    let instances: Vec<_> = scene
        .portals
        .iter()
        .map(|portal| format!("server {portal};"))
        .collect();
    let sample = replaced(SAMPLE, "server 127.0.0.1:3000;", &instances.join(" "));
    let sample = replaced(
        &sample,
        "server 127.0.0.1:8080;",
        &format!("server {};", scene.program),
    );
    let sample = replaced(&sample, "listen 443 ssl;", &format!("listen {address};"));
    let lines = sample.lines().filter(|line| !line.trim().starts_with("ssl_"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What the main file of a machine holds.
fn whole(folder: &Path, servers: &str) -> String {
    let folder = folder.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {folder}/{kind};\n"))
        .concat();
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr notice;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}{servers}\n}}\n"
    )
}

#[tokio::test]
async fn leads_in_and_out_over_two_instances() {
    on_each_url(async |url| {
        let scene = Scene::over(url).await;
        if let Some(proxy) = nginx(&scene) {
            scene::leads_in_and_out(&scene, &proxy).await;
        }
    })
    .await;
}

async fn before(contract: impl AsyncFn(&Scene, &Proxy)) {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::over(&format!("sqlite://{}/test.db", folder.path().display())).await;
    if let Some(proxy) = nginx(&scene) {
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
