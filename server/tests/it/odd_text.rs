//! Text that nobody should type.

use crate::portal::{PHONE, Portal};

/// What people and programs type into a field that is text: a notice, never an error.
#[tokio::test]
async fn odd_text_gets_a_notice() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let odd = [
        "a\r\nSet-Cookie: a=b",
        "\u{1b}[2J\u{1b}]0;x\u{7}",
        "\u{202e}okanah",
        "\u{feff}\u{200b}",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "%00%ff",
        "𝕳𝖆𝖓𝖆𝖐𝖔 🦀",
        &"あ".repeat(500),
    ];
    for text in odd {
        let nobody = portal.browser();
        let fields = [("username", text), ("password", text)];
        nobody.post("/api/login", &fields).await.leads_to("/");
        assert_eq!(nobody.get("/").await.notice(), Some("wrong_password"), "{text:?}");

        let browser = portal.half_open("hanako").await;
        for (name, fields) in [
            (
                "send_code",
                [("contact_to", text), ("channel", "sms"), ("turn", text)],
            ),
            (
                "send_code",
                [("contact_to", text), ("channel", text), ("turn", "0")],
            ),
            ("check_code", [("code", text), ("x", ""), ("y", "")]),
            ("choose_language", [("language", text), ("x", ""), ("y", "")]),
        ] {
            let page = browser.post(&format!("/api/{name}"), &fields).await;
            page.leads_to("/verify");
            let page = browser.get("/verify").await;
            assert!(page.status == 200 && !page.contains("<script>alert"), "{text:?}");
        }
    }
    assert_eq!(portal.count_messages().await, 0);
}
