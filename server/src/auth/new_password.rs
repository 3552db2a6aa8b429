use super::password::{LONGEST_TYPED, normalised};
use app::domain::Notice;
use passwords::analyzer::is_common_password;
use secrecy::{ExposeSecret, SecretString};

/// A password that may be chosen, in its compared form. Only [`judge`] makes one.
#[derive(Clone, Debug)]
pub struct NewPassword(SecretString);

impl NewPassword {
    /// For hashing.
    pub fn into_secret(self) -> SecretString {
        self.0
    }
}

/// Fewest characters, which are code points after normalisation (OWASP ASVS 6.2.1).
const SHORTEST: usize = 8;
/// Most characters: more than the 64 that every verifier must take (OWASP ASVS 6.2.9).
const LONGEST: usize = 128;
/// Words that guessing begins with here, beside the user ID (OWASP ASVS 6.2.11).
const CONTEXT_WORDS: [&str; 2] = ["kakunin", "確認"];
/// A shorter user ID is part of too many words to mean anything.
const SHORTEST_CONTEXT_WORD: usize = 3;

/// Judges a password that someone wants to have: 8 to 128 characters, none of the 47,000 of that length that leak most often,
/// and more than the user ID or the name of the portal with a little added. No rules of composition (NIST SP 800-63B-4 section
/// 3.1.1.2). The password may be longer in bytes than in characters; blanks at its ends belong to it.
///
/// # Errors
/// [`Notice::PasswordTooShort`], [`Notice::PasswordTooLong`], [`Notice::PasswordTooCommon`].
pub fn judge(password: &SecretString, user_id: &str) -> Result<NewPassword, Notice> {
    if password.expose_secret().len() > LONGEST_TYPED {
        return Err(Notice::PasswordTooLong);
    }
    let plain = normalised(password);
    match plain.chars().count() {
        ..SHORTEST => return Err(Notice::PasswordTooShort),
        SHORTEST..=LONGEST => {}
        _ => return Err(Notice::PasswordTooLong),
    }
    if is_leaked(&plain) || is_context_with_little_added(&plain, user_id) {
        return Err(Notice::PasswordTooCommon);
    }
    Ok(NewPassword(plain.as_str().into()))
}

/// The list holds most of its entries in small letters, some in capitals, some with one capital, and looks at the case.
fn is_leaked(plain: &str) -> bool {
    let small = zeroize::Zeroizing::new(plain.to_lowercase());
    let capitals = zeroize::Zeroizing::new(plain.to_uppercase());
    let mut letters = small.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let one_capital: zeroize::Zeroizing<String> = zeroize::Zeroizing::new(first.chain(letters).collect());
    [plain, &small, &capitals, &one_capital]
        .into_iter()
        .any(is_common_password)
}

/// True when what remains without the words of this place would be no password by itself.
fn is_context_with_little_added(plain: &str, user_id: &str) -> bool {
    let small = zeroize::Zeroizing::new(plain.to_lowercase());
    let mut rest = small.clone();
    for word in context_words(user_id) {
        rest = zeroize::Zeroizing::new(rest.replace(&word, ""));
    }
    let rest_counts = rest.chars().count() >= SHORTEST && !is_leaked(&rest);
    *rest != *small && !rest_counts
}

/// The longest first: the user ID `kakunin-test` is taken away whole.
fn context_words(user_id: &str) -> Vec<String> {
    let user_id = user_id.to_lowercase();
    let name = user_id.split('@').next().unwrap_or_default();
    let of_user = [user_id.as_str(), name].into_iter();
    let long_enough = of_user.filter(|word| word.chars().count() >= SHORTEST_CONTEXT_WORD);
    let mut words: Vec<String> = long_enough.chain(CONTEXT_WORDS).map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(password: &str) -> Option<Notice> {
        judge(&password.into(), "hanako@example.jp").err()
    }

    #[test]
    fn length_is_counted_in_characters_after_normalisation() {
        for (password, expected) in [
            ("", Some(Notice::PasswordTooShort)),
            ("7zq;Lwm", Some(Notice::PasswordTooShort)),
            ("8zq;Lwmx", None),
            // One ligature is three letters, and eight full-width letters are eight.
            ("ﬃzq;Lwm", None),
            ("ｚｑｌｗｍｘｔｖ", None),
            (
                "か\u{3099}か\u{3099}か\u{3099}か\u{3099}",
                Some(Notice::PasswordTooShort),
            ),
            (&"🗻".repeat(128), None),
            (&"🗻".repeat(129), Some(Notice::PasswordTooLong)),
            (&"x".repeat(1_000_000), Some(Notice::PasswordTooLong)),
            ("  four  blanks  ", None),
        ] {
            let shown: String = password.chars().take(20).collect();
            assert_eq!(told(password), expected, "{shown}");
        }
    }

    #[test]
    fn leaked_passwords_are_refused_in_every_case_and_width() {
        for password in [
            "password",
            "PASSWORD",
            "PassWord",
            "ｐａｓｓｗｏｒｄ",
            "Password1",
            "P@ssw0rd",
            "12345678",
            "qwertyuiop",
            "1q2w3e4r",
            "doraemon",
            "!QAZ2wsx",
        ] {
            assert_eq!(told(password), Some(Notice::PasswordTooCommon), "{password}");
        }
    }

    #[test]
    fn words_of_this_place_count_for_nothing() {
        for password in [
            "kakunin2026",
            "Kakunin-Kakunin-1",
            "KAKUNINpassword",
            "確認確認確認確認",
            "hanako@example.jp",
            "Hanako.2026",
            "kakunin-hanako-1234",
        ] {
            assert_eq!(told(password), Some(Notice::PasswordTooCommon), "{password}");
        }
        for password in ["kakunin is where I prove it", "hanako likes fog at six"] {
            assert_eq!(told(password), None, "{password}");
        }
    }

    #[test]
    fn a_short_user_id_forbids_no_words() {
        assert!(judge(&"an apple a day".into(), "a").is_ok());
    }

    #[test]
    fn what_is_kept_is_what_is_compared_and_debug_shows_nothing() {
        let password = judge(&"ｃｏｒｒｅｃｔ horse".into(), "test").unwrap();
        assert!(!format!("{password:?}").contains("horse"));
        assert_eq!(password.into_secret().expose_secret(), "correct horse");
    }

    proptest! {
        // A debug build reads the whole list at each look.
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn judging_is_total(password in ".{0,150}", user_id in ".{0,20}") {
            let _ = judge(&password.into(), &user_id);
        }
    }
}
