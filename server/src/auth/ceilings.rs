use super::{Auth, ClientAddress, Limits, policy::PerSubject, pumping::country_of};
use crate::store::{Ceiling, StoreError, Transaction, Wanted};
use app::domain::{Channel, PhoneNumber};

/// Seconds.
pub(super) const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// The names of the counts of an hour and of a day, in the order of [`PerSubject::limits`].
const SENDS: [[&str; 2]; 5] = [
    ["sends_per_account_hour", "sends_per_account_day"],
    ["sends_per_number_hour", "sends_per_number_day"],
    ["sends_per_address_hour", "sends_per_address_day"],
    ["sends_per_prefix_hour", "sends_per_prefix_day"],
    ["sends_per_country_hour", "sends_per_country_day"],
];
const CHECKS: [[&str; 2]; 5] = [
    ["checks_per_account_hour", "checks_per_account_day"],
    ["checks_per_number_hour", "checks_per_number_day"],
    ["checks_per_address_hour", "checks_per_address_day"],
    ["checks_per_prefix_hour", "checks_per_prefix_day"],
    ["checks_per_country_hour", "checks_per_country_day"],
];

/// A part of a ceiling that a send or a check takes.
#[derive(Clone, Debug)]
pub(super) struct Reservation {
    ceiling: Ceiling,
    subject: String,
    amount: i64,
}

impl Reservation {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            ceiling: self.ceiling,
            subject: &self.subject,
            amount: self.amount,
        }
    }
}

/// A ceiling without room.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Full {
    /// The name of its count.
    pub name: &'static str,
    /// When its window ends, in seconds since 1970.
    pub until: i64,
}

impl Full {
    pub(super) fn of(ceiling: Ceiling, now: i64) -> Self {
        Self {
            name: ceiling.name,
            until: ceiling.window_end(now),
        }
    }
}

/// A number that somebody typed counts apart from the same number on file: a stranger who types it must not use up what its
/// owner may get.
const SENDS_TO_TYPED: [&str; 2] = ["sends_per_new_number_hour", "sends_per_new_number_day"];
const CHECKS_OF_TYPED: [&str; 2] = ["checks_per_new_number_hour", "checks_per_new_number_day"];
/// Where the number stands in the lists above.
const NUMBER: usize = 1;

/// Whom a send or a check counts for.
#[derive(Clone, Copy)]
pub(super) struct Whom<'a> {
    /// True when the number was typed and is not proven.
    pub typed: bool,
    pub user_id: &'a str,
    pub number: &'a PhoneNumber,
    pub address: ClientAddress,
}

/// All that one send takes: the ceilings, and the budget of the day, which all instances share.
pub(super) fn of_send(auth: &Auth, whom: Whom<'_>, channel: Channel) -> Vec<Reservation> {
    let mut names = SENDS;
    if whom.typed {
        names[NUMBER] = SENDS_TO_TYPED;
    }
    let mut all = of(auth, &names, &auth.policy.sends, whom);
    let budget = &auth.policy.budget;
    let price = budget.prices.of(&country_of(whom.number), channel);
    for (ceiling, subject, amount) in [
        (budget.of_sends(), "", 1),
        (budget.of_spend(), budget.currency.code(), price),
    ] {
        all.push(Reservation {
            ceiling,
            subject: subject.to_owned(),
            amount,
        });
    }
    all
}

/// All that one check takes.
pub(super) fn of_check(auth: &Auth, whom: Whom<'_>) -> Vec<Reservation> {
    let mut names = CHECKS;
    if whom.typed {
        names[NUMBER] = CHECKS_OF_TYPED;
    }
    of(auth, &names, &auth.policy.checks, whom)
}

fn of(auth: &Auth, names: &[[&'static str; 2]; 5], limits: &PerSubject, whom: Whom<'_>) -> Vec<Reservation> {
    let subjects = [
        whom.user_id.to_owned(),
        auth.database.data_key().hash(whom.number).as_str().to_owned(),
        whom.address.network(),
        whom.address.prefix(),
        country_of(whom.number),
    ];
    let all = names.iter().zip(limits.limits()).zip(subjects);
    all.flat_map(|((names, limits), subject)| of_subject(names, limits, subject))
        .collect()
}

fn of_subject(
    names: &[&'static str; 2],
    limits: Limits,
    subject: String,
) -> impl Iterator<Item = Reservation> + use<> {
    let windows = [(names[0], HOUR, limits.hour), (names[1], DAY, limits.day)];
    windows.into_iter().filter_map(move |(name, window, limit)| {
        Some(Reservation {
            ceiling: Ceiling {
                name,
                window,
                limit: limit?,
            },
            subject: subject.clone(),
            amount: 1,
        })
    })
}

/// Reserves all, or says which is full. The caller's transaction must not last then.
pub(super) async fn reserve(
    transaction: &mut Transaction,
    reservations: &[Reservation],
    now: i64,
) -> Result<Result<(), Full>, StoreError> {
    let wanted: Vec<_> = reservations.iter().map(Reservation::wanted).collect();
    let reserved = transaction.reserve_all(&wanted, now).await?;
    Ok(reserved.map_err(|ceiling| Full::of(ceiling, now)))
}

/// Gives back what a send reserved that Twilio refused.
pub(super) async fn release(
    transaction: &mut Transaction,
    reservations: &[Reservation],
    reserved_at: i64,
) -> Result<(), StoreError> {
    for one in reservations {
        let given_back = transaction.release(one.ceiling, &one.subject, one.amount, reserved_at);
        given_back.await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rotation of the data key finds the counts that are kept by a keyed hash by these ends of their names.
    #[test]
    fn what_counts_by_number_is_named_so() {
        for name in [SENDS[NUMBER], CHECKS[NUMBER], SENDS_TO_TYPED, CHECKS_OF_TYPED].concat() {
            assert!(
                name.ends_with("number_hour") || name.ends_with("number_day"),
                "{name}"
            );
        }
    }
}
