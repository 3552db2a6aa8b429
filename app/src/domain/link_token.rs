//! The secret of a link at which a person chooses a password.

/// Hex digits of a token: 256 random bits.
pub const LENGTH: usize = 64;
/// Longer text is no link of ours and no work is done on it.
const LONGEST: usize = 2_048;

/// The token in what someone typed or pasted: the token itself, or the whole link, at whose end it stands behind a `#`. Blanks
/// and line ends that came in between are left out.
pub fn token_in(typed: &str) -> Option<String> {
    if typed.len() > LONGEST {
        return None;
    }
    let end = typed.rsplit('#').next().unwrap_or_default();
    let token: String = end.chars().filter(|letter| !letter.is_whitespace()).collect();
    let token = token.to_ascii_lowercase();
    let right_form = token.len() == LENGTH && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    right_form.then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_alone_and_at_the_end_of_its_link() {
        let token = "0123456789abcdef".repeat(4);
        let folded = format!("{}\r\n {}", &token[..30], &token[30..]);
        for typed in [
            token.clone(),
            format!(" {token}\n"),
            token.to_uppercase(),
            format!("#{token}"),
            format!("https://login.example/choose-password#{token}"),
            folded,
        ] {
            assert_eq!(token_in(&typed).as_ref(), Some(&token), "{typed}");
        }
    }

    #[test]
    fn other_text_holds_none() {
        let (short, long, odd) = ("a".repeat(63), "a".repeat(65), "g".repeat(64));
        let path = format!("https://login.example/choose-password/{}", "a".repeat(64));
        let huge = format!("{}#{}", "x".repeat(LONGEST), "a".repeat(64));
        for typed in ["", "#", "#content", &short, &long, &odd, &path, &huge] {
            assert_eq!(token_in(typed), None, "{typed}");
        }
    }
}
