//! The key that phone numbers are sealed with, so that a stolen database shows none of them.

pub mod rotation;
mod source;

pub use source::{DataKeySource, DataKeySourceError};

use crate::randomness::Randomness;
use app::domain::PhoneNumber;
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// Bytes of a key.
pub const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;
/// Every number is filled up to this length, so that a sealed one does not tell its own.
const PADDED: usize = 16;
/// Texts are filled up to a multiple of it.
const TEXT_STEP: usize = 64;

/// Seals numbers (XChaCha20-Poly1305, a fresh nonce each time) and finds equal ones (HMAC-SHA-256). The two use keys that
/// HKDF derives from the one that the operator keeps. Cheap to clone; `Debug` shows nothing.
#[derive(Clone)]
pub struct DataKey {
    cipher: Arc<XChaCha20Poly1305>,
    hash_key: Arc<Zeroizing<[u8; KEY_LENGTH]>>,
    check: Arc<str>,
    randomness: Arc<dyn Randomness>,
}

/// What is stored of a number to find it again: a keyed hash as 64 hex digits.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct NumberHash(String);

/// A sealed number was changed, moved to another row, or sealed with another key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a sealed number cannot be opened: the row was changed, or another data key sealed it")]
pub struct CannotOpen;

impl DataKey {
    /// From the 32 bytes that the operator keeps.
    pub fn new(bytes: &[u8; KEY_LENGTH], randomness: Arc<dyn Randomness>) -> Self {
        let derive = Hkdf::<Sha256>::new(None, bytes);
        let seal = derived(&derive, b"kakunin seal 1");
        let check = hex::encode(&derived(&derive, b"kakunin check 1")[..16]);
        Self {
            cipher: Arc::new(XChaCha20Poly1305::new(&Key::from(*seal))),
            hash_key: Arc::new(derived(&derive, b"kakunin number hash 1")),
            check: check.into(),
            randomness,
        }
    }

    /// What a database keeps to know the key again; tells nothing about it.
    pub fn check_value(&self) -> &str {
        &self.check
    }

    /// Seals a number for one place, such as the row of one user, and for no other. Base64.
    ///
    /// # Panics
    /// Never: a message of 16 bytes is within the limits of the cipher.
    pub fn seal(&self, place: &str, number: &PhoneNumber) -> String {
        self.seal_bytes(place, format!("{:<PADDED$}", number.as_str()).as_bytes())
    }

    /// Seals a text for one place. The sealed one tells its length by steps of 64 bytes only.
    pub fn seal_text(&self, place: &str, text: &str) -> String {
        let width = text.len().next_multiple_of(TEXT_STEP);
        let blanks = width - text.len();
        self.seal_bytes(place, format!("{text}{:blanks$}", "").as_bytes())
    }

    /// Opens a text that was sealed for this place, without blanks at its end.
    ///
    /// # Errors
    /// [`CannotOpen`].
    pub fn open_text(&self, place: &str, sealed: &str) -> Result<String, CannotOpen> {
        let opened = self.open_bytes(place, sealed)?;
        let text = std::str::from_utf8(&opened).map_err(|_| CannotOpen)?;
        Ok(text.trim_end().to_owned())
    }

