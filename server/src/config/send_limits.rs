use super::reader::Reader;
use crate::auth::{Budget, Currency, GuardMode, Limits, PerSubject, Policy, Prices};

/// In sandbox mode nobody pays, and tests sign in often.
pub(super) const SANDBOX_CEILING: i64 = 100_000;
/// More is a misprint.
const MOST_MONEY: i64 = 1_000_000_000_000;

/// Limits by account, number, address, prefix and country, of messages and of checks.
pub(super) fn per_subject(
    reader: &mut Reader<'_>,
    sandbox: bool,
    names: [&str; 5],
    usual: &PerSubject,
) -> PerSubject {
    let mut limits = |name, usual: Limits| {
        let usual = if sandbox { of_sandbox(usual) } else { usual };
        let value = reader.text(name).unwrap_or_default();
        if value.is_empty() {
            return usual;
        }
        // What it counted by before it knew hours and days.
        let window = if name == "KAKUNIN_SENDS_PER_ADDRESS" {
            "hour"
        } else {
            "day"
        };
        let plain = value.bytes().all(|byte| byte.is_ascii_digit());
        let text = if plain {
            format!("{value}/{window}")
        } else {
            value.to_owned()
        };
        text.parse().unwrap_or_else(|_| {
            reader.mistake(format!(
                "{name} must be such as 6/hour,10/day or off, not `{value}`"
            ));
            usual
        })
    };
    PerSubject {
        account: limits(names[0], usual.account),
        number: limits(names[1], usual.number),
        address: limits(names[2], usual.address),
        prefix: limits(names[3], usual.prefix),
        country: limits(names[4], usual.country),
    }
}

/// Numbers that an account may try.
pub(super) fn numbers_per_account(reader: &mut Reader<'_>, sandbox: bool, usual: i64) -> i64 {
    let usual = if sandbox { SANDBOX_CEILING } else { usual };
    reader.number("KAKUNIN_NUMBERS_PER_ACCOUNT", usual, 1, 1_000_000_000)
}

fn of_sandbox(usual: Limits) -> Limits {
    Limits {
        hour: usual.hour.map(|_| SANDBOX_CEILING),
        day: usual.day.map(|_| SANDBOX_CEILING),
    }
}

/// The names of the limits of messages.
pub(super) const SENDS: [&str; 5] = [
    "KAKUNIN_SENDS_PER_ACCOUNT",
    "KAKUNIN_SENDS_PER_NUMBER",
    "KAKUNIN_SENDS_PER_ADDRESS",
    "KAKUNIN_SENDS_PER_PREFIX",
    "KAKUNIN_SENDS_PER_COUNTRY",
];

/// The names of the limits of checks.
pub(super) const CHECKS: [&str; 5] = [
    "KAKUNIN_CHECKS_PER_ACCOUNT",
    "KAKUNIN_CHECKS_PER_NUMBER",
    "KAKUNIN_CHECKS_PER_ADDRESS",
    "KAKUNIN_CHECKS_PER_PREFIX",
    "KAKUNIN_CHECKS_PER_COUNTRY",
];

/// The budget of a day.
pub(super) fn budget(reader: &mut Reader<'_>, sandbox: bool) -> Budget {
    let usual = Policy::default().budget;
    let of_mode = |usual| if sandbox { SANDBOX_CEILING * 1_000 } else { usual };
    let currency = currency(reader);
    Budget {
        sends: reader.number("KAKUNIN_SENDS_PER_DAY", of_mode(usual.sends), 1, 1_000_000_000),
        spend: reader.number("KAKUNIN_SPEND_PER_DAY", of_mode(usual.spend), 1, MOST_MONEY),
        prices: prices(reader, &currency),
        currency,
    }
}

fn currency(reader: &mut Reader<'_>) -> Currency {
    let Some(code) = reader.text("KAKUNIN_CURRENCY") else {
        return Currency::yen();
    };
    Currency::parse(code).unwrap_or_else(|| {
        reader.mistake(format!(
            "KAKUNIN_CURRENCY must be three capital letters of ISO 4217, not `{code}`"
        ));
        Currency::yen()
    })
}

