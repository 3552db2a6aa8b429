use app::domain::Notice;
use phonenumber::{Metadata, ParseError, PhoneNumber, country, metadata::DATABASE};

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

/// So many digits are taken for missing or for too many, where the length alone does not tell.
const SLIPS: usize = 3;

/// Of a text that the library cannot read as a number at all.
pub(super) fn unreadable(error: &ParseError) -> NumberFault {
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
pub(super) fn fault(country: country::Id, plain: &str, number: &PhoneNumber) -> NumberFault {
    let Some(metadata) = metadata_of(country, plain, number) else {
        return NumberFault::Malformed;
    };
    let digits = number.national().to_string().len();
    let (shortest, longest) = lengths(metadata).unwrap_or((digits, digits));
    if digits < shortest {
        return NumberFault::TooShort;
    }
    if !is_at_home(metadata, plain) {
        NumberFault::OfOtherCountry
    } else if digits > longest || is_shorter_version_valid(country, plain) {
        NumberFault::TooLong
    } else if is_longer_version_valid(country, plain) {
        NumberFault::TooShort
    } else {
        NumberFault::OfOtherCountry
    }
}

/// Of the shortest and the longest number that a person can have there. The library knows no lengths of a whole country.
fn lengths(metadata: &Metadata) -> Option<(usize, usize)> {
    let descriptors = metadata.descriptors();
    let kinds = [descriptors.fixed_line(), descriptors.mobile()]
        .into_iter()
        .flatten();
    let lengths = || kinds.clone().flat_map(|kind| kind.possible_length()).copied();
    Some((lengths().min()?.into(), lengths().max()?.into()))
}

/// A national number without the zero that its country writes in front, or with one in a country that writes a 1, is most likely
/// of another country.
fn is_at_home(metadata: &Metadata, plain: &str) -> bool {
    match metadata.national_prefix() {
        _ if plain.starts_with('+') => true,
        Some("0") => plain.starts_with('0'),
        Some("1") => !plain.starts_with('0'),
        _ => true,
    }
}

fn metadata_of(country: country::Id, plain: &str, number: &PhoneNumber) -> Option<&'static Metadata> {
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
    use crate::auth::{NumberReader, TypedNumber};

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
            ("US", "415-555-26710", TooLong),
            ("JP", "123456789012345678901234567890", TooLong),
            ("JP", "415-555-2671", OfOtherCountry),
            ("US", "090-1234-5678", OfOtherCountry),
            ("US", "015-555-2671", OfOtherCountry),
        ] {
            assert_eq!(
                NumberReader::default().read_typed(TypedNumber {
                    contact_to: typed,
                    country
                }),
                Err(fault),
                "{country} {typed}"
            );
        }
    }
}
