use crate::randomness::Randomness;
use app::domain::link_token::{LENGTH, token_in};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// The secret of a link at which a person chooses a password: 256 random bits as 64 hex digits. Never stored.
#[derive(Clone, Debug)]
pub struct LinkToken(SecretString);

/// SHA-256 of a [`LinkToken`], which is what the database knows. Enough without a key: the token is random and long.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LinkHash([u8; 32]);

impl LinkToken {
    /// A fresh token.
    pub fn random(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0; LENGTH / 2];
        randomness.fill(&mut bytes);
        Self(hex::encode(bytes).into())
    }

    /// The token in what someone typed: the token alone, or the whole link.
    pub fn in_text(typed: &str) -> Option<Self> {
        token_in(typed).map(|token| Self(token.into()))
    }

    /// The end of the link.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What the database knows of it.
    pub fn hash(&self) -> LinkHash {
        LinkHash(Sha256::digest(self.expose()).into())
    }
}

impl LinkHash {
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
    fn a_link_brings_back_the_same_hash_and_debug_shows_no_token() {
        let token = LinkToken::random(&SeededRandomness::new(1));
        let link = format!("https://login.example/choose-password#{}", token.expose());
        assert_eq!(LinkToken::in_text(&link).unwrap().hash(), token.hash());
        assert!(!format!("{token:?}").contains(token.expose()));
    }
}
