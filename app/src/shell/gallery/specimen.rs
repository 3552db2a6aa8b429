use crate::sign_in::SignIn;
use leptos::{context::Provider, prelude::*};

/// Attributes that name an element of the same specimen.
const NAMING: [&str; 4] = ["id", "for", "aria-describedby", "aria-labelledby"];

/// One component in one state.
pub(super) struct Specimen {
    /// Names it in the page and in the pictures of the tests.
    pub(super) name: &'static str,
    /// As the server renders it.
    pub(super) html: String,
}

impl Specimen {
    /// Renders it with a sign-in of its own. Its ids get its name, for the same component stands on the page in other states, too.
    pub(super) fn new<V>(
        name: &'static str,
        sign_in: SignIn,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Self
    where
        V: IntoView + 'static,
    {
        let html = view! { <Provider value=sign_in>{view()}</Provider> }.to_html();
        let html = NAMING
            .iter()
            .fold(html, |html, attribute| named(&html, attribute, name));
        Self { name, html }
    }

    /// As if this had been typed into the field of this name.
    pub(super) fn filled(mut self, field: &str, typed: &str) -> Self {
        let name = format!(" name=\"{field}\"");
        self.html = self.html.replace(&name, &format!("{name} value=\"{typed}\""));
        self
    }
}

fn named(html: &str, attribute: &str, specimen: &str) -> String {
    let begin = format!(" {attribute}=\"");
    let mut parts = html.split(&begin);
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (ids, rest) = part.split_once('"').unwrap_or((part, ""));
        let ids: Vec<_> = ids
            .split(' ')
            .map(|id| format!("{}-{id}", specimen.replace([' ', ','], "-")))
            .collect();
        renamed.push_str(&format!("{begin}{}\"{rest}", ids.join(" ")));
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_what_names_them_stay_together() {
        let html = r#"<p id="a">x</p><input aria-describedby="a b" data-id="a">"#;
        let renamed = NAMING
            .iter()
            .fold(html.to_owned(), |html, attribute| named(&html, attribute, "s t"));
        assert_eq!(
            renamed,
            r#"<p id="s-t-a">x</p><input aria-describedby="s-t-a s-t-b" data-id="a">"#
        );
    }
}
