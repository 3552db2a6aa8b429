use super::{
    escape::Escaped,
    phones::{Phone, phones},
};
use crate::sandbox::message::Message;
use std::fmt::{Display, Formatter, Result};

/// More than a person reads; the rest is in `/sandbox/messages`.
const SHOWN: usize = 60;

const START: &str = r#"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
"#;

const REFRESH: &str = "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>\n";

/// Everything from the title to the phones.
const HEAD: &str = include_str!("head.html");

/// Whoever reads without script may stop the reloading: it takes a selection away (WCAG 2.2, 2.2.1).
const REFRESHING: &str = r#"<noscript><p class="connection">3 秒ごとに更新します <span lang="en">Reloads every 3 seconds</span>
<a href="/sandbox?paused">止める <span lang="en">Pause</span></a></p></noscript>
"#;

const PAUSED: &str = r#"<noscript><p class="connection">更新を止めています <span lang="en">Paused</span>
<a href="/sandbox?paused">今すぐ更新 <span lang="en">Reload</span></a>
<a href="/sandbox">再開する <span lang="en">Resume</span></a></p></noscript>
"#;

const EMPTY: &str = r#"<section class="phone empty" id="empty">
<p class="lead">まだメッセージはありません</p>
<p>確認コードを送ると、ここに届きます。</p>
<p class="lead" lang="en">No message yet</p>
<p lang="en">Ask for a code, and it arrives here.</p>
</section>
"#;

/// The whole page.
pub(super) struct Page<'a> {
    phones: Vec<Phone<'a>>,
    /// How many messages are kept and not shown.
    more: usize,
    /// Whether a browser without script stands still.
    is_paused: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(newest_first: impl IntoIterator<Item = &'a Message>, is_paused: bool) -> Self {
        let newest_first: Vec<_> = newest_first.into_iter().collect();
        Self {
            phones: phones(&newest_first, SHOWN),
            more: newest_first.len().saturating_sub(SHOWN),
            is_paused,
        }
    }
}

impl Display for Page<'_> {
    fn fmt(&self, html: &mut Formatter<'_>) -> Result {
        let (refresh, told) = if self.is_paused {
            ("", PAUSED)
        } else {
            (REFRESH, REFRESHING)
        };
        for part in [START, refresh, HEAD, told, "<div class=\"phones\">\n"] {
            html.write_str(part)?;
        }
        if self.phones.is_empty() {
            html.write_str(EMPTY)?;
        }
        for phone in &self.phones {
            phone.fmt(html)?;
        }
        html.write_str("</div>\n</main>\n<footer class=\"more\">")?;
        self.write_more(html)?;
        html.write_str("</footer>\n</body>\n</html>\n")
    }
}

impl Page<'_> {
    fn write_more(&self, html: &mut Formatter<'_>) -> Result {
        match self.more {
            0 => Ok(()),
            more => write!(
                html,
                "<p>最新の {SHOWN} 件です。ほかに {more} 件あります。\
                 <span lang=\"en\">These are the newest {SHOWN}; {more} more are kept.</span> \
                 <a href=\"/sandbox/messages\">すべて見る <span lang=\"en\">See all</span></a></p>"
            ),
        }
    }
}

impl Display for Phone<'_> {
    fn fmt(&self, html: &mut Formatter<'_>) -> Result {
        let to = Escaped(self.to);
        write!(
            html,
            "<section class=\"phone\" id=\"{to}\" aria-label=\"{to}\">\n<h2>{to}</h2>\n<ol>\n"
        )?;
        for entry in &self.entries {
            entry.fmt(html)?;
        }
        html.write_str("</ol>\n</section>\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::channel::Channel;

    fn message(to: &str) -> Message {
        Message {
            to: to.to_owned(),
            channel: Channel::Sms,
            code: "0123".to_owned(),
            body: String::new(),
            locale: "ja".to_owned(),
            sent_at: 0,
            sid: "VE".to_owned(),
        }
    }

    #[test]
    fn an_empty_phone_says_what_to_do() {
        let html = Page::new([], false).to_string();
        assert!(html.contains("Ask for a code") && html.contains("まだメッセージはありません"));
    }

    #[test]
    fn a_number_cannot_leave_its_place() {
        let html = Page::new([&message("\"><b>")], false).to_string();
        assert!(html.contains("<h2>&quot;&gt;&lt;b&gt;</h2>") && !html.contains("<b>"));
    }

    #[test]
    fn only_a_browser_without_script_loads_the_page_again_and_may_pause() {
        let (moving, paused) = (Page::new([], false).to_string(), Page::new([], true).to_string());
        assert!(moving.contains(REFRESH) && moving.contains("href=\"/sandbox?paused\""));
        assert!(!paused.contains("http-equiv") && paused.contains("href=\"/sandbox\""));
    }

    #[test]
    fn more_than_sixty_messages_are_counted_and_pointed_to() {
        let messages: Vec<_> = (0..62).map(|_| message("+12")).collect();
        let html = Page::new(&messages, false).to_string();
        assert_eq!(html.matches("<li ").count(), 60);
        assert!(html.contains("ほかに 2 件") && html.contains("2 more are kept"));
        let html = Page::new(&messages[..60], false).to_string();
        assert!(!html.contains("/sandbox/messages"));
    }

    #[test]
    fn nothing_is_inline() {
        let html = Page::new([&message("+12")], false).to_string();
        assert!(!html.contains("style=") && !html.contains("<style") && !html.contains(" on"));
        assert_eq!(
            html.matches("<script").count(),
            html.matches("<script type=\"module\" src=").count()
        );
    }
}
