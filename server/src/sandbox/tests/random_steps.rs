//! One random step on the way through the twin and its model.

use super::model::{Meant, Rules, Typed};
use proptest::prelude::*;

/// Ways of typing no code at all.
pub(super) const FORMS: usize = 6;

/// What a client or the clock does.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Start { number: usize, by_call: bool },
    Check { meant: Meant, typed: Typed, form: usize },
    Look(Meant),
    Set { meant: Meant, approved: bool },
    Seconds(i64),
}

pub(super) fn rules() -> impl Strategy<Value = Rules> {
    let lifetime = prop_oneof![Just(120), Just(600)];
    (1..=5_usize, 1..=5_usize, lifetime, any::<bool>()).prop_map(|(sends, checks, lifetime, restart)| Rules {
        sends,
        checks,
        lifetime,
        restart,
    })
}

/// Both numbers, and the SIDs of the first few, which are soon old; some of them never come to be.
fn meant() -> impl Strategy<Value = Meant> {
    prop_oneof![
        3 => (0..2_usize).prop_map(Meant::Number),
        2 => (0..6_usize).prop_map(Meant::Sid),
    ]
}

fn typed() -> impl Strategy<Value = Typed> {
    prop_oneof![1 => Just(Typed::Right), 4 => Just(Typed::Wrong), 1 => Just(Typed::Malformed)]
}

/// Up to, at and beyond the end of a life.
fn seconds() -> impl Strategy<Value = i64> {
    prop_oneof![0..60_i64, 100..140_i64, 580..620_i64, Just(120), Just(600)]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..2_usize, any::<bool>()).prop_map(|(number, by_call)| Step::Start { number, by_call }),
        6 => (meant(), typed(), 0..FORMS)
            .prop_map(|(meant, typed, form)| Step::Check { meant, typed, form }),
        2 => meant().prop_map(Step::Look),
        1 => (meant(), any::<bool>()).prop_map(|(meant, approved)| Step::Set { meant, approved }),
        1 => seconds().prop_map(Step::Seconds),
    ]
}
