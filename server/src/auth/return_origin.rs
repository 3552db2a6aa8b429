use std::str::FromStr;
use url::{Host, Url};

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
