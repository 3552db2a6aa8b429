//! Every fault that the twin knows, in every send and check, through the whole portal. What must hold in every cell is
//! asserted in `trial.rs`; what a person reads and what was counted stands in `docs/fault-matrix.md`, which this test
//! compares with what it saw, and writes when `UPDATE_DOCS=1` is set.

mod document;
mod fault;
mod person;
mod place;
mod trial;
mod witness;

use fault::Fault;
use person::Way;
use place::Place;
use std::{collections::BTreeMap, sync::Arc};
use tokio::{sync::Semaphore, task::JoinSet};
use trial::Seen;

/// So many at once, two portals each: of more, each would be so slow that calls with which nothing is wrong run out of their time.
const AT_ONCE: usize = 8;

/// What was seen of a fault at a place.
type Matrix = BTreeMap<(Place, String), Seen>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_every_place() {
    let faults = fault::known().await;
    let matrix = try_all(&faults).await;
    document::is_or_becomes(&document::written(&faults, &matrix));
}

async fn try_all(faults: &[Fault]) -> Matrix {
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut trials = JoinSet::new();
    for fault in faults {
        for place in Place::ALL {
            let (fault, gate) = (fault.clone(), Arc::clone(&gate));
            trials.spawn(async move {
                let _turn = gate.acquire().await;
                ((place, fault.name.clone()), try_both_ways(&fault, place).await)
            });
        }
    }
    let (mut matrix, mut failed) = (Matrix::new(), 0);
    while let Some(trial) = trials.join_next().await {
        match trial {
            Ok((cell, seen)) => drop(matrix.insert(cell, seen)),
            // It has said why; the others are of interest, too.
            Err(_) => failed += 1,
        }
    }
    assert_eq!(failed, 0, "cells do not hold what holds in every cell");
    matrix
}

/// Script or not, a person is told the same. The two go on differently: by what they have, or by a new code.
async fn try_both_ways(fault: &Fault, place: Place) -> Seen {
    let (plain, hydrated) = tokio::join!(
        trial::run(fault, place, Way::Plain),
        trial::run(fault, place, Way::Hydrated)
    );
    let told = |seen: &Seen| {
        (
            seen.notice.clone(),
            seen.messages,
            seen.sends_told,
            seen.tries_told,
        )
    };
    assert_eq!(told(&plain), told(&hydrated), "{} at {place:?}", fault.name);
    plain
}
