//! One row for each code: what a send is told, whether the send is given back and an operator alerted, what a check is told.

use super::{TABLE, row};
use crate::{
    auth::told::{told_of_refusal, wait_after, wait_before_next},
    twilio::error_code::TwilioError,
    verify::{CheckError, StartError, Verdict},
};
use app::domain::Notice;
use reqwest::StatusCode;

const QUIET: bool = false;
const ALERT: bool = true;

/// Code, HTTP status, told of a send, seconds until the next one, alert, told of a check.
type Expected = (u32, u16, Notice, i64, bool, Notice);

#[rustfmt::skip]
const EXPECTED: &[Expected] = &[
    (20001, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (20003, 401, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (20005, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (20008, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (20403, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (20404, 404, Notice::OperatorNeeded, 30, ALERT, Notice::CodeExpired),
    (20429, 429, Notice::SendFailed, 5, QUIET, Notice::CheckFailed),
    (21211, 400, Notice::PhoneRefused, 5, QUIET, Notice::OperatorNeeded),
    (21219, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (21408, 400, Notice::PhoneRefused, 5, QUIET, Notice::OperatorNeeded),
    (21608, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (21610, 400, Notice::Unsubscribed, 5, QUIET, Notice::OperatorNeeded),
    (21612, 400, Notice::ChannelRefused, 5, QUIET, Notice::OperatorNeeded),
    (21614, 400, Notice::ChannelRefused, 5, QUIET, Notice::OperatorNeeded),
    (30450, 403, Notice::SendHeldBack, 5, QUIET, Notice::OperatorNeeded),
    (60001, 401, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60006, 400, Notice::PhoneRefused, 5, QUIET, Notice::OperatorNeeded),
    (60200, 400, Notice::PhoneRefused, 5, QUIET, Notice::MalformedCode),
    (60201, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60202, 429, Notice::NoChecksLeft, 5, QUIET, Notice::NoChecksLeft),
    (60203, 429, Notice::NoSendsLeft, 5, QUIET, Notice::OperatorNeeded),
    (60204, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60205, 403, Notice::ChannelRefused, 5, QUIET, Notice::OperatorNeeded),
    (60206, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60207, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60208, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60209, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60210, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60211, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60212, 429, Notice::NumberBusy, 60, QUIET, Notice::CheckFailed),
    (60214, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60217, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60220, 400, Notice::PhoneRefused, 5, QUIET, Notice::OperatorNeeded),
    (60221, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60223, 400, Notice::ChannelRefused, 5, ALERT, Notice::OperatorNeeded),
    (60224, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60228, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60229, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60238, 403, Notice::PhoneRefused, 5, QUIET, Notice::OperatorNeeded),
    (60243, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60245, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60247, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60248, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60250, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60252, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60408, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60410, 403, Notice::SendHeldBack, 5, QUIET, Notice::OperatorNeeded),
    (60412, 403, Notice::SendHeldBack, 5, QUIET, Notice::OperatorNeeded),
    (60413, 403, Notice::SendHeldBack, 5, QUIET, Notice::OperatorNeeded),
    (60428, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60431, 404, Notice::OperatorNeeded, 30, ALERT, Notice::CodeExpired),
    (60500, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60519, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60550, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60602, 400, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (60605, 403, Notice::PhoneRefused, 5, QUIET, Notice::OperatorNeeded),
    (60623, 404, Notice::OperatorNeeded, 30, ALERT, Notice::CodeExpired),
    (60624, 429, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (68008, 400, Notice::ChannelRefused, 5, ALERT, Notice::OperatorNeeded),
    (572_005, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (573_005, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
    (575_001, 403, Notice::OperatorNeeded, 30, ALERT, Notice::OperatorNeeded),
];

/// What the page says, and when the next send is allowed. A refused send is always given back.
pub(super) fn told_of_send(error: StartError) -> (Notice, i64) {
    match error {
        StartError::Refused(refusal) => (told_of_refusal(refusal), wait_after(refusal)),
        StartError::NotProcessed { wait } => (Notice::SendFailed, wait_before_next(wait)),
        StartError::Unanswered => panic!("nobody knows whether to give it back"),
    }
}

pub(super) fn told_of_check(check: Result<Verdict, CheckError>) -> Notice {
    match check {
        Ok(Verdict::Approved) => panic!("an error is no approval"),
        Ok(Verdict::Wrong) => Notice::WrongCode,
        Ok(Verdict::Malformed) => Notice::MalformedCode,
        Ok(Verdict::Gone) => Notice::CodeExpired,
        Ok(Verdict::UsedUp) => Notice::NoChecksLeft,
        Err(CheckError::Refused) => Notice::OperatorNeeded,
        Err(CheckError::NotProcessed | CheckError::Unanswered) => Notice::CheckFailed,
    }
}

#[test]
fn every_code_means_what_is_written_here() {
    for (code, status, send, wait, alert, check) in EXPECTED {
        let error = TwilioError {
            status: StatusCode::from_u16(*status).unwrap(),
            code: Some(*code),
            names: None,
        };
        assert_eq!(told_of_send(error.of_start()), (*send, *wait), "{code}, send");
        assert_eq!(error.alerts_at_start(), *alert, "{code}, alert");
        assert_eq!(told_of_check(error.of_check()), *check, "{code}, check");
        assert_ne!(error.about(), "unknown to this release");
    }
}

#[test]
fn no_row_is_left_out_and_none_stands_in_two_places() {
    let codes: Vec<u32> = EXPECTED.iter().map(|expected| expected.0).collect();
    for row in TABLE {
        assert!(codes.contains(&row.first) && codes.contains(&row.last), "{row:?}");
    }
    assert!(TABLE.is_sorted_by(|one, other| one.last < other.first));
    assert!(codes.iter().all(|code| row(*code).is_some()));
}
