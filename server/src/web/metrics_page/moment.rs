use super::process;
use crate::{auth::BudgetToday, metrics::table, store::PoolState};
use ::metrics::gauge;

/// What is looked up when somebody reads the metrics, and not counted before.
#[derive(Debug)]
pub(super) struct Moment {
    /// See `/readyz`.
    pub ready: bool,
    /// Requests under way, and as many as there may be.
    pub requests: [usize; 2],
    /// Connections of visitors at most.
    pub connections_limit: usize,
    /// Passwords that may wait.
    pub passwords_limit: usize,
    /// False while Twilio is left alone.
    pub twilio_answers: bool,
    /// Of the database.
    pub pool: PoolState,
    /// Nothing while the database does not answer.
    pub budget: Option<BudgetToday>,
}

impl Moment {
    /// Tells the recorder.
    pub(super) fn observe(&self) {
        set(table::READY, u8::from(self.ready));
        set_count(table::IN_FLIGHT, self.requests[0]);
        set_count(table::IN_FLIGHT_LIMIT, self.requests[1]);
        set_count(table::CONNECTIONS_LIMIT, self.connections_limit);
        set_count(table::HASH_QUEUE_LIMIT, self.passwords_limit);
        set(table::BREAKER, u8::from(!self.twilio_answers));
        set(table::DATABASE_CONNECTIONS_LIMIT, self.pool.most);
        for (state, count) in [("busy", self.pool.busy), ("idle", self.pool.idle)] {
            gauge!(table::DATABASE_CONNECTIONS, "state" => state).set(count);
        }
        if let Some(budget) = &self.budget {
            observe_budget(budget);
        }
        process::observe();
    }
}

fn observe_budget(budget: &BudgetToday) {
    set(table::SENDS_STOPPED, u8::from(budget.stopped));
    set_money(table::BUDGET_SENDS, budget.sends);
    set_money(table::BUDGET_SENDS_LIMIT, budget.sends_limit);
    for (name, money) in [
        (table::BUDGET_SPEND, budget.spend),
        (table::BUDGET_SPEND_LIMIT, budget.spend_limit),
    ] {
        gauge!(name, "currency" => budget.currency.clone()).set(of_whole(money));
    }
}

fn set(name: &'static str, value: impl Into<f64>) {
    gauge!(name).set(value.into());
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts so far")]
fn set_count(name: &'static str, value: usize) {
    set(name, value as f64);
}

fn set_money(name: &'static str, value: i64) {
    set(name, of_whole(value));
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to nine million thousand millions"
)]
fn of_whole(value: i64) -> f64 {
    value as f64
}
