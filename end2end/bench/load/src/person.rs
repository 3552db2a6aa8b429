//! Somebody with a browser without script: posts forms, follows no redirect, keeps cookies.

use crate::{
    Fault,
    client::{Answer, Client},
};
use std::collections::BTreeMap;

/// One of the people that `seed` made, and that the comparison has in memory.
pub(crate) struct Person {
    index: u32,
    /// What stands before the name of a form's address.
    prefix: &'static str,
    cookies: BTreeMap<String, String>,
}

/// The password of all people.
pub(crate) const PASSWORD: &str = "correct horse";

/// The user ID of this person.
pub(crate) fn name(index: u32) -> String {
    format!("person{index}")
}

/// Mobile numbers of Japan, none of which is known to fail.
pub(crate) fn phone(index: u32) -> String {
    format!("+8190{}", 10_000_000 + index)
}

impl Person {
    pub(crate) fn new(index: u32, prefix: &'static str) -> Self {
        Self {
            index,
            prefix,
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) fn phone(&self) -> String {
        phone(self.index)
    }

    /// As the header `Cookie` has them.
    pub(crate) fn cookies(&self) -> String {
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    pub(crate) async fn log_in(&mut self, client: &Client) -> Result<(), Fault> {
        let form = format!(
            "username={}&password={}",
            name(self.index),
            PASSWORD.replace(' ', "+")
        );
        self.post(client, "login", form, "/verify").await
    }

    /// The first message of a session.
    pub(crate) async fn send(&mut self, client: &Client) -> Result<(), Fault> {
        self.post(client, "send_code", "turn=0&channel=sms".into(), "/verify")
            .await
    }

    pub(crate) async fn check(&mut self, client: &Client, code: &str) -> Result<(), Fault> {
        self.post(client, "check_code", format!("code={code}"), "/account")
            .await
    }

    /// A whole request for a page, as it goes over the wire.
    pub(crate) fn request(&self, client: &Client, path: &str) -> Vec<u8> {
        let (address, cookies) = (self.address(), self.cookies());
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n", client.address());
        let lines = headers(&address, &cookies)
            .into_iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let lines: String = lines.collect();
        format!("{head}{lines}\r\n").into_bytes()
    }

    pub(crate) async fn look(&self, client: &Client, path: &str) -> Result<Answer, Fault> {
        let (address, cookies) = (self.address(), self.cookies());
        let answer = client.get(path, &headers(&address, &cookies)).await?;
        if answer.status == 200 {
            Ok(answer)
        } else {
            Err(format!("{path}: {} {}", answer.status, answer.location).into())
        }
    }

    async fn post(&mut self, client: &Client, step: &str, form: String, then: &str) -> Result<(), Fault> {
        let (address, cookies) = (self.address(), self.cookies());
        let path = format!("{}/{step}", self.prefix);
        let answer = client.post(&path, &headers(&address, &cookies), form).await?;
        for cookie in &answer.cookies {
            if let Some((name, value)) = cookie.split_once('=') {
                self.cookies.insert(name.into(), value.into());
            }
        }
        self.cookies.retain(|_, value| !value.is_empty());
        if answer.status == 303 && answer.location == then {
            Ok(())
        } else {
            Err(format!("{step}: {} {}", answer.status, answer.location).into())
        }
    }

    /// As a proxy tells it: each person at an address of their own.
    fn address(&self) -> String {
        let [_, a, b, c] = (self.index + 1).to_be_bytes();
        format!("10.{a}.{b}.{c}")
    }
}

fn headers<'a>(address: &'a str, cookies: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut headers = vec![
        ("x-forwarded-for", address),
        (
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        ),
        (
            "accept",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        ),
        ("accept-language", "en-US,en;q=0.5"),
    ];
    if !cookies.is_empty() {
        headers.push(("cookie", cookies));
    }
    headers
}
