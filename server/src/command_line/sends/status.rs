use crate::{
    auth::{Counts, Policy, Verdict},
    store::{Database, StoreError},
};
use serde::Serialize;
use std::fmt;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// What `kakunin sends status` tells. Times are seconds since 1970, money is in minor units of the currency.
#[derive(Serialize)]
pub(super) struct Status {
    stopped_at: Option<i64>,
    sends_today: i64,
    sends_per_day: i64,
    spend_today: i64,
    spend_per_day: i64,
    currency: String,
    guard: &'static str,
    held_back: Vec<HeldPlace>,
    #[serde(skip)]
    spend: [String; 2],
}

/// A country or a range of numbers that gets a probe now and then.
#[derive(Serialize)]
struct HeldPlace {
    place: String,
    /// When the next probe may go out.
    until: i64,
    sent_this_hour: i64,
    approved_this_hour: i64,
    sent_this_day: i64,
    approved_this_day: i64,
}

impl Status {
    /// Changes nothing.
    pub(super) async fn read(database: &Database, policy: &Policy, now: i64) -> Result<Self, StoreError> {
        let budget = &policy.budget;
        let currency = budget.currency.code();
        let spend_today = database.used(budget.of_spend(), currency, now).await?;
        Ok(Self {
            stopped_at: database.sends_stopped_at().await?,
            sends_today: database.used(budget.of_sends(), "", now).await?,
            sends_per_day: budget.sends,
            spend_today,
            spend_per_day: budget.spend,
            currency: currency.to_owned(),
            guard: policy.guard.as_str(),
            held_back: held_back(database, &policy.home, now).await?,
            spend: [spend_today, budget.spend].map(|money| budget.currency.show(money).to_string()),
        })
    }

    /// One line.
    pub(super) fn to_json(&self) -> String {
        // Numbers and texts can always be written.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

async fn held_back(database: &Database, home: &str, now: i64) -> Result<Vec<HeldPlace>, StoreError> {
    let places = database.places(now).await?.into_iter();
    let held = places.filter_map(|(place, record)| {
        let until = match record.at(&place, home).judge(now) {
            Verdict::Open => return None,
            Verdict::Probe => now,
            Verdict::Held { until } => until,
        };
        let (Counts { sent, approved }, day) = (record.hour, record.day);
        Some(HeldPlace {
            place,
            until,
            sent_this_hour: sent,
            approved_this_hour: approved,
            sent_this_day: day.sent,
            approved_this_day: day.approved,
        })
    });
    Ok(held.collect())
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.stopped_at {
            Some(since) => writeln!(formatter, "Messages are stopped since {}.", shown(since))?,
            None => writeln!(formatter, "Messages go out.")?,
        }
        writeln!(
            formatter,
            "Today (UTC): {} of {} messages",
            self.sends_today, self.sends_per_day
        )?;
        writeln!(
            formatter,
            "Today (UTC): {} of {}, by KAKUNIN_PRICES",
            self.spend[0], self.spend[1]
        )?;
        writeln!(formatter, "Guard against pumping: {}", self.guard)?;
        for held in &self.held_back {
            writeln!(
                formatter,
                "Held back: {}, approved {} of {} this day, next probe {}",
                held.place,
                held.approved_this_day,
                held.sent_this_day,
                shown(held.until)
            )?;
        }
        Ok(())
    }
}

fn shown(time: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(time).ok();
    time.and_then(|time| time.format(&Rfc3339).ok())
        .unwrap_or_default()
}
