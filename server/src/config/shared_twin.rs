use super::reader::Reader;
use url::{Host, Url};

/// The twin that several instances share. Its codes are for the eyes of whoever sits at this machine, so it must run here.
pub(super) fn shared_twin(reader: &mut Reader<'_>) -> Option<Url> {
    let text = reader.text("KAKUNIN_SANDBOX_URL")?;
    let url = Url::parse(text).ok().filter(is_bare_loopback);
    if url.is_none() {
        // Whoever puts a password into a URL must not find it in the log.
        let text = if text.contains('@') { "user@host" } else { text };
        reader.mistake(format!(
            "KAKUNIN_SANDBOX_URL must be http:// with an IP address of this machine and a port, such as http://127.0.0.1:4010, not `{text}`"
        ));
    }
    url
}

fn is_bare_loopback(url: &Url) -> bool {
    let is_loopback = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        _ => false,
    };
    let is_bare = url.path() == "/" && url.query().is_none() && url.username().is_empty();
    url.scheme() == "http" && is_loopback && is_bare
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Environment};

    fn read(url: &'static str) -> Result<Option<String>, Vec<String>> {
        let config = Config::read(&Environment::of([("KAKUNIN_SANDBOX_URL", url)]));
        config
            .map(|config| config.shared_twin.map(Into::into))
            .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_twin_on_this_machine_can_be_shared() {
        for url in ["http://127.0.0.1:4010/", "http://[::1]:4010/"] {
            assert_eq!(read(url), Ok(Some(url.to_owned())));
        }
    }

    #[test]
    fn codes_do_not_travel() {
        for url in [
            "127.0.0.1:4010",
            "https://127.0.0.1:4010",
            "http://localhost:4010",
            "http://twin.example:4010",
            "http://127.0.0.1:4010/sandbox",
            "http://somebody:secret@127.0.0.1:4010",
        ] {
            let mistakes = read(url).unwrap_err();
            assert!(
                mistakes[0].starts_with("KAKUNIN_SANDBOX_URL must "),
                "{mistakes:?}"
            );
            assert!(
                mistakes.len() == 1 && !mistakes[0].contains("secret"),
                "{mistakes:?}"
            );
        }
    }
}
