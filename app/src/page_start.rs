//! What a page begins with.

use crate::{
    brand::Brand,
    domain::{CountryChoice, Language, Theme, Typed, View},
    json,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the server knows when it renders a page, handed over to the browser inside the page.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct PageStart {
    /// State and notice.
    pub view: View,
    /// The language of the page.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Where people who are stuck find help.
    pub help: HelpLine,
    /// Name and logo of the portal.
    pub brand: Brand,
    /// What a plain form typed before this page.
    pub typed: Typed,
    /// The country of the numbers that are typed.
    pub country: CountryChoice,
}

impl PageStart {
    /// On the server the one in context, which is written into the page; in the browser the one in the page.
    pub(crate) fn handed_over() -> Self {
        SharedValue::new_str(|| InPage(use_context().unwrap_or_default()))
            .into_inner()
            .0
    }
}

/// A start as text in the page.
struct InPage(PageStart);

impl fmt::Display for InPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(&self.0).map_err(|_| fmt::Error)?;
        formatter.write_str(&text)
    }
}

impl FromStr for InPage {
    type Err = fmt::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        json::read(text).map(Self).ok_or(fmt::Error)
    }
}

/// What the operator wrote for people who are stuck: plain text, in each language; empty where there is none.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct HelpLine {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl HelpLine {
    /// The line in this language.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}
