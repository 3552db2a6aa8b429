use crate::{auth::SessionId, data_key::DataKey};
use app::domain::Typed;

/// What a plain form typed, for the cookie that brings it to the next page of the same visitor. A number that was not accepted
/// belongs into no address, no log and no database, so it is sealed like the numbers that are kept, for this session alone.
pub(super) fn seal(key: &DataKey, session: Option<&SessionId>, typed: &Typed) -> Option<String> {
    let text = serde_json::to_string(typed).ok()?;
    Some(key.seal_text(&place(session), &text))
}

/// What [`seal`] wrote; nothing where somebody else did.
pub(super) fn open(key: &DataKey, session: Option<&SessionId>, sealed: &str) -> Option<Typed> {
    let text = key.open_text(&place(session), sealed).ok()?;
    serde_json::from_str(&text).ok()
}

fn place(session: Option<&SessionId>) -> String {
    let session = session.map(|session| hex::encode(session.hash().as_bytes()));
    format!("typed {}", session.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data_key::KEY_LENGTH, randomness::SeededRandomness};
    use std::sync::Arc;

    #[test]
    fn only_the_session_that_typed_it_reads_it_again() {
        let randomness = Arc::new(SeededRandomness::new(1));
        let (one, other) = (SessionId::random(&*randomness), SessionId::random(&*randomness));
        let key = DataKey::new(&[1; KEY_LENGTH], randomness);
        let typed = Typed::new("ｔｅｓｔ", "090-1234-567");
        let sealed = seal(&key, Some(&one), &typed).unwrap();
        assert!(!sealed.contains("090") && sealed.len() < 400);
        assert_eq!(open(&key, Some(&one), &sealed), Some(typed));
        assert_eq!(open(&key, Some(&other), &sealed), None);
        assert_eq!(open(&key, None, &sealed), None);
        assert_eq!(open(&key, Some(&one), "crafted"), None);
    }

    #[test]
    fn the_longest_that_is_kept_fits_into_a_cookie() {
        let randomness = Arc::new(SeededRandomness::new(1));
        let key = DataKey::new(&[1; KEY_LENGTH], randomness);
        let typed = Typed::new(&"\u{1}".repeat(999), &"\u{1F600}".repeat(999));
        assert!(seal(&key, None, &typed).unwrap().len() < 3_000);
    }
}
