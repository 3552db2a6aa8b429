use crate::data_key::DataKey;
use app::domain::PhoneNumber;

/// Digits after the calling code that make a range: in most countries a block that one carrier got.
const DIGITS_OF_RANGE: usize = 4;
/// Hex digits of a keyed hash that keep ranges apart.
const DIGITS_OF_HASH: usize = 16;

/// ISO 3166-1, two capital letters; a calling code such as `+1` where no country is known to have the number.
pub(crate) fn country_of(number: &PhoneNumber) -> String {
    let parsed = phonenumber::parse(None, number.as_str()).ok();
    let country = parsed.as_ref().and_then(|parsed| parsed.country().id());
    match country {
        Some(country) => country.as_ref().to_owned(),
        None => format!("+{}", calling_code(number)),
    }
}

fn calling_code(number: &PhoneNumber) -> u16 {
    phonenumber::parse(None, number.as_str()).map_or(0, |parsed| parsed.country().code())
}

/// The places that a number belongs to, the wider one first, which is also the order in which their rows are taken: the country
/// as [`country_of`] tells it, and the range, such as `JP-1f0c2d…`: the digits of a range, beside the last ones of a number and
/// the time in the audit log, would tell most of the number to whoever has stolen the database.
pub(crate) fn places_of(number: &PhoneNumber, key: &DataKey) -> [String; 2] {
    let country = country_of(number);
    let end = 1 + calling_code(number).to_string().len() + DIGITS_OF_RANGE;
    let range = number.as_str().get(..end).unwrap_or(number.as_str());
    let mut hash = key.keyed_hash("range", range);
    hash.truncate(DIGITS_OF_HASH);
    let range = format!("{country}-{hash}");
    [country, range]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data_key::KEY_LENGTH, randomness::SeededRandomness};
    use std::sync::Arc;

    fn places(number: &str) -> [String; 2] {
        let key = DataKey::new(&[7; KEY_LENGTH], Arc::new(SeededRandomness::new(1)));
        places_of(&number.parse().unwrap(), &key)
    }

    #[test]
    fn a_number_belongs_to_its_country() {
        for (number, country) in [
            ("+819012345678", "JP"),
            ("+14155552671", "US"),
            ("+18765551234", "JM"),
            ("+447400123456", "GB"),
            ("+2348031234567", "NG"),
        ] {
            assert_eq!(places(number)[0], country, "{number}");
        }
    }

    #[test]
    fn numbers_of_a_block_share_a_range_that_tells_no_digit() {
        let [_, range] = places("+819012345678");
        assert_eq!(range, places("+819012999999")[1]);
        assert_ne!(range, places("+819013345678")[1]);
        assert!(range.starts_with("JP-") && range.len() == 3 + DIGITS_OF_HASH);
        assert!(!range.contains("9012"));
    }
}