    fn seal_bytes(&self, place: &str, message: &[u8]) -> String {
        let mut nonce = [0; NONCE_LENGTH];
        self.randomness.fill(&mut nonce);
        let payload = Payload {
            msg: message,
            aad: place.as_bytes(),
        };
        #[expect(clippy::expect_used, reason = "it fails only for messages of many gigabytes")]
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a short message can be sealed");
        STANDARD.encode([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`CannotOpen`].
    pub fn open(&self, place: &str, sealed: &str) -> Result<PhoneNumber, CannotOpen> {
        let opened = self.open_bytes(place, sealed)?;
        let text = std::str::from_utf8(&opened).map_err(|_| CannotOpen)?;
        text.trim_end().parse().map_err(|_| CannotOpen)
    }

    fn open_bytes(&self, place: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let bytes = STANDARD.decode(sealed).map_err(|_| CannotOpen)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LENGTH>().ok_or(CannotOpen)?;
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        let opened = self.cipher.decrypt(&XNonce::from(*nonce), payload);
        opened.map(Zeroizing::new).map_err(|_| CannotOpen)
    }

    /// The same number has the same hash; without the key nobody can try all numbers.
    pub fn hash(&self, number: &PhoneNumber) -> NumberHash {
        NumberHash(self.keyed_hash("number", number.as_str()))
    }

    /// Keyed hash of something that should not stand in the database, such as what was typed as a user ID. 64 hex digits;
    /// `kind` keeps the kinds apart.
    pub fn keyed_hash(&self, kind: &str, text: &str) -> String {
        hex::encode(self.mac(kind, text).finalize().into_bytes())
    }

    /// True when this is [`DataKey::keyed_hash`] of it. Takes as long wherever the two differ.
    pub fn is_keyed_hash(&self, kind: &str, text: &str, hash: &str) -> bool {
        hex::decode(hash).is_ok_and(|hash| self.mac(kind, text).verify_slice(&hash).is_ok())
    }

    fn mac(&self, kind: &str, text: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&**self.hash_key).expect("any length");
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac
    }
}

impl NumberHash {
    /// 64 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DataKey")
    }
}

fn derived(from: &Hkdf<Sha256>, purpose: &[u8]) -> Zeroizing<[u8; KEY_LENGTH]> {
    let mut key = Zeroizing::new([0; KEY_LENGTH]);
    // Fails only for outputs of more than 8,160 bytes.
    let _ = from.expand(purpose, &mut *key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;

    fn key(byte: u8) -> DataKey {
        DataKey::new(&[byte; KEY_LENGTH], Arc::new(SeededRandomness::new(1)))
    }

    fn number(text: &str) -> PhoneNumber {
        text.parse().unwrap()
    }

    #[test]
    fn a_sealed_number_opens_in_its_own_place_with_its_own_key() {
        let number = number("+819012345678");
        let sealed = key(1).seal("users 1", &number);
        assert_eq!(key(1).open("users 1", &sealed), Ok(number));
        assert_eq!(key(1).open("users 2", &sealed), Err(CannotOpen));
        assert_eq!(key(2).open("users 1", &sealed), Err(CannotOpen));
        assert_eq!(key(1).open("users 1", "no base64"), Err(CannotOpen));
        assert_eq!(key(1).open("users 1", ""), Err(CannotOpen));
    }

    #[test]
    fn sealing_tells_neither_length_nor_equality() {
        let key = key(1);
        let short = key.seal("users 1", &number("+68312345"));
        let long = key.seal("users 1", &number("+819012345678"));
        assert_eq!(short.len(), long.len());
        assert_ne!(long, key.seal("users 1", &number("+819012345678")));
    }

    #[test]
    fn one_bit_changed_opens_nothing() {
        let sealed = key(1).seal("users 1", &number("+819012345678"));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(key(1).open("users 1", &changed), Err(CannotOpen), "{index}");
        }
    }

    #[test]
    fn equal_numbers_are_found_by_one_key_only() {
        let number = number("+819012345678");
        assert_eq!(key(1).hash(&number), key(1).hash(&number));
        assert_ne!(key(1).hash(&number), key(2).hash(&number));
        assert_ne!(key(1).keyed_hash("a", "b"), key(1).keyed_hash("c", "b"));
        let hash = key(1).keyed_hash("a", "b");
        assert!(key(1).is_keyed_hash("a", "b", &hash) && !key(2).is_keyed_hash("a", "b", &hash));
        assert!(!key(1).is_keyed_hash("a", "b", &hash[..62]) && !key(1).is_keyed_hash("a", "b", ""));
        assert_ne!(key(1).check_value(), key(2).check_value());
    }
}
