use super::{
    attack::{self, STYLES, Style},
    honest::{Crowd, EVERY_CARRIER, ONE_CARRIER},
    scene::Scene,
    tally::Tally,
};
use app::domain::ActivityKind;
use server::auth::{Budget, GuardMode, PerSubject, Policy};

/// So many of the thousand presses of an attack may become messages.
const MOST_MESSAGES: usize = 50;
const HONEST_PRESSES: usize = 10_000;
/// Fewer than one honest press in so many is refused.
const HONEST_IN_ONE_REFUSED: usize = 100;

/// Without ceilings and budget: what the guard does alone.
fn guard_alone(guard: GuardMode) -> Policy {
    Policy {
        sends: PerSubject::NONE,
        checks: PerSubject::NONE,
        numbers_per_account: 1_000_000,
        budget: Budget {
            sends: 1_000_000,
            spend: 1_000_000_000,
            ..Budget::default()
        },
        guard,
        ..Policy::default()
    }
}

/// How many seeds `make pumping-figures` wants; nothing where it is not what runs, and little has to do.
fn seeds() -> Option<u64> {
    std::env::var("PUMPING_SEEDS").ok()?.parse().ok()
}

fn print(tally: &Tally, what: &str, seed: u64) {
    println!("{tally}\n    {what}, seed {seed}");
}

async fn attack_by(style: Style, policy: Policy, seed: u64) -> (Tally, Scene) {
    let scene = Scene::new(policy, seed).await;
    let tally = attack::run(&scene, style, seed).await;
    assert_eq!(scene.postbox.count(), tally.messages);
    assert_eq!(tally.presses, attack::PRESSES);
    (tally, scene)
}

#[tokio::test]
async fn at_most_fifty_of_a_thousand_presses_of_an_attack_become_messages() {
    for style in STYLES {
        for seed in 1..=seeds().unwrap_or(1) {
            let (tally, _) = attack_by(style, guard_alone(GuardMode::Refuse), seed).await;
            print(&tally, &format!("attack: {}, the guard alone", style.name), seed);
            assert!(tally.messages <= MOST_MESSAGES, "{}: {tally}", style.name);
        }
    }
}

#[tokio::test]
async fn the_usual_limits_let_no_more_of_an_attack_pass() {
    let styles = if seeds().is_some() {
        &STYLES[..]
    } else {
        &STYLES[1..2]
    };
    for style in styles {
        let (tally, _) = attack_by(*style, Policy::default(), 1).await;
        print(
            &tally,
            &format!("attack: {}, usual limits and the guard", style.name),
            1,
        );
        assert!(tally.messages <= MOST_MESSAGES, "{}: {tally}", style.name);
    }
}

#[tokio::test]
async fn under_one_in_a_hundred_honest_presses_is_refused() {
    let presses = if seeds().is_some() {
        HONEST_PRESSES
    } else {
        HONEST_PRESSES / 4
    };
    for seed in 1..=seeds().unwrap_or(1) {
        let scene = Scene::new(guard_alone(GuardMode::Refuse), seed).await;
        let tally = Crowd::run(&scene, seed, presses, ONE_CARRIER).await;
        print(
            &tally,
            "honest people, with a carrier that delivers nothing for an hour",
            seed,
        );
        assert!(tally.count_refused() < presses / HONEST_IN_ONE_REFUSED, "{tally}");
        assert_eq!(tally.presses, presses);
    }
}

#[tokio::test]
async fn a_guard_that_only_records_refuses_nothing_and_writes_the_same_down() {
    let (_, refusing) = attack_by(STYLES[0], guard_alone(GuardMode::Refuse), 1).await;
    let (tally, recording) = attack_by(STYLES[0], guard_alone(GuardMode::Record), 1).await;
    print(
        &tally,
        &format!("attack: {}, the guard only records", STYLES[0].name),
        1,
    );
    assert!(!tally.refused.contains_key("new_numbers_held_back"), "{tally}");
    let refused = refusing
        .reasons(&attack::names(), ActivityKind::SendRefused)
        .await;
    let recorded = recording
        .reasons(&attack::names(), ActivityKind::SendWouldBeRefused)
        .await;
    assert!(refused.len() >= attack::ACCOUNTS && recorded.len() >= attack::ACCOUNTS);
    for reason in refused.iter().chain(&recorded) {
        assert!(
            reason.starts_with("pumping_guard: ") && reason.contains(" this day, "),
            "{reason}"
        );
    }
    // At most one row for each account in ten minutes, whatever is pressed.
    assert!(refused.len() <= attack::ACCOUNTS * 7 && recorded.len() <= attack::ACCOUNTS * 7);
}

/// Outside what is promised; the document tells the figures.
#[tokio::test]
async fn what_lies_beyond_the_promise() {
    if seeds().is_none() {
        return;
    }
    let (tally, _) = attack_by(attack::WITH_OWN_PHONES, guard_alone(GuardMode::Refuse), 1).await;
    print(
        &tally,
        &format!("attack: {}, the guard alone", attack::WITH_OWN_PHONES.name),
        1,
    );
    let scene = Scene::new(guard_alone(GuardMode::Refuse), 1).await;
    let tally = Crowd::run(&scene, 1, HONEST_PRESSES, EVERY_CARRIER).await;
    print(
        &tally,
        "honest people, with every carrier of Japan silent for an hour",
        1,
    );
}
