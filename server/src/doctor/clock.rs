use super::Finding;

const NAME: &str = "clock";
/// Answers travel and dates are whole seconds; more than this is a clock that nobody sets.
const BEARABLE: i64 = 30;

/// Our clock against Twilio's. The life of a code is counted from Twilio's `date_created` and ends by our clock.
pub(super) fn examine(theirs: Option<i64>, ours: i64, lifetime: i64) -> Finding {
    let Some(theirs) = theirs else {
        return Finding::warning(NAME, "the answer has no Date, so the clock could not be compared");
    };
    let ahead = ours.saturating_sub(theirs);
    let seconds = ahead.saturating_abs();
    if seconds <= BEARABLE {
        return Finding::ok(NAME, format!("within {BEARABLE} seconds of Twilio's"));
    }
    let harm = if ahead > 0 {
        format!(
            "{seconds} seconds ahead of Twilio's: a code lives from Twilio's date_created, so it ends here that much early"
        )
    } else {
        format!(
            "{seconds} seconds behind Twilio's: a code lives from Twilio's date_created, so the page offers it that much \
             too long"
        )
    };
    let sentence = format!("{harm}; set the clock by NTP");
    // A fifth of a code's life is felt.
    if seconds > lifetime / 5 {
        Finding::mistake(NAME, sentence)
    } else {
        Finding::warning(NAME, sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn half_a_minute_is_borne_in_both_directions() {
        let table = [
            (0, Severity::Ok),
            (30, Severity::Ok),
            (-30, Severity::Ok),
            (31, Severity::Warning),
            (-120, Severity::Warning),
            (121, Severity::Mistake),
            (-3_600, Severity::Mistake),
        ];
        for (ahead, expected) in table {
            let found = examine(Some(1_000_000), 1_000_000 + ahead, 600);
            assert_eq!(found.severity, expected, "{ahead}");
            assert_eq!(found.sentence.contains("ahead"), ahead > 30, "{ahead}");
            assert_eq!(found.sentence.contains("behind"), ahead < -30, "{ahead}");
        }
        assert_eq!(examine(None, 0, 600).severity, Severity::Warning);
    }
}
