//! What an operator may call the portal.

use serde::{Deserialize, Serialize};

/// Name and logo of the portal.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Brand {
    /// In the header and in titles: plain text.
    pub name: String,
    /// Address of the operator's logo; ours is drawn where there is none.
    pub logo: Option<String>,
}

impl Brand {
    /// The name of this program.
    pub const OWN_NAME: &'static str = "Kakunin";

    /// True for our own name, which is also written in Japanese.
    pub fn is_own(&self) -> bool {
        self.name == Self::OWN_NAME
    }

    /// What stands in `<title>` on the page with this title.
    pub fn title(&self, of_page: &str) -> String {
        format!("{of_page} · {}", self.name)
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            name: Self::OWN_NAME.into(),
            logo: None,
        }
    }
}
