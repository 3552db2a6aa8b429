//! Files of the site: those under `/pkg` and a few public ones, and nothing else of the disk.

use crate::{portal::Portal, raw, setup::Setup};
use reqwest::Method;

async fn portal() -> Portal {
    let setup = Setup::new(&[]);
    let site = setup.folder.path().join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    for (name, text) in [
        ("pkg/kakunin.js", "plain"),
        ("pkg/kakunin.js.br", "smaller"),
        ("robots.txt", "User-agent: *"),
        ("secret.txt", "secret"),
    ] {
        std::fs::write(site.join(name), text).unwrap();
    }
    setup.start(None).await
}

#[tokio::test]
async fn the_bundle_comes_with_its_type_and_compressed_where_it_may() {
    let portal = portal().await;
    let browser = portal.browser();
    let page = browser.get("/pkg/kakunin.js").await;
    assert_eq!((page.status, &*page.body), (200, "plain"));
    assert_eq!(
        page.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    // Names without a hash may change their content.
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    let request = browser
        .request(Method::GET, "/pkg/kakunin.js")
        .header("accept-encoding", "br");
    let page = browser.send(request).await;
    assert_eq!(
        (&*page.body, page.header("content-encoding")),
        ("smaller", Some("br"))
    );
}

#[tokio::test]
async fn only_public_files_are_given_away() {
    let portal = portal().await;
    let page = portal.browser().get("/robots.txt").await;
    assert_eq!((page.status, &*page.body), (200, "User-agent: *"));
    for path in [
        "/secret.txt",
        "/site/secret.txt",
        "/pkg/../secret.txt",
        "/pkg/%2e%2e/secret.txt",
        "/pkg/..%2fsecret.txt",
        "/pkg/%2e%2e%2fsecret.txt",
        "/robots.txt/../secret.txt",
        "/pkg/..\\secret.txt",
    ] {
        let page = raw::ask(portal.address, "GET", path, &[]).await;
        assert!(matches!(page.status, 303 | 400 | 404), "{path}: {}", page.status);
        assert!(!page.contains("secret"), "{path}");
    }
}
