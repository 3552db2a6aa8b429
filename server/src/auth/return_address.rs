use super::ReturnOrigin;
use url::Url;

/// The longest address that is returned to, in bytes: in base64 it fits into a cookie.
const LONGEST: usize = 2_048;

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
