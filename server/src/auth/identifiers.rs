use crate::randomness::Randomness;
use std::sync::atomic::{AtomicU16, Ordering};

/// A random id of 128 bits, as 32 hex digits.
pub fn random_id(randomness: &dyn Randomness) -> String {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    hex::encode(bytes)
}

/// An id of 32 hex digits that rises: the time in milliseconds since 1970, a count, and 64 random bits. Rows of one moment keep
/// their order by it.
pub fn rising_id(randomness: &dyn Randomness, milliseconds: i64) -> String {
    static COUNT: AtomicU16 = AtomicU16::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut bytes = [0; 8];
    randomness.fill(&mut bytes);
    format!("{:012x}{count:04x}{}", milliseconds.max(0), hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;

    #[test]
    fn ids_of_one_moment_rise() {
        let randomness = SeededRandomness::new(1);
        let earlier = rising_id(&randomness, 1_767_323_045_000);
        let later = rising_id(&randomness, 1_767_323_045_001);
        assert!(earlier < later);
        assert_eq!((earlier.len(), later.len()), (32, 32));
        let counts = [earlier, later].map(|id| id[12..16].to_owned());
        assert_ne!(counts[0], counts[1]);
    }
}
