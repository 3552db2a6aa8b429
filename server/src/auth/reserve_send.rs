use super::{
    Auth, GuardMode,
    ceilings::{self, Full, Reservation, Whom},
    pumping::{self, CountedSend, GuardAnswer, places_of},
    refused::Refused,
    send::Press,
};
use crate::store::{StoreError, Transaction};

/// What a send took of the limits, to be given back when it never went out.
#[derive(Clone, Debug, Default)]
pub(super) struct ReservedSend {
    /// Of the ceilings and the budget.
    pub reservations: Vec<Reservation>,
    /// At the places of a number that is not proven.
    pub counted: Vec<CountedSend>,
}

impl ReservedSend {
    /// Nothing went out.
    pub(super) async fn release(&self, transaction: &mut Transaction, at: i64) -> Result<(), StoreError> {
        ceilings::release(transaction, &self.reservations, at).await?;
        pumping::release(transaction, &self.counted).await
    }
}

impl Auth {
    /// Takes a message's part of every limit, or says which has no room. The caller's transaction must not last then.
    pub(super) async fn reserve_send(
        &self,
        transaction: &mut Transaction,
        press: &Press,
        now: i64,
    ) -> Result<Result<ReservedSend, Refused>, StoreError> {
        let whom = Whom {
            typed: press.open.purpose.takes_number(),
            user_id: &press.open.user_id,
            number: &press.number,
            address: press.visitor.address,
        };
        let reservations = ceilings::of_send(self, whom, press.channel);
        if let Err(full) = ceilings::reserve(transaction, &reservations, now).await? {
            return Ok(Err(Refused::of_send(full)));
        }
        let GuardAnswer { counted, held } = self.ask_guard(transaction, press, now).await?;
        if let Some(held) = held {
            let refused = Refused::HeldBack(held);
            if self.policy.guard == GuardMode::Refuse {
                return Ok(Err(refused));
            }
            self.write_refusal(transaction, &refused, &press.visitor, whom.user_id, whom.number)
                .await?;
        }
        Ok(Ok(ReservedSend {
            reservations,
            counted,
        }))
    }

    /// Whoever asks chooses a number that is not proven; a phone on file was chosen before.
    async fn ask_guard(
        &self,
        transaction: &mut Transaction,
        press: &Press,
        now: i64,
    ) -> Result<GuardAnswer, StoreError> {
        if !press.open.purpose.takes_number() {
            return Ok(GuardAnswer::default());
        }
        let policy = &self.policy;
        let places = places_of(&press.number, self.database.data_key());
        pumping::reserve(transaction, policy.guard, &policy.home, places, now).await
    }

    /// Counts a number that this account did not try today, also when no message goes out: who may join whatever runs for
    /// any number could find out whose turn it is elsewhere.
    pub(super) async fn reserve_number(
        &self,
        transaction: &mut Transaction,
        press: &Press,
        now: i64,
    ) -> Result<Result<(), Full>, StoreError> {
        if !press.open.purpose.takes_number() {
            return Ok(Ok(()));
        }
        let (all, this) = self.policy.numbers_of_account();
        let number = self.database.data_key().hash(&press.number);
        let subject = format!("{} {}", press.open.user_id, number.as_str());
        let is_new = transaction.reserve(this, &subject, now).await?;
        let may = !is_new || transaction.reserve(all, &press.open.user_id, now).await?;
        Ok(may.then_some(()).ok_or(Full::of(all, now)))
    }
}
