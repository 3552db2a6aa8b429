use super::{Environment, settings::SETTINGS};
use std::fmt::{self, Display, Formatter};

/// Below this likeness, from 0 to 1, a suggestion would be a guess.
const ALIKE: f64 = 0.6;

/// A `TWILIO_` name that is no setting. Other programs have such names too, so it is no mistake; but it may be a misspelt
/// one, without which the portal runs its sandbox.
pub struct Stranger<'a> {
    /// As it stands in the environment; it may hold any character.
    pub name: &'a str,
    /// The setting that looks like it, if one does.
    pub nearest: Option<&'static str>,
}

impl Environment {
    /// Every `TWILIO_` name that nothing reads; never a value.
    pub fn strangers(&self) -> impl Iterator<Item = Stranger<'_>> {
        let unknown = self.names().filter(|name| {
            name.starts_with("TWILIO_") && !SETTINGS.iter().any(|setting| setting.name == *name)
        });
        unknown.map(|name| Stranger {
            name,
            nearest: nearest(name),
        })
    }
}

impl Stranger<'_> {
    /// What to do about it.
    pub fn remedy(&self) -> String {
        match self.nearest {
            Some(nearest) => format!("did you mean {nearest}?"),
            None => "kakunin --help lists what it reads".into(),
        }
    }
}

impl Display for Stranger<'_> {
    /// On one line.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let name = self.name.replace(char::is_control, " ");
        write!(formatter, "{name} is no setting of Kakunin; {}", self.remedy())
    }
}

fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(name, known);
    let ours = SETTINGS.iter().map(|setting| setting.name);
    let nearest = ours.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(nearest) > ALIKE).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_alike_is_suggested() {
        for (name, expected) in [
            ("TWILIO_AUTH_TOEKN", Some("TWILIO_AUTH_TOKEN")),
            ("TWILIO_TOKEN", Some("TWILIO_AUTH_TOKEN")),
            ("TWILIO_VERIFY_SERVICE_SID", Some("TWILIO_VERIFICATION_SID")),
            ("TWILIO_PHONE_NUMBER", None),
        ] {
            assert_eq!(nearest(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_begins_no_line_of_its_own() {
        let environment = Environment::of([("TWILIO_\nX", "1"), ("TWILIO_AUTH_TOKEN", "t"), ("OTHER", "1")]);
        let lines: Vec<_> = environment
            .strangers()
            .map(|stranger| stranger.to_string())
            .collect();
        assert_eq!(
            lines,
            ["TWILIO_ X is no setting of Kakunin; kakunin --help lists what it reads"]
        );
    }
}
