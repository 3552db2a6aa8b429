//! User IDs as people type them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::auth::UserId;
use unicode_normalization::UnicodeNormalization;

fuzz_target!(|typed: &str| {
    let read = UserId::parse(typed);
    if let Ok(id) = &read {
        let id = id.as_str();
        assert!((1..=64).contains(&id.chars().count()));
        assert!(!id.chars().any(char::is_control));
        assert_eq!(id.trim(), id);
        assert_eq!(
            UserId::parse(id).as_ref().map(UserId::as_str),
            Ok(id),
            "the compared form is stable"
        );
        assert_eq!(
            UserId::parse(&format!("\u{3000}{typed} ")),
            read,
            "blanks at the ends count nothing"
        );
    }
    // One account must not have two names that compare differently on another keyboard.
    if typed.len() < 300 {
        let composed: String = typed.nfkc().collect();
        let decomposed: String = typed.nfkd().collect();
        assert_eq!(UserId::parse(&composed), read);
        assert_eq!(UserId::parse(&decomposed), read);
    }
});
