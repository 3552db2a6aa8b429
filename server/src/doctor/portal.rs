use super::{
    Finding, cookies, headers, listen, public_url,
    settings::Settings,
    trusted_proxies,
    visit::{Seen, visit},
};
use crate::{
    config::{self, PublicUrl},
    startup::Mode,
    twilio::TlsFault,
};
use std::net::SocketAddr;

const NAME: &str = "portal";

/// The address it listens on, what browsers call it, and what answers there.
pub(super) async fn examine(settings: &Settings) -> Vec<Finding> {
    let (listen, public_url) = (settings.config.listen, settings.config.public_url.as_ref());
    let good = settings.are_good("KAKUNIN_LISTEN") && settings.are_good("KAKUNIN_PUBLIC_URL");
    if !good {
        let sentence = "not examined: mend KAKUNIN_LISTEN and KAKUNIN_PUBLIC_URL first";
        return vec![Finding::warning("public-url", sentence)];
    }
    let mode = Mode::of(&settings.config.provider);
    let own = PublicUrl::of_address(listen);
    let called = public_url.unwrap_or(&own);
    let known = public_url.is_some() || listen.port() != 0;
    let seen = if known {
        visit(&reachable(called, listen)).await
    } else {
        Seen::Nobody
    };
    let mut findings = vec![
        listen::examine(listen).await,
        public_url::examine(listen, public_url, seen.is_portal()),
        cookies::examine(called, mode),
        of_seen(&seen, called, mode),
    ];
    // The sandbox refuses proxies.
    if mode == Mode::Live && settings.are_good("KAKUNIN_TRUSTED_PROXIES") {
        let proxies = &settings.config.trusted_proxies;
        findings.push(trusted_proxies::examine(proxies, called.is_https()));
    }
    if let Seen::Portal { headers, .. } = &seen {
        findings.push(headers::examine(headers, called.is_https()));
    }
    findings
}

/// A portal that is called by no address of its own is looked for on loopback.
fn reachable(called: &PublicUrl, listen: SocketAddr) -> PublicUrl {
    if *called == PublicUrl::of_address(listen) {
        PublicUrl::of_address(config::reachable(listen))
    } else {
        called.clone()
    }
}

fn of_seen(seen: &Seen, called: &PublicUrl, mode: Mode) -> Finding {
    let url = called.origin().ascii_serialization();
    match seen {
        Seen::Nobody => Finding::warning(
            NAME,
            format!("nothing answers at {url}: the portal is not running, or cannot be reached from here"),
        ),
        Seen::Tls(fault) => of_tls(*fault, &url),
        Seen::Hidden if mode == Mode::Sandbox => Finding::mistake(
            NAME,
            format!(
                "the sandbox refuses visitors of {url} (421): list its host and port in KAKUNIN_SANDBOX_HOSTS, or leave \
                 out the proxy"
            ),
        ),
        Seen::Hidden | Seen::Portal { sandbox: true, .. } if mode == Mode::Live => Finding::mistake(
            NAME,
            format!("the portal at {url} runs its sandbox: start it again with these TWILIO_ settings"),
        ),
        Seen::Portal { sandbox: false, .. } if mode == Mode::Sandbox => Finding::warning(
            NAME,
            format!("the portal at {url} is a live one: it was started with other settings than these"),
        ),
        Seen::Portal { .. } | Seen::Hidden => Finding::ok(NAME, format!("answers at {url}")),
        Seen::Redirect => Finding::mistake(
            NAME,
            format!(
                "{url} leads elsewhere: set KAKUNIN_PUBLIC_URL to the address where browsers stay, or their posts are \
                 refused"
            ),
        ),
        Seen::Stranger(status) if status.is_success() || status.as_u16() == 404 => Finding::mistake(
            NAME,
            format!(
                "something else answers at {url} (status {}): check the proxy and KAKUNIN_PUBLIC_URL",
                status.as_u16()
            ),
        ),
        Seen::Stranger(status) => Finding::warning(
            NAME,
            format!(
                "{url} answers with status {}: look at the proxy and at the portal's log",
                status.as_u16()
            ),
        ),
    }
}

fn of_tls(fault: TlsFault, url: &str) -> Finding {
    Finding::warning(
        NAME,
        format!("no safe channel to {url}, {fault}: browsers may warn too"),
    )
}
