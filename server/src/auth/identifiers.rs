use crate::randomness::Randomness;

/// A random id of 128 bits, as 32 hex digits.
pub fn random_id(randomness: &dyn Randomness) -> String {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    hex::encode(bytes)
}
