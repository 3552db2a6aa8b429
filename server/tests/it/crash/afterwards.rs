use super::{person::Person, scene::Scene, schedule::FAULTS};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Messages of one verification, and codes checked for it (Twilio Verify, rate limits and timeouts).
const SENDS: usize = 5;
const CHECKS: usize = 5;
/// After so many seconds no code, wait or block of the storm holds any more.
const QUIET: i64 = 700;

/// A verification, as the twin tells it.
#[derive(Deserialize)]
struct Told {
    to: String,
    status: String,
    sends: usize,
    checks: usize,
}

/// What the twin knows of one number, over all its verifications.
#[derive(Default)]
struct Sum {
    messages: usize,
    approvals: usize,
}

/// Looks at everything that must hold, whatever happened.
pub(super) async fn judge(scene: &Scene, people: &mut [Person]) {
    for person in &*people {
        assert_eq!(person.entries, usize::from(!person.guesses), "{}", person.name);
    }
    compare(scene, people).await;
    calm(scene).await;
    for instance in 0..scene.instances() {
        if scene.address(instance).is_none() {
            scene.restart(instance).await;
        }
    }
    scene.until(scene.now() + QUIET);
    for person in &mut *people {
        let before = (person.presses, person.entries);
        person.comes_again(scene).await;
        assert_eq!(
            (person.presses, person.entries),
            (before.0 + 1, before.1 + 1),
            "{}",
            person.name
        );
    }
    compare(scene, people).await;
}

/// An order of none takes back all of its kind.
async fn calm(scene: &Scene) {
    for fault in FAULTS {
        let order = serde_json::json!({ "fault": fault, "count": 0 });
        scene.twin.control("faults", order).await;
    }
}

/// The twin is the witness: it counted messages and approvals by itself.
async fn compare(scene: &Scene, people: &[Person]) {
    let sums = sums(scene).await;
    let none = Sum::default();
    for person in people {
        let sum = sums.get(&person.number).unwrap_or(&none);
        let Person {
            name,
            presses,
            entries,
            ..
        } = person;
        assert!(
            sum.messages <= *presses,
            "{name}: {} messages for {presses} presses",
            sum.messages
        );
        assert!(
            *entries <= sum.approvals,
            "{name}: in {entries} times with {} approvals",
            sum.approvals
        );
        let row = scene
            .database
            .verification(&person.number.parse().unwrap())
            .await
            .unwrap();
        let row = row.unwrap_or_default();
        assert!(row.sends <= 5 && row.checks <= 5, "{name}: {row:?}");
    }
}

async fn sums(scene: &Scene) -> BTreeMap<String, Sum> {
    let all: Vec<Told> = serde_json::from_str(&scene.twin.verifications().await).unwrap();
    let mut sums = BTreeMap::<String, Sum>::new();
    for told in all {
        assert!(
            told.sends <= SENDS && told.checks <= CHECKS,
            "{}: {} sends, {} checks",
            told.to,
            told.sends,
            told.checks
        );
        let sum = sums.entry(told.to).or_default();
        sum.messages += told.sends;
        sum.approvals += usize::from(told.status == "approved");
    }
    sums
}
