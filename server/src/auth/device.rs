//! What a browser calls itself, told in two words that people know. No text of a stranger comes through: each word is ours.

/// Browsers by what only they write, the most particular first: nearly all of them also claim to be Chrome and Safari.
const BROWSERS: [(&str, &str); 19] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("YaBrowser/", "Yandex Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    (" Line/", "LINE"),
    ("GSA/", "Google app"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems, the most particular first: Android is a Linux, and an iPhone is "like Mac OS X".
const SYSTEMS: [(&str, &str); 9] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("FreeBSD", "FreeBSD"),
    ("Linux", "Linux"),
];

/// Browser and system, such as `Firefox, Windows`; one of them where the other is not known, and nothing where neither is.
pub(crate) fn device(user_agent: &str) -> String {
    let words = [known(&BROWSERS, user_agent), known(&SYSTEMS, user_agent)];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn known(table: &[(&str, &'static str)], user_agent: &str) -> Option<&'static str> {
    let mut rows = table.iter();
    rows.find(|(mark, _)| user_agent.contains(mark))
        .map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_browsers_are_known() {
        let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        let iphone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        for (user_agent, expected) in [
            (format!("{windows} {chrome}"), "Chrome, Windows"),
            (format!("{windows} {chrome} Edg/140.0.0.0"), "Edge, Windows"),
            (format!("{windows} Gecko/20100101 Firefox/143.0"), "Firefox, Windows"),
            (format!("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {chrome}"), "Chrome, ChromeOS"),
            (
                format!("Mozilla/5.0 (Linux; Android 10; K) {chrome}"),
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15".into(),
                "Safari, macOS",
            ),
            (format!("{iphone} Version/18.6 Mobile/15E148 Safari/604.1"), "Safari, iPhone"),
            (format!("{iphone} CriOS/140.0 Mobile/15E148 Safari/604.1"), "Chrome, iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0)".into(), "Linux"),
            ("curl/8.5.0".into(), "curl"),
            (String::new(), ""),
            ("<script>alert(1)</script>".into(), ""),
        ] {
            assert_eq!(device(&user_agent), expected, "{user_agent}");
        }
    }

    #[test]
    fn no_mark_hides_behind_one_before_it() {
        for table in [&BROWSERS[..], &SYSTEMS[..]] {
            for (at, (mark, word)) in table.iter().enumerate() {
                let earlier = table[..at].iter().find(|(before, _)| mark.contains(before));
                assert!(earlier.is_none_or(|(_, same)| same == word), "{mark}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_name_gives_words_of_ours(user_agent in ".*") {
            let told = device(&user_agent);
            let ours = |word: &str| BROWSERS.iter().chain(&SYSTEMS).any(|(_, known)| *known == word);
            prop_assert!(told.is_empty() || told.split(", ").all(ours), "{}", told);
        }
    }
}
