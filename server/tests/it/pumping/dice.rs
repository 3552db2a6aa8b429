use server::randomness::{Randomness, SeededRandomness};

/// Draws that a seed repeats.
pub(super) struct Dice(SeededRandomness);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(SeededRandomness::new(seed))
    }

    fn draw(&self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_be_bytes(bytes)
    }

    /// From zero up to, not including, `end`.
    pub(super) fn below(&self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap();
        usize::try_from(self.draw() % end).unwrap()
    }

    /// Seconds between the two, the second not included.
    pub(super) fn seconds(&self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from).unwrap())).unwrap()
    }

    /// True so many times in a thousand.
    pub(super) fn happens(&self, in_thousand: usize) -> bool {
        self.below(1_000) < in_thousand
    }

    /// One of these.
    pub(super) fn one_of<'a, T>(&self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// One of these, as often as its weight says.
    pub(super) fn weighted<T: Copy>(&self, all: &[(T, usize)]) -> T {
        let mut left = self.below(all.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in all {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *value,
            }
        }
        unreachable!()
    }

    /// So many digits.
    pub(super) fn digits(&self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap()))
            .collect()
    }
}
