use super::hash_memory::HashMemory;
use crate::metrics::{self, Stopwatch};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, Version,
    password_hash::phc::{Output, PasswordHash, Salt},
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

/// The work of one Argon2id hash (OWASP Password Storage Cheat Sheet: 19 MiB, t=2, p=1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PasswordCost {
    fn default() -> Self {
        Self {
            memory: 19 * 1024,
            passes: 2,
            lanes: 1,
        }
    }
}

/// Hashing was not possible. The cause is for the log.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// The cost or the stored hash is not one that Argon2 takes.
    #[error("argon2: {0}")]
    Argon2(String),
    /// So many wait for their turn that one more would only hold memory.
    #[error("too many passwords wait to be hashed")]
    TooMany,
    /// The thread that hashed is gone.
    #[error("the hashing thread ended")]
    Thread,
}

impl From<argon2::Error> for HashError {
    fn from(error: argon2::Error) -> Self {
        Self::Argon2(error.to_string())
    }
}

impl From<argon2::password_hash::Error> for HashError {
    fn from(error: argon2::password_hash::Error) -> Self {
        Self::Argon2(error.to_string())
    }
}

impl From<argon2::password_hash::phc::Error> for HashError {
    fn from(error: argon2::password_hash::phc::Error) -> Self {
        Self::Argon2(error.to_string())
    }
}

/// What comparing a password gave.
pub(super) struct Comparison {
    /// True when it is the password.
    pub right: bool,
    /// The same password with today's cost, when the stored hash has another.
    pub upgrade: Option<String>,
}

/// Hashes and compares passwords on blocking threads, never more at once than there are cores, and lets so many wait.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    // What an unknown user is compared with, so that the answer takes as long as for a known one.
    nobody: Arc<str>,
    at_once: Arc<Semaphore>,
    // Those under way and those that wait for them.
    places: Arc<Semaphore>,
    cores: usize,
    waiting: usize,
    memory: Arc<HashMemory>,
}

/// Bytes of a password as typed. A longer one is wrong, and refused where one is chosen, without being looked at: hashing a
/// megabyte is work that nobody should be able to ask for.
pub(super) const LONGEST_TYPED: usize = 1_024;

/// See [`Passwords::place`].
pub(super) type Place = Arc<OwnedSemaphorePermit>;

/// So many wait for each core: a second of work, at twice the usual cost.
const WAITING: usize = 64;

impl Passwords {
    /// Prepares for this cost.
    ///
    /// # Errors
    /// When Argon2 does not take the cost.
    pub fn new(cost: PasswordCost, cores: usize) -> Result<Self, HashError> {
        // The length is part of what is compared with a stored hash, which always names one.
        let length = Some(Params::DEFAULT_OUTPUT_LEN);
        let params = Params::new(cost.memory, cost.passes, cost.lanes, length)?;
        let nobody = hash_of_nobody(&params)?.into();
        let cores = cores.max(1);
        let passwords = Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            nobody,
            at_once: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores)),
            cores,
            waiting: 0,
            memory: Arc::default(),
        };
        Ok(passwords.with_waiting(WAITING * cores))
    }

    /// Lets so many wait, and no more.
    #[must_use]
    pub fn with_waiting(self, waiting: usize) -> Self {
        let places = Arc::new(Semaphore::new(self.cores + waiting));
        Self {
            places,
            waiting,
            ..self
        }
    }

    /// So many may wait.
    pub fn waiting_at_most(&self) -> usize {
        self.waiting
    }

    /// The hash of a new password, as a PHC string.
    ///
    /// # Errors
    /// When Argon2 or its thread fails.
    pub async fn hash(&self, password: SecretString) -> Result<String, HashError> {
        self.hash_at(self.place()?, password).await
    }

    /// The same, for somebody who has a place already.
    pub(super) async fn hash_at(&self, place: Place, password: SecretString) -> Result<String, HashError> {
        let argon2 = self.argon2.clone();
        self.on_a_thread(place, move || hash_now(&argon2, &normalised(&password)))
            .await
    }

    /// A place among those whose passwords are hashed, or wait for it, until the last copy is dropped: whoever has one is not turned
    /// away half-way.
    ///
    /// # Errors
    /// When too many wait.
    pub(super) fn place(&self) -> Result<Place, HashError> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        place.map(Arc::new).map_err(|_| HashError::TooMany)
    }

    /// Compares with the stored hash, or does the same work for nobody and says no.
    ///
    /// # Errors
    /// When the stored hash cannot be read or the thread fails.
    pub(super) async fn compare(
        &self,
        password: SecretString,
        stored: Option<&str>,
    ) -> Result<Comparison, HashError> {
        let argon2 = self.argon2.clone();
        // An account whose password is still to be chosen has none that could be right.
        let stored = stored.filter(|hash| !hash.is_empty());
        let known = stored.is_some();
        let stored: Arc<str> = stored.map_or_else(|| self.nobody.clone(), Into::into);
        let memory = Arc::clone(&self.memory);
        self.on_a_thread(self.place()?, move || {
            let password = normalised(&password);
            let hash = PasswordHash::new(&stored)?;
            let right = known & memory.compare(password.as_bytes(), &hash)?;
            let outdated = right && Params::try_from(&hash).ok().as_ref() != Some(argon2.params());
            let upgrade = if outdated {
                Some(hash_now(&argon2, &password)?)
            } else {
                None
            };
            Ok(Comparison { right, upgrade })
        })
        .await
    }

    /// Gives back the memory that hashing keeps, when no password was compared since the last call.
    pub fn release_memory(&self) {
        self.memory.release_if_idle();
    }

    async fn on_a_thread<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let waits = metrics::password_waits();
        let permit = self.at_once.clone().acquire_owned().await;
        drop(waits);
        let permit = permit.map_err(|_| HashError::Thread)?;
        tokio::task::spawn_blocking(move || {
            // Held to the end of the work, also when the visitor has gone away.
            let _held = (permit, place);
            let begun = Stopwatch::start();
            let done = work();
            metrics::passwords_hashed(begun.elapsed());
            done
        })
        .await
        .map_err(|_| HashError::Thread)?
    }
}

/// NFKC, so that `ｐａｓｓ` and `pass` are one password on every keyboard. NIST SP 800-63B-4 (section 3.1.1.2) has NFC in its place,
/// which would keep the full-width letters of a Japanese keyboard apart.
pub(super) fn normalised(password: &SecretString) -> zeroize::Zeroizing<String> {
    zeroize::Zeroizing::new(password.expose_secret().nfkc().collect())
}

fn hash_now(argon2: &Argon2<'_>, password: &str) -> Result<String, HashError> {
    Ok(argon2.hash_password(password.as_bytes())?.to_string())
}

/// What no password is known to have: comparing with it takes as long as with any other of this cost.
fn hash_of_nobody(params: &Params) -> Result<String, HashError> {
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.try_into()?,
        salt: Some(Salt::new(&[0; Salt::RECOMMENDED_LENGTH])?),
        hash: Some(Output::new(&[0; Params::DEFAULT_OUTPUT_LEN])?),
    };
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests;
