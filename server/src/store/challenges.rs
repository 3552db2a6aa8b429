use super::{StoreError, Transaction, database::on, sealing::place_of_challenge, transaction::Connection};
use crate::auth::SessionHash;
use app::domain::{PhoneNumber, Purpose};

/// A challenge to be made, together with its half-open session or for a full one.
pub struct NewChallenge<'a> {
    /// Random, 32 hex digits.
    pub id: &'a str,
    /// The session that it belongs to.
    pub session: &'a SessionHash,
    /// Whose it is.
    pub user_id: &'a str,
    /// What it may approve.
    pub purpose: Purpose,
    /// The phone on file.
    pub phone_number: Option<&'a PhoneNumber>,
    /// Seconds since 1970.
    pub made_at: i64,
    /// The path to go to after the approval.
    pub return_to: Option<&'a str>,
}

impl Transaction {
    /// Makes a challenge.
    ///
    /// # Errors
    /// When the query fails, also when the session has one already.
    pub async fn add_challenge(&mut self, challenge: &NewChallenge<'_>) -> Result<(), StoreError> {
        let place = place_of_challenge(challenge.id);
        let sealed = challenge.phone_number.map(|number| self.key.seal(&place, number));
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO challenges (id, session_hash, user_id, purpose, phone_sealed, made_at, return_to)
             VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(challenge.id)
            .bind(challenge.session.as_bytes())
            .bind(challenge.user_id)
            .bind(challenge.purpose.as_str())
            .bind(&sealed)
            .bind(challenge.made_at)
            .bind(challenge.return_to)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Makes a challenge in the place of the one that the session has. The session is held by the caller.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn replace_challenge(&mut self, challenge: &NewChallenge<'_>) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM challenges WHERE session_hash = $1")
            .bind(challenge.session.as_bytes())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        self.add_challenge(challenge).await
    }

    /// Takes number and verification away from a challenge: it may be tied to another number.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn leave_verification(&mut self, id: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE challenges SET phone_sealed = NULL, epoch = NULL WHERE id = $1")
            .bind(id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Takes this turn; false when another press took it first. Whoever gets true may go on to send.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn take_turn(&mut self, id: &str, turn: i64) -> Result<bool, StoreError> {
        let taken = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE challenges SET turn = turn + 1 WHERE id = $1 AND turn = $2")
            .bind(id)
            .bind(turn)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(taken == 1)
    }

    /// Ties the challenge to a number and to the verification that runs for it.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn join_verification(
        &mut self,
        id: &str,
        number: &PhoneNumber,
        epoch: i64,
    ) -> Result<(), StoreError> {
        let sealed = self.key.seal(&place_of_challenge(id), number);
        on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE challenges SET phone_sealed = $2, epoch = $3 WHERE id = $1")
            .bind(id)
            .bind(&sealed)
            .bind(epoch)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Ends a challenge that was approved; false when it is gone already. Only one approval can get true.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_challenge(&mut self, id: &str, session: &SessionHash) -> Result<bool, StoreError> {
        let ended = on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM challenges WHERE id = $1 AND session_hash = $2")
            .bind(id)
            .bind(session.as_bytes())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(ended == 1)
    }
}
