//! What may be told of an address that nobody knows. Anything may stand in it, a number above all.

/// Longest word of Twilio's addresses, and a little more for misspelt ones.
const LONGEST_WORD: usize = 24;

/// The path with its words only. What is no word of letters is left out, so that no number and no code is told: `VA…` for a
/// SID, `…` for the rest.
pub(super) fn shape(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').map(part).collect();
    parts.join("/")
}

fn part(text: &str) -> &str {
    let is_word = text.len() <= LONGEST_WORD && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_word || is_version(text) {
        return text;
    }
    match text.get(..2) {
        Some("AC") => "AC…",
        Some("VA") => "VA…",
        Some("VE") => "VE…",
        _ => "…",
    }
}

fn is_version(text: &str) -> bool {
    matches!(text.as_bytes(), [b'v', digit] if digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_whatever_may_be_a_number_goes() {
        let sid = "0123456789abcdef0123456789abcdef";
        for (path, expected) in [
            ("/", "/".to_owned()),
            ("/v2/Service/", "/v2/Service/".to_owned()),
            (
                &format!("/v2/Services/VA{sid}/Verification"),
                "/v2/Services/VA…/Verification".to_owned(),
            ),
            (
                "/v2/Services/x/Verifications/+819012345678/x",
                "/v2/Services/x/Verifications/…/x".to_owned(),
            ),
            ("/Verifications/%2B819012345678", "/Verifications/…".to_owned()),
            ("/VE819012345678", "/VE…".to_owned()),
            ("/1234/four4", "/…/…".to_owned()),
            (&format!("/{}", "a".repeat(25)), "/…".to_owned()),
            ("/%E7%95%AA", "/…".to_owned()),
        ] {
            assert_eq!(shape(path), expected);
        }
    }
}
