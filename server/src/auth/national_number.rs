use app::domain::{PhoneNumber, phone_number::MalformedPhoneNumber, typed_text::without_separators};
use phonenumber::country;

/// Reads numbers as people type them: international, or national in the default country. Knows which numbers exist.
#[derive(Clone, Copy, Debug)]
pub struct NumberReader {
    default_country: country::Id,
}

impl Default for NumberReader {
    fn default() -> Self {
        Self {
            default_country: country::Id::JP,
        }
    }
}

impl NumberReader {
    /// National numbers are taken as of this country (ISO 3166-1, two capital letters). `None` when there is no such country.
    pub fn new(default_country: &str) -> Option<Self> {
        default_country
            .parse()
            .ok()
            .map(|default_country| Self { default_country })
    }

    /// The number in E.164.
    ///
    /// # Errors
    /// When no such number can exist.
    pub fn read(&self, typed: &str) -> Result<PhoneNumber, MalformedPhoneNumber> {
        let plain = without_separators(typed);
        // The library reads over what it does not understand, such as an extension, and a message would go to the rest.
        if plain.len() > LONGEST || !is_digits(&plain) {
            return Err(MalformedPhoneNumber);
        }
        let number =
            phonenumber::parse(Some(self.default_country), &plain).map_err(|_| MalformedPhoneNumber)?;
        if !number.is_valid() && !is_for_tests(&plain) {
            return Err(MalformedPhoneNumber);
        }
        number.format().mode(phonenumber::Mode::E164).to_string().parse()
    }
}

/// Longer texts are no numbers.
const LONGEST: usize = 24;

/// Digits, after a plus perhaps.
fn is_digits(plain: &str) -> bool {
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Numbers that Twilio keeps for tests (`+1 500 555 …`): no library knows them, and nobody owns them.
fn is_for_tests(plain: &str) -> bool {
    plain.starts_with("+1500555") && plain.len() == 12
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(typed: &str) -> Option<String> {
        let reader = NumberReader::new("JP").unwrap();
        reader.read(typed).ok().map(|number| number.as_str().to_owned())
    }

    #[test]
    fn national_and_international_forms_are_one_number() {
        for typed in [
            "090-1234-5678",
            "０９０ー１２３４ー５６７８",
            "+81 90 1234 5678",
            "+81 (0)90-1234-5678",
            "090 1234 5678",
        ] {
            assert_eq!(read(typed).as_deref(), Some("+819012345678"), "{typed}");
        }
        assert_eq!(read("+1 415 555 2671").as_deref(), Some("+14155552671"));
        assert_eq!(read("+15005550006").as_deref(), Some("+15005550006"));
    }

    #[test]
    fn numbers_that_cannot_exist_are_refused() {
        for typed in [
            "",
            "12",
            "090-1234-567",
            "+81 90 1234 56789",
            "hello",
            "+999 1234 5678",
            "110",
            "090-1234-5678x",
            "090-1234-5678 ext 9",
            "090-1234-5678#9",
            "090-1234-5678;abc",
            "tel:090-1234-5678",
            "+81+9012345678",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn another_country_reads_its_own_numbers() {
        let reader = NumberReader::new("US").unwrap();
        assert_eq!(reader.read("(415) 555-2671").unwrap().as_str(), "+14155552671");
        assert!(NumberReader::new("XX").is_none());
    }

    proptest! {
        #[test]
        fn reading_is_total(typed in ".{0,40}") {
            let _ = read(&typed);
        }
    }
}
