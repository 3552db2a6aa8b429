use super::{NumberReader, TypedNumber};
use app::domain::typed_text::without_separators;
use phonenumber::Mode;

impl NumberReader {
    /// The same number in the groups in which people of its country write it. Nothing where it is no number, or where another
    /// digit would stand there than was typed: then it stays as it is.
    pub fn grouped(&self, typed: TypedNumber<'_>) -> Option<String> {
        let plain = without_separators(typed.contact_to);
        let number = self.read_typed(typed).ok()?;
        let number = phonenumber::parse(None, number.as_str()).ok()?;
        let mode = if plain.starts_with('+') {
            Mode::International
        } else {
            Mode::National
        };
        let grouped = number.format().mode(mode).to_string();
        (without_separators(&grouped) == plain).then_some(grouped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grouped(country: &str, contact_to: &str) -> Option<String> {
        NumberReader::default().grouped(TypedNumber { contact_to, country })
    }

    #[test]
    fn numbers_have_the_groups_of_their_country() {
        for (country, typed, shown) in [
            ("GB", "07400123456", "07400 123456"),
            ("GB", "０７４００１２３４５６", "07400 123456"),
            ("GB", "+447400123456", "+44 7400 123456"),
            ("JP", "+447400123456", "+44 7400 123456"),
            ("FR", "0612345678", "06 12 34 56 78"),
            ("DE", "015123456789", "01512 3456789"),
            ("KR", "01012345678", "010-1234-5678"),
            ("TW", "0912345678", "0912 345 678"),
            ("CN", "13812345678", "138 1234 5678"),
            ("IT", "3123456789", "312 345 6789"),
        ] {
            assert_eq!(
                grouped(country, typed).as_deref(),
                Some(shown),
                "{country} {typed}"
            );
        }
    }

    #[test]
    fn what_is_no_number_or_would_get_other_digits_stays_as_it_is() {
        for (country, typed) in [
            ("GB", ""),
            ("GB", "hello"),
            ("GB", "07400"),
            ("GB", "7400123456"),
            ("GB", "+44 (0)7400 123456"),
            ("XX", "07400123456"),
        ] {
            assert_eq!(grouped(country, typed), None, "{country} {typed}");
        }
    }

    proptest! {
        #[test]
        fn grouping_only_moves_separators(typed in "\\+?[0-9]{4,16}", country in prop::sample::select(vec!["JP", "US", "GB", "IT", "BR", "AR", "MX"])) {
            if let Some(shown) = grouped(country, &typed) {
                prop_assert_eq!(without_separators(&shown), typed);
                prop_assert_eq!(grouped(country, &shown), Some(shown));
            }
        }
    }
}
