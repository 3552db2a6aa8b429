//! A person whose browser knows which cookie goes to which host (RFC 6265), and reaches all hosts by one proxy.

use crate::{page::Page, portal::PASSWORD};
use reqwest::{Method, redirect::Policy};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use url::Url;

#[derive(Clone)]
struct Cookie {
    name: String,
    value: String,
    domain: String,
    is_for_one_host: bool,
}

impl Cookie {
    fn goes_to(&self, host: &str) -> bool {
        let is_below = || {
            host.strip_suffix(&self.domain)
                .is_some_and(|rest| rest.ends_with('.'))
        };
        host == self.domain || (!self.is_for_one_host && is_below())
    }
}

/// Clones share their cookies.
#[derive(Clone)]
pub(super) struct Person {
    proxy: SocketAddr,
    http: reqwest::Client,
    cookies: Arc<Mutex<Vec<Cookie>>>,
}

impl Person {
    pub(super) fn behind(proxy: SocketAddr) -> Self {
        let http = reqwest::Client::builder().no_proxy().redirect(Policy::none());
        Self {
            proxy,
            http: http.build().unwrap(),
            cookies: Arc::default(),
        }
    }

    pub(super) async fn get(&self, url: &str) -> Page {
        self.ask(Method::GET, url, &[], &[]).await
    }

    pub(super) async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(Method::POST, url, fields, &[]).await
    }

    /// With header lines of one's own, as a script or a liar has them.
    pub(super) async fn ask(
        &self,
        method: Method,
        url: &str,
        fields: &[(&str, &str)],
        lines: &[(&str, &str)],
    ) -> Page {
        let url = Url::parse(url).unwrap();
        let (host, path) = (url.host_str().unwrap(), &url[url::Position::BeforePath..]);
        let mut request = self
            .http
            .request(method, format!("http://{}{path}", self.proxy))
            .header("host", host)
            .header("accept", "text/html");
        if !fields.is_empty() {
            request = request.form(fields);
        }
        let cookies = self.cookies_for(host);
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all("set-cookie") {
            self.keep(host, cookie.to_str().unwrap());
        }
        Page {
            status,
            headers,
            body: response.text().await.unwrap(),
        }
    }

    /// The value of the `Cookie` header for this host.
    pub(super) fn cookies_for(&self, host: &str) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies
            .iter()
            .filter(|cookie| cookie.goes_to(host))
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        pairs.join("; ")
    }

    /// What a program or its page sets.
    pub(super) fn keep(&self, host: &str, set_cookie: &str) {
        let mut parts = set_cookie.split("; ");
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let attributes: Vec<_> = parts.collect();
        let domain = attributes.iter().find_map(|part| part.strip_prefix("Domain="));
        let cookie = Cookie {
            name: name.into(),
            value: value.into(),
            domain: domain.unwrap_or(host).into(),
            is_for_one_host: domain.is_none(),
        };
        assert!(cookie.goes_to(host), "{set_cookie} from {host}");
        let mut cookies = self.cookies.lock().unwrap();
        cookies.retain(|kept| kept.name != cookie.name || kept.domain != cookie.domain);
        if !attributes.contains(&"Max-Age=0") {
            cookies.push(cookie);
        }
    }

    /// Where the person was led.
    pub(super) async fn follow(&self, page: &Page) -> Page {
        self.get(page.location().expect("a redirect")).await
    }

    /// Password and code at the portal; the answer to the code. `code` gets the one that arrived.
    pub(super) async fn sign_in(&self, code: impl AsyncFnOnce() -> String) -> Page {
        let portal = "https://login.example.com";
        let fields = [("username", "hanako"), ("password", PASSWORD)];
        let page = self.post(&format!("{portal}/api/login"), &fields).await;
        page.leads_to("/verify");
        let fields = [("turn", "0"), ("channel", "sms")];
        let page = self.post(&format!("{portal}/api/send_code"), &fields).await;
        page.leads_to("/verify");
        let code = code().await;
        self.post(&format!("{portal}/api/check_code"), &[("code", &*code)])
            .await
    }
}
