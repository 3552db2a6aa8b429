//! A change of the language, or of light and dark, loses nothing that was typed, and no button of it is ever dead: without script
//! each belongs to a form that is on the page.

use crate::{
    browser::Browser,
    page::{Page, attribute},
    portal::{PASSWORD, PHONE, Portal},
};

fn value_of(page: &Page, name: &str) -> Option<String> {
    let mut inputs = page.tags("input");
    let input = inputs.find(|tag| attribute(tag, "name") == Some(name)).unwrap();
    attribute(input, "value").map(str::to_owned)
}

/// Presses the button with this value as a browser without script would: with the fields of the form that it names.
async fn switch(browser: &Browser, page: &Page, value: &str, typed: &[(&str, &str)]) -> Page {
    let button = page
        .tags("button")
        .find(|tag| attribute(tag, "value") == Some(value))
        .unwrap();
    let mut fields = typed.to_vec();
    fields.push((attribute(button, "name").unwrap(), value));
    browser
        .post(attribute(button, "formaction").unwrap(), &fields)
        .await
}

#[tokio::test]
async fn the_user_id_comes_back_and_the_password_does_not() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for value in ["ja", "dark"] {
        let page = browser.get("/").await;
        let typed = [("username", "ｈａｎａｋｏ"), ("password", PASSWORD)];
        switch(&browser, &page, value, &typed).await.leads_to("/");
        let page = browser.get("/").await;
        assert_eq!(page.language(), Some("ja"));
        assert_eq!(
            value_of(&page, "username").as_deref(),
            Some("ｈａｎａｋｏ"),
            "{value}"
        );
        assert!(!page.contains(PASSWORD));
        assert_eq!(value_of(&browser.get("/").await, "username"), None);
    }
}

#[tokio::test]
async fn number_and_country_come_back_on_the_page_that_they_were_typed_on() {
    let portal = Portal::start().await;
    portal.add_user("taro", None).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let confirmed = portal.signed_in("hanako").await;
    for (browser, path) in [
        (portal.half_open("taro").await, "/verify"),
        (confirmed, "/account/phone"),
    ] {
        let page = browser.get(path).await;
        let typed = [("contact_to", "415-555"), ("country", "US")];
        for value in ["ja", "dark"] {
            switch(&browser, &page, value, &typed).await.leads_to(path);
            let page = browser.get(path).await;
            assert_eq!(
                value_of(&page, "contact_to").as_deref(),
                Some("415-555"),
                "{path}"
            );
            assert!(page.contains(r#"<option value="US" selected>アメリカ合衆国 +1</option>"#));
        }
    }
}

#[tokio::test]
async fn an_address_that_names_no_page_of_ours_leads_nowhere_else() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for query in [
        "?page=https://evil.example",
        "?page=//evil.example",
        "?page=/account",
        "?page=",
        "?x",
        "",
    ] {
        let path = format!("/api/choose_language{query}");
        browser.post(&path, &[("language", "en")]).await.leads_to("/");
    }
}

#[tokio::test]
async fn every_button_belongs_to_a_form_of_its_page() {
    let portal = Portal::start().await;
    portal.add_user("taro", None).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let confirmed = portal.signed_in("hanako").await;
    let changing = portal.signed_in("hanako").await;
    changing
        .post(
            "/api/change_phone",
            &[("contact_to", "080-1234-5678"), ("channel", "sms")],
        )
        .await;
    let enrolling = portal.half_open("taro").await;
    enrolling.press("sms", &[("contact_to", "070-1234-5678")]).await;
    let mut typed_forms = 0;
    for browser in [
        portal.browser(),
        portal.half_open("taro").await,
        enrolling,
        confirmed,
        changing,
    ] {
        for page in app::domain::Page::ALL {
            let page = browser.get(page.path()).await;
            if page.status != 200 {
                continue;
            }
            for button in page
                .tags("button")
                .filter(|tag| matches!(attribute(tag, "name"), Some("language" | "theme")))
            {
                let Some(form) = attribute(button, "form") else {
                    continue;
                };
                let is_there = page.tags("form").any(|tag| attribute(tag, "id") == Some(form));
                assert!(is_there, "{button} in {}", page.body);
                typed_forms += 1;
            }
        }
    }
    assert!(typed_forms >= 25, "{typed_forms}");
}
