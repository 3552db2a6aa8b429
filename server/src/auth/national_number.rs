use app::domain::{Notice, PhoneNumber, typed_text::without_separators};
use phonenumber::{Metadata, ParseError, Type, country, metadata::DATABASE};
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

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NumberFault {
    /// It is none at all, or its calling code is of no country.
    Malformed,
    /// Digits are missing.
    TooShort,
    /// There are too many digits.
    TooLong,
    /// As long as numbers of that country are, but none of them.
    OfOtherCountry,
}

impl From<NumberFault> for Notice {
    fn from(fault: NumberFault) -> Self {
        match fault {
            NumberFault::Malformed => Self::MalformedPhone,
            NumberFault::TooShort => Self::PhoneTooShort,
            NumberFault::TooLong => Self::PhoneTooLong,
            NumberFault::OfOtherCountry => Self::PhoneOfOtherCountry,
        }
    }
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
/// So many digits are taken for missing or for too many, where the length alone does not tell.
const SLIPS: usize = 3;

/// Digits, after a plus perhaps.
fn is_digits(plain: &str) -> bool {
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Numbers that Twilio keeps for tests (`+1 500 555 …`): no library knows them, and nobody owns them.
fn is_for_tests(plain: &str) -> bool {
    plain.starts_with("+1500555") && plain.len() == 12
}

fn unreadable(error: &ParseError) -> NumberFault {
    match error {
        ParseError::NoNumber | ParseError::TooShortAfterIdd | ParseError::TooShortNsn => {
            NumberFault::TooShort
        }
        ParseError::TooLong => NumberFault::TooLong,
        _ => NumberFault::Malformed,
    }
}

/// Why a number that could be read does not exist. Many countries have numbers of many lengths, so that the lengths alone
/// would call `090-1234-567` a number as long as others: what a digit more or less would make valid is too short or too long.
fn fault(country: country::Id, plain: &str, number: &phonenumber::PhoneNumber) -> NumberFault {
    let Some(metadata) = metadata_of(country, plain, number) else {
        return NumberFault::Malformed;
    };
    let digits = number.national().to_string().len();
    let lengths = metadata.descriptors().general().possible_length();
    let beyond = |limit: Option<&u16>| limit.map_or(digits, |limit| usize::from(*limit));
    if digits < beyond(lengths.first()) {
        return NumberFault::TooShort;
    }
    if digits > beyond(lengths.last()) {
        return NumberFault::TooLong;
    }
    // Without the zero that its own country writes in front it is most likely a number of another one.
    let is_at_home = plain.starts_with(['+', '0']) || metadata.national_prefix() != Some("0");
    if is_at_home && is_longer_version_valid(country, plain) {
        NumberFault::TooShort
    } else if is_at_home && is_shorter_version_valid(country, plain) {
        NumberFault::TooLong
    } else {
        NumberFault::OfOtherCountry
    }
}

fn metadata_of(
    country: country::Id,
    plain: &str,
    number: &phonenumber::PhoneNumber,
) -> Option<&'static Metadata> {
    if !plain.starts_with('+') {
        return DATABASE.by_id(country.as_ref());
    }
    let of_code = DATABASE.by_code(&number.country().code())?;
    let main = of_code
        .iter()
        .find(|metadata| metadata.is_main_country_for_code());
    main.or(of_code.first()).copied()
}

fn is_valid(country: country::Id, plain: &str) -> bool {
    phonenumber::parse(Some(country), plain).is_ok_and(|number| number.is_valid())
}

fn is_longer_version_valid(country: country::Id, plain: &str) -> bool {
    let filled = |count: usize, digit: &str| format!("{plain}{}", digit.repeat(count));
    (1..=SLIPS).any(|count| {
        ["0", "2", "5"]
            .into_iter()
            .any(|digit| is_valid(country, &filled(count, digit)))
    })
}

fn is_shorter_version_valid(country: country::Id, plain: &str) -> bool {
    (1..=SLIPS)
        .filter_map(|count| plain.get(..plain.len().checked_sub(count)?))
        .any(|cut| is_valid(country, cut))
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
    fn each_fault_is_told_for_what_it_is() {
        use NumberFault::{Malformed, OfOtherCountry, TooLong, TooShort};
        for (country, typed, fault) in [
            ("JP", "", Malformed),
            ("JP", "+", Malformed),
            ("JP", "hello", Malformed),
            ("JP", "+999 1234 5678", Malformed),
            ("JP", "12", TooShort),
            ("JP", "110", TooShort),
            ("JP", "090-1234-567", TooShort),
            ("JP", "03-1234-567", TooShort),
            ("JP", "+81 90 1234 567", TooShort),
            ("US", "415-555-267", TooShort),
            ("JP", "+1 415 555 267", TooShort),
            ("JP", "090-1234-56789", TooLong),
            ("JP", "+81 90 1234 56789", TooLong),
            ("JP", "0120-123-4567", TooLong),
            ("US", "415-555-26710", TooLong),
            ("JP", "123456789012345678901234567890", TooLong),
            ("JP", "415-555-2671", OfOtherCountry),
            ("US", "090-1234-5678", OfOtherCountry),
            ("US", "115-555-2671", OfOtherCountry),
        ] {
            assert_eq!(read_as(country, typed), Err(fault), "{country} {typed}");
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
