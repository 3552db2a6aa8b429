use app::domain::Channel;
use std::collections::BTreeMap;

/// What a message is taken to cost, in minor units of the currency: by country and channel, with a price for all other countries.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Prices {
    of_country: BTreeMap<(String, &'static str), i64>,
    sms_elsewhere: i64,
    call_elsewhere: i64,
}

/// What is wrong with a table of prices.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PricesError {
    /// This part is no price.
    #[error("`{0}` is not a country or *, a dot, sms or call, =, and a whole number")]
    Part(String),
    /// This one stands there twice.
    #[error("`{0}` stands there twice")]
    Twice(String),
    /// A country without a price would be free.
    #[error("`{0}` is missing: a country that is not named would cost nothing")]
    Missing(&'static str),
}

/// Assumptions, in yen and on the high side: Twilio's prices change, differ by carrier, and are told in dollars. An approved
/// verification costs a fee besides, which no budget of sends can count.
const ASSUMED: &str = "JP.sms=15,JP.call=30,US.sms=5,US.call=5,*.sms=40,*.call=80";

impl Default for Prices {
    fn default() -> Self {
        #[expect(clippy::unwrap_used, reason = "a test reads it")]
        Self::parse(ASSUMED).unwrap()
    }
}

impl Prices {
    /// Reads `JP.sms=15,JP.call=30,*.sms=40,*.call=80`.
    ///
    /// # Errors
    /// [`PricesError`].
    pub fn parse(text: &str) -> Result<Self, PricesError> {
        let mut of_country = BTreeMap::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, price) = read_part(part).ok_or_else(|| PricesError::Part(part.to_owned()))?;
            if of_country.insert(key, price).is_some() {
                return Err(PricesError::Twice(part.to_owned()));
            }
        }
        let mut elsewhere = |channel: Channel, name| {
            let price = of_country.remove(&("*".to_owned(), channel.as_str()));
            price.ok_or(PricesError::Missing(name))
        };
        Ok(Self {
            sms_elsewhere: elsewhere(Channel::Sms, "*.sms")?,
            call_elsewhere: elsewhere(Channel::Call, "*.call")?,
            of_country,
        })
    }

    /// The price of one message to this country (ISO 3166-1, two capital letters).
    pub fn of(&self, country: &str, channel: Channel) -> i64 {
        let known = self.of_country.get(&(country.to_owned(), channel.as_str()));
        known.copied().unwrap_or(match channel {
            Channel::Sms => self.sms_elsewhere,
            Channel::Call => self.call_elsewhere,
        })
    }
}

/// More is a misprint.
const MOST: i64 = 1_000_000;

fn read_part(part: &str) -> Option<((String, &'static str), i64)> {
    let (key, price) = part.split_once('=')?;
    let (country, channel) = key.trim().split_once('.')?;
    let known = country == "*" || country.parse::<phonenumber::country::Id>().is_ok();
    let channel: Channel = channel.parse().ok()?;
    let price = price
        .trim()
        .parse()
        .ok()
        .filter(|price| (0..=MOST).contains(price))?;
    known.then(|| ((country.to_owned(), channel.as_str()), price))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_has_its_own_price_and_any_other_the_common_one() {
        let prices = Prices::parse("JP.sms=15, JP.call=30 ,*.sms=40,*.call=80").unwrap();
        assert_eq!(prices.of("JP", Channel::Sms), 15);
        assert_eq!(prices.of("JP", Channel::Call), 30);
        assert_eq!(prices.of("NG", Channel::Sms), 40);
        assert_eq!(prices.of("+1", Channel::Call), 80);
    }

    #[test]
    fn the_assumed_prices_can_be_read() {
        assert_eq!(Prices::default().of("JP", Channel::Sms), 15);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let part = |text: &str| Err(PricesError::Part(text.into()));
        for (text, error) in [
            ("", Err(PricesError::Missing("*.sms"))),
            ("*.sms=1", Err(PricesError::Missing("*.call"))),
            ("XX.sms=1,*.sms=1,*.call=1", part("XX.sms=1")),
            ("JP.fax=1", part("JP.fax=1")),
            ("JP.sms=-1", part("JP.sms=-1")),
            ("JP.sms=1.5", part("JP.sms=1.5")),
            ("JP=1", part("JP=1")),
            ("*.sms=1,*.sms=2", Err(PricesError::Twice("*.sms=2".into()))),
        ] {
            assert_eq!(Prices::parse(text), error, "{text}");
        }
    }
}
