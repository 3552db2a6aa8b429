//! The countries whose numbers people may type: their names in each language, and what the page needs to offer them.

use crate::auth::{AllowedCountries, NumberReader};
use app::domain::{CountryChoice, Language};
use phonenumber::country;
use std::fmt::Write;

/// Codes of ISO 3166-1 with the names of the Unicode CLDR (release 48, short ones for Hong Kong and Macao), in the order in
/// which its collation of that language puts them.
const JAPANESE: &str = include_str!("countries/ja.txt");
const ENGLISH: &str = include_str!("countries/en.txt");
/// The calling codes of the library's table, which would be read whole, megabytes of it, for the one on the sign-in page.
const CALLING_CODES: &str = include_str!("countries/calling_codes.txt");

/// The countries of one portal.
#[derive(Clone, Debug)]
pub struct Countries {
    allowed: AllowedCountries,
    home: country::Id,
    /// What nearly every page shows.
    home_choice: CountryChoice,
}

impl Countries {
    /// Home is the default country, or where that is not allowed, the first that is.
    pub fn new(allowed: &AllowedCountries, numbers: NumberReader) -> Self {
        let usual = numbers.default_country();
        let home = match allowed {
            AllowedCountries::Of(some) if !some.contains(&usual) => some.first().copied().unwrap_or(usual),
            _ => usual,
        };
        Self {
            allowed: allowed.clone(),
            home,
            home_choice: choice(allowed, home),
        }
    }

    /// The allowed country of this code, if it is one.
    pub fn find(&self, code: &str) -> Option<country::Id> {
        let country = code.parse().ok()?;
        self.allows(country).then_some(country)
    }

    /// What a page shows before the list is opened: the country of this code, or home.
    pub fn choice(&self, code: &str) -> CountryChoice {
        match self.find(code) {
            Some(country) if country != self.home => choice(&self.allowed, country),
            _ => self.home_choice.clone(),
        }
    }

    /// All of them as `<option>` elements, home first, with this one selected. Names and codes are ours and hold nothing that
    /// HTML reads otherwise.
    pub fn options(&self, language: Language, chosen: &str) -> String {
        let chosen = self.find(chosen).unwrap_or(self.home);
        let mut options = String::new();
        let others = names(language).filter(|(country, _)| *country != self.home && self.allows(*country));
        for (country, name) in std::iter::once((self.home, name(self.home, language))).chain(others) {
            let (code, calling_code) = (country.as_ref(), calling_code(country));
            let selected = if country == chosen { " selected" } else { "" };
            // Writing to a text never fails.
            let _ = write!(
                options,
                r#"<option value="{code}"{selected}>{name} +{calling_code}</option>"#
            );
        }
        options
    }

    fn allows(&self, country: country::Id) -> bool {
        match &self.allowed {
            AllowedCountries::All => true,
            AllowedCountries::Of(some) => some.contains(&country),
        }
    }
}

fn choice(allowed: &AllowedCountries, country: country::Id) -> CountryChoice {
    CountryChoice {
        code: country.as_ref().to_owned(),
        calling_code: calling_code(country),
        ja: name(country, Language::Ja).to_owned(),
        en: name(country, Language::En).to_owned(),
        is_choice: !matches!(allowed, AllowedCountries::Of(some) if some.len() == 1),
    }
}

fn names(language: Language) -> impl Iterator<Item = (country::Id, &'static str)> {
    let list = match language {
        Language::Ja => JAPANESE,
        Language::En => ENGLISH,
    };
    list.lines().filter_map(|line| {
        let (code, name) = line.split_once(' ')?;
        Some((code.parse().ok()?, name))
    })
}

fn name(country: country::Id, language: Language) -> &'static str {
    names(language)
        .find(|(other, _)| *other == country)
        .map_or("", |(_, name)| name)
}

fn calling_code(country: country::Id) -> u16 {
    let mut all = CALLING_CODES.lines().filter_map(|line| line.split_once(' '));
    let found = all.find(|(code, _)| *code == country.as_ref());
    found
        .and_then(|(_, number)| number.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use phonenumber::metadata::DATABASE;

    fn countries(allowed: &str, home: &str) -> Countries {
        let allowed = AllowedCountries::parse(allowed).unwrap();
        Countries::new(&allowed, NumberReader::new(home).unwrap())
    }

    #[test]
    fn every_region_that_the_library_knows_has_a_name_in_each_language() {
        // 001 is where numbers of no country belong.
        let regions = DATABASE.iter().map(phonenumber::Metadata::id);
        let regions: Vec<_> = regions.filter(|id| *id != "001").collect();
        assert!(regions.len() > 200);
        for language in Language::ALL {
            for id in &regions {
                let country = id.parse().unwrap_or_else(|_| panic!("{id} is no country"));
                assert!(!name(country, language).is_empty(), "{id} {language:?}");
                let metadata = DATABASE
                    .by_id(country.as_ref())
                    .map(phonenumber::Metadata::country_code);
                assert_eq!(Some(calling_code(country)), metadata, "{id}");
            }
            let mut all: Vec<_> = names(language).map(|(_, name)| name).collect();
            assert!(all.iter().all(|name| !name.contains(['<', '>', '&', '"', '+'])));
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), names(language).count(), "{language:?}");
        }
    }

    #[test]
    fn home_comes_first_and_the_rest_in_the_order_of_the_language() {
        let countries = countries("US,JP,GB,DE", "JP");
        assert_eq!(
            countries.options(Language::En, ""),
            "<option value=\"JP\" selected>Japan +81</option><option value=\"DE\">Germany +49</option>\
             <option value=\"GB\">United Kingdom +44</option><option value=\"US\">United States +1</option>"
        );
        assert_eq!(
            countries.options(Language::Ja, "DE"),
            "<option value=\"JP\">日本 +81</option><option value=\"US\">アメリカ合衆国 +1</option>\
             <option value=\"GB\">イギリス +44</option><option value=\"DE\" selected>ドイツ +49</option>"
        );
    }

    #[test]
    fn only_an_allowed_country_is_chosen() {
        let some = countries("JP,US", "JP");
        assert_eq!(
            (some.choice("US").calling_code, some.choice("US").is_choice),
            (1, true)
        );
        for code in ["GB", "XX", "us", "", "<b>"] {
            assert_eq!(some.choice(code).code, "JP", "{code}");
        }
        let one = countries("US", "JP");
        assert_eq!((&*one.choice("").code, one.choice("").is_choice), ("US", false));
        let all = countries("*", "JP");
        assert!(all.choice("").is_choice && all.options(Language::Ja, "").matches("<option").count() > 200);
    }
}
