use crate::{data_key::DataKey, randomness::Randomness};
use secrecy::{ExposeSecret, SecretString};

const KIND: &str = "browser known to account";
const NONCE_LENGTH: usize = 16;

/// The cookie of a browser that signed in to an account before, or in which a password was chosen by a link of the operator: a
/// random number, and a keyed hash over it and the account (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). It
/// opens nothing; it only spares the owner the waits that strangers bring about. Nothing of it is stored.
#[derive(Clone, Debug)]
pub struct KnownBrowser(SecretString);

impl KnownBrowser {
    /// For a browser whose person has just shown to be the owner.
    pub(crate) fn new(key: &DataKey, randomness: &dyn Randomness, user_id: &str) -> Self {
        let mut nonce = [0; NONCE_LENGTH];
        randomness.fill(&mut nonce);
        let nonce = hex::encode(nonce);
        let proof = key.keyed_hash(KIND, &format!("{user_id} {nonce}"));
        Self(format!("{nonce}.{proof}").into())
    }

    /// From a cookie; nothing if it cannot be one of ours.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let (nonce, proof) = value.split_once('.')?;
        let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let right_form =
            nonce.len() == 2 * NONCE_LENGTH && proof.len() == 64 && is_hex(nonce) && is_hex(proof);
        right_form.then(|| Self(value.to_owned().into()))
    }

    /// The value of the cookie.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// True when this browser signed in to this account before.
    pub(crate) fn knows(&self, key: &DataKey, user_id: &str) -> bool {
        let Some((nonce, proof)) = self.expose().split_once('.') else {
            return false;
        };
        key.is_keyed_hash(KIND, &format!("{user_id} {nonce}"), proof)
    }

    /// What its failures at this account are counted by.
    pub(crate) fn subject(&self, key: &DataKey, user_id: &str) -> String {
        let nonce = self.expose().split('.').next().unwrap_or_default();
        key.keyed_hash("known browser", &format!("{user_id} {nonce}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;
    use std::sync::Arc;

    fn key(byte: u8) -> DataKey {
        DataKey::new(&[byte; 32], Arc::new(SeededRandomness::new(1)))
    }

    #[test]
    fn it_is_known_to_its_own_account_by_its_own_key() {
        let browser = KnownBrowser::new(&key(1), &SeededRandomness::new(2), "u1");
        let back = KnownBrowser::from_cookie(browser.expose()).unwrap();
        assert!(back.knows(&key(1), "u1"));
        assert!(!back.knows(&key(1), "u2") && !back.knows(&key(2), "u1"));
    }

    #[test]
    fn nobody_can_choose_its_number() {
        let browser = KnownBrowser::new(&key(1), &SeededRandomness::new(2), "u1");
        let proof = browser.expose().split_once('.').unwrap().1;
        let other = KnownBrowser::from_cookie(&format!("{}.{proof}", "0".repeat(32))).unwrap();
        assert!(!other.knows(&key(1), "u1"));
    }

    #[test]
    fn other_values_are_none_and_debug_shows_nothing() {
        let (nonce, proof) = ("a".repeat(32), "b".repeat(64));
        for value in [
            "",
            ".",
            &nonce,
            &format!("{nonce}.{proof}c"),
            &format!("{}.{proof}", "g".repeat(32)),
        ] {
            assert!(KnownBrowser::from_cookie(value).is_none(), "{value}");
        }
        let browser = KnownBrowser::from_cookie(&format!("{nonce}.{proof}")).unwrap();
        assert!(!format!("{browser:?}").contains(&nonce));
    }
}
