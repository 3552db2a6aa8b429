//! A portal in the clothes of its operator.

use crate::{page::Page, portal::Portal, process::Place};
use std::{fs, path::Path};
use tempfile::TempDir;

const STYLE: &str = ":root { --accent: #7a1f5c; }";
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

fn written(name: &str, content: impl AsRef<[u8]>) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// The address of an own file in the page.
fn own_address(page: &Page, kind: &str) -> String {
    let mut addresses = page.body.split('"').filter(|part| part.starts_with("/brand/"));
    addresses
        .rfind(|address| address.ends_with(kind))
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn the_name_is_text_in_header_and_titles() {
    let portal = Portal::with(&[("KAKUNIN_NAME", "A & <b>")]).await;
    for path in ["/", "/nothing"] {
        let page = portal.browser().speaking("en").get(path).await;
        assert!(page.contains(" · A &amp; &lt;b></title>"), "{}", page.body);
        assert!(
            page.contains("<span class=\"name\">A &amp; &lt;b&gt;</span>"),
            "{}",
            page.body
        );
        assert!(
            !page.contains("Kakunin") && !page.contains("確認</span>"),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn own_files_are_served_as_what_they_are_and_run_nothing() {
    let (_style, style) = written("own.css", STYLE);
    let (_logo, logo) = written("logo.svg", LOGO);
    let portal = Portal::with(&[("KAKUNIN_STYLE_FILE", &style), ("KAKUNIN_LOGO_FILE", &logo)]).await;
    let browser = portal.browser();
    let page = browser.get("/").await;
    assert!(!page.contains("alert(1)") && !page.contains("class=\"mark\""));
    for (kind, content_type, content) in [
        (".css", "text/css; charset=utf-8", STYLE),
        (".svg", "image/svg+xml; charset=utf-8", LOGO),
    ] {
        let file = browser.get(&own_address(&page, kind)).await;
        assert_eq!((file.status, &*file.body), (200, content));
        assert_eq!(file.header("content-type"), Some(content_type));
        assert_eq!(
            file.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        let policy = file.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
            "{policy}"
        );
        assert!(!policy.contains("script-src"));
    }
    let order = |name: &str| page.body.find(name).unwrap();
    assert!(order("/pkg/kakunin.css") < order(&own_address(&page, ".css")));
    assert_eq!(browser.get("/brand/0000000000000000.css").await.status, 404);
}

#[tokio::test]
async fn without_files_there_is_nothing_of_them() {
    let page = Portal::start().await.browser().get("/").await;
    assert!(!page.contains("/brand/") && page.contains("class=\"mark\""));
}

#[test]
fn a_file_that_cannot_be_used_stops_the_start_and_is_found_by_the_doctor() {
    let large = "a".repeat(64 * 1024 + 1);
    for (setting, name, content, words) in [
        (
            "KAKUNIN_STYLE_FILE",
            "own.css",
            large.as_bytes(),
            "is larger than 64 KiB",
        ),
        ("KAKUNIN_STYLE_FILE", "own.css", b"\xff\xfe", "is not UTF-8"),
        (
            "KAKUNIN_LOGO_FILE",
            "logo.svg",
            b"GIF89a",
            "is not what its name says",
        ),
        (
            "KAKUNIN_LOGO_FILE",
            "logo.png",
            b"<svg></svg>",
            "is not what its name says",
        ),
        (
            "KAKUNIN_LOGO_FILE",
            "logo.html",
            b"<svg></svg>",
            "is not what its name says",
        ),
    ] {
        let (_folder, path) = written(name, content);
        is_refused(setting, &path, words);
    }
    is_refused("KAKUNIN_STYLE_FILE", "nowhere.css", "cannot be read");
    assert!(!Path::new("nowhere.css").exists());
}

#[track_caller]
fn is_refused(setting: &str, path: &str, words: &str) {
    let place = Place::new(&[(setting, path)]);
    let start = place.run(&[], "");
    let told = String::from_utf8(start.stderr).unwrap();
    assert_eq!(start.status.code(), Some(1));
    assert!(told.contains(&format!("kakunin: {setting} {words}")), "{told}");
    let found = String::from_utf8(place.run(&["doctor"], "").stdout).unwrap();
    let line = found.lines().find(|line| line.contains("brand-files")).unwrap();
    assert!(
        line.contains("mistake") && line.contains(&format!("{setting} {words}")),
        "{line}"
    );
}

/// What operators build on, they find in the style sheet.
#[test]
fn every_property_of_the_document_is_a_token() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let document = fs::read_to_string(root.join("docs/operating.md")).unwrap();
    let tokens = fs::read_to_string(root.join("style/tokens.css")).unwrap();
    let (_, section) = document.split_once("## Make it yours").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let named = section
        .split("`--")
        .skip(1)
        .filter_map(|rest| rest.split('`').next());
    let named: Vec<_> = named.collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        assert!(tokens.contains(&format!("  --{name}: ")), "--{name}");
    }
}
