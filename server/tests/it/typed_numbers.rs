//! Numbers as people type them: with a country beside the field, in many spellings, and wrong in ways that can be told.

use crate::{
    browser::Browser,
    page::attribute,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{Notice, View};

const COUNTRY: &str = "kakunin_country";
const TYPED: &str = "kakunin_typed";

async fn newcomer(settings: &[(&str, &str)]) -> (Portal, Browser) {
    let portal = Portal::with(settings).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    (portal, browser)
}

async fn send(browser: &Browser, channel: &str, country: &str, number: &str) -> View {
    let turn = browser.challenge().await.turn.to_string();
    let fields = [
        ("turn", &*turn),
        ("channel", channel),
        ("contact_to", number),
        ("country", country),
    ];
    browser.ask("/api/send_code", &fields).await
}

/// What stands in the field of this name.
async fn value_of(browser: &Browser, path: &str, name: &str) -> Option<String> {
    let page = browser.get(path).await;
    let mut inputs = page.tags("input");
    let input = inputs.find(|tag| attribute(tag, "name") == Some(name)).unwrap();
    attribute(input, "value").map(str::to_owned)
}

#[tokio::test]
async fn the_chosen_country_reads_national_numbers_and_a_plus_any() {
    for (country, typed, number) in [
        ("US", "(415) 555-2671", "+14155552671"),
        ("JP", "+1 415-555-2671", "+14155552671"),
        ("GB", "07400 123456", "+447400123456"),
        ("", "090-1234-5678", PHONE),
        ("Japan", "090-1234-5678", PHONE),
    ] {
        let (portal, browser) = newcomer(&[]).await;
        assert_eq!(send(&browser, "sms", country, typed).await.notice, None);
        assert_eq!(portal.messages().await[0].to, number, "{country} {typed}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_and_neither_sent_nor_counted() {
    let (portal, browser) = newcomer(&[("KAKUNIN_ALLOWED_COUNTRIES", "JP,US")]).await;
    for (channel, country, typed, notice) in [
        ("sms", "JP", "090-1234-567", Notice::PhoneTooShort),
        ("sms", "JP", "090-1234-56789", Notice::PhoneTooLong),
        ("sms", "JP", "415-555-2671", Notice::PhoneOfOtherCountry),
        ("sms", "US", "090-1234-5678", Notice::PhoneOfOtherCountry),
        ("sms", "JP", "hello", Notice::MalformedPhone),
        ("sms", "JP", "03-1234-5678", Notice::LandlineTakesCalls),
        ("sms", "GB", "07400 123456", Notice::CountryNotAllowed),
        ("call", "GB", "07400 123456", Notice::CountryNotAllowed),
    ] {
        send(&browser, channel, country, typed).await.says(notice);
    }
    assert_eq!(
        (portal.count_messages().await, browser.challenge().await.turn),
        (0, 0)
    );
    // The call that the page offers reaches the landline.
    assert_eq!(send(&browser, "call", "JP", "03-1234-5678").await.notice, None);
    assert_eq!(portal.messages().await[0].channel, "call");
}

#[tokio::test]
async fn a_landline_on_file_is_called() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some("+81312345678")).await;
    let browser = portal.half_open("hanako").await;
    let view = browser.send_code("sms", "").await;
    view.says(Notice::LandlineTakesCalls);
    assert_eq!(browser.send_code("call", "").await.notice, None);
    assert_eq!(portal.count_messages().await, 1);
}

#[tokio::test]
async fn a_fault_is_tied_to_its_field_and_the_number_comes_back_once() {
    let (portal, browser) = newcomer(&[]).await;
    let page = browser.get("/verify").await;
    assert!(!page.contains("aria-invalid"));
    let answer = browser.press("sms", &[("contact_to", "090-1234-567")]).await;
    answer.leads_to("/verify");
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert!(!format!("{cookies:?}").contains("1234"), "{cookies:?}");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("phone_too_short"));
    let mut inputs = page.tags("input");
    let field = inputs
        .find(|tag| attribute(tag, "name") == Some("contact_to"))
        .unwrap();
    assert_eq!(attribute(field, "value"), Some("090-1234-567"));
    assert_eq!(attribute(field, "aria-invalid"), Some("true"));
    let described = attribute(field, "aria-describedby").unwrap();
    assert_eq!(described, "notice contact_to_hint");
    for id in described.split(' ') {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert_eq!(browser.cookie(TYPED), None);
    assert_eq!(value_of(&browser, "/verify", "contact_to").await, None);
    assert_eq!(portal.count_messages().await, 0);
}

#[tokio::test]
async fn what_was_typed_is_for_the_visitor_who_typed_it() {
    let (portal, browser) = newcomer(&[]).await;
    browser.press("sms", &[("contact_to", "090-1234-567")]).await;
    let sealed = browser.cookie(TYPED).unwrap();
    portal.add_user("hanako", None).await;
    let other = portal.half_open("hanako").await;
    for crafted in [&*sealed, "crafted", ""] {
        other.set_cookie(TYPED, crafted);
        assert_eq!(value_of(&other, "/verify", "contact_to").await, None, "{crafted}");
    }
    assert_eq!(
        value_of(&browser, "/verify", "contact_to").await.as_deref(),
        Some("090-1234-567")
    );
}

#[tokio::test]
async fn the_choice_of_a_country_comes_back() {
    let (portal, browser) = newcomer(&[]).await;
    let chosen = |page: &crate::page::Page| {
        let mut options = page.tags("option");
        let chosen = options.find(|tag| tag.contains(" selected")).unwrap().to_owned();
        attribute(&chosen, "value").unwrap().to_owned()
    };
    assert_eq!(chosen(&browser.get("/verify").await), "JP");
    let turn = browser.challenge().await.turn.to_string();
    let fields = [
        ("turn", &*turn),
        ("channel", "sms"),
        ("contact_to", "1"),
        ("country", "US"),
    ];
    let answer = browser.post("/api/send_code", &fields).await;
    let mut cookies = answer.headers.get_all("set-cookie").iter();
    assert!(
        cookies
            .any(|cookie| cookie == "kakunin_country=US; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000")
    );
    assert_eq!(chosen(&browser.get("/verify").await), "US");
    assert_eq!(chosen(&browser.get("/countries/ja").await), "US");
    browser.post("/api/logout", &[]).await;
    assert_eq!(browser.cookie(COUNTRY).as_deref(), Some("US"));
    // What is no allowed country is never kept, nor believed.
    for unknown in ["XX", "us", "<b>", "US; Path=/x"] {
        browser
            .post("/api/choose_language", &[("country", unknown)])
            .await;
        assert_eq!(browser.cookie(COUNTRY).as_deref(), Some("US"), "{unknown}");
    }
    let next = portal.half_open("taro").await;
    next.set_cookie(COUNTRY, "\"><script>");
    assert_eq!(chosen(&next.get("/verify").await), "JP");
}

#[tokio::test]
async fn one_allowed_country_is_no_choice() {
    let portal = Portal::live(&[("KAKUNIN_ALLOWED_COUNTRIES", "US")]).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    let page = browser.get("/verify").await;
    assert_eq!(page.tags("select").count(), 0);
    assert!(
        page.contains("calling-code\">+<!>1<") || page.contains("calling-code\">+1<"),
        "{}",
        page.body
    );
    browser
        .press("sms", &[("contact_to", "415-555-2671")])
        .await
        .leads_to("/verify");
    assert_eq!(portal.messages().await[0].to, "+14155552671");
}

#[tokio::test]
async fn the_list_has_the_allowed_countries_in_the_language_of_the_page() {
    let portal = Portal::with(&[("KAKUNIN_ALLOWED_COUNTRIES", "US,JP")]).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    let english =
        r#"<option value="JP" selected>Japan +81</option><option value="US">United States +1</option>"#;
    let japanese =
        r#"<option value="JP" selected>日本 +81</option><option value="US">アメリカ合衆国 +1</option>"#;
    assert!(browser.get("/verify").await.contains(english));
    assert_eq!(browser.get("/countries/en").await.body, english);
    let list = browser.get("/countries/ja").await;
    assert_eq!((list.status, &*list.body), (200, japanese));
    assert_eq!(list.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(
        browser
            .clone()
            .speaking("ja")
            .get("/verify")
            .await
            .contains(japanese)
    );
    for unknown in ["/countries/de", "/countries/ja/x", "/countries"] {
        assert_eq!(browser.get(unknown).await.status, 404, "{unknown}");
    }
}
