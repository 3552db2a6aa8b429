use super::{
    around::Around,
    odd_server::{Answer, nobody},
    plant::Plant,
};
use crate::process::Place;

const PAGE: &str = "<link href=\"/pkg/kakunin.css\">";
const PUBLIC: &str = "KAKUNIN_PUBLIC_URL";
const LISTEN: &str = "KAKUNIN_LISTEN";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn addresses_that_do_not_fit_are_found() {
    let around = Around::start();
    let (_kept, closed) = nobody();
    let portal = around.portal;
    let port = portal.port();
    let stranger = Answer::new(200, "<html>another program").serve().await;
    around
        .finds(vec![
            Plant::new("http on a public name")
                .set(PUBLIC, "http://login.invalid")
                .mistake("cookies", "http://login.invalid is not https")
                .warning("portal", "nothing answers at http://login.invalid"),
            Plant::new("another port than it listens on")
                .set(PUBLIC, format!("http://{closed}"))
                .mistake("public-url", format!("does not lead to http://{portal}"))
                .warning("portal", "nothing answers"),
            Plant::new("https where the portal speaks http")
                .set(PUBLIC, format!("https://{portal}"))
                .mistake("public-url", "https needs a proxy with another port")
                .warning("portal", "speaks no TLS")
                .warning("trusted-proxies", "name it in KAKUNIN_TRUSTED_PROXIES"),
            Plant::new("every address and no public URL")
                .set(LISTEN, format!("0.0.0.0:{port}"))
                .warning("listen", "speaks http to everyone")
                .mistake("public-url", "KAKUNIN_PUBLIC_URL is missing")
                .mistake("cookies", "is not https"),
            Plant::new("an address that another program has")
                .set(LISTEN, stranger.to_string())
                .mistake("listen", "another program listens")
                .mistake("portal", "something else answers"),
            // Reserved for documentation, so no machine has it (RFC 5737).
            Plant::new("an address of another machine")
                .set(LISTEN, "192.0.2.1:3000")
                .set(PUBLIC, format!("http://{portal}"))
                .mistake("listen", "is no address of this machine"),
            Plant::new("a port that changes")
                .set(LISTEN, "127.0.0.1:0")
                .set(PUBLIC, format!("http://{portal}"))
                .warning("listen", "port 0"),
        ])
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_stands_before_the_portal_is_seen() {
    let around = Around::start();
    let sandbox = Place::new(&[(LISTEN, "127.0.0.1:0")]);
    let mut other = sandbox.serve(&[]);
    let other_address = other.address("Kakunin ");
    around
        .finds(vec![
            Plant::new("a proxy that drops the policy")
                .set(PUBLIC, Answer::new(200, PAGE).url().await)
                .mistake("headers", "form-action 'self' is missing"),
            Plant::new("a redirect to another name")
                .set(
                    PUBLIC,
                    Answer::new(301, "")
                        .with("location", "https://www.login.example/")
                        .url()
                        .await,
                )
                .mistake("public-url", "does not lead to")
                .mistake("portal", "leads elsewhere"),
            Plant::new("a proxy whose portal is gone")
                .set(PUBLIC, Answer::new(502, "<html>Bad gateway").url().await)
                .mistake("public-url", "does not lead to")
                .warning("portal", "status 502"),
            Plant::new("a sandbox that refuses")
                .set(PUBLIC, Answer::new(421, "").url().await)
                .mistake("portal", "runs its sandbox"),
            Plant::new("a portal that runs its sandbox")
                .set(PUBLIC, format!("http://{other_address}"))
                .mistake("portal", "runs its sandbox"),
        ])
        .await;
}
