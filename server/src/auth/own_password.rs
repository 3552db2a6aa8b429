use super::{Approved, Auth, AuthError, Visitor, audit::Note, password::LONGEST_TYPED};
use crate::store::{StoreError, User};
use app::domain::{ActivityKind, Notice, Told};
use secrecy::{ExposeSecret, SecretString};

impl Auth {
    /// Asks a signed-in person for the own password. Counted before it is compared, and given back when it was right, so that
    /// a stolen session is no place to guess from (OWASP ASVS 6.3.1).
    pub(super) async fn prove_own_password(
        &self,
        visitor: &Visitor,
        approved: &Approved<'_>,
        password: SecretString,
    ) -> Result<Result<User, Told>, AuthError> {
        let (user_id, now) = (approved.user_id(), self.clock.now());
        let reserve = || self.reserve_confirmation(user_id, now);
        if !self.database.again(reserve).await? {
            let until = self.policy.confirmations_of_account().window_end(now);
            let note = self.refusal(ActivityKind::SignInHeldBack, user_id);
            self.write_down_once_a_minute(visitor, note, user_id).await?;
            return Ok(Err(Told::until(Notice::TooManySignIns, until)));
        }
        let compared = self.with_own_password(approved.username(), password).await;
        if let Ok(None) = &compared {
            tracing::info!(event = "password_refused", user_id, address = %visitor.address);
            let note = self.refusal(ActivityKind::PasswordRefused, user_id);
            self.write_down_alone(visitor, note).await?;
            return Ok(Err(Notice::WrongPassword.into()));
        }
        // Where nothing could be compared nothing failed, either.
        let release = || self.release_confirmation(user_id, now);
        self.database.again(release).await?;
        Ok(compared?.ok_or(Notice::WrongPassword.into()))
    }

    /// The user of this name, if that is the password.
    async fn with_own_password(
        &self,
        username: &str,
        password: SecretString,
    ) -> Result<Option<User>, AuthError> {
        let user = self.database.user_by_name(username).await?;
        let user = user.filter(|_| password.expose_secret().len() <= LONGEST_TYPED);
        let stored = user.as_ref().map(|user| user.password_hash.as_str());
        let comparison = match stored {
            // Nobody has chosen a password yet, so none is right.
            Some("") => None,
            stored => Some(self.passwords.compare(password, stored).await?),
        };
        let right = comparison.is_some_and(|comparison| comparison.right);
        Ok(user.filter(|_| right))
    }

    fn refusal<'a>(&self, kind: ActivityKind, user_id: &'a str) -> Note<'a> {
        Note {
            reason: Some(self.policy.confirmations_of_account().name),
            ..Note::of_user(kind, user_id)
        }
    }

    async fn reserve_confirmation(&self, user_id: &str, now: i64) -> Result<bool, StoreError> {
        let ceiling = self.policy.confirmations_of_account();
        let mut transaction = self.database.begin().await?;
        let reserved = transaction.reserve(ceiling, user_id, now).await?;
        transaction.commit().await?;
        Ok(reserved)
    }

    async fn release_confirmation(&self, user_id: &str, reserved_at: i64) -> Result<(), StoreError> {
        let ceiling = self.policy.confirmations_of_account();
        let mut transaction = self.database.begin().await?;
        transaction.release(ceiling, user_id, 1, reserved_at).await?;
        transaction.commit().await
    }
}
