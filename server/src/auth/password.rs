use crate::metrics::{self, Stopwatch};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tokio::sync::Semaphore;
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
}

/// Bytes of a password as typed. A longer one is wrong, and refused where one is chosen, without being looked at: hashing a
/// megabyte is work that nobody should be able to ask for.
pub(super) const LONGEST_TYPED: usize = 1_024;

/// So many wait for each core: a second of work, at twice the usual cost.
const WAITING: usize = 64;

impl Passwords {
    /// Prepares for this cost; hashes once, for the user who does not exist.
    ///
    /// # Errors
    /// When Argon2 does not take the cost.
    pub fn new(cost: PasswordCost, cores: usize) -> Result<Self, HashError> {
        // The length is part of what is compared with a stored hash, which always names one.
        let length = Some(Params::DEFAULT_OUTPUT_LEN);
        let params = Params::new(cost.memory, cost.passes, cost.lanes, length).map_err(argon2_error)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash_now(&argon2, "")?.into();
        let cores = cores.max(1);
        let passwords = Self {
            argon2,
            nobody,
            at_once: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores)),
            cores,
            waiting: 0,
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
        let argon2 = self.argon2.clone();
        self.on_a_thread(move || hash_now(&argon2, &normalised(&password)))
            .await
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
        self.on_a_thread(move || {
            let password = normalised(&password);
            let hash = PasswordHash::new(&stored).map_err(argon2_error)?;
            let right = known & argon2.verify_password(password.as_bytes(), &hash).is_ok();
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

    async fn on_a_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| HashError::TooMany)?;
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
    Ok(argon2
        .hash_password(password.as_bytes())
        .map_err(argon2_error)?
        .to_string())
}

fn argon2_error(error: impl std::fmt::Display) -> HashError {
    HashError::Argon2(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: PasswordCost = PasswordCost {
        memory: 16,
        passes: 1,
        lanes: 1,
    };

    #[tokio::test]
    async fn the_right_password_is_right_on_every_keyboard() {
        let passwords = Passwords::new(CHEAP, 1).unwrap();
        let hash = passwords.hash("verify".into()).await.unwrap();
        for (typed, right) in [
            ("verify", true),
            ("ｖｅｒｉｆｙ", true),
            ("Verify", false),
            ("", false),
        ] {
            let comparison = passwords.compare(typed.into(), Some(&hash)).await.unwrap();
            assert_eq!(comparison.right, right, "{typed}");
        }
    }

    #[tokio::test]
    async fn nobody_has_no_password_not_even_the_empty_one() {
        let passwords = Passwords::new(CHEAP, 1).unwrap();
        assert!(!passwords.compare("".into(), None).await.unwrap().right);
    }

    #[tokio::test]
    async fn a_flood_is_turned_away_and_those_who_wait_are_not() {
        let passwords = Passwords::new(CHEAP, 1).unwrap();
        let busy = passwords.at_once.clone().acquire_owned().await.unwrap();
        let all = WAITING + 1;
        let flood: Vec<_> = (0..all + 5)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.compare("".into(), None).await })
            })
            .collect();
        let mut turned_away = 0;
        let mut waiting = Vec::new();
        for _ in 0..all + 5 {
            tokio::task::yield_now().await;
        }
        for task in flood {
            if task.is_finished() {
                assert!(matches!(task.await.unwrap(), Err(HashError::TooMany)));
                turned_away += 1;
            } else {
                waiting.push(task);
            }
        }
        assert_eq!((turned_away, waiting.len()), (5, all));
        drop(busy);
        for task in waiting {
            assert!(!task.await.unwrap().unwrap().right);
        }
    }

    #[tokio::test]
    async fn while_none_is_chosen_no_password_is_right_and_none_is_an_error() {
        let passwords = Passwords::new(CHEAP, 1).unwrap();
        for typed in ["", "verify"] {
            assert!(!passwords.compare(typed.into(), Some("")).await.unwrap().right);
        }
    }

    #[tokio::test]
    async fn another_cost_is_upgraded_once() {
        let cheap = Passwords::new(CHEAP, 1).unwrap();
        let dear = Passwords::new(PasswordCost { memory: 32, ..CHEAP }, 1).unwrap();
        let old = cheap.hash("verify".into()).await.unwrap();
        let upgraded = dear
            .compare("verify".into(), Some(&old))
            .await
            .unwrap()
            .upgrade
            .unwrap();
        let again = dear.compare("verify".into(), Some(&upgraded)).await.unwrap();
        assert!(again.right && again.upgrade.is_none());
        assert!(
            dear.compare("wrong".into(), Some(&old))
                .await
                .unwrap()
                .upgrade
                .is_none()
        );
    }
}
