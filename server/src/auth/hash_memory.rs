use super::password::HashError;
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, PasswordHash},
};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The memory that hashing works on, kept from one comparison to the next: megabytes for each hash under way, which the system
/// would have to clear anew each time, and which an allocator would keep apart for each thread.
#[derive(Default)]
pub(super) struct HashMemory {
    free: Mutex<Vec<Vec<Block>>>,
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

    /// Gives back what nobody uses now.
    pub(super) fn release(&self) {
        *self.free() = Vec::new();
    }
}

fn version(stored: &PasswordHash) -> Result<Version, HashError> {
    Ok(stored
        .version
        .map(Version::try_from)
        .transpose()?
        .unwrap_or_default())
}
