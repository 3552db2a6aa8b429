//! The phone as a page: one device per number, newest first, complete without script.

use super::{channel::Channel, iso_date, locale::Language, message::Message};
use std::fmt::Write as _;

/// More than a person reads; the rest is in `/sandbox/messages`.
const SHOWN: usize = 60;

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="3">
<title>受信箱 · Kakunin sandbox</title>
<link rel="stylesheet" href="/sandbox/inbox.css">
</head>
<body>
<header class="intro">
<h1>受信箱 <span lang="en">Inbox</span></h1>
<p>サンドボックスの電話に届いた SMS と通話です。本物の電話には何も送られません。</p>
<p lang="en">What the sandbox “sent”. No real phone receives anything.</p>
</header>
<main class="phones">
"#;

const FOOT: &str = "</main>\n</body>\n</html>\n";

const EMPTY: &str = r#"<section class="phone empty">
<p class="lead">まだメッセージはありません</p>
<p>サインインして「SMS」を押すと、ここに届きます。</p>
<p class="lead" lang="en">No message yet</p>
<p lang="en">Sign in and press SMS: it arrives here.</p>
</section>
"#;

/// The whole page for these messages, newest first.
pub(super) fn page<'a>(messages: impl IntoIterator<Item = &'a Message>) -> String {
    let mut html = String::from(HEAD);
    let phones = by_number(messages.into_iter().take(SHOWN));
    if phones.is_empty() {
        html.push_str(EMPTY);
    }
    for (to, messages) in phones {
        write_phone(&mut html, to, &messages);
    }
    html.push_str(FOOT);
    html
}

fn by_number<'a>(messages: impl Iterator<Item = &'a Message>) -> Vec<(&'a str, Vec<&'a Message>)> {
    let mut phones: Vec<(&str, Vec<&Message>)> = Vec::new();
    for message in messages {
        match phones.iter_mut().find(|(to, _)| *to == message.to) {
            Some((_, of_phone)) => of_phone.push(message),
            None => phones.push((&message.to, vec![message])),
        }
    }
    phones
}

fn write_phone(html: &mut String, to: &str, messages: &[&Message]) {
    let to = escaped(to);
    // Writing to a `String` cannot fail.
    let _ = write!(
        html,
        "<section class=\"phone\" aria-label=\"{to}\">\n<h2>{to}</h2>\n<ol>\n"
    );
    for message in messages {
        write_message(html, message);
    }
    html.push_str("</ol>\n</section>\n");
}

fn write_message(html: &mut String, message: &Message) {
    let (class, label) = match message.channel {
        Channel::Sms => ("sms", "SMS"),
        Channel::Call => ("call", "通話 <span lang=\"en\">Call</span>"),
    };
    let language = Language::of(&message.locale).tag();
    let (body, code) = (escaped(&message.body), escaped(&message.code));
    let at = message.sent_at.saturating_mul(1000);
    let (exact, shown) = (iso_date::to_the_second(at), iso_date::for_people(at));
    let _ = writeln!(
        html,
        "<li class=\"{class}\">\n<p class=\"about\"><span class=\"channel\">{label}</span> \
         <time datetime=\"{exact}\">{shown}</time></p>\n\
         <div class=\"bubble\"><p lang=\"{language}\">{body}</p><code>{code}</code></div>\n</li>"
    );
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(to: &str, code: &str, body: &str) -> Message {
        Message {
            to: to.to_owned(),
            channel: Channel::Sms,
            code: code.to_owned(),
            body: body.to_owned(),
            locale: "ja".to_owned(),
            sent_at: 0,
            sid: "VE".to_owned(),
        }
    }

    #[test]
    fn everything_is_escaped() {
        let html = page([&message("<b>", "\"'", "a & <script>")]);
        assert!(html.contains("a &amp; &lt;script&gt;"));
        assert!(html.contains("<code>&quot;&#39;</code>"));
        assert!(!html.contains("<b>") && !html.contains("<script"));
    }

    #[test]
    fn one_phone_per_number_in_the_order_of_the_messages() {
        let newest_first = [
            message("+12", "3333", ""),
            message("+13", "2222", ""),
            message("+12", "1111", ""),
        ];
        let html = page(&newest_first);
        let order: Vec<_> = ["<h2>+12</h2>", "3333", "1111", "<h2>+13</h2>", "2222"]
            .map(|part| html.find(part))
            .into_iter()
            .collect();
        assert!(order.is_sorted() && order[0].is_some());
        assert_eq!(html.matches("<section").count(), 2);
    }

    #[test]
    fn an_empty_phone_says_what_to_do() {
        let html = page([]);
        assert!(html.contains("press SMS") && html.contains("まだメッセージはありません"));
        assert!(!html.contains("style=") && !html.contains("<style"));
    }
}
