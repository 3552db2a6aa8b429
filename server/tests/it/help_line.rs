//! The line that an operator writes for people who are stuck.

use crate::portal::Portal;

#[tokio::test]
async fn it_stands_under_the_forms_as_text_in_the_language_of_the_page() {
    let portal = Portal::with(&[
        ("KAKUNIN_HELP_EN", "Call <b>1234</b> & ask"),
        ("KAKUNIN_HELP_JA", "内線1234へ"),
    ])
    .await;
    portal.add_user("hanako", None).await;
    let (english, japanese) = ("Call &lt;b&gt;1234&lt;/b&gt; &amp; ask", "内線1234へ");
    for (language, line, other) in [("en", english, japanese), ("ja", japanese, english)] {
        let browser = portal.half_open("hanako").await.speaking(language);
        let nobody = portal.browser().speaking(language);
        for page in [nobody.get("/").await, browser.get("/verify").await] {
            let line = format!("<p class=\"hint help\">{line}</p>");
            assert!(page.contains(&line), "{}", page.body);
            assert!(!page.contains(&format!("<p class=\"hint help\">{other}")));
        }
    }
}

#[tokio::test]
async fn without_a_line_there_is_no_place_for_one() {
    let portal = Portal::start().await;
    assert!(!portal.browser().get("/").await.contains("hint help"));
}
