//! The country whose numbers need no calling code in the field.

use super::Language;
use serde::{Deserialize, Serialize};

/// The country that the visitor chose last, or the usual one.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct CountryChoice {
    /// Two letters of ISO 3166-1.
    pub code: String,
    /// Without its plus.
    pub calling_code: u16,
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
    /// False where the portal takes numbers of this country only.
    pub is_choice: bool,
}

impl CountryChoice {
    /// Its name in this language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}
