use crate::randomness::Randomness;
use app::domain::typed_text::without_separators;
use secrecy::{ExposeSecret, SecretString};
use std::{collections::BTreeSet, fmt, str::FromStr};
use zeroize::Zeroizing;

/// Codes that are made at once.
pub const RECOVERY_CODES: usize = 10;

/// Digits and letters without I, L, O and U (Douglas Crockford, Base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Five bits each, so that ten random bytes are one code and no character is likelier than another.
const LENGTH: usize = 16;
/// The first characters choose the row; only what is behind them is secret.
const ROW_KEY: usize = 4;
/// What is printed together.
const GROUP: usize = 4;

/// A code for the day the phone is lost: sixteen characters of Crockford's base32, of which four choose the row and twelve
/// (60 bits) are the secret. Look-up secrets of NIST SP 800-63B-4 section 3.1.2. `Debug` shows nothing.
#[derive(Clone)]
pub struct RecoveryCode(SecretString);

/// The text is not sixteen characters of the alphabet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MalformedRecoveryCode;

impl RecoveryCode {
    /// Ten fresh codes, each with a row key of its own.
    pub fn fresh_set(randomness: &dyn Randomness) -> Vec<Self> {
        let (mut codes, mut row_keys) = (Vec::with_capacity(RECOVERY_CODES), BTreeSet::new());
        while codes.len() < RECOVERY_CODES {
            let code = Self::random(randomness);
            if row_keys.insert(code.row_key().to_owned()) {
                codes.push(code);
            }
        }
        codes
    }

    fn random(randomness: &dyn Randomness) -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        randomness.fill(&mut bytes[..LENGTH * 5 / 8]);
        let bits = Zeroizing::new(u128::from_be_bytes(*bytes));
        let character = |place: usize| {
            let index = (*bits >> (128 - 5 * (place + 1))) & 31;
            char::from(ALPHABET[usize::try_from(index).unwrap_or_default()])
        };
        Self((0..LENGTH).map(character).collect::<String>().into())
    }

    /// The four characters that choose the row. No secret: the database holds them in clear.
    pub fn row_key(&self) -> &str {
        &self.0.expose_secret()[..ROW_KEY]
    }

    /// The twelve characters that are hashed.
    pub(super) fn secret(&self) -> SecretString {
        self.0.expose_secret()[ROW_KEY..].into()
    }

    /// As it is printed: groups of four between hyphens.
    pub fn grouped(&self) -> Zeroizing<String> {
        let code = self.0.expose_secret();
        let groups: Vec<&str> = (0..LENGTH)
            .step_by(GROUP)
            .map(|start| &code[start..start + GROUP])
            .collect();
        Zeroizing::new(groups.join("-"))
    }
}

impl FromStr for RecoveryCode {
    type Err = MalformedRecoveryCode;

    /// Takes what people make of a code: small letters, O for 0, I and L for 1, blanks, hyphens, full-width characters.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let plain = Zeroizing::new(without_separators(typed));
        if plain.len() != LENGTH {
            return Err(MalformedRecoveryCode);
        }
        // As long as what it takes: no part of the code stays behind in a smaller buffer.
        let mut code = Zeroizing::new(String::with_capacity(LENGTH));
        for character in plain.chars() {
            code.push(meant(character).ok_or(MalformedRecoveryCode)?);
        }
        Ok(Self(code.as_str().into()))
    }
}

