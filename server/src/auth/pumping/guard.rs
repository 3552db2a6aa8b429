use super::{GuardMode, Record, Verdict};
use crate::store::{StoreError, Transaction};

/// A message that the guard counted at one place, to be taken back when it never went out.
#[derive(Clone, Debug)]
pub(crate) struct CountedSend {
    place: String,
    at: i64,
    before: (i64, i64),
    after: (i64, i64),
}

/// Why the guard would not let a message pass.
#[derive(Clone, Debug)]
pub(crate) struct HeldBack {
    /// The country, whether it or a range in it is held back.
    pub country: String,
    /// True when it is the range alone.
    pub only_range: bool,
    /// What is known of the place.
    pub record: Record,
    /// When the next probe may go out.
    pub until: i64,
}

/// What the guard says of one message.
#[derive(Clone, Debug, Default)]
pub(crate) struct GuardAnswer {
    /// What it counted.
    pub counted: Vec<CountedSend>,
    /// Why it holds the message back, or would.
    pub held: Option<HeldBack>,
}

/// Judges a message to a number that nobody has proven, by its places, and counts it. The caller's transaction must not last where it is held
/// back and the mode is to refuse.
pub(crate) async fn reserve(
    transaction: &mut Transaction,
    mode: GuardMode,
    home: &str,
    places: [String; 2],
    now: i64,
) -> Result<GuardAnswer, StoreError> {
    let mut answer = GuardAnswer::default();
    if mode == GuardMode::Off {
        return Ok(answer);
    }
    let country = places[0].clone();
    for place in places {
        let record = transaction.hold_place(&place, now).await?;
        let verdict = record.at(&place, home).judge(now);
        if let Verdict::Held { until } = verdict
            && answer.held.is_none()
        {
            answer.held = Some(HeldBack {
                country: country.clone(),
                only_range: place != country,
                record,
                until,
            });
            if mode == GuardMode::Refuse {
                return Ok(answer);
            }
        }
        answer
            .counted
            .push(count(transaction, place, &record, verdict, now).await?);
    }
    Ok(answer)
}

async fn count(
    transaction: &mut Transaction,
    place: String,
    record: &Record,
    verdict: Verdict,
    now: i64,
) -> Result<CountedSend, StoreError> {
    let counted = CountedSend {
        at: now,
        before: (record.probes, record.next_probe_at),
        after: record.after(verdict, now),
        place,
    };
    transaction.count_unproven_send(&counted.place, now).await?;
    let (probes, next_probe_at) = counted.after;
    transaction
        .set_probes(&counted.place, probes, next_probe_at)
        .await?;
    Ok(counted)
}

/// Takes back what was counted: the message never went out. A probe that was made meanwhile stays.
pub(crate) async fn release(
    transaction: &mut Transaction,
    counted: &[CountedSend],
) -> Result<(), StoreError> {
    for send in counted {
        let record = transaction.hold_place(&send.place, send.at).await?;
        transaction.uncount_unproven_send(&send.place, send.at).await?;
        if (record.probes, record.next_probe_at) == send.after {
            let (probes, next_probe_at) = send.before;
            transaction.set_probes(&send.place, probes, next_probe_at).await?;
        }
    }
    Ok(())
}

/// The messages of a verification led to an approval: their places work.
pub(crate) async fn count_approval(
    transaction: &mut Transaction,
    places: &[String; 2],
    messages: i64,
    now: i64,
) -> Result<(), StoreError> {
    if messages == 0 {
        return Ok(());
    }
    for place in places {
        transaction.count_approved_sends(place, messages, now).await?;
    }
    Ok(())
}
