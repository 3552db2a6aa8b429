use app::domain::Page;
use std::str::FromStr;
use url::{Host, Url};

/// The longest address that is returned to, in bytes: in base64 it fits into a cookie.
const LONGEST: usize = 2_048;

/// Where another program lives: scheme, host and port, as a browser writes them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReturnOrigin {
    text: String,
    host: String,
    is_loopback: bool,
}

/// The text is no origin, or one that no page of ours may lead to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum MalformedOrigin {
    /// There is more than scheme, host and port, or less, or it is written in another way than browsers do.
    #[error(
        "must be written as browsers do, such as https://wiki.example.com: lower case, no path, no usual port"
    )]
    Form,
    /// Everyone on the way would read the access cookie.
    #[error("must be https, except on loopback")]
    NotHttps,
}

impl ReturnOrigin {
    /// The host, in lower case and without the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// As browsers write it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True when only this machine can mean it.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }
}

impl FromStr for ReturnOrigin {
    type Err = MalformedOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| MalformedOrigin::Form)?;
        let host = url.host_str().ok_or(MalformedOrigin::Form)?;
        let is_loopback = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            None => false,
        };
        let origin = Self {
            text: url.origin().ascii_serialization(),
            host: host.to_owned(),
            is_loopback,
        };
        // What is compared later is text, so there is one way to write it; and it must be a source in a content security policy.
        let is_source = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
        if origin.text != text || !host.bytes().all(is_source) || host.ends_with('.') {
            return Err(MalformedOrigin::Form);
        }
        match url.scheme() {
            "https" => Ok(origin),
            "http" if is_loopback => Ok(origin),
            "http" => Err(MalformedOrigin::NotHttps),
            _ => Err(MalformedOrigin::Form),
        }
    }
}

/// The origins that a sign-in may lead back to. Empty unless the operator names them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReturnOrigins(Vec<ReturnOrigin>);

/// An address at one of these origins, and nowhere else.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReturnAddress(String);

