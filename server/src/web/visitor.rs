use super::{Web, cookies::Cookies, form::PlainForm, forwarded::forwarded_address, language::language};
use crate::auth::{ClientAddress, ReturnOrigins, Visitor};
use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, header},
};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

impl Web {
    /// Where a sign-in may lead back to.
    pub(super) fn return_origins(&self) -> &ReturnOrigins {
        &self.auth.policy.forward_auth.return_origins
    }

    pub(super) fn cookies(&self) -> Cookies {
        Cookies::new(self.site.public_url.is_https())
    }

    /// Who makes this request.
    pub(super) fn visitor(&self, headers: &HeaderMap, extensions: &Extensions) -> Visitor {
        let user_agent = headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok());
        Visitor {
            session: self.cookies().session(headers),
            address: self.client_address(headers, extensions),
            browser: self.cookies().browser(headers),
            user_agent: user_agent.unwrap_or_default().to_owned(),
            language: language(self.cookies(), headers),
            return_to: self.cookies().return_to(headers, self.return_origins()),
            known: self.cookies().known(headers),
            is_redirected: extensions.get::<PlainForm>().is_some(),
        }
    }

    fn client_address(&self, headers: &HeaderMap, extensions: &Extensions) -> ClientAddress {
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        ClientAddress(forwarded_address(&self.site.trusted_proxies, peer, headers))
    }
}
