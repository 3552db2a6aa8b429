use std::fmt;

/// A currency of ISO 4217. Money is counted in its minor units: yen have none, so a yen is one; a dollar is 100.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Currency(String);

/// Currencies whose minor unit is not a hundredth, by its digits (ISO 4217, list one).
const OTHER_DIGITS: [(usize, &[&str]); 2] = [
    (
        0,
        &[
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ],
    ),
    (3, &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]),
];

impl Currency {
    /// Three capital letters, such as `JPY`.
    pub fn parse(code: &str) -> Option<Self> {
        let right_form = code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        right_form.then(|| Self(code.to_owned()))
    }

    /// Yen.
    pub fn yen() -> Self {
        Self("JPY".into())
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        &self.0
    }

    fn digits(&self) -> usize {
        let odd = OTHER_DIGITS
            .iter()
            .find(|(_, codes)| codes.contains(&self.code()));
        odd.map_or(2, |(digits, _)| *digits)
    }

    /// An amount for people: `1234 JPY`, `12.34 USD`.
    pub fn show(&self, minor_units: i64) -> impl fmt::Display {
        let digits = self.digits();
        let mut text = format!("{minor_units:0width$}", width = digits + 1);
        if digits > 0 {
            text.insert(text.len() - digits, '.');
        }
        format!("{text} {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_the_digits_of_its_currency() {
        for (code, amount, expected) in [
            ("JPY", 1_234, "1234 JPY"),
            ("JPY", 0, "0 JPY"),
            ("USD", 1_234, "12.34 USD"),
            ("USD", 5, "0.05 USD"),
            ("KWD", 1_234, "1.234 KWD"),
        ] {
            let currency = Currency::parse(code).unwrap();
            assert_eq!(currency.show(amount).to_string(), expected);
        }
    }

    #[test]
    fn only_three_capitals_are_a_code() {
        for code in ["", "yen", "JP", "JPYY", "¥"] {
            assert_eq!(Currency::parse(code), None, "{code}");
        }
    }
}
