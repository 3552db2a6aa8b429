use crate::{domain::CivilTime, text::CodeText};

pub(super) const CODE: CodeText = CodeText {
    time_of_day,
    clock_elsewhere: (0, |time| format!("{} UTC", time_of_day(time))),
    sent_at: |time| format!("Sent at {time}"),
    free_at: |time| format!("From {time} on"),
    seconds_left: |seconds| match seconds {
        1 => "Valid for 1 more second".into(),
        _ => format!("Valid for {seconds} more seconds"),
    },
    left_spoken: |seconds| match seconds {
        60 => "The code is good for one more minute.".into(),
        ..60 => format!("The code is good for {seconds} more seconds."),
        _ => format!("The code is good for {} more minutes.", seconds / 60),
    },
    wrong_number: "Wrong number?",
    nothing_arrives: "What to do when nothing arrives",
    what_helps: [
        "Wait a minute: messages are late at times.",
        "Check that your phone has a signal and does not hold back messages of unknown senders.",
        "Let us call you: a call often arrives where a message does not.",
    ],
    check_number: "Check the number. If it is wrong, enter another one below.",
};

pub(super) const NO_ANSWER: &str = "No answer has come yet. What you asked for may have been done. Check what this page says now; if nothing changed, you can press \
again: nothing is done twice.";

fn time_of_day(time: CivilTime) -> String {
    format!("{:02}:{:02}", time.hour, time.minute)
}
