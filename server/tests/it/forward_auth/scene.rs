//! Instances of a portal over one database, a small program, and what must hold of any proxy in front of them.

use super::{ACCESS, PATH, SETTINGS, is_nobody, person::Person, proxy::Proxy};
use crate::{
    portal::{PHONE, Portal},
    setup::{START, Setup, start_twin},
};
use axum::{Router, extract::State, http::request::Parts};
use reqwest::Method;
use server::clock::{AdjustableClock, StoppedClock};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;

const NOTES: &str = "https://app.example.com/notes/%E7%A2%BA?a=1&b=%2F%2Fx;y";
const LOGOUT: &str = "https://login.example.com/api/logout";

type Seen = Arc<Mutex<Vec<Parts>>>;

pub(super) struct Scene {
    pub(super) portals: Vec<SocketAddr>,
    pub(super) program: SocketAddr,
    first: Portal,
    seen: Seen,
}

impl Scene {
    /// Two instances over this database.
    pub(super) async fn over(database_url: &str) -> Self {
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START))));
        let (twin, sandbox) = start_twin(Arc::clone(&clock)).await;
        let start = async || {
            let mut setup = Setup::new(&[&SETTINGS[..], &[("DATABASE_URL", database_url)]].concat());
            setup.clock = Arc::clone(&clock);
            setup.use_twin(twin, &sandbox);
            setup.start(Some(twin)).await
        };
        let (first, second) = (start().await, start().await);
        first.add_user("hanako", Some(PHONE)).await;
        let seen = Seen::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let program = listener.local_addr().unwrap();
        let routes = Router::new().fallback(notes).with_state(Arc::clone(&seen));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self {
            portals: vec![first.address, second.address],
            program,
            first,
            seen,
        }
    }

    async fn signed_in(&self, proxy: &Proxy) -> Person {
        let person = Person::behind(proxy.address);
        let page = person.get(NOTES).await;
        person.follow(&page).await;
        let page = person.sign_in(async || self.first.code().await).await;
        assert_eq!((page.status, page.location()), (303, Some(NOTES)));
        person
    }

    /// The request that the program got last.
    fn last_seen(&self) -> Parts {
        self.seen.lock().unwrap().last().expect("a request").clone()
    }

    fn count_seen(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

/// The program: it believes whatever `Remote-User` says, as such programs do.
async fn notes(State(seen): State<Seen>, request: Parts) -> String {
    let user = request
        .headers
        .get("remote-user")
        .map(|user| user.to_str().unwrap().to_owned());
    seen.lock().unwrap().push(request);
    format!("notes of {}", user.unwrap_or_default())
}

/// Signed out, sign-in, back to the page asked for; sign-out closes it at once, whichever instance is asked.
pub(super) async fn leads_in_and_out(scene: &Scene, proxy: &Proxy) {
    let person = Person::behind(proxy.address);
    let page = person.get(NOTES).await;
    assert_eq!((page.status, scene.count_seen()), (302, 0));
    assert!(
        page.location()
            .unwrap()
            .starts_with("https://login.example.com/?return_to=")
    );
    let page = person.follow(&page).await;
    assert!(page.status == 200 && page.form("/api/login").is_some());
    let page = person.sign_in(async || scene.first.code().await).await;
    assert_eq!((page.status, page.location()), (303, Some(NOTES)));
    let page = person.follow(&page).await;
    assert_eq!((page.status, &*page.body), (200, "notes of hanako"));
    assert_eq!(
        scene.last_seen().uri.to_string(),
        NOTES.replace("https://app.example.com", "")
    );

    // Whichever instance is asked.
    for _ in 0..4 {
        assert_eq!(person.get(NOTES).await.body, "notes of hanako");
        let page = person
            .post("https://app.example.com/notes", &[("text", "x")])
            .await;
        assert_eq!((page.status, scene.last_seen().method), (200, Method::POST));
    }
    let thief = crate::browser::Browser::new(scene.portals[0]);
    let access = person.cookies_for("app.example.com");
    thief.set_cookie(ACCESS, access.split_once('=').unwrap().1);
    let seen = scene.count_seen();
    person.post(LOGOUT, &[]).await.leads_to("/");
    assert_eq!(person.cookies_for("app.example.com"), "");
    for _ in 0..4 {
        let page = person.get(NOTES).await;
        assert_eq!(page.status, 302);
    }
    // Nor by a copy of the cookie.
    for address in &scene.portals {
        let mut thief = thief.clone();
        thief.address = *address;
        is_nobody(&thief.get(PATH).await);
    }
    let copy = [("cookie", &*access)];
    let nobody = Person::behind(proxy.address);
    assert_eq!(nobody.ask(Method::GET, NOTES, &[], &copy).await.status, 302);
    assert_eq!(scene.count_seen(), seen);
}

/// What a client says of itself never arrives; what the portal says does.
pub(super) async fn tells_the_truth(scene: &Scene, proxy: &Proxy) {
    let lies = [
        ("remote-user", "admin"),
        ("Remote-User", "root"),
        ("Remote-Groups", "admins"),
        ("Remote-Name", "Admin"),
        ("Remote-Email", "admin@example.com"),
        ("Remote_User", "admin"),
        ("remote_groups", "admins"),
        ("X-Forwarded-For", "192.0.2.7"),
    ];
    let nobody = Person::behind(proxy.address);
    assert_eq!(nobody.ask(Method::GET, NOTES, &[], &lies).await.status, 302);
    assert_eq!(scene.count_seen(), 0);
    let person = scene.signed_in(proxy).await;
    for method in [Method::GET, Method::POST, Method::DELETE] {
        let page = person.ask(method, NOTES, &[], &lies).await;
        assert_eq!((page.status, &*page.body), (200, "notes of hanako"));
        let request = scene.last_seen();
        let remote: Vec<_> = request
            .headers
            .iter()
            .filter(|(name, _)| name.as_str().starts_with("remote"))
            .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
            .collect();
        let mut remote = remote;
        remote.sort_unstable();
        assert_eq!(
            remote,
            [("remote-groups", "2fa authenticated"), ("remote-user", "hanako")]
        );
        let sent_on = request
            .headers
            .values()
            .any(|value| value.to_str().unwrap().contains("192.0.2.7"));
        assert!(!sent_on, "{:?}", request.headers);
    }
}

/// The program gets its own cookies and none of ours, wherever ours stands among them.
pub(super) async fn hides_the_access_cookie(scene: &Scene, proxy: &Proxy) {
    let person = scene.signed_in(proxy).await;
    let ours = person.cookies_for("app.example.com");
    let own = "a=1; kakunin-access=mine; x__Secure-kakunin-access-not=2";
    for (sent, kept) in [
        (ours.clone(), ""),
        (format!("{ours}; {own}"), own),
        (format!("{own}; {ours}"), own),
        (
            format!("{own}; {ours}; b=2"),
            "a=1; kakunin-access=mine; x__Secure-kakunin-access-not=2; b=2",
        ),
        (format!("b=2;{ours};c=3"), "b=2; c=3"),
    ] {
        let nobody = Person::behind(proxy.address);
        let page = nobody.ask(Method::GET, NOTES, &[], &[("cookie", &*sent)]).await;
        assert_eq!(page.status, 200, "{sent}");
        assert_eq!(cookies(&scene.last_seen()), pairs(kept), "{sent}");
    }
    // One value twice passes, and is hidden twice.
    let nobody = Person::behind(proxy.address);
    for sent in [format!("{ours}; a=1; {ours}"), format!("a=1; {ours}; {ours}")] {
        assert_eq!(
            nobody
                .ask(Method::GET, NOTES, &[], &[("cookie", &*sent)])
                .await
                .status,
            200
        );
        let headers = format!("{:?}", scene.last_seen().headers);
        assert!(!headers.contains(ours.split_once('=').unwrap().1), "{headers}");
    }
    assert!(
        person
            .cookies_for("login.example.com")
            .contains("__Host-kakunin=")
    );
    let seen = scene.seen.lock().unwrap();
    assert!(
        seen.iter()
            .all(|request| !format!("{:?}", request.headers).contains("__Host-"))
    );
}

/// Outsiders do not ask in the place of the proxy.
pub(super) async fn asks_by_itself(scene: &Scene, proxy: &Proxy) {
    let person = scene.signed_in(proxy).await;
    assert_eq!(
        person.get("https://login.example.com/forward-auth").await.status,
        404
    );
    let page = person.get("https://app.example.com/.kakunin/forward-auth").await;
    assert!(page.header("remote-user").is_none());
}

fn pairs(cookies: &str) -> Vec<String> {
    let pairs = cookies.split(';').map(|pair| pair.trim().to_owned());
    pairs.filter(|pair| !pair.is_empty()).collect()
}

fn cookies(request: &Parts) -> Vec<String> {
    let lines = request.headers.get_all("cookie").iter();
    lines.flat_map(|line| pairs(line.to_str().unwrap())).collect()
}
