use super::Finding;
use crate::twilio::Service;

/// Switches of the service that a sign-in feels.
pub(super) fn examine(service: &Service) -> [Finding; 5] {
    let on = |flag: Option<bool>| flag == Some(true);
    [
        psd2(on(service.psd2_enabled)),
        custom_code(on(service.custom_code_enabled)),
        landlines(on(service.lookup_enabled), on(service.skip_sms_to_landlines)),
        sharing_warning(on(service.do_not_share_warning_enabled)),
        channels(on(service.psd2_enabled), on(service.dtmf_input_required)),
    ]
}

fn psd2(on: bool) -> Finding {
    if on {
        return Finding::mistake(
            "psd2",
            "on: every send fails with 60206, because a sign-in has neither amount nor payee; switch it off, or use \
             another service",
        );
    }
    Finding::ok("psd2", "off, as a sign-in needs it")
}

fn custom_code(on: bool) -> Finding {
    if on {
        return Finding::warning(
            "custom-code",
            "on: whoever holds the credentials may choose a code; the portal never does, so switch it off",
        );
    }
    Finding::ok("custom-code", "off: Twilio draws every code")
}

fn landlines(lookup: bool, skip: bool) -> Finding {
    match (lookup, skip) {
        (true, true) => Finding::ok(
            "landlines",
            "refused for SMS (60205); the page then offers a call",
        ),
        (false, true) => Finding::warning(
            "landlines",
            "skip_sms_to_landlines is on and works only with lookup_enabled, which is off: switch both on or both off",
        ),
        (_, false) => Finding::ok(
            "landlines",
            "not told apart: lookup_enabled with skip_sms_to_landlines would refuse an SMS to one before it is sent",
        ),
    }
}

fn sharing_warning(on: bool) -> Finding {
    if on {
        Finding::ok("sharing-warning", "on: each SMS asks not to share the code")
    } else {
        Finding::ok(
            "sharing-warning",
            "off; do_not_share_warning_enabled would add to each SMS that nobody may be told the code",
        )
    }
}

/// Countries, prefixes and the carrier are known by a send only.
fn channels(psd2: bool, key_needed: bool) -> Finding {
    let name = "channels";
    if psd2 {
        return Finding::mistake(name, "sms and call both fail while PSD2 is on");
    }
    let unknown =
        "no setting of the service speaks against sms or call; countries and carriers show at a send only";
    if key_needed {
        return Finding::ok(
            name,
            format!("{unknown}; a call waits for a key before it tells the code"),
        );
    }
    Finding::ok(name, unknown)
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn each_harmful_switch_is_named() {
        let worst = |service: Service| {
            let found = examine(&service);
            let names: Vec<_> = found
                .iter()
                .filter(|found| found.severity != Severity::Ok)
                .map(|found| (found.severity, found.name.clone()))
                .collect();
            names
        };
        let with = |change: fn(&mut Service)| {
            let mut service = Service::default();
            change(&mut service);
            worst(service)
        };
        assert_eq!(with(|_| {}), []);
        assert_eq!(
            with(|service| service.psd2_enabled = Some(true)),
            [
                (Severity::Mistake, "psd2".into()),
                (Severity::Mistake, "channels".into())
            ]
        );
        assert_eq!(
            with(|service| service.custom_code_enabled = Some(true)),
            [(Severity::Warning, "custom-code".into())]
        );
        assert_eq!(
            with(|service| service.skip_sms_to_landlines = Some(true)),
            [(Severity::Warning, "landlines".into())]
        );
        assert_eq!(
            with(|service| service.do_not_share_warning_enabled = Some(true)),
            []
        );
    }
}
