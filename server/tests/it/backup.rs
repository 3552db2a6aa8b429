//! A backup that is taken while people sign in and accounts are made becomes a portal that works.

mod postgres;

use crate::{
    engines::{DATA_KEY, open_database},
    portal::{PASSWORD, PHONE, Portal, add_user},
    process::Place,
};
use server::store::{Database, Pool};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};
use tokio::task::JoinSet;

/// Accounts that are made and sign-ins that are begun, one after the other, until it is dropped.
struct Load {
    made: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    tasks: JoinSet<()>,
}

impl Load {
    async fn on(portal: &Portal) -> Self {
        let (made, stop) = (Arc::<AtomicUsize>::default(), Arc::<AtomicBool>::default());
        let mut tasks = JoinSet::new();
        let (database, now) = (portal.database().await, portal.clock_now());
        let (count, end) = (Arc::clone(&made), Arc::clone(&stop));
        tasks.spawn(async move {
            while !end.load(Ordering::SeqCst) {
                let name = format!("user{:06}", count.load(Ordering::SeqCst));
                add_user(&database, now, &name, PASSWORD, None).await;
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        for _ in 0..3 {
            let (address, end) = (portal.browser(), Arc::clone(&stop));
            tasks.spawn(async move {
                while !end.load(Ordering::SeqCst) {
                    let fields = [("username", "hanako"), ("password", PASSWORD)];
                    address.thief().ask("/api/login", &fields).await;
                }
            });
        }
        Self { made, stop, tasks }
    }

    fn made(&self) -> usize {
        self.made.load(Ordering::SeqCst)
    }

    /// Waits until so many more accounts are made.
    async fn goes_on(&self, more: usize) {
        let wanted = self.made() + more;
        while self.made() < wanted {
            tokio::task::yield_now().await;
        }
    }

    async fn end(self) {
        self.stop.store(true, Ordering::SeqCst);
        self.tasks.join_all().await;
    }
}

/// The accounts are those that were made first, without a gap, and no session is without its challenge.
async fn is_of_one_moment(database: &Database, at_least: usize, at_most: usize) {
    let count = async |sql: &'static str| -> i64 {
        match &database.pool {
            Pool::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
            Pool::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    };
    let made = count("SELECT count(*) FROM users WHERE username LIKE 'user%'").await;
    let made = usize::try_from(made).unwrap();
    assert!(
        (at_least..=at_most).contains(&made),
        "{at_least} <= {made} <= {at_most}"
    );
    for number in [0, made / 2, made.saturating_sub(1)] {
        let name = format!("user{number:06}");
        assert!(database.user_by_name(&name).await.unwrap().is_some(), "{name}");
    }
    assert_eq!(
        count("SELECT count(*) FROM sessions s LEFT JOIN challenges c ON c.session_hash = s.id_hash WHERE s.level = 'half_open' AND c.id IS NULL").await,
        0
    );
}

/// A portal over the restored database, in which Hanako signs in and a new account is made.
async fn works(url: &str) {
    let restored = Portal::with(&[("DATABASE_URL", url)]).await;
    assert_eq!(restored.phone_of("hanako").await.as_deref(), Some(PHONE));
    let browser = restored.signed_in("hanako").await;
    assert!(browser.is_signed_in().await);
    restored.add_user("after", None).await;
}

fn place(url: &str) -> Place {
    Place::new(&[("DATABASE_URL", url), ("KAKUNIN_DATA_KEY", DATA_KEY)])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_becomes_a_portal_that_works() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let load = Load::on(&portal).await;
    load.goes_on(20).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let (url, file) = (portal.database_url.clone(), copy.clone());
    let before = load.made();
    let output =
        tokio::task::spawn_blocking(move || place(&url).run(&["backup", file.to_str().unwrap()], ""));
    let output = output.await.unwrap();
    // The account that is being made may be in it and not counted yet.
    let after = load.made() + 1;
    load.end().await;
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stdout).unwrap()),
        (
            Some(0),
            format!(
                "The database is copied to {}. The data key is not in it: keep KAKUNIN_DATA_KEY elsewhere.\n",
                copy.display()
            )
        )
    );
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let url = format!("sqlite://{}", copy.display());
    is_of_one_moment(&open_database(&url).await.unwrap(), before, after).await;
    works(&url).await;
}

#[test]
fn a_backup_is_of_the_form_that_the_database_has_and_writes_over_nothing() {
    let place = Place::new(&[("KAKUNIN_DATA_KEY", DATA_KEY)]);
    let backup = |name: &str| {
        let output = place.run(&["backup", name], "");
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = backup("copy.db");
    assert_eq!(
        (code, &*said),
        (
            Some(1),
            "kakunin: the database cannot be opened: the file cannot be opened\n"
        )
    );
    assert!(!place.path().join("data").exists());
    first_release(&place.path().join("data/sandbox.db"));
    assert_eq!(backup("copy.db"), (Some(0), String::new()));
    let copy = fs::read(place.path().join("copy.db")).unwrap();
    let holds = |text: &str| copy.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("sent_at") && !holds("recovery_codes"), "it was migrated");
    let (code, said) = backup("copy.db");
    assert_eq!(code, Some(1));
    assert!(
        said.ends_with("copy.db is there already: choose another name\n"),
        "{said}"
    );
}

fn first_release(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(crate::upgrade::fixture("first_release.db"), path).unwrap();
}
