use super::reader::Reader;
use crate::auth::Lifetimes;

const DAY: i64 = 86_400;

/// The bounds are those of NIST SP 800-63B-4 section 2.2.3 (AAL2): longer sessions are not offered.
pub(super) fn lifetimes(reader: &mut Reader<'_>) -> Lifetimes {
    let days = reader.number("KAKUNIN_REMEMBER_BROWSER_DAYS", 0, 0, 90);
    Lifetimes {
        idle: 60 * reader.number("KAKUNIN_SESSION_IDLE_MINUTES", 60, 2, 60),
        absolute: 3_600 * reader.number("KAKUNIN_SESSION_HOURS", 24, 1, 24),
        remembered_browser: (days > 0).then_some(days * DAY),
        audit: DAY * reader.number("KAKUNIN_AUDIT_DAYS", 365, 1, 36_500),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    fn read(pairs: &[(&str, &str)]) -> (Lifetimes, usize) {
        let environment = Environment::of(pairs.iter().copied());
        let mut reader = Reader::new(&environment);
        let read = lifetimes(&mut reader);
        (read, reader.finish().len())
    }

    #[test]
    fn without_settings_they_are_the_usual_ones() {
        assert_eq!(read(&[]), (Lifetimes::default(), 0));
    }

    #[test]
    fn settings_are_minutes_hours_and_days() {
        let (lifetimes, mistakes) = read(&[
            ("KAKUNIN_SESSION_IDLE_MINUTES", "5"),
            ("KAKUNIN_SESSION_HOURS", "2"),
            ("KAKUNIN_REMEMBER_BROWSER_DAYS", "30"),
            ("KAKUNIN_AUDIT_DAYS", "90"),
        ]);
        let expected = Lifetimes {
            idle: 300,
            absolute: 7_200,
            remembered_browser: Some(30 * DAY),
            audit: 90 * DAY,
        };
        assert_eq!((lifetimes, mistakes), (expected, 0));
    }

    #[test]
    fn longer_than_the_standard_allows_is_a_mistake() {
        for (name, value) in [
            ("KAKUNIN_SESSION_IDLE_MINUTES", "61"),
            ("KAKUNIN_SESSION_IDLE_MINUTES", "1"),
            ("KAKUNIN_SESSION_HOURS", "25"),
            ("KAKUNIN_REMEMBER_BROWSER_DAYS", "91"),
            ("KAKUNIN_REMEMBER_BROWSER_DAYS", "-1"),
            ("KAKUNIN_AUDIT_DAYS", "0"),
        ] {
            assert_eq!(
                read(&[(name, value)]),
                (Lifetimes::default(), 1),
                "{name}={value}"
            );
        }
    }
}
