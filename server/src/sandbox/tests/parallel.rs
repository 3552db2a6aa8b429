//! Limits hold when everything arrives at once.

use super::Twin;
use std::{
    collections::BTreeMap,
    sync::{Arc, Barrier},
    thread,
};

const THREADS: usize = 8;
const REQUESTS_OF_EACH: usize = 5;
const AT_ONCE: usize = THREADS * REQUESTS_OF_EACH;
/// A race that one round misses is met by another.
const ROUNDS: usize = 25;

type Tally = BTreeMap<(u16, u64), usize>;

/// What so many threads of the machine are answered, that all begin at the same moment.
fn at_once<F>(twin: &Twin, request: impl Fn(Twin) -> F + Clone + Send + 'static) -> Tally
where
    F: Future<Output = super::Answer>,
{
    let barrier = Arc::new(Barrier::new(THREADS));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (twin, request, barrier) = (twin.clone(), request.clone(), Arc::clone(&barrier));
            thread::spawn(move || {
                barrier.wait();
                let answers = (0..REQUESTS_OF_EACH).map(|_| wait_for(request(twin.clone())));
                answers.map(|answer| answer.figures()).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut seen = Tally::new();
    for figures in threads.into_iter().flat_map(|thread| thread.join().unwrap()) {
        *seen.entry(figures).or_default() += 1;
    }
    seen
}

fn wait_for<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
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
