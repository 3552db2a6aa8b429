use super::{Finding, visit::visit};
use crate::config::{PublicUrl, reachable};
use std::{io, net::SocketAddr};
use tokio::net::TcpListener;

const NAME: &str = "listen";

/// Whether the portal can listen there, or does.
pub(super) async fn examine(address: SocketAddr) -> Finding {
    if address.port() == 0 {
        return Finding::warning(
            NAME,
            "port 0 takes another port at each start: name one in KAKUNIN_LISTEN",
        );
    }
    match TcpListener::bind(address).await {
        Ok(_) => open_to_all(address, "is free"),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            let portal = PublicUrl::of_address(reachable(address));
            if visit(&portal).await.is_portal() {
                return open_to_all(address, "is the portal's");
            }
            let sentence =
                format!("another program listens on {address}: set KAKUNIN_LISTEN to another address");
            Finding::mistake(NAME, sentence)
        }
        Err(error) => Finding::mistake(NAME, explain(&error, address)),
    }
}

fn open_to_all(address: SocketAddr, state: &str) -> Finding {
    if address.ip().is_loopback() {
        return Finding::ok(NAME, format!("{address} {state}"));
    }
    Finding::warning(
        NAME,
        format!(
            "{address} {state}, and speaks http to everyone who reaches this machine: with a proxy on it, listen on \
             127.0.0.1"
        ),
    )
}

fn explain(error: &io::Error, address: SocketAddr) -> String {
    match error.kind() {
        io::ErrorKind::AddrNotAvailable => format!("{} is no address of this machine", address.ip()),
        io::ErrorKind::PermissionDenied => {
            format!("no right to listen on {address}: take a port above 1023 and a proxy before it")
        }
        kind => format!("cannot listen on {address} ({kind})"),
    }
}
