use super::{settings::TwilioSettings, wire::Verification};
use crate::verify::{CheckError, Verdict};
use app::domain::PhoneNumber;

/// What a check's answer means. Only an approval that names the very verification, service, account and number that
/// were asked about is one (OWASP ASVS 5.0, 6.6.2); anything odd is no answer.
pub(super) fn verdict(
    settings: &TwilioSettings,
    sid: &str,
    to: &PhoneNumber,
    answer: &Verification,
) -> Result<Verdict, CheckError> {
    if !is_about(settings, to, answer) || answer.sid != sid {
        tracing::error!(
            event = "twilio_answer_mismatch",
            "a check was answered with other ids than were asked about"
        );
        return Err(CheckError::Unanswered);
    }
    match (answer.status.as_str(), answer.valid) {
        ("approved", Some(true)) => Ok(Verdict::Approved),
        ("pending", Some(false) | None) => Ok(Verdict::Wrong),
        ("max_attempts_reached", _) => Ok(Verdict::UsedUp),
        ("canceled" | "expired" | "deleted" | "failed", _) => Ok(Verdict::Gone),
        (status, valid) => {
            tracing::error!(
                event = "twilio_answer_odd",
                status,
                valid,
                "a check was answered in a way that makes no sense"
            );
            Err(CheckError::Unanswered)
        }
    }
}

/// True when account, service and number of the answer are those that were asked about.
pub(super) fn is_about(settings: &TwilioSettings, to: &PhoneNumber, answer: &Verification) -> bool {
    answer.service_sid.as_deref() == Some(&settings.service.0)
        && answer.account_sid.as_deref() == Some(&settings.account.0)
        && answer.to.as_deref() == Some(to.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twilio::{AccountSid, SendOptions, ServiceSid, Timeouts};
    use std::time::Duration;

    fn judge(change: impl FnOnce(&mut Verification)) -> Result<Verdict, CheckError> {
        let settings = TwilioSettings {
            account: AccountSid("AC1".into()),
            service: ServiceSid("VA1".into()),
            username: "AC1".into(),
            password: "secret".into(),
            base_url: "http://127.0.0.1:1".parse().unwrap(),
            timeouts: Timeouts::within(Duration::from_secs(10)),
            send_options: SendOptions::default(),
        };
        let mut answer = Verification {
            sid: "VE1".into(),
            status: "approved".into(),
            service_sid: Some("VA1".into()),
            account_sid: Some("AC1".into()),
            to: Some("+819012345678".into()),
            valid: Some(true),
            date_created: None,
            send_code_attempts: None,
        };
        change(&mut answer);
        verdict(&settings, "VE1", &"+819012345678".parse().unwrap(), &answer)
    }

    #[test]
    fn only_the_whole_truth_approves() {
        assert_eq!(judge(|_| ()), Ok(Verdict::Approved));
        let lies: [fn(&mut Verification); 8] = [
            |answer| answer.sid = "VE2".into(),
            |answer| answer.service_sid = Some("VA2".into()),
            |answer| answer.account_sid = None,
            |answer| answer.to = Some("+819012345679".into()),
            |answer| answer.valid = Some(false),
            |answer| answer.valid = None,
            |answer| answer.status = "APPROVED".into(),
            |answer| answer.status = "something new".into(),
        ];
        for lie in lies {
            assert_eq!(judge(lie), Err(CheckError::Unanswered));
        }
    }

    #[test]
    fn other_states_are_told_apart() {
        let states = [
            ("pending", Verdict::Wrong),
            ("max_attempts_reached", Verdict::UsedUp),
            ("canceled", Verdict::Gone),
        ];
        for (status, expected) in states {
            let judged = judge(|answer| {
                answer.status = status.into();
                answer.valid = Some(false);
            });
            assert_eq!(judged, Ok(expected));
        }
    }
}