/// The character of the alphabet that was meant.
fn meant(typed: char) -> Option<char> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.contains(&u8::try_from(meant).ok()?).then_some(meant)
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;
    use proptest::prelude::*;

    struct Fixed(u8);

    impl Randomness for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    fn parsed(typed: &str) -> Result<String, MalformedRecoveryCode> {
        let code: RecoveryCode = typed.parse()?;
        Ok(code.grouped().to_string())
    }

    #[test]
    fn the_ends_of_the_random_bytes_are_the_ends_of_the_alphabet() {
        let grouped = |byte| RecoveryCode::random(&Fixed(byte)).grouped().to_string();
        assert_eq!(grouped(0), "0000-0000-0000-0000");
        assert_eq!(grouped(0xFF), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        // 10000 10010 00010 01000 01001 00001 00100 00100
        assert_eq!(&grouped(0b1000_0100)[..9], "GJ28-9144");
    }

    #[test]
    fn people_type_codes_in_many_ways() {
        for typed in [
            "0123-4567-89AB-CDEF",
            "0123456789abcdef",
            " 0123 4567 89ab cdef\n",
            "O123-4567-89AB-CDEF",
            "oi23-4567-89ab-cdef",
            "OL23-4567-89AB-CDEF",
            "ol23 4567 89ab cdef",
            "０１２３－４５６７－８９ＡＢ－ＣＤＥＦ",
            "０１２３　４５６７ー８９ａｂ—ｃｄｅｆ",
        ] {
            assert_eq!(parsed(typed).as_deref(), Ok("0123-4567-89AB-CDEF"), "{typed}");
        }
    }

    #[test]
    fn wrong_forms_are_refused() {
        for typed in [
            "",
            "0123-4567-89AB-CDE",
            "0123-4567-89AB-CDEF0",
            // U is no character of the alphabet and stands for none.
            "0123-4567-89AB-CDEU",
            "0123-4567-89AB-CDE*",
            "0123-4567-89AB-CDEé",
            "0123-4567-89AB-CD٣",
            "0123-4567-89AB-CDE\0",
        ] {
            assert_eq!(parsed(typed), Err(MalformedRecoveryCode), "{typed}");
        }
    }

    #[test]
    fn no_character_is_likelier_than_another() {
        let randomness = SeededRandomness::new(3);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..200 {
            for code in RecoveryCode::fresh_set(&randomness) {
                let code = code.grouped().replace('-', "");
                for character in code.chars() {
                    *counts.entry(character).or_insert(0) += 1;
                }
            }
        }
        // 32,000 characters: 1,000 each, with a standard deviation of 31.
        assert_eq!(counts.len(), ALPHABET.len());
        assert!(
            counts.values().all(|count| (850..1_150).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_row_key_that_is_taken_is_drawn_again() {
        struct Repeating(SeededRandomness, std::sync::atomic::AtomicUsize);
        impl Randomness for Repeating {
            fn fill(&self, bytes: &mut [u8]) {
                self.0.fill(bytes);
                let draw = self.1.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                if draw < 5 {
                    // Four characters are twenty bits.
                    bytes[..3].fill(7);
                }
            }
        }
        let codes = RecoveryCode::fresh_set(&Repeating(SeededRandomness::new(1), 0.into()));
        let row_keys: BTreeSet<_> = codes.iter().map(RecoveryCode::row_key).collect();
        assert_eq!((codes.len(), row_keys.len()), (RECOVERY_CODES, RECOVERY_CODES));
    }

    proptest! {
        #[test]
        fn parsing_is_total_and_gives_the_alphabet_only(typed in ".*") {
            if let Ok(code) = parsed(&typed) {
                prop_assert!(code.bytes().all(|byte| byte == b'-' || ALPHABET.contains(&byte)));
                prop_assert_eq!(code.len(), 19);
            }
        }

        #[test]
        fn every_made_code_is_taken_back_as_it_was_printed(seed in any::<u64>(), small in any::<bool>()) {
            for code in RecoveryCode::fresh_set(&SeededRandomness::new(seed)) {
                let printed = code.grouped().to_string();
                let typed = if small { printed.to_lowercase() } else { printed.clone() };
                prop_assert_eq!(parsed(&typed), Ok(printed));
            }
        }

        #[test]
        fn row_key_and_secret_are_the_whole_code(seed in any::<u64>()) {
            let code = RecoveryCode::random(&SeededRandomness::new(seed));
            let whole = format!("{}{}", code.row_key(), code.secret().expose_secret());
            prop_assert_eq!(whole, code.grouped().replace('-', ""));
        }

        #[test]
        fn debug_never_shows_a_code(seed in any::<u64>()) {
            let code = RecoveryCode::random(&SeededRandomness::new(seed));
            let shown = format!("{code:?}");
            prop_assert!(!shown.contains(code.row_key()) && !shown.contains(code.secret().expose_secret()));
        }
    }
}
