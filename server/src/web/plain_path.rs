use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Characters that a path cannot hold plainly (RFC 3986 section 3.3).
const IN_PATH: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// The one plain spelling of a path: decoded once, without dot segments, empty segments or a slash at its end.
/// Guards decide by it, so that no other spelling slips past them.
pub(super) fn plain_path(raw: &str) -> String {
    let decoded = percent_decode_str(raw).decode_utf8_lossy();
    let mut segments: Vec<&str> = Vec::new();
    for segment in decoded.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let encoded: Vec<String> = segments
        .into_iter()
        .map(|segment| utf8_percent_encode(segment, &IN_PATH).to_string())
        .collect();
    format!("/{}", encoded.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_of_a_page_is_that_page() {
        for raw in [
            "/account",
            "/account/",
            "//account",
            "/./account",
            "/%61ccount",
            "/x/../account",
            "/account/.",
            "/%2e/account",
            "/account%2F",
            "/\\account",
        ] {
            assert_eq!(plain_path(raw), "/account", "{raw}");
        }
        assert_eq!(plain_path("/"), "/");
        assert_eq!(plain_path("/../../etc"), "/etc");
    }

    proptest! {
        #[test]
        fn a_plain_path_leads_nowhere_else(raw in "/[ -~]{0,40}") {
            let plain = plain_path(&raw);
            prop_assert!(plain.starts_with('/') && !plain.starts_with("//"));
            prop_assert!(!plain.split('/').any(|segment| segment == ".." || segment == "."));
        }
    }
}
