//! A visit to an address, as a browser without a cookie would make it, to see whether our own portal answers there.

use crate::{config::PublicUrl, twilio::TlsFault};
use reqwest::{
    Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, HeaderMap, LOCATION},
    redirect,
};
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(3);
const TOTAL: Duration = Duration::from_secs(5);
/// Our page is a few KiB.
const LARGEST_BODY: usize = 256 * 1024;
/// Every page of ours loads its style from there.
const SIGN: &str = "/pkg/kakunin";

/// Who answered.
#[derive(Debug)]
pub(super) enum Seen {
    /// Nobody.
    Nobody,
    /// Somebody without a certificate that this machine trusts.
    Tls(TlsFault),
    /// The portal, with these headers; whether it shows codes.
    Portal { headers: HeaderMap, sandbox: bool },
    /// The portal, which shows its sandbox to loopback alone and not to us.
    Hidden,
    /// A redirect, which our first page is not.
    Redirect,
    /// Something else.
    Stranger(StatusCode),
}

impl Seen {
    pub(super) fn is_portal(&self) -> bool {
        matches!(self, Self::Portal { .. } | Self::Hidden)
    }
}

/// Asks for the first page, and whether there is an inbox.
pub(super) async fn visit(url: &PublicUrl) -> Seen {
    let Ok(client) = client(url) else {
        return Seen::Nobody;
    };
    let origin = url.origin().ascii_serialization();
    let first = match ask(&client, &format!("{origin}/")).await {
        Ok(response) => response,
        Err(error) => return TlsFault::of(&error).map_or(Seen::Nobody, Seen::Tls),
    };
    let (status, headers) = (first.status(), first.headers().clone());
    if status.is_redirection() && headers.contains_key(LOCATION) {
        return Seen::Redirect;
    }
    if status == StatusCode::MISDIRECTED_REQUEST {
        return Seen::Hidden;
    }
    if !status.is_success() || !body(first).await.contains(SIGN) {
        return Seen::Stranger(status);
    }
    let sandbox = has_inbox(&client, &origin).await;
    Seen::Portal { headers, sandbox }
}

/// A portal that runs its sandbox shows every message to whoever may see it.
async fn has_inbox(client: &reqwest::Client, origin: &str) -> bool {
    let Ok(answer) = ask(client, &format!("{origin}/sandbox/messages")).await else {
        return false;
    };
    let kind = answer.headers().get(CONTENT_TYPE);
    answer.status().is_success() && kind.is_some_and(|kind| kind == "application/json")
}

fn client(url: &PublicUrl) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        .redirect(redirect::Policy::none())
        .user_agent(concat!("kakunin-doctor/", env!("CARGO_PKG_VERSION")));
    // A proxy of the environment is for the internet; it knows another loopback than ours.
    let builder = if url.is_loopback() {
        builder.no_proxy()
    } else {
        builder
    };
    builder.build()
}

async fn ask(client: &reqwest::Client, url: &str) -> reqwest::Result<Response> {
    client.get(url).header(ACCEPT, "text/html").send().await
}

/// The beginning of the body, as far as it comes.
async fn body(mut response: Response) -> String {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST_BODY {
            break;
        }
    }
    String::from_utf8_lossy(&body).into_owned()
}
