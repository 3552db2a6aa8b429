use server::randomness::{Randomness, SeededRandomness};

/// Chance that can be repeated.
pub(super) struct Chance(SeededRandomness);

impl Chance {
    /// A sequence of its own for each stream of a seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        Self(SeededRandomness::new(
            seed.wrapping_mul(1_000_003).wrapping_add(stream),
        ))
    }

    /// A number below this one, which is not zero.
    pub(super) fn below(&self, end: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        let end = u64::try_from(end).unwrap();
        usize::try_from(u64::from_be_bytes(bytes) % end).unwrap()
    }

    pub(super) fn one_of<T: Copy>(&self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
