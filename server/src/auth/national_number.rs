use super::number_fault::{NumberFault, fault, unreadable};
use app::domain::{PhoneNumber, typed_text::without_separators};
use phonenumber::{Type, country, metadata::DATABASE};
use std::fmt;

/// Reads numbers as people type them: international, or national in one country. Knows which numbers exist.
#[derive(Clone, Copy, Debug)]
pub struct NumberReader {
    default_country: country::Id,
}

/// A number as the form sends it.
#[derive(Clone, Copy, Default)]
pub struct TypedNumber<'a> {
    /// The field.
    pub contact_to: &'a str,
    /// Two letters of ISO 3166-1; what is no country stands for the default one.
    pub country: &'a str,
}

impl fmt::Debug for TypedNumber<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TypedNumber")
    }
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

    /// The country whose national numbers are read.
    pub fn default_country(self) -> country::Id {
        self.default_country
    }

    /// The number in E.164.
    ///
    /// # Errors
    /// When no such number can exist.
    pub fn read(&self, typed: &str) -> Result<PhoneNumber, NumberFault> {
        read(self.default_country, typed)
    }

    /// The same, for the country that was chosen beside the field. A number that begins with `+` brings its own.
    ///
    /// # Errors
    /// When no such number can exist.
    pub fn read_typed(&self, typed: TypedNumber<'_>) -> Result<PhoneNumber, NumberFault> {
        let country = typed.country.parse().unwrap_or(self.default_country);
        read(country, typed.contact_to)
    }
}

/// True where the library is sure. In some countries, such as those of +1, nobody can tell.
pub(super) fn is_landline(number: &PhoneNumber) -> bool {
    phonenumber::parse(None, number.as_str())
        .is_ok_and(|number| number.number_type(&DATABASE) == Type::FixedLine)
}

fn read(country: country::Id, typed: &str) -> Result<PhoneNumber, NumberFault> {
    let plain = without_separators(typed);
    // The library reads over what it does not understand, such as an extension, and a message would go to the rest.
    if !is_digits(&plain) {
        return Err(NumberFault::Malformed);
    }
    if plain.len() > LONGEST {
        return Err(NumberFault::TooLong);
    }
    let number = phonenumber::parse(Some(country), &plain).map_err(|error| unreadable(&error))?;
    if !number.is_valid() && !is_for_tests(&plain) {
        return Err(fault(country, &plain, &number));
    }
    let international = number.format().mode(phonenumber::Mode::E164).to_string();
    international.parse().map_err(|_| NumberFault::Malformed)
}

/// Longer texts are no numbers.
const LONGEST: usize = 24;
/// Digits, after a plus perhaps.
fn is_digits(plain: &str) -> bool {
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
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
        read_as("JP", typed).ok()
    }

    fn read_as(country: &str, contact_to: &str) -> Result<String, NumberFault> {
        let typed = TypedNumber { contact_to, country };
        let number = NumberReader::default().read_typed(typed);
        number.map(|number| number.as_str().to_owned())
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
    fn the_chosen_country_reads_its_own_numbers_and_a_plus_any() {
        for (country, typed, number) in [
            ("US", "(415) 555-2671", "+14155552671"),
            ("US", "1-415-555-2671", "+14155552671"),
            ("US", "+81 90-1234-5678", "+819012345678"),
            ("CA", "415-555-2671", "+14155552671"),
            ("JP", "+1 415 555 2671", "+14155552671"),
            ("GB", "07400 123456", "+447400123456"),
            // What is no country stands for the default one.
            ("", "090-1234-5678", "+819012345678"),
            ("jp", "090-1234-5678", "+819012345678"),
            ("XX", "090-1234-5678", "+819012345678"),
            ("'; --", "090-1234-5678", "+819012345678"),
        ] {
            assert_eq!(
                read_as(country, typed).as_deref(),
                Ok(number),
                "{country} {typed}"
            );
        }
    }

    #[test]
    fn numbers_that_cannot_exist_are_refused() {
        for typed in [
            "090-1234-5678x",
            "090-1234-5678 ext 9",
            "090-1234-5678#9",
            "090-1234-5678;abc",
            "tel:090-1234-5678",
            "+81+9012345678",
        ] {
            assert_eq!(read_as("JP", typed), Err(NumberFault::Malformed), "{typed}");
        }
    }

    #[test]
    fn another_default_country_reads_its_own_numbers() {
        let reader = NumberReader::new("US").unwrap();
        assert_eq!(reader.read("(415) 555-2671").unwrap().as_str(), "+14155552671");
        assert!(NumberReader::new("XX").is_none());
    }

    #[test]
    fn a_landline_is_known_where_numbers_tell() {
        for (number, expected) in [
            ("+81312345678", true),
            ("+81451234567", true),
            ("+442071234567", true),
            ("+819012345678", false),
            ("+815012345678", false),
            ("+14155552671", false),
            ("+15005550009", false),
        ] {
            assert_eq!(is_landline(&number.parse().unwrap()), expected, "{number}");
        }
    }

    proptest! {
        #[test]
        fn reading_is_total(typed in ".{0,40}", country in "[A-Z]{2}") {
            let _ = read_as(&country, &typed);
        }

        #[test]
        fn any_digits_are_read_or_have_a_fault(typed in "\\+?[0-9]{0,30}", country in prop::sample::select(vec!["JP", "US", "GB", "IT", "AC"])) {
            let _ = read_as(country, &typed);
        }
    }
}
