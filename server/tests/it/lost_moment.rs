//! A process is killed between its claim and Twilio's answer, between the answer and the commit, or while its own answer is
//! on its way. Whoever presses next is told the truth: no message is paid for twice, a code that arrived opens, and
//! nobody is let in by an answer that was lost.
//!
//! The process is a real one and dies by SIGKILL. The twin, the gate before it and the next portal live in the test.

mod check;
mod enrolment;
mod instances;
mod moment;
mod scene;
mod send;
mod send_again;
