use super::random_id;
use crate::randomness::Randomness;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// What the cookie of a remembered browser holds: the id of its row and a secret of 256 random bits, as hex digits with a dot
/// between them. The secret is never stored.
#[derive(Clone, Debug)]
pub struct BrowserSecret {
    id: String,
    secret: SecretString,
}

/// SHA-256 of the secret, which is what the database knows. Enough without a key: the secret is random and long.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BrowserSecretHash([u8; 32]);

const ID_DIGITS: usize = 32;
const SECRET_DIGITS: usize = 64;

impl BrowserSecret {
    /// A browser that nobody knows yet.
    pub fn random(randomness: &dyn Randomness) -> Self {
        Self {
            id: random_id(randomness),
            secret: random_secret(randomness),
        }
    }

    /// The same browser with another secret.
    pub fn renewed(&self, randomness: &dyn Randomness) -> Self {
        Self {
            id: self.id.clone(),
            secret: random_secret(randomness),
        }
    }

    /// What a cookie holds; nothing if it cannot be one of ours.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let (id, secret) = value.split_once('.')?;
        (is_hex(id, ID_DIGITS) && is_hex(secret, SECRET_DIGITS)).then(|| Self {
            id: id.to_owned(),
            secret: secret.to_owned().into(),
        })
    }

    /// The value of the cookie.
    pub fn to_cookie(&self) -> String {
        format!("{}.{}", self.id, self.secret.expose_secret())
    }

    /// The id of its row. Opens nothing.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the database knows of the secret.
    pub fn hash(&self) -> BrowserSecretHash {
        BrowserSecretHash(Sha256::digest(self.secret.expose_secret()).into())
    }
}

impl BrowserSecretHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

fn random_secret(randomness: &dyn Randomness) -> SecretString {
    let mut bytes = [0; SECRET_DIGITS / 2];
    randomness.fill(&mut bytes);
    hex::encode(bytes).into()
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;
    use proptest::prelude::*;

    #[test]
    fn a_cookie_brings_back_the_same_browser_and_debug_shows_no_secret() {
        let randomness = SeededRandomness::new(1);
        let browser = BrowserSecret::random(&randomness);
        let back = BrowserSecret::from_cookie(&browser.to_cookie()).unwrap();
        assert_eq!((back.id(), back.hash()), (browser.id(), browser.hash()));
        assert!(!format!("{browser:?}").contains(browser.secret.expose_secret()));
        let renewed = browser.renewed(&randomness);
        assert_eq!(renewed.id(), browser.id());
        assert_ne!(renewed.hash(), browser.hash());
    }

    #[test]
    fn other_values_are_no_browsers() {
        let (id, secret) = ("a".repeat(32), "b".repeat(64));
        for value in [
            String::new(),
            ".".into(),
            format!("{id}{secret}"),
            format!("{id}.{secret}0"),
            format!("{id}..{secret}"),
            format!("{}.{secret}", "é".repeat(16)),
        ] {
            assert!(BrowserSecret::from_cookie(&value).is_none(), "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_cookie_has_an_answer(value in ".*") {
            BrowserSecret::from_cookie(&value);
        }
    }
}
