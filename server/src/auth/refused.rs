use super::{Auth, GuardMode, Visitor, audit::Note, ceilings::Full, pumping::HeldBack};
use crate::store::{Actor, Ceiling, StoreError, Transaction};
use app::domain::{ActivityKind, Notice, PhoneNumber, Told};
use std::fmt;

/// One row in the audit log for each account and reason in ten minutes, so that an attack fills no disk.
const ONE_ROW: Ceiling = Ceiling {
    name: "refusals_written_down",
    window: 600,
    limit: 1,
};

/// Why this portal, and not Twilio, refused a send or a check.
#[derive(Clone, Debug)]
pub(super) enum Refused {
    /// An operator has stopped all sends.
    Stopped,
    /// A ceiling has no room.
    Full(Full),
    /// The budget of the day is used up.
    BudgetUsedUp(Full),
    /// The account tried too many numbers today.
    TooManyNumbers(Full),
    /// A ceiling of checks has no room.
    TooManyChecks(Full),
    /// The guard against pumping holds the number's place back.
    HeldBack(HeldBack),
}

impl Refused {
    /// The budget of a day is told as what it is.
    pub(super) fn of_send(full: Full) -> Self {
        if full.name.ends_with("_per_day") {
            Self::BudgetUsedUp(full)
        } else {
            Self::Full(full)
        }
    }

    /// What the person is told, and when to come back; nobody knows when an operator lets sends go out again.
    pub(super) const fn told(&self) -> Told {
        match self {
            Self::Stopped => Told {
                notice: Notice::SendsStopped,
                until: None,
            },
            Self::Full(full) => Told::until(Notice::TooManySends, full.until),
            Self::BudgetUsedUp(full) => Told::until(Notice::SendsStopped, full.until),
            Self::TooManyNumbers(full) => Told::until(Notice::TooManyNumbers, full.until),
            Self::TooManyChecks(full) => Told::until(Notice::TooManyChecks, full.until),
            Self::HeldBack(held) => Told::until(Notice::NewNumbersHeldBack, held.until),
        }
    }

    /// A stable name: that of the ceiling where there is one.
    const fn name(&self) -> &'static str {
        match self {
            Self::Stopped => "sends_stopped",
            Self::Full(full)
            | Self::BudgetUsedUp(full)
            | Self::TooManyNumbers(full)
            | Self::TooManyChecks(full) => full.name,
            Self::HeldBack(_) => "pumping_guard",
        }
    }

    fn log(&self, user_id: &str) {
        match self {
            Self::Stopped => tracing::warn!(event = "send_while_stopped", user_id),
            Self::Full(full) => tracing::warn!(event = "send_ceiling", ceiling = full.name, user_id),
            Self::BudgetUsedUp(full) => {
                tracing::warn!(event = "send_over_budget", budget = full.name, user_id)
            }
            Self::TooManyNumbers(_) => tracing::warn!(event = "too_many_numbers", user_id),
            Self::TooManyChecks(full) => {
                tracing::warn!(event = "check_ceiling", ceiling = full.name, user_id)
            }
            Self::HeldBack(held) => tracing::warn!(event = "pumping_guard", country = held.country, user_id),
        }
    }

    /// What an operator must know at once.
    fn alert(&self) {
        match self {
            Self::BudgetUsedUp(full) => tracing::error!(event = "send_budget_used_up", budget = full.name),
            Self::HeldBack(held) => tracing::error!(event = "pumping_suspected", country = held.country),
            _ => {}
        }
    }
}

impl fmt::Display for Refused {
    /// For the audit log: the name, and for the guard what it judged by. Never a number, nor the digits of a range, which would
    /// tell too much of the number beside its masked form.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())?;
        let Self::HeldBack(held) = self else {
            return Ok(());
        };
        let place = if held.only_range { "a range in " } else { "" };
        let (hour, day, week) = (held.record.hour, held.record.day, held.record.week);
        write!(
            formatter,
            ": {place}{}, approved {} of {} this hour, {} of {} this day, {} of {} the week before, {} probes",
            held.country,
            hour.approved,
            hour.sent,
            day.approved,
            day.sent,
            week.approved,
            week.sent,
            held.record.probes
        )
    }
}

impl Auth {
    /// Explains a refusal in the log and in the audit log, in a transaction of its own: that of the refusal did not last.
    pub(super) async fn explain(
        &self,
        refused: &Refused,
        visitor: &Visitor,
        user_id: &str,
        number: &PhoneNumber,
    ) -> Result<(), StoreError> {
        let write = || async {
            let mut transaction = self.database.begin().await?;
            self.write_refusal(&mut transaction, refused, visitor, user_id, number)
                .await?;
            transaction.commit().await
        };
        self.database.again(write).await
    }

    /// The same, if and only if the transaction lasts: for what is let pass and only recorded.
    pub(super) async fn write_refusal(
        &self,
        transaction: &mut Transaction,
        refused: &Refused,
        visitor: &Visitor,
        user_id: &str,
        number: &PhoneNumber,
    ) -> Result<(), StoreError> {
        refused.log(user_id);
        let subject = format!("{user_id} {}", refused.name());
        if !transaction.reserve(ONE_ROW, &subject, self.clock.now()).await? {
            return Ok(());
        }
        refused.alert();
        let (phone, reason) = (number.masked(), refused.to_string());
        let note = Note {
            actor: Actor::Portal,
            reason: Some(&reason),
            phone: Some(&phone),
            ..Note::of_user(self.kind_of(refused), user_id)
        };
        self.write_down(transaction, visitor, note).await
    }

    fn kind_of(&self, refused: &Refused) -> ActivityKind {
        match refused {
            Refused::HeldBack(_) if self.policy.guard == GuardMode::Record => {
                ActivityKind::SendWouldBeRefused
            }
            Refused::TooManyChecks(_) => ActivityKind::CodeRefused,
            _ => ActivityKind::SendRefused,
        }
    }
}
