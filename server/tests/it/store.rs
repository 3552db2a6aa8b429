//! The contract of the database, on each engine: what the queries promise to the use cases.

mod audit;
mod ceilings;
mod challenges;
mod lease;
mod parallel;
mod phones;
mod pruning;
mod pumping;
mod recovery_codes;
mod remembered_browsers;
mod session_list;
mod sessions;
mod sign_in_attempts;
mod transactions;
mod users;
mod verifications;

use app::domain::Purpose;
use server::{
    auth::{SessionHash, SessionId, random_id},
    randomness::SystemRandomness,
    store::{Database, NewChallenge, NewSession, NewUser},
};

/// A user with this id and name, without a phone, made at time 100.
async fn add_user(database: &Database, id: &str, username: &str) -> bool {
    let user = NewUser {
        id,
        username,
        password_hash: "hash",
        phone_number: None,
        created_at: 100,
    };
    database.add_user(user).await.unwrap()
}

fn random_hash() -> SessionHash {
    SessionId::random(&SystemRandomness).hash()
}

/// A half-open session with a challenge of this id, made at this time.
async fn add_session(database: &Database, user_id: &str, challenge: &str, now: i64) -> SessionHash {
    let hash = random_hash();
    let mut transaction = database.begin().await.unwrap();
    let session = NewSession {
        hash: &hash,
        public_id: &random_id(&SystemRandomness),
        user_id,
        now,
        user_agent: "agent",
        address: "192.0.2.1",
    };
    transaction.add_session(&session).await.unwrap();
    let challenge = new_challenge(challenge, &hash, user_id);
    transaction.add_challenge(&challenge).await.unwrap();
    transaction.commit().await.unwrap();
    hash
}

fn new_challenge<'a>(id: &'a str, session: &'a SessionHash, user_id: &'a str) -> NewChallenge<'a> {
    NewChallenge {
        id,
        session,
        user_id,
        purpose: Purpose::Enrol,
        phone_number: None,
        made_at: 100,
        return_to: None,
    }
}
