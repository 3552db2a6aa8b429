use super::Auth;
use crate::store::StoreError;

/// What the messages of this day (UTC) came to, of all instances that share the database.
#[derive(Clone, Debug)]
pub struct BudgetToday {
    /// True while an operator has stopped all messages.
    pub stopped: bool,
    /// Messages.
    pub sends: i64,
    /// Messages at most.
    pub sends_limit: i64,
    /// Their cost by the prices of the settings, in minor units.
    pub spend: i64,
    /// What they may cost.
    pub spend_limit: i64,
    /// Of the money: three letters of ISO 4217.
    pub currency: String,
}

impl Auth {
    /// Changes nothing.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn budget_today(&self) -> Result<BudgetToday, StoreError> {
        let (budget, now) = (&self.policy.budget, self.clock.now());
        let currency = budget.currency.code();
        Ok(BudgetToday {
            stopped: self.database.sends_stopped_at().await?.is_some(),
            sends: self.database.used(budget.of_sends(), "", now).await?,
            sends_limit: budget.sends,
            spend: self.database.used(budget.of_spend(), currency, now).await?,
            spend_limit: budget.spend,
            currency: currency.to_owned(),
        })
    }
}
