//! Many people sign in while a seeded schedule kills portals by SIGKILL, stops the database and breaks the twin. Afterwards nobody
//! is in without an approval, nobody got more messages than were pressed for, and everybody can still sign in.
//!
//! The usual run is small; `make crash-test` makes it a thousand sign-ins, by `CRASH_SIGN_INS` and `CRASH_SEED`.

mod afterwards;
mod chance;
mod person;
mod scene;
mod schedule;

use self::{chance::Chance, person::Person, scene::Scene, schedule::Schedule};
use crate::engines;
use futures_util::{StreamExt, stream};
use std::env;

/// How many people are at it at the same time.
const AT_ONCE: usize = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_instance_over_sqlite_dies_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("data/crash.db").display());
    holds(&url, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_instances_over_postgres_die_in_turn() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    holds(&database.url, 2).await;
    database.remove().await;
}

async fn holds(url: &str, instances: usize) {
    let sign_ins = setting("CRASH_SIGN_INS").unwrap_or(40);
    let seed = setting("CRASH_SEED").unwrap_or(1);
    let scene = Scene::over(url, instances).await;
    let mut people = Vec::new();
    for number in 0..sign_ins {
        people.push(Person::new(&scene, number, Chance::new(seed, number)).await);
    }
    let storm = async {
        let coming = stream::iter(&mut people).for_each_concurrent(AT_ONCE, |person| person.comes(&scene));
        coming.await;
    };
    let schedule = Schedule::new(&scene, Chance::new(seed, sign_ins));
    let events = tokio::select! {
        () = storm => scene.events(),
        () = schedule.runs() => unreachable!("the schedule has no end"),
    };
    println!("{sign_ins} people over {url}: {events}");
    afterwards::judge(&scene, &mut people).await;
}

fn setting(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap())
}
