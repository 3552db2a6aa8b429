//! Long words, which do not come back by chance.

use std::collections::BTreeSet;

/// Runs of characters that a header or an address can hold plainly, and that are long enough to be told from all others.
pub fn long_words(text: &str) -> BTreeSet<&str> {
    text.split(|character: char| !character.is_ascii_alphanumeric() && !matches!(character, '_' | '-' | '.'))
        .filter(|word| word.len() >= 10)
        .collect()
}
