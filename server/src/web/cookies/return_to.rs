use super::Cookies;
use crate::auth::{Destination, ReturnOrigins};
use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use time::Duration;

pub(super) const RETURN: &str = "kakunin_return";

/// The page that waits until somebody has signed in or confirmed.
impl Cookies {
    /// The page that was asked for before the sign-in; what is neither ours nor of these origins is nothing.
    pub(in crate::web) fn return_to(
        self,
        headers: &HeaderMap,
        origins: &ReturnOrigins,
    ) -> Option<Destination> {
        let kept = self.value(headers, RETURN)?;
        let kept = match kept.starts_with('/') {
            true => kept,
            false => String::from_utf8(URL_SAFE_NO_PAD.decode(kept).ok()?).ok()?,
        };
        let may_be_returned_to = |to: &Destination| to.page().is_none_or(app::domain::Page::is_returned_to);
        Destination::parse(&kept, origins).filter(may_be_returned_to)
    }

    /// As long as a half-open session lasts; an address of another program, whose sign-in page may lie open for a while, for an
    /// hour, in base64 because addresses hold what cookies do not.
    pub(in crate::web) fn set_return(self, to: impl Into<Destination>) -> HeaderValue {
        match to.into() {
            Destination::Page(page) => self.write(RETURN, page.path(), Some(Duration::minutes(15))),
            Destination::Elsewhere(address) => {
                let kept = URL_SAFE_NO_PAD.encode(address.as_str());
                self.write(RETURN, &kept, Some(Duration::HOUR))
            }
        }
    }

    pub(in crate::web) fn remove_return(self) -> HeaderValue {
        self.write(RETURN, "", Some(Duration::ZERO))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn an_address_that_is_kept_comes_back_while_it_is_listed() {
        let origins = ReturnOrigins::new(vec!["https://app.example.com".parse().unwrap()]);
        let address = origins.allow("https://app.example.com/a;b?c=%20,\"d\"").unwrap();
        let cookies = Cookies::new(false);
        let written = cookies.set_return(address.clone());
        let pair = written.to_str().unwrap().split(';').next().unwrap();
        let headers = HeaderMap::from_iter([(header::COOKIE, pair.parse().unwrap())]);
        assert_eq!(cookies.return_to(&headers, &origins), Some(address.into()));
        assert_eq!(cookies.return_to(&headers, &ReturnOrigins::default()), None);
    }
}
