use super::{
    Auth, BrowserSecret, ClientAddress, HALF_OPEN, KnownBrowser, Outcome, SessionHash, SessionId,
    Verification,
    account_details::AccountDetails,
    outcome::Said,
    policy::{CONFIRMED, Policy, SEEN_EVERY},
};
use crate::store::{Level, SessionRow, StoreError};
use app::domain::{
    Account, AuthState, Challenge, Language, Notice, Page, PhoneNumber, Purpose, Role, Told, auth_state::Step,
};

/// What a request tells about who makes it.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// From the session cookie.
    pub session: Option<SessionId>,
    /// From the cookie of a remembered browser.
    pub browser: Option<BrowserSecret>,
    /// Where the request came from.
    pub address: ClientAddress,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The language that a message should speak.
    pub language: Language,
    /// The page that the browser asked for before it was sent to sign in or to confirm.
    pub return_to: Option<Page>,
    /// Says that this browser signed in to an account before.
    pub known: Option<KnownBrowser>,
}

impl Visitor {
    /// What the browser calls itself, cut to what is stored.
    pub(super) fn stored_user_agent(&self) -> String {
        self.user_agent.chars().take(200).collect()
    }
}

/// A visitor together with what the database knows of the session.
pub struct Visit {
    session: Option<(SessionHash, SessionRow)>,
    details: AccountDetails,
    verification: Option<Verification>,
    // A cookie was there, but no session for it.
    ended: bool,
    now: i64,
}

/// The second factor was approved in this session. Only [`Visit::approved`] makes one, so a handler that takes it cannot
/// forget to ask.
pub struct Approved<'a>(&'a SessionRow);

/// An open challenge of a half-open session.
#[derive(Clone)]
pub(super) struct OpenChallenge {
    pub session: SessionHash,
    pub id: String,
    pub purpose: Purpose,
    pub user_id: String,
    pub level: Level,
    pub enrolment_from: i64,
    pub failures: i64,
    pub made_at: i64,
    pub return_to: Option<Page>,
    /// The phone of the user, whatever the challenge is about.
    pub on_file: Option<PhoneNumber>,
    /// The phone on file, or the number typed before the last send.
    pub phone: Option<PhoneNumber>,
    pub epoch: Option<i64>,
}

impl Auth {
    /// Finds the session of a visitor. A session past its time is ended here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visit(&self, visitor: &Visitor) -> Result<Visit, StoreError> {
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
        let details = if row.level == Level::Full.as_str() {
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
            .map(|approved| self.known_browser(&visitor, approved.0));
        Ok(Outcome::renew(
            id,
            known,
            visit.state(&self.policy),
            self.clock.now(),
        ))
    }

    /// A browser that was known before stays the one that its failures are counted by.
    fn known_browser(&self, visitor: &Visitor, session: &SessionRow) -> KnownBrowser {
        let (key, user_id) = (self.database.data_key(), &session.user_id);
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
        (row.level == Level::Full.as_str()).then_some(Approved(row))
    }

    /// The session, if its password and its code are of the last minutes.
    pub(super) fn confirmed(&self) -> Option<(&SessionHash, &SessionRow)> {
        let until = self.approved()?.confirmed_until()?;
        let (hash, row) = self.session.as_ref()?;
        (self.now < until).then_some((hash, row))
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

    /// The answer to a press that needs an open challenge where there is none: another tab has signed in or out.
    pub(super) fn answer_without_challenge(&self, policy: &Policy) -> Outcome {
        match self.approved() {
            Some(approved) if !approved.is_confirmed(self.now) => self.confirm_first(policy),
            _ => self.answer(policy, self.session.is_none().then_some(Notice::SessionEnded)),
        }
    }

    /// The answer to a press that needs a confirmation where there is none, or no longer one.
    pub(super) fn confirm_first(&self, policy: &Policy) -> Outcome {
        self.answer(policy, Notice::ConfirmFirst)
            .going_to(Some(Page::Confirm))
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
            return_to: row.return_to.as_deref().and_then(|path| path.parse().ok()),
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
            as_of: now,
        }
    }
}

impl<'a> Approved<'a> {
    /// For a row that is full, which the caller knows.
    pub(super) fn of(row: &'a SessionRow) -> Self {
        Self(row)
    }

    /// The session, if password and code are fresh enough for a change.
    pub(super) fn confirmed(&self, now: i64) -> Option<&'a SessionRow> {
        let confirmed = self.confirmed_until().is_some_and(|until| now < until);
        confirmed.then_some(self.0)
    }

    /// What the account pages show.
    fn account(&self, details: &AccountDetails, challenge: Option<Challenge>, now: i64) -> Account {
        let details = details.clone();
        Account {
            user_id: self.0.username.clone(),
            phone: self.0.user_phone.as_ref().map(PhoneNumber::masked),
            role: Role::SecondFactorAuthenticated,
            factor: self.0.factor.as_deref().and_then(|name| name.parse().ok()),
            confirmed_until: self.confirmed_until().filter(|until| now < *until),
            challenge,
            sessions: details.sessions,
            browsers: details.browsers,
            activity: details.activity,
            last_sign_in: details.last_sign_in.map(Box::new),
            recovery_codes_left: details.recovery_codes.count,
            recovery_codes_made_at: details.recovery_codes.made_at,
        }
    }

    pub(super) fn user_id(&self) -> &str {
        &self.0.user_id
    }

    pub(super) fn username(&self) -> &str {
        &self.0.username
    }

    pub(super) fn is_confirmed(&self, now: i64) -> bool {
        is_confirmed(self.0, now)
    }

    /// Until when password and code of this session are fresh enough for changes, if a code was typed at all.
    pub(super) fn confirmed_until(&self) -> Option<i64> {
        confirmed_until(self.0)
    }
}

fn confirmed_until(row: &SessionRow) -> Option<i64> {
    Some(row.password_at.min(row.code_at?) + CONFIRMED)
}

fn is_confirmed(row: &SessionRow, now: i64) -> bool {
    confirmed_until(row).is_some_and(|until| now < until)
}

/// Seconds. A confirmation is over with the password that began it: a code after that would confirm nothing.
fn lifetime(purpose: Purpose) -> i64 {
    match purpose {
        Purpose::StepUp => CONFIRMED,
        Purpose::SignIn | Purpose::Enrol | Purpose::NewPhone => HALF_OPEN,
    }
}

impl OpenChallenge {
    /// The page that it belongs to, where that is not the usual one of the state.
    pub(super) fn page(&self) -> Option<Page> {
        match self.purpose {
            Purpose::SignIn | Purpose::Enrol => None,
            Purpose::StepUp => Some(Page::Confirm),
            Purpose::NewPhone => Some(Page::Phone),
        }
    }
}