fn prices(reader: &mut Reader<'_>, currency: &Currency) -> Prices {
    let Some(text) = reader.text("KAKUNIN_PRICES") else {
        if *currency != Currency::yen() {
            let code = currency.code();
            reader.mistake(format!(
                "KAKUNIN_PRICES is missing, and the prices that are assumed without it are yen, not {code}"
            ));
        }
        return Prices::default();
    };
    Prices::parse(text).unwrap_or_else(|error| {
        reader.mistake(format!("KAKUNIN_PRICES cannot be read: {error}"));
        Prices::default()
    })
}

/// What the guard against pumping does. The sandbox has numbers that nobody proves, and its messages cost nothing.
pub(super) fn guard(reader: &mut Reader<'_>, sandbox: bool) -> GuardMode {
    let refuse = ("refuse", GuardMode::Refuse);
    let record = ("record", GuardMode::Record);
    let off = ("off", GuardMode::Off);
    let choices = if sandbox {
        [off, refuse, record]
    } else {
        [refuse, record, off]
    };
    reader.choice("KAKUNIN_PUMPING_GUARD", &choices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    fn read<T>(pairs: &[(&str, &str)], of: impl Fn(&mut Reader<'_>) -> T) -> (T, Vec<String>) {
        let environment = Environment::of(pairs.iter().copied());
        let mut reader = Reader::new(&environment);
        let value = of(&mut reader);
        let mistakes = reader.finish();
        (value, mistakes.iter().map(ToString::to_string).collect())
    }

    fn sends(pairs: &[(&str, &str)], sandbox: bool) -> (PerSubject, Vec<String>) {
        let usual = Policy::default().sends;
        read(pairs, |reader| per_subject(reader, sandbox, SENDS, &usual))
    }

    #[test]
    fn a_plain_number_counts_by_the_window_that_it_always_had() {
        let pairs = [
            ("KAKUNIN_SENDS_PER_ACCOUNT", "3"),
            ("KAKUNIN_SENDS_PER_ADDRESS", "4"),
            ("KAKUNIN_SENDS_PER_PREFIX", "off"),
        ];
        let (limits, mistakes) = sends(&pairs, false);
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(limits.account, Limits::of_day(3));
        assert_eq!((limits.address.hour, limits.address.day), (Some(4), None));
        assert_eq!(limits.prefix, Limits::NONE);
        assert_eq!(limits.number, Limits::of(6, 10));
    }

    #[test]
    fn the_sandbox_counts_far() {
        let (limits, _) = sends(&[], true);
        assert_eq!(
            limits,
            PerSubject::all(Limits::of(SANDBOX_CEILING, SANDBOX_CEILING))
        );
    }

    #[test]
    fn each_mistake_is_one_line() {
        let (_, mistakes) = sends(
            &[
                ("KAKUNIN_SENDS_PER_NUMBER", "many"),
                ("KAKUNIN_SENDS_PER_COUNTRY", ""),
            ],
            false,
        );
        assert_eq!(
            mistakes,
            ["KAKUNIN_SENDS_PER_NUMBER must be such as 6/hour,10/day or off, not `many`"]
        );
        for (pairs, expected) in [
            (
                [("KAKUNIN_CURRENCY", "yen")],
                "KAKUNIN_CURRENCY must be three capital letters of ISO 4217, not `yen`",
            ),
            (
                [("KAKUNIN_CURRENCY", "USD")],
                "KAKUNIN_PRICES is missing, and the prices that are assumed without it are yen, not USD",
            ),
            (
                [("KAKUNIN_PRICES", "JP.sms=8")],
                "KAKUNIN_PRICES cannot be read: `*.sms` is missing: a country that is not named would cost nothing",
            ),
            (
                [("KAKUNIN_SENDS_PER_DAY", "0")],
                "KAKUNIN_SENDS_PER_DAY must be a whole number from 1 to 1000000000, not `0`",
            ),
        ] {
            let (_, mistakes) = read(&pairs, |reader| budget(reader, false));
            assert_eq!(mistakes, [expected]);
        }
    }

    #[test]
    fn the_guard_refuses_but_in_the_sandbox() {
        let guard = |pairs: &[(&str, &str)], sandbox| read(pairs, |reader| guard(reader, sandbox)).0;
        assert_eq!(guard(&[], false), GuardMode::Refuse);
        assert_eq!(guard(&[], true), GuardMode::Off);
        assert_eq!(
            guard(&[("KAKUNIN_PUMPING_GUARD", "record")], true),
            GuardMode::Record
        );
    }
}
