/// One in ten: a place is called bad when a share this low would come about by chance in fewer places than that.
const Z: f64 = 1.2816;

/// The highest share of approvals that is still believable after so many of so many (the upper bound of the score interval of
/// Wilson, 1927, which Brown, Cai and DasGupta, 2001, recommend for few observations). 1 when nothing was seen.
pub(super) fn believable_share(approved: f64, sent: f64) -> f64 {
    if sent <= 0.0 {
        return 1.0;
    }
    let share = (approved / sent).clamp(0.0, 1.0);
    let doubt = Z * Z / sent;
    let spread = Z * ((share * (1.0 - share) + doubt / 4.0) / sent).sqrt();
    ((share + doubt / 2.0 + spread) / (1.0 + doubt)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_from_a_table_of_the_interval() {
        for (approved, sent, expected) in [
            (0.0, 0.0, 1.0),
            (0.0, 5.0, 0.2473),
            (1.0, 10.0, 0.2820),
            (50.0, 100.0, 0.5636),
            (10.0, 10.0, 1.0),
        ] {
            let bound = believable_share(approved, sent);
            assert!((bound - expected).abs() < 0.0005, "{approved} of {sent}: {bound}");
        }
    }

    proptest! {
        #[test]
        fn it_is_a_share_no_smaller_than_the_one_seen(sent in 1_u32..100_000, part in 0.0..=1.0_f64) {
            let sent = f64::from(sent);
            let bound = believable_share(part * sent, sent);
            prop_assert!((part..=1.0).contains(&bound) || (bound - part).abs() < 1e-9);
        }

        #[test]
        fn one_more_message_for_nothing_never_helps(approved in 0_u32..1_000, more in 0_u32..1_000) {
            let (approved, sent) = (f64::from(approved), f64::from(approved + more));
            prop_assume!(sent > 0.0);
            prop_assert!(believable_share(approved, sent + 1.0) <= believable_share(approved, sent) + 1e-12);
        }
    }
}
