//! Light or dark.

use super::by_name::by_name;
use std::str::FromStr;

/// How the pages look.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Theme {
    /// As the system of the person is set.
    #[default]
    System,
    /// Light, whatever the system says.
    Light,
    /// Dark, whatever the system says.
    Dark,
}

/// The name belongs to no theme.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownTheme;

impl Theme {
    /// All themes, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The cookie that keeps the choice, see [`super::preference`].
    pub const COOKIE: &str = "kakunin_theme";

    /// The name in forms, cookies and `data-theme`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The value of `data-theme` on `<html>`; the style sheet follows the system where there is none.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            chosen => Some(chosen.as_str()),
        }
    }

    /// The value of `<meta name="color-scheme">` (CSS Color Adjustment, section 2.1).
    pub const fn color_scheme(self) -> &'static str {
        match self {
            Self::System => "light dark",
            chosen => chosen.as_str(),
        }
    }
}

impl FromStr for Theme {
    type Err = UnknownTheme;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|theme| theme.as_str() == name).ok_or(UnknownTheme)
    }
}

by_name!(Theme, as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_found_by_its_own_name_and_nothing_else_is() {
        for theme in Theme::ALL {
            assert_eq!(theme.as_str().parse(), Ok(theme));
        }
        for name in ["", "Dark", "dark\" onload=\"x"] {
            assert_eq!(name.parse::<Theme>(), Err(UnknownTheme), "{name}");
        }
    }
}
