//! Limits hold when everything arrives at once.

use super::Twin;
use crate::sandbox::ledger::Target;
use std::{
    collections::BTreeMap,
    sync::{Arc, Barrier},
    thread,
};
use tokio::runtime::{Builder, Runtime};

const THREADS: usize = 8;
const REQUESTS_OF_EACH: usize = 5;
const AT_ONCE: usize = THREADS * REQUESTS_OF_EACH;
/// A race that one round misses is met by another.
const ROUNDS: usize = 25;

type Tally = BTreeMap<(u16, u64), usize>;

/// What so many threads of the machine are answered, that begin each of their requests at the same moment.
fn at_once<F>(twin: &Twin, request: impl Fn(Twin) -> F + Clone + Send + 'static) -> Tally
where
    F: Future<Output = super::Answer>,
{
    let barrier = Arc::new(Barrier::new(THREADS));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (twin, request, barrier) = (twin.clone(), request.clone(), Arc::clone(&barrier));
            thread::spawn(move || ask_in_step(&barrier, || request(twin.clone())))
        })
        .collect();
    let mut seen = Tally::new();
    for figures in threads.into_iter().flat_map(|thread| thread.join().unwrap()) {
        *seen.entry(figures).or_default() += 1;
    }
    seen
}

fn ask_in_step<F>(barrier: &Barrier, request: impl Fn() -> F) -> Vec<(u16, u64)>
where
    F: Future<Output = super::Answer>,
{
    let runtime = runtime();
    let ask = |_| {
        barrier.wait();
        runtime.block_on(request()).figures()
    };
    (0..REQUESTS_OF_EACH).map(ask).collect()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

fn wait_for<F: Future>(future: F) -> F::Output {
    runtime().block_on(future)
}

#[test]
fn parallel_checks_never_exceed_five() {
    for _ in 0..ROUNDS {
        let twin = Twin::new();
        wait_for(twin.create("sms"));
        let wrong = wait_for(twin.wrong_code());
        let seen = at_once(&twin, move |twin| async move { twin.check(wrong).await });
        let expected = Tally::from([((200, 0), 5), ((429, 60202), AT_ONCE - 5)]);
        assert_eq!(seen, expected);
    }
}

#[test]
fn parallel_starts_share_one_verification_and_never_exceed_five() {
    for _ in 0..ROUNDS {
        let twin = Twin::new();
        let seen = at_once(&twin, |twin| async move { twin.create("sms").await });
        let expected = Tally::from([((201, 0), 5), ((429, 60203), AT_ONCE - 5)]);
        assert_eq!(seen, expected);
        let messages = wait_for(twin.messages());
        assert!(
            messages
                .iter()
                .all(|message| message["sid"] == messages[0]["sid"])
        );
    }
}

#[test]
fn the_right_code_is_taken_once() {
    for _ in 0..ROUNDS {
        let twin = Twin::new();
        wait_for(twin.create("sms"));
        let code = wait_for(twin.code());
        let seen = at_once(&twin, move |twin| {
            let code = code.clone();
            async move { twin.check(&code).await }
        });
        let expected = Tally::from([((200, 0), 1), ((404, 20404), AT_ONCE - 1)]);
        assert_eq!(seen, expected);
    }
}

/// Without HTTP around it a check is so short that threads meet in it again and again: a check that reads and
/// writes in two steps fails here.
#[test]
fn checks_of_many_numbers_by_many_threads_are_five_for_each() {
    const NUMBERS: usize = 1_000;
    let twin = Twin::new();
    let targets: Arc<Vec<_>> = Arc::new((0..NUMBERS).map(|n| format!("+8190{n:08}")).collect());
    for to in &*targets {
        let answer = wait_for(twin.post("/Verifications", &[("To", to), ("Channel", "sms")]));
        assert_eq!(answer.status, 201);
    }
    let barrier = Arc::new(Barrier::new(THREADS));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (twin, targets, barrier) = (twin.clone(), Arc::clone(&targets), Arc::clone(&barrier));
            thread::spawn(move || {
                barrier.wait();
                targets.iter().map(|to| answered(&twin, to)).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut sums = vec![0; NUMBERS];
    for answered in threads.into_iter().map(|thread| thread.join().unwrap()) {
        for (sum, answers) in sums.iter_mut().zip(answered) {
            *sum += answers;
        }
    }
    assert!(sums.iter().all(|sum| *sum == 5), "{sums:?}");
}

/// How many of these wrong codes were answered, and not refused.
fn answered(twin: &Twin, to: &str) -> usize {
    let target = Target::Number(to.to_owned());
    let tries = (0..REQUESTS_OF_EACH).map(|_| twin.sandbox.check(&target, "0000"));
    tries.filter(Result::is_ok).count()
}
