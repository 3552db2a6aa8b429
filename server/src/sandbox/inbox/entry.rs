use super::{escape::Escaped, phones::Entry};
use crate::sandbox::{channel::Channel, iso_date, locale::Language};
use std::fmt::{Display, Formatter, Result};

/// Script shows the buttons; without it they could do nothing.
const COPY: &str = r##"<svg class="icon" aria-hidden="true"><use class="before" href="#icon-copy"/><use class="after" href="#icon-check"/></svg>
<span class="labels"><span>コピー <span lang="en">Copy</span></span>
<span data-when="copied">コピー済 <span lang="en">Copied</span></span>
<span data-when="selected">選択済 <span lang="en">Selected</span></span></span></button>"##;

const LISTEN: &str = r##"<button type="button" class="listen" hidden>
<svg class="icon" aria-hidden="true"><use class="before" href="#icon-play"/><use class="after" href="#icon-stop"/></svg>
<span class="labels"><span>聞く <span lang="en">Listen</span></span>
<span data-when="speaking">止める <span lang="en">Stop</span></span>
<span data-when="mute">音声なし <span lang="en">No voice</span></span></span></button>
"##;

/// A list item: the bubble of an SMS, or the card of a call.
impl Display for Entry<'_> {
    fn fmt(&self, html: &mut Formatter<'_>) -> Result {
        let message = self.message;
        let id = format!("{}-{}", message.sid, self.nth);
        let (class, label, listen) = match message.channel {
            Channel::Sms => ("sms", "SMS", ""),
            Channel::Call => ("call", "通話 <span lang=\"en\">Call</span>", LISTEN),
        };
        writeln!(html, "<li id=\"{}\" class=\"{class}\">", Escaped(&id))?;
        self.write_about(html, class, label)?;
        let language = Language::of(&message.locale).tag();
        let body = Escaped(&message.body);
        writeln!(
            html,
            "<div class=\"bubble\">\n<p class=\"body\" lang=\"{language}\">{body}</p>"
        )?;
        html.write_str(listen)?;
        write_code(html, &id, &message.code)?;
        html.write_str("</div>\n</li>\n")
    }
}

impl Entry<'_> {
    fn write_about(&self, html: &mut Formatter<'_>, class: &str, label: &str) -> Result {
        let at = self.message.sent_at.saturating_mul(1000);
        let (exact, shown) = (iso_date::to_the_second(at), iso_date::for_people(at));
        writeln!(
            html,
            "<p class=\"about\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-{class}\"/></svg>\
             <span class=\"channel\">{label}</span> <time datetime=\"{exact}\" lang=\"en\">{shown}</time></p>"
        )
    }
}

fn write_code(html: &mut Formatter<'_>, id: &str, code: &str) -> Result {
    let (id, code) = (Escaped(id), Escaped(code));
    writeln!(
        html,
        "<p class=\"code\"><code id=\"{id}-code\">{code}</code>\n\
         <button type=\"button\" class=\"copy\" aria-describedby=\"{id}-code\" hidden>{COPY}</p>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::message::Message;

    fn html(channel: Channel, code: &str, body: &str, locale: &str) -> String {
        let message = Message {
            to: "+819012345678".to_owned(),
            channel,
            code: code.to_owned(),
            body: body.to_owned(),
            locale: locale.to_owned(),
            sent_at: 1_767_323_045,
            sid: "VE<".to_owned(),
        };
        let entry = Entry {
            message: &message,
            nth: 2,
        };
        entry.to_string()
    }

    #[test]
    fn everything_that_was_sent_is_escaped() {
        let html = html(Channel::Sms, "\"'", "a & <script>", "ja");
        assert!(html.contains("a &amp; &lt;script&gt;"));
        assert!(html.contains("id=\"VE&lt;-2-code\">&quot;&#39;</code>"));
        assert!(!html.contains("VE<") && !html.contains("<script"));
    }

    #[test]
    fn every_line_of_a_text_is_kept() {
        let html = html(Channel::Sms, "0123", "コードは 0123\n\n@example.com #0123", "ja");
        assert!(html.contains("<p class=\"body\" lang=\"ja\">コードは 0123\n\n@example.com #0123</p>"));
    }

    #[test]
    fn a_call_can_be_heard_and_speaks_the_language_of_its_text() {
        let (sms, call) = (
            html(Channel::Sms, "0123", "", "ja"),
            html(Channel::Call, "0123", "Hello.", "de"),
        );
        assert!(call.contains("class=\"call\"") && call.contains("class=\"listen\""));
        assert!(call.contains("<p class=\"body\" lang=\"en\">Hello.</p>"));
        assert!(!sms.contains("class=\"listen\""));
    }

    #[test]
    fn no_button_shows_before_script_runs() {
        let html = html(Channel::Call, "0123", "", "ja");
        let hidden = html
            .match_indices("<button")
            .filter(|(at, _)| html[*at..].split('>').next().unwrap().ends_with(" hidden"));
        assert_eq!((hidden.count(), html.matches("<button").count()), (2, 2));
    }

    #[test]
    fn the_time_is_exact_for_script_and_readable_without() {
        let html = html(Channel::Sms, "0123", "", "ja");
        let time = "<time datetime=\"2026-01-02T03:04:05Z\" lang=\"en\">2026-01-02 03:04:05 UTC</time>";
        assert!(html.contains(time));
    }
}
