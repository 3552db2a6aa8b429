//! Forms that ask for a password tell password managers whose it is.

use crate::{
    page::{Page, attribute},
    portal::{PASSWORD, PHONE, Portal},
};

const CHOSEN: &str = "paper lantern";

/// The value of the field of this purpose; it takes no place on the page and nobody types into it.
fn username(page: &Page) -> Option<&str> {
    let field = page
        .tags("input")
        .find(|tag| attribute(tag, "autocomplete") == Some("username"))?;
    assert!(
        field.contains(" hidden") && field.contains(" readonly"),
        "{field}"
    );
    assert_eq!(attribute(field, "type"), None);
    attribute(field, "value")
}

#[tokio::test]
async fn to_confirm_and_to_change_it() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.unconfirmed("hanako").await;
    assert_eq!(username(&browser.get("/account/confirm").await), Some("hanako"));
    browser.confirm(&portal).await;
    assert_eq!(username(&browser.get("/account/password").await), Some("hanako"));
    // Whose link it is the server knows by its secret alone.
    assert_eq!(username(&portal.browser().get("/choose-password").await), None);
}

#[tokio::test]
async fn what_stands_there_changes_nothing() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let browser = portal.signed_in("hanako").await;
    let page = browser.get("/account/password").await;
    let fields = [
        ("username", "jiro"),
        ("current_password", PASSWORD),
        ("new_password", CHOSEN),
    ];
    browser
        .submit(&page, "/api/change_password", &fields)
        .await
        .leads_to("/account");
    let login = async |name, password| portal.browser().give_password(name, password).await;
    login("hanako", CHOSEN).await.leads_to("/verify");
    login("jiro", PASSWORD).await.leads_to("/verify");
}
