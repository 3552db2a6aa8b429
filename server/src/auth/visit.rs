use super::{
    Approved, Auth, KnownBrowser, Outcome, SessionHash, SessionId, Verification, Visitor,
    account_details::AccountDetails,
    approved::is_confirmed,
    open_challenge::{OpenChallenge, lifetime},
    outcome::Said,
    policy::{Policy, SEEN_EVERY},
};
use crate::store::{Level, SessionRow, StoreError};
use app::domain::{AuthState, Challenge, Notice, Page, PhoneNumber, Purpose, Told, auth_state::Step};

/// A visitor together with what the database knows of the session.
pub struct Visit {
    session: Option<(SessionHash, SessionRow)>,
    details: AccountDetails,
    verification: Option<Verification>,
    // A cookie was there, but no session for it.
    ended: bool,
    now: i64,
}

impl Auth {
    /// Finds the session of a visitor. A session past its time is ended here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visit(&self, visitor: &Visitor) -> Result<Visit, StoreError> {
        self.database.again(|| self.look_up(visitor)).await
    }

    async fn look_up(&self, visitor: &Visitor) -> Result<Visit, StoreError> {
        let now = self.clock.now();
        let Some(id) = &visitor.session else {
            return Ok(Visit::of_nobody(false, now));
        };
        let hash = id.hash();
        let Some(row) = self.live_session(&hash, now).await? else {
            return Ok(Visit::of_nobody(true, now));
        };
        let verification = match &row.challenge_phone {
            Some(phone) => self.database.verification(phone).await?,
            None => None,
        };
        let details = if row.level == Level::Full.as_str() && !visitor.is_redirected {
            self.account_details(&row, now).await?
        } else {
            AccountDetails::default()
        };
        Ok(Visit {
            session: Some((hash, row)),
            details,
            verification,
            ended: false,
            now,
        })
    }

    async fn live_session(&self, hash: &SessionHash, now: i64) -> Result<Option<SessionRow>, StoreError> {
        let Some(row) = self.database.session(hash).await? else {
            return Ok(None);
        };
        if self.policy.lifetimes.is_over(&row, now) {
            self.database.end_session(hash).await?;
            return Ok(None);
        }
        if now - row.last_seen_at >= SEEN_EVERY {
            self.database.see_session(hash, now).await?;
        }
        Ok(Some(row))
    }

    /// Today's state for a page, with the notice that waits for it; `shows` says whether someone in this step will see it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page(&self, visitor: &Visitor, shows: impl Fn(Step) -> bool) -> Result<Outcome, StoreError> {
        let visit = self.visit(visitor).await?;
        let step = visit.state(&self.policy).step();
        let told: Option<Told> = match &visit.session {
            Some((hash, row)) if row.notice.is_some() && shows(step) => {
                self.database.set_notice(hash, None).await?;
                row.notice.as_deref().and_then(|name| name.parse().ok())
            }
            _ => None,
        };
        Ok(visit.answer(&self.policy, told))
    }

    /// Today's state under the id that a session has just got.
    pub(super) async fn renewed(&self, visitor: &Visitor, id: SessionId) -> Result<Outcome, StoreError> {
        let session = Some(id.clone());
        let visitor = Visitor {
            session,
            ..visitor.clone()
        };
        let visit = self.visit(&visitor).await?;
        let known = visit
            .approved()
            .map(|approved| self.known_browser(&visitor, approved.user_id()));
        let access = match visit.approved() {
            Some(_) => self.access_if_possible(&id.hash()).await,
            None => None,
        };
        let (state, now) = (visit.state(&self.policy), self.clock.now());
        Ok(Outcome::renew(id, known, state, now).with_access(access))
    }

    /// A browser that was known before stays the one that its failures are counted by.
    pub(super) fn known_browser(&self, visitor: &Visitor, user_id: &str) -> KnownBrowser {
        let key = self.database.data_key();
        let before = visitor.known.clone().filter(|known| known.knows(key, user_id));
        before.unwrap_or_else(|| KnownBrowser::new(key, &*self.randomness, user_id))
    }

    /// Keeps a notice for the page that comes next; without a session it is the caller's to keep.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_notice(&self, session: &SessionId, told: Told) -> Result<(), StoreError> {
        self.database
            .set_notice(&session.hash(), Some(&told.to_string()))
            .await
    }
}

impl Visit {
    fn of_nobody(ended: bool, now: i64) -> Self {
        Self {
            session: None,
            details: AccountDetails::default(),
            verification: None,
            ended,
            now,
        }
    }

