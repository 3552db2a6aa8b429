use app::domain::PhoneNumber;

/// Digits after the calling code that make a range: in most countries a block that one carrier got. Too few to tell whose
/// number it is.
const DIGITS_OF_RANGE: usize = 4;

/// ISO 3166-1, two capital letters; a calling code such as `+1` where no country is known to have the number.
pub(crate) fn country_of(number: &PhoneNumber) -> String {
    let [country, _] = places_of(number);
    country
}

/// The places that a number belongs to, the wider one first, which is also the order in which their rows are taken: the country
/// as [`country_of`] tells it, and the range, such as `+819012`.
pub(crate) fn places_of(number: &PhoneNumber) -> [String; 2] {
    let parsed = phonenumber::parse(None, number.as_str()).ok();
    let code = parsed.as_ref().map_or(0, |parsed| parsed.country().code());
    let country = parsed.and_then(|parsed| parsed.country().id());
    let end = 1 + code.to_string().len() + DIGITS_OF_RANGE;
    let range = number.as_str().get(..end).unwrap_or(number.as_str());
    [
        country.map_or_else(|| format!("+{code}"), |country| country.as_ref().to_owned()),
        range.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_belongs_to_its_country_and_its_range() {
        for (number, country, range) in [
            ("+819012345678", "JP", "+819012"),
            ("+14155552671", "US", "+14155"),
            ("+18765551234", "JM", "+18765"),
            ("+447400123456", "GB", "+447400"),
            ("+2348031234567", "NG", "+2348031"),
        ] {
            let number: PhoneNumber = number.parse().unwrap();
            assert_eq!(places_of(&number), [country, range], "{number:?}");
        }
    }
}
