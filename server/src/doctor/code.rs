use super::Finding;
use crate::{auth::Policy, twilio::Service};
use app::domain::Code;

const LENGTH: &str = "code-length";
/// Twenty bits (ASVS 6.5.4, NIST SP 800-63B-4 section 3.1.3.2).
const FEWEST: i64 = 6;
const LIFETIME: &str = "code-lifetime";

/// Whether the page takes the codes of this service, and expects them so long as they are.
pub(super) fn length(service: &Service, expected: usize) -> Finding {
    let Some(length) = service.code_length else {
        return Finding::warning(
            LENGTH,
            "the service does not say how long its codes are; the page takes 4 to 10 digits",
        );
    };
    if is_taken(length) && length < FEWEST {
        Finding::mistake(
            LENGTH,
            format!("{length} digits are too easily guessed: let the service send {FEWEST} or more"),
        )
    } else if is_taken(length) && usize::try_from(length) != Ok(expected) {
        Finding::mistake(
            LENGTH,
            format!(
                "{length} digits, but KAKUNIN_CODE_LENGTH is {expected}: the page sends a code after so many digits, and \
                 the try is lost"
            ),
        )
    } else if is_taken(length) {
        Finding::ok(LENGTH, format!("{length} digits; the page takes 4 to 10"))
    } else {
        Finding::mistake(
            LENGTH,
            format!("{length} digits, but the page takes 4 to 10: change the code length of the service"),
        )
    }
}

/// Asks the type that reads the field, so that the two never disagree.
fn is_taken(length: i64) -> bool {
    let longest = usize::try_from(length).unwrap_or_default().min(100);
    "0".repeat(longest).parse::<Code>().is_ok()
}

/// No answer of Twilio's names the lifetime; it is ten minutes unless its support changed it.
pub(super) fn lifetime(seconds: i64) -> Finding {
    if seconds == Policy::default().code_lifetime {
        return Finding::ok(
            LIFETIME,
            format!("{seconds} seconds, Twilio's default; the service does not tell its own"),
        );
    }
    Finding::warning(
        LIFETIME,
        format!(
            "KAKUNIN_CODE_LIFETIME_SECONDS is {seconds} and the service does not tell its own: right only if Twilio's \
             support changed it from 600"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_takes_what_the_lines_say() {
        for length in -1..20 {
            assert_eq!(is_taken(length), (4..=10).contains(&length), "{length}");
        }
        assert!(!is_taken(i64::MAX));
    }
}
