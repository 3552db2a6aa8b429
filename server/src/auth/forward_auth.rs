use super::{Auth, ReturnOrigins, SessionHash, SessionId, Visitor, policy::SEEN_EVERY};
use crate::store::StoreError;

/// How the portal answers for other programs behind the same proxy.
#[derive(Clone, Debug, Default)]
pub struct ForwardAuth {
    /// The domain of the access cookie; nothing where the portal guards no other program.
    pub cookie_domain: Option<String>,
    /// Where those programs live.
    pub return_origins: ReturnOrigins,
}

/// The secret in the access cookie: 256 random bits. Proves to other programs that a session was approved, and opens nothing
/// here: no page of ours reads it.
#[derive(Clone, Debug)]
pub struct AccessId(SessionId);

/// SHA-256 of an [`AccessId`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccessHash(SessionHash);

impl AccessId {
    /// The id in a cookie; nothing if it cannot be one of ours.
    pub fn from_cookie(value: &str) -> Option<Self> {
        SessionId::from_cookie(value).map(Self)
    }

    /// The value of the cookie.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// What the database knows of it.
    pub fn hash(&self) -> AccessHash {
        AccessHash(self.0.hash())
    }
}

impl AccessHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// How a signed-in person gets back to a program.
#[derive(Debug)]
pub enum WayBack {
    /// By the access cookie that the browser has, or by this new one.
    Open(Option<AccessId>),
    /// Not again: the person was sent there a moment ago, and the program did not let them in.
    Loop,
}

/// Seconds. Nobody comes back by hand sooner than this, and a loop of redirects does.
const LOOP: i64 = 3;

impl Auth {
    /// The user ID of the approved session that this id belongs to. To ask is to use the session, as every page does; a note of
    /// it that cannot be written changes no answer, and the session ends the sooner.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn user_of_access(&self, access: &AccessId) -> Result<Option<String>, StoreError> {
        let (hash, now) = (access.hash(), self.clock.now());
        let Some(row) = self.database.session_of_access(&hash).await? else {
            return Ok(None);
        };
        if self
            .policy
            .lifetimes
            .is_full_over(row.created_at, row.last_seen_at, now)
        {
            return Ok(None);
        }
        if now - row.last_seen_at >= SEEN_EVERY
            && let Err(error) = self.database.see_access(&hash, now).await
        {
            tracing::warn!(event = "access_not_noted", %error);
        }
        Ok(Some(row.username))
    }

    /// A new access id for an approved session in the place of the one before; nothing where the portal guards no other
    /// program.
    pub(super) async fn grant_access(&self, session: &SessionHash) -> Result<Option<AccessId>, StoreError> {
        if self.policy.forward_auth.cookie_domain.is_none() {
            return Ok(None);
        }
        let access = AccessId(SessionId::random(&*self.randomness));
        let granted = self.database.grant_access(session, &access.hash()).await?;
        Ok(granted.then_some(access))
    }

    /// The same where the session lasts already: without it the person is signed in all the same, and the way back grants it.
    pub(super) async fn access_if_possible(&self, session: &SessionHash) -> Option<AccessId> {
        let granted = self.database.again(|| self.grant_access(session)).await;
        granted.unwrap_or_else(|error| {
            tracing::warn!(event = "access_not_granted", %error);
            None
        })
    }

    /// Lets someone who is signed in go back to a program: with the access id that the browser showed, or with another one
    /// where that is not the one of the session. Nothing without an approved session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn way_back(
        &self,
        visitor: &Visitor,
        shown: Option<&AccessId>,
    ) -> Result<Option<WayBack>, StoreError> {
        let Some(session) = visitor.session.as_ref().map(SessionId::hash) else {
            return Ok(None);
        };
        let now = self.clock.now();
        if !self.database.note_return(&session, now, now - LOOP).await? {
            return Ok(Some(WayBack::Loop));
        }
        if let Some(shown) = shown
            && self.database.has_access(&session, &shown.hash()).await?
        {
            return Ok(Some(WayBack::Open(None)));
        }
        let granted = self.grant_access(&session).await?;
        Ok(granted.map(|access| WayBack::Open(Some(access))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::SeededRandomness;

    #[test]
    fn debug_shows_no_id() {
        let access = AccessId(SessionId::random(&SeededRandomness::new(1)));
        assert!(!format!("{access:?}").contains(access.expose()));
        let back = AccessId::from_cookie(access.expose()).unwrap();
        assert_eq!(access.hash(), back.hash());
    }
}
