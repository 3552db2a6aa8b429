use super::{ACCESS, PATH, SETTINGS, asked_with, is_hanako, is_nobody, portal};
use crate::{
    portal::{PHONE, Portal},
    raw,
};
use reqwest::Method;

#[tokio::test]
async fn whoever_passed_both_factors_has_a_name_and_a_role() {
    let portal = portal().await;
    is_nobody(&portal.browser().get(PATH).await);
    let browser = portal.awaiting_code("hanako").await;
    assert_eq!(browser.cookie(ACCESS), None);
    is_nobody(&browser.get(PATH).await);
    browser.check_code(&portal.code().await).await;
    let page = browser.get(PATH).await;
    is_hanako(&page);
    assert_eq!(
        (
            &*page.body,
            page.header("cache-control"),
            page.header("set-cookie")
        ),
        ("", Some("no-store"), None)
    );
    // It is about the access cookie and nothing else.
    is_hanako(&asked_with(&portal, &browser.access()).await);
}

#[tokio::test]
async fn the_cookie_is_for_the_domain_and_comes_with_the_approval_alone() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let page = browser.type_code(&portal.code().await).await;
    let mut written = page
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap());
    let cookie = written.find(|cookie| cookie.starts_with(ACCESS)).unwrap();
    let access = browser.access();
    assert!(access.len() == 64 && access.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(
        cookie.replace(&access, "ID"),
        format!("{ACCESS}=ID; HttpOnly; SameSite=Lax; Secure; Path=/; Domain=example.com")
    );
    assert_ne!(Some(access), browser.cookie("__Host-kakunin"));
}

#[tokio::test]
async fn a_session_id_is_no_access_id_nor_the_other_way_round() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let (session, access) = (browser.cookie("__Host-kakunin").unwrap(), browser.access());
    is_nobody(&asked_with(&portal, &session).await);
    let nobody = portal.browser();
    nobody.set_cookie("__Host-kakunin", &session);
    is_nobody(&nobody.get(PATH).await);

    let thief = portal.browser();
    thief.set_cookie(ACCESS, &access);
    thief.get("/account").await.leads_to("/");
    assert_eq!(thief.fetch("/api/revoke_other_sessions", &[]).await.status, 200);
    let other = portal.browser();
    other.set_cookie("__Host-kakunin", &access);
    other.get("/account").await.leads_to("/");
    // The owner noticed nothing.
    assert!(browser.is_signed_in().await);
    is_hanako(&browser.get(PATH).await);
}

#[tokio::test]
async fn made_up_and_doubled_cookies_are_nobody() {
    let portal = portal().await;
    let access = portal.signed_in("hanako").await.access();
    for value in ["", "x", &access[1..], &access.to_uppercase(), &"0".repeat(64)] {
        is_nobody(&asked_with(&portal, value).await);
    }
    let planted = "1".repeat(64);
    for line in [
        format!("Cookie: {ACCESS}={access}; {ACCESS}={planted}"),
        format!("Cookie: {ACCESS}={planted}; {ACCESS}={access}"),
        format!("Cookie: kakunin-access={access}"),
    ] {
        is_nobody(&raw::ask(portal.address, "GET", PATH, &[line]).await);
    }
    let twice = format!("Cookie: {ACCESS}={access}; {ACCESS}={access}");
    is_hanako(&raw::ask(portal.address, "GET", PATH, &[twice]).await);
}

/// A proxy asks by the method of the request that it holds, with the headers of any page.
#[tokio::test]
async fn every_method_is_answered_whatever_page_it_comes_from() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    for method in [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND",
    ] {
        let method: Method = method.parse().unwrap();
        let request = browser
            .request(method.clone(), PATH)
            .header("origin", "https://app.example.com")
            .header("sec-fetch-site", "same-site");
        is_hanako(&browser.send(request).await);
        let nobody = portal.browser();
        is_nobody(&nobody.send(nobody.request(method, PATH)).await);
    }
}

#[tokio::test]
async fn a_portal_that_guards_nothing_has_no_such_address_and_no_such_cookie() {
    let portal = Portal::live(&[SETTINGS[0]]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    assert_eq!(browser.cookie(ACCESS), None);
    assert_eq!(browser.get(PATH).await.status, 404);
}

#[tokio::test]
async fn user_ids_of_any_script_arrive_in_utf_8() {
    let portal = portal().await;
    portal.add_user("花子", Some("+819000000001")).await;
    let page = portal.signed_in("花子").await.get(PATH).await;
    assert_eq!(page.headers["remote-user"].as_bytes(), "花子".as_bytes());
}

/// The answer may reach a browser under the name of a program.
#[tokio::test]
async fn it_binds_no_other_host_to_https() {
    let portal = portal().await;
    let page = portal.browser().get("/forward-auth?mode=redirect").await;
    assert_eq!(
        (page.status, page.header("strict-transport-security")),
        (302, None)
    );
    assert!(
        portal
            .browser()
            .get("/")
            .await
            .header("strict-transport-security")
            .is_some()
    );
}
