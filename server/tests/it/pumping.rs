//! The guard against pumping before two seeded generators: one of an attack, one of honest people. The real use cases over SQLite,
//! with a fake of Twilio and a clock that the generator moves.
//!
//! `make pumping-figures` runs the same with more seeds and prints what happened.

mod attack;
mod dice;
mod figures;
mod honest;
mod number_plan;
mod postbox;
mod scene;
mod tally;
