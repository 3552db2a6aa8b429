//! `Accept-Language`, which strangers write.

#![no_main]

use app::domain::Language;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let language = Language::negotiate(header);
    assert_eq!(Language::negotiate(&header.to_ascii_uppercase()), language);
    if language != Language::default() {
        let tag = language.as_str();
        assert!(
            header.to_ascii_lowercase().contains(tag),
            "nobody asked for {tag}"
        );
    }
});
