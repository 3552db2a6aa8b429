use super::{Auth, AuthError, BrowserChange, Outcome, SessionHash, Visit, Visitor, audit::Note};
use crate::store::{Level, StoreError, Transaction};
use app::domain::{ActivityKind, Notice, Page};

/// Who may revoke: a session whose password and code are fresh.
struct Owner {
    user_id: String,
    session: SessionHash,
    public_id: String,
}

/// What of an account is ended.
#[derive(Clone, Copy)]
enum Ended<'a> {
    /// The session with this public id.
    Session(&'a str),
    OtherSessions,
    /// The remembered browser with this id.
    Browser(&'a str),
}

impl Ended<'_> {
    fn activity(self) -> ActivityKind {
        match self {
            Self::Session(_) => ActivityKind::SessionRevoked,
            Self::OtherSessions => ActivityKind::SessionsRevoked,
            Self::Browser(_) => ActivityKind::BrowserForgotten,
        }
    }

    async fn end(self, transaction: &mut Transaction, owner: &Owner) -> Result<bool, StoreError> {
        match self {
            Self::Session(id) => transaction.end_session_of_user(&owner.user_id, id).await,
            Self::OtherSessions => {
                let others = transaction.end_other_sessions(&owner.user_id, &owner.session);
                others.await.map(|_| true)
            }
            Self::Browser(id) => transaction.forget_browser(&owner.user_id, id).await,
        }
    }
}

impl Auth {
    /// Ends the session of the own account that has this public id; the own one by signing out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_session(&self, visitor: &Visitor, public_id: &str) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let owner = match self.owner(&visit) {
            Ok(owner) => owner,
            Err(outcome) => return Ok(*outcome),
        };
        if owner.public_id == public_id {
            return Ok(self.logout(visitor).await?);
        }
        let end = Ended::Session(public_id);
        let ended = self.database.again(|| self.end(visitor, &owner, end)).await?;
        self.listed(visitor, ended.then_some(Notice::SessionRevoked))
            .await
    }

    /// Ends every session of the own account but this one, half-open ones included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_other_sessions(&self, visitor: &Visitor) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let owner = match self.owner(&visit) {
            Ok(owner) => owner,
            Err(outcome) => return Ok(*outcome),
        };
        let end = Ended::OtherSessions;
        let ended = self.database.again(|| self.end(visitor, &owner, end)).await?;
        self.listed(visitor, ended.then_some(Notice::SessionsRevoked))
            .await
    }

    /// Forgets a remembered browser of the own account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_browser(&self, visitor: &Visitor, id: &str) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let owner = match self.owner(&visit) {
            Ok(owner) => owner,
            Err(outcome) => return Ok(*outcome),
        };
        let end = Ended::Browser(id);
        let ended = self.database.again(|| self.end(visitor, &owner, end)).await?;
        let outcome = self
            .listed(visitor, ended.then_some(Notice::BrowserForgotten))
            .await?;
        let is_this = ended && visitor.browser.as_ref().is_some_and(|shown| shown.id() == id);
        Ok(outcome.with_browser(if is_this {
            BrowserChange::Remove
        } else {
            BrowserChange::Keep
        }))
    }

    fn owner(&self, visit: &Visit) -> Result<Owner, Box<Outcome>> {
        let (session, approved) = visit.confirmed(&self.policy)?;
        let row = approved.session();
        Ok(Owner {
            user_id: row.user_id.clone(),
            session: session.clone(),
            public_id: row.public_id.clone(),
        })
    }

    /// False when there is nothing of the account to end: what belongs to another one, and what belongs to nobody, get one and
    /// the same answer. So does an owner whose session was ended meanwhile, perhaps by the very session that is to be ended: the
    /// user's row makes two that end each other wait.
    async fn end(&self, visitor: &Visitor, owner: &Owner, what: Ended<'_>) -> Result<bool, StoreError> {
        let mut transaction = self.database.begin().await?;
        let ended = transaction.hold_user(&owner.user_id).await?.is_some()
            && transaction.hold_session(&owner.session, Level::Full).await?
            && what.end(&mut transaction, owner).await?;
        if !ended {
            return Ok(false);
        }
        let note = Note::of_user(what.activity(), &owner.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn listed(&self, visitor: &Visitor, notice: Option<Notice>) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let page = visit.approved().map(|_| Page::Sessions);
        Ok(visit.answer(&self.policy, notice).going_to(page))
    }
}
