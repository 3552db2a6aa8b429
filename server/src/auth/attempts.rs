//! Attempts with a password. Each is counted as a failure before the password is looked at, so that two hundred at once pass no
//! more than one after the other would; the right password takes its count back.

mod known_browser;
mod waits;

pub use known_browser::KnownBrowser;
pub use waits::Failures;

use super::{Auth, AuthError, UserId, Visitor, audit::Note, password::LONGEST_TYPED};
use crate::store::{StoreError, User};
use app::domain::ActivityKind;
use secrecy::{ExposeSecret, SecretString};
use waits::Rule;

/// What became of a password that somebody typed.
pub(super) enum Attempt {
    /// It is the password of this user.
    Right(User),
    /// It is not, or there is no such user; nobody learns which.
    Wrong,
    /// Nothing was looked at.
    HeldBack {
        /// When the next attempt is looked at; seconds since 1970.
        until: i64,
    },
}

/// One row that counts an attempt.
struct Claim {
    rule: Rule,
    // Keyed hash: what is typed as a user ID may be a password.
    subject: String,
    /// True when the right password ends the row of failures, false when it takes back its own count only: whoever has one
    /// account must not clear a network for guesses at others.
    ends_with_success: bool,
}

impl Claim {
    fn of(&self) -> (&str, &str) {
        (self.rule.name, &self.subject)
    }
}

fn written<'a>(subjects: &[(&'a str, &'a str)], rows: &[Failures]) -> Vec<(&'a str, &'a str, Failures)> {
    let pairs = subjects.iter().zip(rows);
    pairs
        .map(|((name, subject), row)| (*name, *subject, *row))
        .collect()
}

impl Auth {
    /// Compares a password with that of the user of this name, unless failures before ask for a wait. A name that nobody has,
    /// or nobody can have, is counted, compared and written down in the same way.
    pub(super) async fn try_password(
        &self,
        visitor: &Visitor,
        username: &str,
        password: SecretString,
    ) -> Result<Attempt, AuthError> {
        let name = UserId::parse(username).ok();
        let user = match &name {
            Some(name) => self.database.user_by_name(name.as_str()).await?,
            None => None,
        };
        let claims = self.claims(visitor, name.as_ref(), username, user.as_ref());
        let user_id = user.as_ref().map(|user| user.id.clone());
        let claim = || self.claim(visitor, &claims, user_id.as_deref());
        if let Some(until) = self.database.again(claim).await? {
            return Ok(Attempt::HeldBack { until });
        }
        match self.with_right_password(user, password).await {
            Ok(Some(user)) => {
                self.database.again(|| self.forgive(&claims, true)).await?;
                Ok(Attempt::Right(user))
            }
            Ok(None) => {
                self.refuse_password(visitor, user_id.as_deref()).await?;
                Ok(Attempt::Wrong)
            }
            Err(error) => {
                // Nothing was compared, so nothing failed.
                self.database.again(|| self.forgive(&claims, false)).await?;
                Err(error)
            }
        }
    }

    /// The rows that count this attempt, in the order in which every transaction takes them. A browser that signed in to this
    /// very account before has a row of its own instead: no stranger can slow it down.
    fn claims(
        &self,
        visitor: &Visitor,
        name: Option<&UserId>,
        typed: &str,
        user: Option<&User>,
    ) -> Vec<Claim> {
        let key = self.database.data_key();
        let known = visitor
            .known
            .as_ref()
            .zip(user)
            .filter(|(known, user)| known.knows(key, &user.id));
        if let Some((known, user)) = known {
            return vec![Claim {
                rule: Rule::known_browser(&self.policy),
                subject: known.subject(key, &user.id),
                ends_with_success: true,
            }];
        }
        let account = match name {
            Some(name) => key.keyed_hash("account", name.as_str()),
            None => key.keyed_hash("malformed account", typed),
        };
        let network = visitor.address.network();
        vec![
            Claim {
                rule: Rule::account_from_network(&self.policy),
                subject: key.keyed_hash("account from network", &format!("{account} {network}")),
                ends_with_success: true,
            },
            Claim {
                rule: Rule::account(&self.policy),
                subject: account,
                ends_with_success: true,
            },
            Claim {
                rule: Rule::network(&self.policy),
                subject: key.keyed_hash("network", &network),
                ends_with_success: false,
            },
            Claim {
                rule: Rule::prefix(&self.policy),
                subject: key.keyed_hash("prefix", &visitor.address.prefix()),
                ends_with_success: false,
            },
        ]
    }

