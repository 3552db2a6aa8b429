use super::refusal::Refusal;
use axum::{
    extract::Request,
    http::{HeaderValue, Method, Uri, Version, header, uri::Authority},
    middleware::Next,
    response::Response,
};

/// The longest path and query, in bytes. Ours are short, and no proxy passes on much more.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// Refuses what no browser sends and what two readers could understand in two ways.
pub(super) async fn refuse_odd_requests(request: Request, next: Next) -> Response {
    match oddity(&request) {
        Some(refusal) => refusal.answer(request.headers()),
        None => next.run(request).await,
    }
}

/// What is odd about it, if anything.
pub(super) fn oddity(request: &Request) -> Option<Refusal> {
    let address = request.uri().path_and_query();
    if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
        Some(Refusal::Method)
    } else if address.is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        Some(Refusal::AddressTooLong)
    } else if !(is_of_known_form(request.uri()) && is_for_one_host(request)) {
        Some(Refusal::Malformed)
    } else {
        None
    }
}

/// RFC 9112 section 3.2: a path, or as it is sent to a proxy a whole address; a bare host is for CONNECT.
fn is_of_known_form(address: &Uri) -> bool {
    match address.scheme_str() {
        Some(scheme) => matches!(scheme, "http" | "https"),
        None => address.authority().is_none(),
    }
}

/// RFC 9112 section 3.2: one valid `Host`, which an address in absolute form repeats. HTTP/1.0 may leave it out.
fn is_for_one_host(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let in_address = request.uri().authority();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => {
            authority(host).is_some_and(|host| in_address.is_none_or(|named| *named == host))
        }
        (None, None) => request.version() == Version::HTTP_10 && in_address.is_none(),
        _ => false,
    }
}

fn authority(host: &HeaderValue) -> Option<Authority> {
    let authority: Authority = host.to_str().ok()?.parse().ok()?;
    (!authority.as_str().contains('@')).then_some(authority)
}
