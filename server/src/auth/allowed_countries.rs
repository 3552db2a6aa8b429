use app::domain::PhoneNumber;
use phonenumber::country;

/// Whose numbers people may add themselves. Phones on file and those that operators enter are not judged.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AllowedCountries {
    /// Every number that exists.
    All,
    /// Numbers of these countries.
    Of(Vec<country::Id>),
}

impl AllowedCountries {
    /// Reads `*`, or ISO 3166-1 codes of two capital letters with commas between them. `None` when one is no country.
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim() == "*" {
            return Some(Self::All);
        }
        let countries: Result<Vec<_>, _> = text.split(',').map(|code| code.trim().parse()).collect();
        countries.ok().map(Self::Of)
    }

    /// True when the number belongs to one of them. The calling code does not tell: +1 is twenty-five countries. A number of
    /// no known country is allowed only where all are.
    pub fn allow(&self, number: &PhoneNumber) -> bool {
        match self {
            Self::All => true,
            Self::Of(countries) => {
                let number = phonenumber::parse(None, number.as_str()).ok();
                let country = number.and_then(|number| number.country().id());
                country.is_some_and(|country| countries.contains(&country))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(countries: &str, number: &str) -> bool {
        let number = number.parse().unwrap();
        AllowedCountries::parse(countries).unwrap().allow(&number)
    }

    #[test]
    fn a_shared_calling_code_is_not_one_country() {
        for (country, number) in [
            ("JP", "+819012345678"),
            ("US", "+14155552671"),
            ("CA", "+16042345678"),
            ("DO", "+18092345678"),
            ("JM", "+18762101234"),
            ("RU", "+79123456789"),
            ("KZ", "+77710009998"),
            ("GB", "+447400123456"),
            ("JE", "+447797712345"),
        ] {
            assert!(allows(country, number), "{country} {number}");
            assert!(allows("*", number) && allows("JP, US,CA,DO,JM,RU,KZ,GB,JE", number));
            for other in ["US", "CA", "RU", "GB"]
                .into_iter()
                .filter(|other| *other != country)
            {
                assert!(!allows(other, number), "{other} {number}");
            }
        }
    }

    #[test]
    fn a_number_of_no_country_is_allowed_where_all_are() {
        let freephone_of_all_countries = "+80012345678";
        assert!(allows("*", freephone_of_all_countries) && !allows("US,CA", freephone_of_all_countries));
    }

    #[test]
    fn what_is_no_list_of_countries_is_refused() {
        for text in ["", "JP,", "jp", "XX", "*,JP", "JP US"] {
            assert_eq!(AllowedCountries::parse(text), None, "{text}");
        }
    }
}
