//! A small browser: cookies, plain forms, and the posts of the hydrated page. It follows no redirect by itself.

use crate::page::{Form, Page};
use app::domain::View;
use reqwest::{Method, RequestBuilder, redirect::Policy};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

/// The session cookie of an http portal.
pub(crate) const SESSION: &str = "kakunin";

/// Clones share their cookies, as the tabs of one browser do.
#[derive(Clone)]
pub(crate) struct Browser {
    pub address: SocketAddr,
    language: &'static str,
    http: reqwest::Client,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        // An error means that another test was first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().redirect(Policy::none());
        Self {
            address,
            language: "en",
            http: http.build().unwrap(),
            cookies: Arc::default(),
        }
    }

    pub(crate) fn speaking(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// Another browser that has stolen the cookies of this one, as they are now.
    pub(crate) fn thief(&self) -> Self {
        let cookies = self.cookies.lock().unwrap().clone();
        Self {
            cookies: Arc::new(Mutex::new(cookies)),
            ..self.clone()
        }
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.into(), value.into());
    }

    /// The value of a `Cookie` header.
    pub(crate) fn cookies(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("http://{}{path}", self.address))
    }

    /// Sends with the cookies and keeps those of the answer.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Page {
        self.try_send(request).await.unwrap()
    }

    /// The same where nobody may be there.
    pub(crate) async fn try_send(&self, request: RequestBuilder) -> reqwest::Result<Page> {
        let mut request = request.header("accept-language", self.language);
        let cookies = self.cookies();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap());
        }
        let body = response.text().await?;
        Ok(Page {
            status,
            headers,
            body,
        })
    }

    fn keep(&self, set_cookie: &str) {
        let (name, value) = set_cookie.split(';').next().unwrap().split_once('=').unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        if set_cookie.ends_with("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.into(), value.into());
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    /// Posts exactly these fields, as a form without script does.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.request(Method::POST, path).form(fields);
        let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        self.send(request.header("accept", accept)).await
    }

    /// Submits a form of a page: its own inputs, those that are typed over, and the pressed button.
    pub(crate) async fn submit(&self, page: &Page, action: &str, typed: &[(&str, &str)]) -> Page {
        let form = page
            .form(action)
            .unwrap_or_else(|| panic!("no form {action} in {}", page.body));
        let fields = filled(&form, typed);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.post(&form.action, &fields).await
    }

    /// Posts as the hydrated page does, and gives the whole answer.
    pub(crate) async fn fetch(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.request(Method::POST, path).form(fields);
        self.send(request.header("accept", "application/json")).await
    }

    /// Posts as the hydrated page does.
    pub(crate) async fn ask(&self, path: &str, fields: &[(&str, &str)]) -> View {
        let page = self.fetch(path, fields).await;
        assert_eq!(page.status, 200, "{}", page.body);
        serde_json::from_str(&page.body).unwrap()
    }
}

fn filled(form: &Form, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let known = |name: &str| {
        let inputs = form.inputs.iter().chain(&form.boxes);
        let inputs = inputs.map(|(input, _)| input.as_str());
        let value_of = |(button, _): &(String, String)| button == name;
        inputs.into_iter().any(|input| input == name) || form.buttons.iter().any(value_of)
    };
    for (name, _) in typed {
        assert!(known(name), "the form {} has no {name}", form.action);
    }
    let untouched = form
        .inputs
        .iter()
        .filter(|(name, _)| typed.iter().all(|(over, _)| over != name));
    let typed = typed
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    untouched.cloned().chain(typed).collect()
}