    /// The approved second factor of this session, if it has one.
    pub fn approved(&self) -> Option<Approved<'_>> {
        let (_, row) = self.session.as_ref()?;
        (row.level == Level::Full.as_str()).then(|| Approved::of(row))
    }

    /// The session, if it may make changes: password and code are of the last minutes. Else the answer to a press that wants
    /// one, which leads to where the person confirms, or stands.
    pub(super) fn confirmed(&self, policy: &Policy) -> Result<(&SessionHash, Approved<'_>), Box<Outcome>> {
        match (&self.session, self.approved()) {
            (Some((hash, _)), Some(approved)) if approved.is_confirmed(self.now) => Ok((hash, approved)),
            _ => {
                let user_id = self.session.as_ref().map(|(_, row)| row.user_id.as_str());
                tracing::warn!(event = "change_refused", user_id);
                Err(Box::new(self.answer_without_challenge(policy)))
            }
        }
    }

    /// The state for the pages.
    pub fn state(&self, policy: &Policy) -> AuthState {
        if let Some(approved) = self.approved() {
            let challenge = self.open_challenge();
            let challenge = challenge.map(|open| self.challenge(&open, policy));
            return AuthState::SignedIn(approved.account(&self.details, challenge, self.now));
        }
        match self.open_challenge() {
            Some(open) => AuthState::CodeNeeded(self.challenge(&open, policy)),
            None => AuthState::SignedOut,
        }
    }

    /// Today's state as an answer. A cookie without a session goes, with a word about it.
    pub(super) fn answer(&self, policy: &Policy, said: impl Into<Said>) -> Outcome {
        if self.ended {
            return Outcome::session_ended(self.now);
        }
        Outcome::keep(self.state(policy), said.into(), self.now)
    }

    /// The answer to a press that needs an open challenge, or a confirmation, where there is none: another tab has signed in or
    /// out, or it is no longer fresh.
    pub(super) fn answer_without_challenge(&self, policy: &Policy) -> Outcome {
        match self.approved() {
            Some(approved) if !approved.is_confirmed(self.now) => self
                .answer(policy, Notice::ConfirmFirst)
                .going_to(Some(Page::Confirm)),
            _ => self.answer(policy, self.session.is_none().then_some(Notice::SessionEnded)),
        }
    }

    /// The open challenge: the one that came with a half-open session, or one that a signed-in person began.
    pub(super) fn open_challenge(&self) -> Option<OpenChallenge> {
        let (session, row) = self.session.as_ref()?;
        let age = self.now - row.challenge_made_at?;
        let is_full = row.level == Level::Full.as_str();
        let level = if is_full { Level::Full } else { Level::HalfOpen };
        let purpose = row.purpose.as_deref()?.parse().ok()?;
        if age >= lifetime(purpose) || (purpose == Purpose::NewPhone && !is_confirmed(row, self.now)) {
            return None;
        }
        Some(OpenChallenge {
            session: session.clone(),
            id: row.challenge_id.clone()?,
            purpose,
            user_id: row.user_id.clone(),
            level,
            enrolment_from: row.enrolment_from,
            failures: row.failures,
            made_at: row.challenge_made_at?,
            on_file: row.user_phone.clone(),
            return_to: row.return_to.clone(),
            phone: row.challenge_phone.clone(),
            epoch: row.epoch,
        })
    }

    fn challenge(&self, open: &OpenChallenge, policy: &Policy) -> Challenge {
        let now = self.now;
        let verification = self.verification.clone().unwrap_or_default();
        let joined = open.epoch == Some(verification.epoch);
        let blocked_until = verification.blocked_until(now);
        let (username, turn) = self.session.as_ref().map_or((String::new(), 0), |(_, row)| {
            (row.username.clone(), row.turn.unwrap_or_default())
        });
        Challenge {
            user_id: username,
            purpose: open.purpose,
            enrolment_open: open.purpose != Purpose::Enrol || policy.may_enrol(open.enrolment_from, now),
            turn,
            phone: open.phone.as_ref().map(PhoneNumber::masked),
            sent: verification
                .sent_code()
                .filter(|_| joined && blocked_until.is_none()),
            blocked_until,
            next_send_at: verification.send_allowed_at(now),
            sends: if verification.is_live(now) {
                verification.sends
            } else {
                0
            },
            sends_left: verification.sends_left(now),
            remembered_days: policy.lifetimes.remembered_days(),
            code_length: policy.code_length,
            as_of: now,
        }
    }
}
