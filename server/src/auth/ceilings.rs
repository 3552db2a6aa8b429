use super::{Auth, ClientAddress};
use crate::store::{Ceiling, StoreError, Transaction};
use app::domain::{Notice, PhoneNumber};

/// Seconds.
pub(super) const DAY: i64 = 86_400;

/// The ceilings that one send touches, each with whom it counts.
pub(super) fn of_send(
    auth: &Auth,
    user_id: &str,
    number: &PhoneNumber,
    address: ClientAddress,
) -> [(Ceiling, String); 3] {
    [
        (auth.policy.sends_of_account(), user_id.to_owned()),
        (
            auth.policy.sends_to_number(),
            auth.database.data_key().hash(number).as_str().to_owned(),
        ),
        (auth.policy.sends_from_address(), address.network()),
    ]
}

/// Reserves one of each, or says that there are too many. The caller's transaction must not last then.
pub(super) async fn reserve(
    transaction: &mut Transaction,
    ceilings: &[(Ceiling, String)],
    now: i64,
) -> Result<Result<(), Notice>, StoreError> {
    for (ceiling, subject) in ceilings {
        if !transaction.reserve(*ceiling, subject, now).await? {
            tracing::warn!(event = "send_ceiling", ceiling = ceiling.name);
            return Ok(Err(Notice::TooManySends));
        }
    }
    Ok(Ok(()))
}

/// Gives back what a send reserved that Twilio refused.
pub(super) async fn release(
    transaction: &mut Transaction,
    ceilings: &[(Ceiling, String)],
    reserved_at: i64,
) -> Result<(), StoreError> {
    for (ceiling, subject) in ceilings {
        transaction.release(*ceiling, subject, reserved_at).await?;
    }
    Ok(())
}
