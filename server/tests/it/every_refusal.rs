//! Every number that fails in the twin, through the whole portal: what is told is what the documents say.

use crate::{browser::Browser, portal::Portal};
use app::domain::{AuthState, Challenge, View};
use std::{collections::BTreeMap, path::Path};

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The cells of each row of a table in Markdown.
fn rows(text: &str) -> impl Iterator<Item = Vec<String>> {
    text.lines().filter(|line| line.starts_with("| ")).map(|line| {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace('`', "")).collect()
    })
}

/// Notice and wait of each single code.
fn told() -> BTreeMap<u32, (String, String)> {
    let text = document("twilio-errors.md");
    rows(&text)
        .filter_map(|cells| Some((cells[0].parse().ok()?, (cells[2].clone(), cells[3].clone()))))
        .collect()
}

/// Number, channel and code of each that fails.
fn numbers() -> Vec<(String, &'static str, u32)> {
    let text = document("sandbox.md");
    rows(&text)
        .filter_map(|cells| {
            Some((
                cells.first()?.clone(),
                cells.get(1)?.parse().ok()?,
                cells.get(3)?.clone(),
            ))
        })
        .flat_map(|(numbers, code, channel)| {
            let channel = if channel == "call" { "call" } else { "sms" };
            let numbers: Vec<_> = numbers.split(", ").map(str::to_owned).collect();
            numbers.into_iter().map(move |number| (number, channel, code))
        })
        .collect()
}

fn challenge(view: &View) -> &Challenge {
    match &view.state {
        AuthState::CodeNeeded(challenge) => challenge,
        other => panic!("no challenge but {other:?}"),
    }
}

async fn press(browser: &Browser, channel: &str, number: &str) -> (String, Challenge) {
    let view = browser.send_code(channel, number).await;
    let notice = view.notice.map_or("", |notice| notice.as_str());
    (notice.to_owned(), challenge(&view).clone())
}

#[tokio::test]
async fn each_is_told_as_the_table_of_errors_says_and_given_back() {
    let portal = Portal::with(&[("KAKUNIN_NUMBERS_PER_ACCOUNT", "1000")]).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    let (told, numbers) = (told(), numbers());
    assert!(numbers.len() > 50, "{}", numbers.len());
    for (number, channel, code) in numbers {
        let (notice, challenge) = press(&browser, channel, &number).await;
        let wait = challenge.next_send_at - challenge.as_of;
        let Some((expected, expected_wait)) = told.get(&code) else {
            // An outage: nobody knows whether a message went out, so it counts.
            assert!(matches!(code, 20500 | 20503), "{code} is in no table");
            assert_eq!(
                (notice.as_str(), challenge.sends, wait),
                ("send_unanswered", 1, 30)
            );
            continue;
        };
        assert_eq!(&notice, expected, "{number} {code}");
        match code {
            60202 => assert_eq!(challenge.blocked_until, Some(challenge.as_of + 600)),
            60203 => {
                // Somebody else's messages, for all that is known: the field for their code is there.
                assert_eq!((challenge.sends_left, wait), (0, 600));
                assert!(challenge.sent.is_some_and(|sent| !sent.confirmed));
            }
            _ => {
                assert_eq!(format!("{wait} s"), *expected_wait, "{number} {code}");
                assert_eq!((challenge.sends, challenge.sent), (0, None), "{number} {code}");
            }
        }
    }
    assert_eq!(portal.count_messages().await, 0);
}
