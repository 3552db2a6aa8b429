use crate::{
    auth::Auth,
    store::{Form, Trouble},
};
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Mutex, time::timeout};

/// Whoever asks gets what was found within this time, in milliseconds: strangers may ask, too, and as often as they like.
const GOOD_FOR: i64 = 1_000;
/// A database that takes longer is none to send people to.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether requests may come here.
pub struct Health {
    auth: Arc<Auth>,
    draining: AtomicBool,
    found: Mutex<Option<(i64, DatabaseHealth)>>,
}

/// What was found of the database.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum DatabaseHealth {
    /// It takes rows and has this release's tables, or those of a newer one, which adds to them only.
    Well,
    /// Migrations are missing, changed or broken.
    OtherForm,
    /// It cannot be reached, or takes no rows.
    Away,
}

/// What `/readyz` says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Readiness {
    draining: bool,
    database: DatabaseHealth,
    twilio_answers: bool,
}

impl Health {
    /// Of these use cases.
    pub fn new(auth: Arc<Auth>) -> Self {
        Self {
            auth,
            draining: AtomicBool::new(false),
            found: Mutex::default(),
        }
    }

    /// From now on it says no: the process is about to stop.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// True after [`Self::drain`].
    pub(super) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    pub(super) async fn readiness(&self) -> Readiness {
        Readiness {
            draining: self.is_draining(),
            database: self.database().await,
            twilio_answers: self.auth.verify.answers(),
        }
    }

    /// One look at a time; those who asked meanwhile get what it found.
    async fn database(&self) -> DatabaseHealth {
        let mut found = self.found.lock().await;
        let now = self.auth.clock.now_milliseconds();
        if let Some((at, health)) = *found
            && (at..at + GOOD_FOR).contains(&now)
        {
            return health;
        }
        let health = self.look().await;
        // From when it was found: a look may take longer than it is good for, and those who waited for it would all look again.
        *found = Some((self.auth.clock.now_milliseconds(), health));
        health
    }

    async fn look(&self) -> DatabaseHealth {
        match timeout(PATIENCE, self.form_after_writing()).await {
            Ok(Ok(Form::Current | Form::Newer(_))) => DatabaseHealth::Well,
            Ok(Ok(Form::Empty | Form::Behind(_) | Form::Changed(_) | Form::Broken(_))) => {
                DatabaseHealth::OtherForm
            }
            Ok(Err(_)) | Err(_) => DatabaseHealth::Away,
        }
    }

    async fn form_after_writing(&self) -> Result<Form, Trouble> {
        let database = &self.auth.database;
        let form = database.pool.form().await?;
        database.try_to_write(form).await?;
        Ok(form)
    }
}

impl Readiness {
    /// True when requests may come here. Twilio's silence is told and changes nothing: another instance would hear nothing,
    /// either, and whoever is signed in needs no code.
    pub(super) fn is_ready(self) -> bool {
        !self.draining && self.database == DatabaseHealth::Well
    }

    /// A line for each part, and nothing that helps a stranger.
    fn text(self) -> String {
        let ready = if self.is_ready() { "ready" } else { "not ready" };
        let process = if self.draining { "stopping" } else { "serving" };
        let (database, migrations) = match self.database {
            DatabaseHealth::Well => ("ok", "ok"),
            DatabaseHealth::OtherForm => ("ok", "not those of this release"),
            DatabaseHealth::Away => ("not available", "not known"),
        };
        let twilio = if self.twilio_answers { "ok" } else { "no answer" };
        format!(
            "{ready}\nprocess: {process}\ndatabase: {database}\nmigrations: {migrations}\ntwilio: {twilio}\n"
        )
    }
}

/// `/healthz` says that the process answers, `/readyz` whether requests may come.
pub(super) fn routes<S: Clone + Send + Sync + 'static>(health: &Arc<Health>) -> Router<S> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .with_state(Arc::clone(health))
}

async fn ready(State(health): State<Arc<Health>>) -> Response {
    let readiness = health.readiness().await;
    if readiness.is_ready() {
        return readiness.text().into_response();
    }
    let again = [(header::RETRY_AFTER, super::load::TRY_AGAIN)];
    (StatusCode::SERVICE_UNAVAILABLE, again, readiness.text()).into_response()
}