    /// Counts the attempt in all rows, or in none; then the time at which the next one is looked at.
    async fn claim(
        &self,
        visitor: &Visitor,
        claims: &[Claim],
        user_id: Option<&str>,
    ) -> Result<Option<i64>, StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        let subjects: Vec<_> = claims.iter().map(Claim::of).collect();
        let mut rows = transaction.hold_attempts(&subjects, now).await?;
        let mut held_back: Option<(i64, &Claim)> = None;
        for (claim, row) in claims.iter().zip(&mut rows) {
            if let Err(until) = row.claim(&claim.rule, now)
                && held_back.is_none_or(|(longest, _)| longest < until)
            {
                held_back = Some((until, claim));
            }
        }
        if let Some((until, claim)) = held_back {
            // The rows that were looked at must not last: somebody may ask with a thousand names a second.
            drop(transaction);
            self.write_held_back(visitor, claim, user_id).await?;
            return Ok(Some(until));
        }
        transaction.save_attempts(&written(&subjects, &rows)).await?;
        transaction.commit().await?;
        Ok(None)
    }

    async fn write_held_back(
        &self,
        visitor: &Visitor,
        claim: &Claim,
        user_id: Option<&str>,
    ) -> Result<(), StoreError> {
        let limit = claim.rule.name;
        tracing::warn!(event = "sign_in_held_back", limit, user_id, address = %visitor.address);
        let subject = format!("{limit} {}", claim.subject);
        let note = Note {
            user_id,
            reason: Some(limit),
            ..Note::of_nobody(ActivityKind::SignInHeldBack)
        };
        self.write_down_once_a_minute(visitor, note, &subject).await
    }

    async fn forgive(&self, claims: &[Claim], right: bool) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut transaction = self.database.begin().await?;
        // In the order of the claims: those that end come first.
        let (over, counted): (Vec<_>, Vec<_>) =
            claims.iter().partition(|claim| right && claim.ends_with_success);
        for claim in over {
            transaction
                .clear_attempts(claim.rule.name, &claim.subject)
                .await?;
        }
        let subjects: Vec<_> = counted.iter().copied().map(Claim::of).collect();
        let mut rows = transaction.hold_attempts(&subjects, now).await?;
        for (claim, row) in counted.iter().zip(&mut rows) {
            row.take_back(&claim.rule, now);
        }
        transaction.save_attempts(&written(&subjects, &rows)).await?;
        transaction.commit().await
    }

    /// The same work whether there is such a user or not.
    async fn refuse_password(&self, visitor: &Visitor, user_id: Option<&str>) -> Result<(), StoreError> {
        tracing::info!(event = "password_refused", user_id, address = %visitor.address);
        let note = Note {
            user_id,
            ..Note::of_nobody(ActivityKind::PasswordRefused)
        };
        self.write_down_alone(visitor, note).await
    }

    async fn with_right_password(
        &self,
        user: Option<User>,
        password: SecretString,
    ) -> Result<Option<User>, AuthError> {
        // Who has not chosen a password yet has none that could be right.
        let user = user.filter(|user| !user.password_hash.is_empty());
        let too_long = password.expose_secret().len() > LONGEST_TYPED;
        let (user, password) = if too_long {
            (None, "".into())
        } else {
            (user, password)
        };
        let stored = user.as_ref().map(|user| user.password_hash.as_str());
        let comparison = self.passwords.compare(password.clone(), stored).await?;
        match (user.filter(|_| comparison.right), comparison.upgrade) {
            (Some(user), Some(hash)) => self.upgrade_password(user, password, hash).await,
            (user, _) => Ok(user),
        }
    }

    /// Stores today's hash of a password that was right. Where another one is stored meanwhile, that of an upgrade at the same
    /// time or of another password, the password is compared with it: what was right before opens nothing any more.
    async fn upgrade_password(
        &self,
        mut user: User,
        password: SecretString,
        hash: String,
    ) -> Result<Option<User>, AuthError> {
        let replaced = self
            .database
            .upgrade_password_hash(&user.id, &user.password_hash, &hash);
        if replaced.await? {
            user.password_hash = hash;
            return Ok(Some(user));
        }
        let stored = self.database.user_by_name(&user.username).await?;
        let hash = stored.as_ref().map(|user| user.password_hash.as_str());
        let comparison = self.passwords.compare(password, hash).await?;
        Ok(stored.filter(|_| comparison.right))
    }
}
