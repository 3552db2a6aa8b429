use super::{
    dice::Dice,
    number_plan::{Country, INDONESIA, JAPAN, NIGERIA, PAKISTAN},
    scene::{Asked, Scene},
    tally::Tally,
};
use app::domain::Channel;

pub(super) const PRESSES: usize = 1_000;
pub(super) const ACCOUNTS: usize = 20;
/// Of a thousand presses so many are about a phone that the attacker can read: under one in a hundred.
const READABLE: usize = 9;
const FOREIGN: [Country; 3] = [NIGERIA, PAKISTAN, INDONESIA];

/// How somebody attacks who has the passwords of twenty accounts without a phone.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub name: &'static str,
    countries: [Country; 3],
    hours: i64,
    /// Blocks of numbers in each country that pay the attacker; any number where none.
    blocks: Option<usize>,
    /// In a thousand: calls, and second messages to the number of the press before.
    calls: usize,
    again: usize,
    addresses: usize,
    /// Presses at the same moment.
    together: usize,
    /// Phones whose codes the attacker reads before anything else.
    own_phones: usize,
}

const PLAIN: Style = Style {
    name: "one hour, one address",
    countries: FOREIGN,
    hours: 1,
    blocks: Some(3),
    calls: 0,
    again: 0,
    addresses: 1,
    together: 1,
    own_phones: 0,
};

/// Not what the guard is for: whoever reads codes looks honest for a while.
pub(super) const WITH_OWN_PHONES: Style = Style {
    name: "a day, nine phones of their own first",
    hours: 24,
    addresses: 500,
    own_phones: READABLE,
    ..PLAIN
};

pub(super) const STYLES: [Style; 6] = [
    PLAIN,
    Style {
        name: "a day, 500 addresses, calls too",
        hours: 24,
        calls: 500,
        addresses: 500,
        ..PLAIN
    },
    Style {
        name: "a day, any number, sent again",
        hours: 24,
        blocks: None,
        calls: 200,
        again: 400,
        addresses: 500,
        ..PLAIN
    },
    Style {
        name: "twenty at the same moment",
        hours: 2,
        addresses: 500,
        together: ACCOUNTS,
        ..PLAIN
    },
    Style {
        name: "three days",
        hours: 72,
        calls: 300,
        addresses: 500,
        ..PLAIN
    },
    Style {
        name: "the home country among them",
        countries: [JAPAN, NIGERIA, PAKISTAN],
        hours: 24,
        addresses: 500,
        ..PLAIN
    },
];

/// Presses a thousand times and counts what came of it.
pub(super) async fn run(scene: &Scene, style: Style, seed: u64) -> Tally {
    let dice = Dice::new(seed);
    for account in names() {
        scene.add_account(&account, None).await;
    }
    let mut times: Vec<_> = (0..PRESSES / style.together)
        .map(|_| dice.seconds(0, style.hours * 3_600))
        .collect();
    times.sort_unstable();
    let mut tally = Tally::default();
    let mut before = String::new();
    // An account that got a phone sends to that phone only, whatever is typed: nothing is left to choose.
    let mut accounts = names();
    let (mut times, mut time) = (times.into_iter(), 0);
    // With fewer accounts fewer press at once, and the last moment has more than one round.
    while tally.presses < PRESSES {
        time = times.next().unwrap_or(time);
        scene.go_to(time);
        let mut asked = Vec::new();
        let left = PRESSES - tally.presses;
        for place in 0..style.together.min(accounts.len()).min(left) {
            let account = if style.together > 1 {
                &accounts[place]
            } else {
                dice.one_of(&accounts)
            };
            if !dice.happens(style.again) || before.is_empty() {
                before = number(style, &dice);
            }
            asked.push(Asked {
                account: account.clone(),
                number: before.clone(),
                channel: if dice.happens(style.calls) {
                    Channel::Call
                } else {
                    Channel::Sms
                },
                address: format!(
                    "198.51.{}.{}",
                    dice.below(style.addresses) / 250,
                    dice.below(style.addresses) % 250
                ),
            });
        }
        let presses = asked.iter().map(|asked| scene.press(asked));
        for (asked, answer) in asked.iter().zip(futures_util::future::join_all(presses).await) {
            tally.count(&answer);
            let reads = tally.approved < style.own_phones || dice.happens(READABLE);
            if answer.is_message() && reads && scene.type_code(asked, true).await {
                tally.approved += 1;
                accounts.retain(|account| *account != asked.account);
            }
        }
    }
    tally
}

/// Of the accounts.
pub(super) fn names() -> Vec<String> {
    (0..ACCOUNTS).map(|account| format!("stolen-{account}")).collect()
}

fn number(style: Style, dice: &Dice) -> String {
    let country = dice.one_of(&style.countries);
    match style.blocks {
        Some(blocks) => country.number_in_block(dice.below(blocks), dice),
        None => country.number(dice),
    }
}
