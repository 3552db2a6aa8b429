use super::Finding;
use crate::auth::PasswordCost;

const NAME: &str = "password-cost";

/// Whether a stolen hash costs enough to guess at (OWASP Password Storage Cheat Sheet; ASVS 5.0 appendix C).
pub(super) fn examine(cost: &PasswordCost) -> Finding {
    let least = least_memory(cost.passes);
    let told = format!("argon2id with {} KiB and {} passes", cost.memory, cost.passes);
    if cost.memory >= least {
        return Finding::ok(NAME, told);
    }
    Finding::mistake(
        NAME,
        format!(
            "{told} is too little: with so many passes KAKUNIN_ARGON2_MEMORY_KIB must be at least {least}"
        ),
    )
}

/// KiB.
fn least_memory(passes: u32) -> u32 {
    match passes {
        ..=1 => 47_104,
        2 => 19_456,
        _ => 12_288,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Severity;

    #[test]
    fn the_default_is_enough_and_less_is_not() {
        let severity = |memory, passes| {
            let cost = PasswordCost {
                memory,
                passes,
                lanes: 1,
            };
            examine(&cost).severity
        };
        assert_eq!(examine(&PasswordCost::default()).severity, Severity::Ok);
        for (memory, passes) in [(47_103, 1), (19_455, 2), (12_287, 3), (12_287, 9)] {
            assert_eq!(severity(memory, passes), Severity::Mistake, "{passes}");
            assert_eq!(severity(memory + 1, passes), Severity::Ok, "{passes}");
        }
    }
}
