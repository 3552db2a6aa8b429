use super::{Auth, AuthError, BrowserChange, Outcome, SessionHash, Visit, Visitor, audit::Note};
use crate::store::{Level, StoreError, Transaction};
use app::domain::{ActivityKind, Notice, Page};

/// Who may revoke: a session whose password and code are fresh.
struct Owner {
    user_id: String,
    session: SessionHash,
    public_id: String,
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
        let Some(mut transaction) = self.begin_for(&owner).await? else {
            return self.listed(visitor, None).await;
        };
        // What is no session of this account, whether another's or nobody's, gets one and the same answer.
        if !transaction.end_session_of_user(&owner.user_id, public_id).await? {
            return self.listed(visitor, None).await;
        }
        let note = Note::of_user(ActivityKind::SessionRevoked, &owner.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        self.listed(visitor, Some(Notice::SessionRevoked)).await
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
        let Some(mut transaction) = self.begin_for(&owner).await? else {
            return self.listed(visitor, None).await;
        };
        transaction
            .end_other_sessions(&owner.user_id, &owner.session)
            .await?;
        let note = Note::of_user(ActivityKind::SessionsRevoked, &owner.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        self.listed(visitor, Some(Notice::SessionsRevoked)).await
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
        let Some(mut transaction) = self.begin_for(&owner).await? else {
            return self.listed(visitor, None).await;
        };
        if !transaction.forget_browser(&owner.user_id, id).await? {
            return self.listed(visitor, None).await;
        }
        let note = Note::of_user(ActivityKind::BrowserForgotten, &owner.user_id);
        self.write_down(&mut transaction, visitor, note).await?;
        transaction.commit().await?;
        let outcome = self.listed(visitor, Some(Notice::BrowserForgotten)).await?;
        let is_this = visitor.browser.as_ref().is_some_and(|shown| shown.id() == id);
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

    /// Nothing when the session was ended meanwhile, perhaps by the very session that is to be ended: the user's row makes
    /// two that end each other wait.
    async fn begin_for(&self, owner: &Owner) -> Result<Option<Transaction>, StoreError> {
        let mut transaction = self.database.begin().await?;
        let lives = transaction.hold_user(&owner.user_id).await?.is_some()
            && transaction.hold_session(&owner.session, Level::Full).await?;
        Ok(lives.then_some(transaction))
    }

    async fn listed(&self, visitor: &Visitor, notice: Option<Notice>) -> Result<Outcome, AuthError> {
        let visit = self.visit(visitor).await?;
        let page = visit.approved().map(|_| Page::Sessions);
        Ok(visit.answer(&self.policy, notice).going_to(page))
    }
}
