use super::reader::Reader;
use app::page_start::HelpLine;

/// Characters. The line stands under a form on a phone.
const LONGEST: usize = 200;

/// What people who are stuck are told, in both languages.
pub(super) fn line(reader: &mut Reader<'_>) -> HelpLine {
    HelpLine {
        ja: one(reader, "KAKUNIN_HELP_JA"),
        en: one(reader, "KAKUNIN_HELP_EN"),
    }
}

fn one(reader: &mut Reader<'_>, name: &str) -> String {
    let text = reader.text(name).unwrap_or_default();
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        reader.mistake(format!("{name} must be one line of at most {LONGEST} characters"));
        return String::new();
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Environment};

    #[test]
    fn a_line_is_taken_as_it_is_and_a_long_or_broken_one_is_a_mistake() {
        let read = |text: &str| Config::read(&Environment::of([("KAKUNIN_HELP_JA", text)]));
        assert_eq!(read("内線 1234 へ").unwrap().help.ja, "内線 1234 へ");
        assert_eq!(read(&"あ".repeat(200)).unwrap().help.en, "");
        for text in [&*"あ".repeat(201), "two\nlines", "bell\u{7}"] {
            let mistakes = read(text).unwrap_err();
            assert_eq!(
                mistakes[0].0,
                "KAKUNIN_HELP_JA must be one line of at most 200 characters"
            );
        }
    }
}