impl ReturnOrigins {
    /// Of these origins.
    pub fn new(origins: Vec<ReturnOrigin>) -> Self {
        Self(origins)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &ReturnOrigin> {
        self.0.iter()
    }

    /// The address, if it can mean nothing but a page of one of these origins to any reader (OWASP, Unvalidated Redirects and
    /// Forwards Cheat Sheet): it begins with the very text of the origin, what follows is a path, a query or nothing, and it
    /// holds no character that a browser would drop or turn into another.
    pub fn allow(&self, address: &str) -> Option<ReturnAddress> {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
        let begins_with = |origin: &ReturnOrigin| {
            let rest = address.strip_prefix(origin.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        let is_listed =
            address.len() <= LONGEST && address.bytes().all(is_plain) && self.iter().any(begins_with);
        // A second reader, who must come to the same end.
        let read = Url::parse(address).ok()?.origin().ascii_serialization();
        let is_read_alike = self.iter().any(|origin| origin.as_str() == read);
        (is_listed && is_read_alike).then(|| ReturnAddress(address.to_owned()))
    }
}

impl ReturnAddress {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where an approval leads, if not to the account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Destination {
    /// A page of ours.
    Page(Page),
    /// A page of another program.
    Elsewhere(ReturnAddress),
}

impl Destination {
    /// What a cookie or a row kept. Both are looked at again: origins may have gone from the list.
    pub fn parse(kept: &str, origins: &ReturnOrigins) -> Option<Self> {
        match kept.parse() {
            Ok(page) => Some(Self::Page(page)),
            Err(_) => origins.allow(kept).map(Self::Elsewhere),
        }
    }

    /// How it is kept.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Page(page) => page.path(),
            Self::Elsewhere(address) => address.as_str(),
        }
    }

    /// The page, if it is ours.
    pub const fn page(&self) -> Option<Page> {
        match self {
            Self::Page(page) => Some(*page),
            Self::Elsewhere(_) => None,
        }
    }
}

impl From<Page> for Destination {
    fn from(page: Page) -> Self {
        Self::Page(page)
    }
}

impl From<ReturnAddress> for Destination {
    fn from(address: ReturnAddress) -> Self {
        Self::Elsewhere(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn origins() -> ReturnOrigins {
        let all = [
            "https://app.example.com",
            "https://wiki.example.com:8443",
            "http://app.kakunin.localhost:4000",
        ];
        ReturnOrigins::new(all.map(|origin| origin.parse().unwrap()).into())
    }

    #[test]
    fn pages_of_listed_origins_are_returned_to_as_they_are() {
        for address in [
            "https://app.example.com",
            "https://app.example.com/",
            "https://app.example.com?page=1",
            "https://app.example.com/notes/%E7%A2%BA%E8%AA%8D?a=1&b=%2F%2Fevil.example#part",
            "https://app.example.com//evil.example/@evil.example",
            "https://wiki.example.com:8443/",
            "http://app.kakunin.localhost:4000/x",
        ] {
            assert_eq!(origins().allow(address).unwrap().as_str(), address);
        }
    }

    #[test]
    fn nothing_else_is() {
        let long = format!("https://app.example.com/{}", "a".repeat(LONGEST));
        for address in [
            "",
            "/account",
            "//app.example.com/",
            "///app.example.com/",
            "https:app.example.com/",
            "https:/app.example.com/",
            "https:///app.example.com/",
            // Another scheme or port.
            "http://app.example.com/",
            "javascript://app.example.com/%0aalert(1)",
            "data:text/html,https://app.example.com/",
            "https://app.example.com:443/",
            "https://app.example.com:8443/",
            "https://wiki.example.com/",
            // User information.
            "https://app.example.com@evil.example/",
            "https://app.example.com:pass@evil.example/",
            "https://evil.example@app.example.com/",
            "https://@app.example.com/",
            // Another host that begins or ends alike.
            "https://app.example.com.evil.example/",
            "https://app.example.come/",
            "https://app.example.com./",
            "https://evil-app.example.com/",
            "https://evil.example/https://app.example.com/",
            "https://evil.example?https://app.example.com/",
            "https://evil.example#https://app.example.com/",
            "https://app.example.com#//evil.example",
            // What browsers read as a slash, or do not read at all.
            "https:\\\\app.example.com\\",
            "https://app.example.com\\@evil.example/",
            "https://app.example.com/\\evil.example",
            "https://app.example.com\t.evil.example/",
            "https://app.exam\nple.com/",
            " https://app.example.com/",
            "https://app.example.com/ ",
            "https://app.example.com/\r\nSet-Cookie: a=b",
            "https://app.example.com/\0",
            // Other spellings of the same.
            "HTTPS://app.example.com/",
            "https://APP.example.com/",
            "https%3A%2F%2Fapp.example.com%2F",
            "https://app%2eexample.com/",
            "https://app.example.com%2F@evil.example/",
            // Unicode: full-width letters and the ideographic full stop are mapped to ASCII in host names.
            "https://ａpp.example.com/",
            "https://app。example.com/",
            "https://аpp.example.com/",
            "https://app.example.com/確認",
            &long,
        ] {
            assert_eq!(origins().allow(address), None, "{address:?}");
        }
        assert_eq!(ReturnOrigins::default().allow("https://app.example.com/"), None);
    }

    #[test]
    fn origins_are_written_in_one_way() {
        for text in [
            "https://app.example.com",
            "https://app.example.com:8443",
            "https://xn--nez439a.example",
            "https://192.0.2.1",
            "http://localhost:3000",
            "http://[::1]:3000",
        ] {
            assert_eq!(text.parse::<ReturnOrigin>().unwrap().as_str(), text);
        }
        for (text, why) in [
            ("app.example.com", MalformedOrigin::Form),
            ("https://", MalformedOrigin::Form),
            ("https://app.example.com/", MalformedOrigin::Form),
            ("https://app.example.com/x", MalformedOrigin::Form),
            ("https://app.example.com?x", MalformedOrigin::Form),
            ("https://me@app.example.com", MalformedOrigin::Form),
            ("https://app.example.com:443", MalformedOrigin::Form),
            ("https://App.example.com", MalformedOrigin::Form),
            ("https://確認.example", MalformedOrigin::Form),
            ("https://*.example.com", MalformedOrigin::Form),
            ("https://a;b.example.com", MalformedOrigin::Form),
            ("https://app.example.com.", MalformedOrigin::Form),
            ("ftp://app.example.com", MalformedOrigin::Form),
            ("file:///etc", MalformedOrigin::Form),
            ("null", MalformedOrigin::Form),
            ("http://app.example.com", MalformedOrigin::NotHttps),
        ] {
            assert_eq!(text.parse::<ReturnOrigin>(), Err(why), "{text}");
        }
    }

    proptest! {
        /// Whatever is written around the origin: an address that passes leads a browser there.
        #[test]
        fn an_address_that_passes_leads_there(before in "[ -~]{0,3}", after in "[ -~]{0,20}") {
            let address = format!("{before}https://app.example.com{after}");
            if let Some(allowed) = origins().allow(&address) {
                let url = Url::parse(allowed.as_str()).unwrap();
                prop_assert_eq!(url.host_str(), Some("app.example.com"));
                prop_assert_eq!(url.scheme(), "https");
                prop_assert!(url.username().is_empty() && url.password().is_none() && url.port().is_none());
            }
        }
    }
}
