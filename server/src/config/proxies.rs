use super::reader::Reader;
use ipnet::IpNet;
use std::net::IpAddr;

const NAME: &str = "KAKUNIN_TRUSTED_PROXIES";

/// The proxies whose word on a visitor's address is believed. None by default: then every such word is ignored.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Reads addresses and networks in CIDR form (RFC 4632), separated by commas.
    ///
    /// # Errors
    /// What is wrong with each entry that cannot be used, ready to follow the name of the setting.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let (mut networks, mut mistakes) = (Vec::new(), Vec::new());
        for entry in text.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            match network(entry) {
                Ok(network) => networks.push(network),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        if mistakes.is_empty() {
            Ok(Self(networks))
        } else {
            Err(mistakes)
        }
    }

    /// True when the operator named this address.
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// True when nobody is believed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn network(entry: &str) -> Result<IpNet, String> {
    let network = entry.parse::<IpNet>().or_else(|_| {
        entry
            .parse::<IpAddr>()
            .map(|address| address.to_canonical().into())
    });
    match network {
        // Whoever believes everybody believes what each visitor says of itself.
        Ok(network) if network.prefix_len() == 0 => {
            Err(format!("must not believe every address, as `{entry}` does"))
        }
        Ok(network) => Ok(network),
        Err(_) => Err(format!(
            "must be addresses and networks such as 10.0.0.1, 192.0.2.0/24, separated by commas, not `{entry}`"
        )),
    }
}

pub(super) fn trusted_proxies(reader: &mut Reader<'_>) -> TrustedProxies {
    TrustedProxies::parse(reader.text(NAME).unwrap_or_default()).unwrap_or_else(|mistakes| {
        for mistake in mistakes {
            reader.mistake(format!("{NAME} {mistake}"));
        }
        TrustedProxies::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contain(proxies: &str, address: &str) -> bool {
        let proxies = TrustedProxies::parse(proxies).unwrap();
        proxies.contain(address.parse().unwrap())
    }

    #[test]
    fn addresses_and_networks_are_believed_and_nobody_else() {
        let proxies = "10.0.0.1, 192.0.2.77/24 ,2001:db8::/32,,::ffff:198.51.100.4";
        for address in [
            "10.0.0.1",
            "::ffff:10.0.0.1",
            "192.0.2.0",
            "192.0.2.255",
            "2001:db8:ffff::1",
            "198.51.100.4",
        ] {
            assert!(contain(proxies, address), "{address}");
        }
        for address in ["10.0.0.2", "192.0.3.0", "2001:db9::1", "::1", "127.0.0.1"] {
            assert!(!contain(proxies, address), "{address}");
        }
        assert!(!contain("", "127.0.0.1"));
    }

    #[test]
    fn each_entry_that_cannot_be_used_is_told() {
        let mistakes =
            TrustedProxies::parse("10.0.0.1,proxy.example,10.0.0.0/33,0.0.0.0/0,::/0").unwrap_err();
        let form = "must be addresses and networks such as 10.0.0.1, 192.0.2.0/24, separated by commas, not";
        let all = "must not believe every address, as";
        assert_eq!(
            mistakes,
            [
                format!("{form} `proxy.example`"),
                format!("{form} `10.0.0.0/33`"),
                format!("{all} `0.0.0.0/0` does"),
                format!("{all} `::/0` does"),
            ]
        );
    }
}
