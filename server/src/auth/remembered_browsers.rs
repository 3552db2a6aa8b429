//! A browser that stands for the code at the next sign-in, and nowhere else. Each use replaces its secret: a copy of the cookie
//! that someone else uses first shows itself at the next use of the other.

use super::{Auth, BrowserChange, BrowserSecret, Visitor, audit::Note};
use crate::store::{Actor, HeldBrowser, HeldUser, NewBrowser, StoreError, Transaction};
use app::domain::{ActivityKind, PhoneNumber};

/// Browsers that one account has at most; the one that was used longest ago is forgotten for a new one.
const BROWSERS_OF_ACCOUNT: i64 = 20;

/// Whether the browser of a visitor stands for the code, and what becomes of its cookie.
pub(super) struct Recognition {
    pub recognised: bool,
    pub browser: BrowserChange,
}

impl Recognition {
    const fn none(browser: BrowserChange) -> Self {
        Self {
            recognised: false,
            browser,
        }
    }
}

impl Auth {
    /// Asked after the right password of this user. Nobody is locked out by it: whoever is not recognised types a code.
    pub(super) async fn recognise_browser(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user_id: &str,
    ) -> Result<Recognition, StoreError> {
        let (Some(_), Some(shown)) = (self.policy.lifetimes.remembered_browser, &visitor.browser) else {
            return Ok(Recognition::none(BrowserChange::Keep));
        };
        let Some(user) = transaction.hold_user(user_id).await? else {
            return Ok(Recognition::none(BrowserChange::Keep));
        };
        let Some(browser) = transaction.hold_browser(shown.id()).await? else {
            return Ok(Recognition::none(BrowserChange::Remove));
        };
        // Someone else signs in at the same browser: it stays remembered for its owner.
        if browser.user_id != user_id {
            return Ok(Recognition::none(BrowserChange::Keep));
        }
        if let Some(reason) = self.why_not(&browser, &user) {
            return self.no_longer(transaction, visitor, &browser, reason).await;
        }
        let renewed = shown.renewed(&*self.randomness);
        let now = self.clock.now();
        let (old, new) = (shown.hash(), renewed.hash());
        if !transaction.renew_browser(shown.id(), &old, &new, now).await? {
            // A stolen copy, or two tabs at once: nobody can tell.
            return self
                .no_longer(transaction, visitor, &browser, "used_elsewhere")
                .await;
        }
        Ok(Recognition {
            recognised: true,
            browser: BrowserChange::Set {
                secret: renewed,
                seconds: browser.expires_at - now,
            },
        })
    }

    fn why_not(&self, browser: &HeldBrowser, user: &HeldUser) -> Option<&'static str> {
        if browser.expires_at <= self.clock.now() {
            return Some("expired");
        }
        if !browser.proved_phone_of(user) {
            return Some("phone_changed");
        }
        let locked = user.failures >= self.policy.failures_before_lock || user.locked_at.is_some();
        locked.then_some("locked")
    }

    async fn no_longer(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        browser: &HeldBrowser,
        reason: &'static str,
    ) -> Result<Recognition, StoreError> {
        if let Some(shown) = &visitor.browser {
            transaction.forget_browser(&browser.user_id, shown.id()).await?;
        }
        self.note_forgotten(transaction, visitor, &browser.user_id, reason)
            .await?;
        Ok(Recognition::none(BrowserChange::Remove))
    }

    /// Asked at an approved code; `wanted` says that the person ticked the box.
    pub(super) async fn remember_browser(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user_id: &str,
        number: &PhoneNumber,
        wanted: bool,
    ) -> Result<BrowserChange, StoreError> {
        let Some(seconds) = self.policy.lifetimes.remembered_browser.filter(|_| wanted) else {
            return Ok(BrowserChange::Keep);
        };
        if let Some(before) = &visitor.browser {
            transaction.forget_browser(user_id, before.id()).await?;
        }
        let left = BROWSERS_OF_ACCOUNT - 1;
        transaction.forget_oldest_browsers(user_id, left).await?;
        let (secret, now) = (BrowserSecret::random(&*self.randomness), self.clock.now());
        let browser = NewBrowser {
            id: secret.id(),
            user_id,
            secret: &secret.hash(),
            number,
            now,
            expires_at: now + seconds,
            user_agent: &visitor.stored_user_agent(),
        };
        transaction.remember_browser(&browser).await?;
        let note = Note::of_user(ActivityKind::BrowserRemembered, user_id);
        self.write_down(transaction, visitor, note).await?;
        Ok(BrowserChange::Set { secret, seconds })
    }

    /// The last wrong code that an account has: its browsers stand for no code any more, even when an operator frees it.
    pub(super) async fn forget_browsers_if_locked(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user_id: &str,
    ) -> Result<(), StoreError> {
        let limit = self.policy.failures_before_lock;
        if transaction.forget_browsers_if_locked(user_id, limit).await? > 0 {
            self.note_forgotten(transaction, visitor, user_id, "locked")
                .await?;
        }
        Ok(())
    }

    async fn note_forgotten(
        &self,
        transaction: &mut Transaction,
        visitor: &Visitor,
        user_id: &str,
        reason: &'static str,
    ) -> Result<(), StoreError> {
        let note = Note {
            actor: Actor::Portal,
            reason: Some(reason),
            ..Note::of_user(ActivityKind::BrowserForgotten, user_id)
        };
        self.write_down(transaction, visitor, note).await
    }
}
