use crate::randomness::Randomness;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// The secret in the session cookie: 256 random bits as 64 hex digits. Never stored.
#[derive(Clone, Debug)]
pub struct SessionId(SecretString);

/// SHA-256 of a [`SessionId`], which is what the database knows. Enough without a key: the id is random and long.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SessionHash([u8; 32]);

impl SessionId {
    /// A fresh id.
    pub fn random(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0; 32];
        randomness.fill(&mut bytes);
        Self(hex::encode(bytes).into())
    }

    /// The id in a cookie; nothing if it cannot be one of ours.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let right_form = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        right_form.then(|| Self(value.to_owned().into()))
    }

    /// The value of the cookie.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What the database knows of it.
    pub fn hash(&self) -> SessionHash {
        SessionHash(Sha256::digest(self.expose()).into())
    }
}

impl SessionHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;

    #[test]
    fn a_cookie_brings_back_the_same_hash_and_debug_shows_no_id() {
        let id = SessionId::random(&SeededRandomness::new(1));
        let back = SessionId::from_cookie(id.expose()).unwrap();
        assert_eq!(id.hash(), back.hash());
        assert!(!format!("{id:?}").contains(id.expose()));
    }

    #[test]
    fn other_values_are_no_ids() {
        for value in ["", "abc", &"g".repeat(64), &"a".repeat(65)] {
            assert!(SessionId::from_cookie(value).is_none(), "{value}");
        }
    }
}
