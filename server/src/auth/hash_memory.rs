use super::password::HashError;
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, PasswordHash},
};
use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// The memory that hashing works on, kept from one comparison to the next: megabytes for each hash under way, which the system
/// would have to clear anew each time, and which an allocator would keep apart for each thread.
#[derive(Default)]
pub(super) struct HashMemory {
    free: Mutex<Vec<Vec<Block>>>,
    /// Since the last look.
    is_used: AtomicBool,
}

impl HashMemory {
    fn free(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        // Blocks are overwritten before they are read: whatever a panic left there does no harm.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True when the password is the one of this stored hash, whose cost may be an earlier one.
    ///
    /// # Errors
    /// When the stored hash is none of Argon2.
    pub(super) fn compare(&self, password: &[u8], stored: &PasswordHash) -> Result<bool, HashError> {
        let (Some(salt), Some(expected)) = (&stored.salt, &stored.hash) else {
            return Ok(false);
        };
        let params = Params::try_from(stored)?;
        self.is_used.store(true, Ordering::Relaxed);
        let mut memory = self.free().pop().unwrap_or_default();
        memory.resize(params.block_count(), Block::default());
        let argon2 = Argon2::new(
            Algorithm::try_from(stored.algorithm.as_str())?,
            version(stored)?,
            params,
        );
        let mut out = [0; Output::MAX_LENGTH];
        let out = &mut out[..expected.len()];
        argon2.hash_password_into_with_memory(password, salt, out, &mut memory)?;
        self.free().push(memory);
        // Takes the same time wherever they differ.
        Ok(Output::new(out)? == *expected)
    }

    /// Gives it all back when nothing was compared since the last call. What is given back while others work on theirs leaves a gap
    /// that an allocator may not fill again: memory would grow from one call to the next.
    pub(super) fn release_if_idle(&self) {
        if !self.is_used.swap(false, Ordering::Relaxed) {
            *self.free() = Vec::new();
        }
    }
}

fn version(stored: &PasswordHash) -> Result<Version, HashError> {
    Ok(stored
        .version
        .map(Version::try_from)
        .transpose()?
        .unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{PasswordCost, Passwords};

    async fn stored() -> String {
        let cost = PasswordCost {
            memory: 8,
            passes: 1,
            lanes: 1,
        };
        let passwords = Passwords::new(cost, 1).unwrap();
        passwords.hash("verify".into()).await.unwrap()
    }

    #[tokio::test]
    async fn memory_is_kept_while_passwords_come_and_given_back_after() {
        let (memory, stored) = (HashMemory::default(), stored().await);
        let stored = PasswordHash::new(&stored).unwrap();
        for _ in 0..2 {
            assert!(memory.compare(b"verify", &stored).unwrap());
            memory.release_if_idle();
            assert_eq!(memory.free().len(), 1);
        }
        memory.release_if_idle();
        assert_eq!(memory.free().len(), 0);
        assert!(!memory.compare(b"wrong", &stored).unwrap());
    }
}
