use super::reader::Reader;
use app::brand::Brand;
use std::path::PathBuf;

/// Characters. The name stands in one line with the language switch on a phone.
const LONGEST: usize = 40;

/// What the operator calls the portal, and the files it is dressed in.
#[derive(Clone, Debug)]
pub struct BrandConfig {
    /// In the header and in titles.
    pub name: String,
    /// A style sheet that comes after ours.
    pub style: Option<PathBuf>,
    /// A logo in the place of ours.
    pub logo: Option<PathBuf>,
}

pub(super) fn brand(reader: &mut Reader<'_>) -> BrandConfig {
    BrandConfig {
        name: name(reader),
        style: reader.text("KAKUNIN_STYLE_FILE").map(PathBuf::from),
        logo: reader.text("KAKUNIN_LOGO_FILE").map(PathBuf::from),
    }
}

fn name(reader: &mut Reader<'_>) -> String {
    let name = reader.text("KAKUNIN_NAME").unwrap_or(Brand::OWN_NAME).trim();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        reader.mistake(format!(
            "KAKUNIN_NAME must be one line of 1 to {LONGEST} characters"
        ));
        return Brand::OWN_NAME.into();
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Environment};

    #[test]
    fn a_name_is_taken_as_it_is_and_a_long_or_broken_one_is_a_mistake() {
        let read = |pairs: &[(&str, &str)]| Config::read(&Environment::of(pairs.iter().copied()));
        assert_eq!(read(&[]).unwrap().brand.name, "Kakunin");
        let named = read(&[("KAKUNIN_NAME", "Hanako & <Co>")]).unwrap();
        assert_eq!(named.brand.name, "Hanako & <Co>");
        for name in [&*"あ".repeat(41), "two\nlines", "bell\u{7}"] {
            let mistakes = read(&[("KAKUNIN_NAME", name)]).unwrap_err();
            assert_eq!(
                mistakes[0].0,
                "KAKUNIN_NAME must be one line of 1 to 40 characters"
            );
        }
    }
}
