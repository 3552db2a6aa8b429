//! Another site's page posts to every address that takes a post.

use super::watched;
use crate::{browser::Browser, functions::functions, page};
use app::domain::Page;
use reqwest::Method;

const FOREIGN: [(&str, &str); 4] = [
    ("origin", "https://evil.example"),
    ("origin", "null"),
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
];

/// Every server function, and every page, some of which take a post.
fn addresses() -> Vec<&'static str> {
    functions().into_iter().chain(Page::ALL.map(Page::path)).collect()
}

async fn post(browser: &Browser, path: &str, accept: &str, header: (&str, &str)) -> page::Page {
    let request = browser
        .request(Method::POST, path)
        .form(&[("username", "hanako"), ("code", "123456"), ("turn", "0")])
        .header("accept", accept)
        .header(header.0, header.1);
    browser.send(request).await
}

#[tokio::test]
async fn no_post_of_another_site_does_anything() {
    let (portal, gate) = watched().await;
    let browsers = [
        portal.browser(),
        portal.half_open("hanako").await,
        portal.signed_in("hanako").await,
    ];
    let half_open = portal.half_open("hanako").await;
    let before = (half_open.state().await, gate.passed().len());
    for browser in browsers.iter().chain([&half_open]) {
        let cookies = browser.cookies();
        for path in addresses() {
            for header in FOREIGN {
                for accept in ["text/html", "application/json"] {
                    let page = post(browser, path, accept, header).await;
                    assert_eq!(page.status, 403, "{path} {header:?}");
                    assert_eq!(
                        (page.header("set-cookie"), page.location()),
                        (None, None),
                        "{path}"
                    );
                }
            }
        }
        assert_eq!(browser.cookies(), cookies);
    }
    assert_eq!((half_open.state().await, gate.passed().len()), before);
    assert!(browsers[2].is_signed_in().await);
}
