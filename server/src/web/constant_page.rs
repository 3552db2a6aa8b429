use axum::{
    body::{Bytes, to_bytes},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Far more than any page of ours.
const LARGEST: usize = 1024 * 1024;

/// An answer that is the same for everyone: made once, and kept as it goes over the wire. Its policy names its inline scripts by
/// their hashes (CSP Level 3 section 6.7.2.3), because a nonce that came twice would allow whatever guessed it.
#[derive(Debug)]
pub(super) struct ConstantPage {
    plain: Encoded,
    gzip: Encoded,
}

#[derive(Debug)]
struct Encoded {
    headers: HeaderMap,
    body: Bytes,
}

impl ConstantPage {
    /// From an answer as it was rendered; nothing where that is no page, is somebody's own, or holds its nonce elsewhere than
    /// at its scripts.
    pub(super) async fn of(rendered: Response) -> Option<Self> {
        let (head, body) = rendered.into_parts();
        let mut headers = head.headers;
        if head.status != StatusCode::OK || headers.contains_key(header::SET_COOKIE) {
            return None;
        }
        let html = String::from_utf8(to_bytes(body, LARGEST).await.ok()?.into()).ok()?;
        let policy = headers.get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let (page, policy) = without_nonce(&html, policy)?;
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.parse().ok()?);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let plain = Encoded {
            headers: headers.clone(),
            body: page.into(),
        };
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        let body = compressed(&plain.body)?;
        let gzip = Encoded { headers, body };
        Some(Self { plain, gzip })
    }

    /// The answer for a request with these headers.
    pub(super) fn answer(&self, asked: &HeaderMap) -> Response {
        let Encoded { headers, body } = if takes_gzip(asked) {
            &self.gzip
        } else {
            &self.plain
        };
        let mut response = Response::new(body.clone().into());
        *response.headers_mut() = headers.clone();
        response
    }
}

/// Page and policy with the hash of each script in the place of the nonce.
fn without_nonce(html: &str, policy: &str) -> Option<(String, String)> {
    let (_, after) = policy.split_once("'nonce-")?;
    let (nonce, _) = after.split_once('\'')?;
    let attribute = format!(" nonce=\"{nonce}\"");
    let hashes: Option<Vec<_>> = html.split(&attribute).skip(1).map(hash_of_script).collect();
    let page = html.replace(&attribute, "");
    let policy = policy.replace(&format!("'nonce-{nonce}'"), &hashes?.join(" "));
    (!page.contains(nonce) && !policy.contains(nonce)).then_some((page, policy))
}

/// The source expression of the script whose opening tag ends in this text.
fn hash_of_script(rest: &str) -> Option<String> {
    let (_, inside) = rest.split_once('>')?;
    let (script, _) = inside.split_once("</script>")?;
    Some(format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
}

/// Nobody's secret is in the page, and nothing of a request comes back in it: its length tells nothing (BREACH).
fn compressed(page: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(page).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

/// RFC 9110 section 12.5.3, as far as browsers use it: a coding with a weight of zero is refused.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let lists = asked.get_all(header::ACCEPT_ENCODING).iter();
    let mut codings = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").map(str::parse::<f32>);
        name.trim().eq_ignore_ascii_case("gzip")
            && weight.is_none_or(|weight| weight.is_ok_and(|weight| weight > 0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    const POLICY: &str = "script-src 'self' 'nonce-abc'; base-uri 'none'";

    fn rendered(html: &str, policy: &'static str) -> Response {
        ([(header::CONTENT_SECURITY_POLICY, policy)], html.to_owned()).into_response()
    }

    #[tokio::test]
    async fn scripts_are_named_by_their_hashes() {
        let html = r#"<p>abd</p><script type="module" nonce="abc">alert('Hello, world.');</script><p></p>"#;
        let page = ConstantPage::of(rendered(html, POLICY)).await.unwrap();
        let answer = page.answer(&HeaderMap::new());
        // The example of CSP Level 3 section 2.3.1.
        let policy =
            "script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='; base-uri 'none'";
        assert_eq!(answer.headers()[header::CONTENT_SECURITY_POLICY], policy);
        let body = to_bytes(answer.into_body(), LARGEST).await.unwrap();
        assert_eq!(body, html.replace(r#" nonce="abc""#, ""));
    }

    #[tokio::test]
    async fn what_is_not_for_everyone_is_not_kept() {
        let own = |response: Response| ([(header::SET_COOKIE, "a=b")], response).into_response();
        let failed = |response: Response| (StatusCode::SERVICE_UNAVAILABLE, response).into_response();
        for response in [
            rendered("<p>abc</p>", POLICY),
            rendered("<script nonce=\"abc\">open", POLICY),
            rendered("<p></p>", "script-src 'self'"),
            own(rendered("<p></p>", POLICY)),
            failed(rendered("<p></p>", POLICY)),
        ] {
            assert!(ConstantPage::of(response).await.is_none());
        }
        assert!(ConstantPage::of(rendered("<p></p>", POLICY)).await.is_some());
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        for (header, takes) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=1.0, GZIP;q=0.8", true),
            ("gzip;q=0", false),
            ("gzip;q=0.000, br", false),
            ("x-gzip, br", false),
            ("identity", false),
            ("", false),
        ] {
            let asked = HeaderMap::from_iter([(header::ACCEPT_ENCODING, header.parse().unwrap())]);
            assert_eq!(takes_gzip(&asked), takes, "{header}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
