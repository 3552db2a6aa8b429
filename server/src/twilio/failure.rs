use super::tls_fault::TlsFault;
use std::{error::Error, io};

/// Why a call has no answer, for the log. The text of the error itself holds the address, and with it perhaps a number.
pub(super) fn reason(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        return "timeout";
    }
    if TlsFault::of(error).is_some() {
        return "tls";
    }
    let sources = || std::iter::successors(error.source(), |error| (*error).source());
    let refused = sources().any(|source| {
        let fault = source.downcast_ref::<io::Error>();
        fault.is_some_and(|fault| fault.kind() == io::ErrorKind::ConnectionRefused)
    });
    if refused {
        "refused"
    } else if sources().any(|source| source.to_string().starts_with("dns error")) {
        "no_address"
    } else if error.is_connect() {
        "not_connected"
    } else {
        "cut_off"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{io::AsyncReadExt, net::TcpListener};

    async fn reason_of(url: &str) -> &'static str {
        // An error means that another test was first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        reason(&client.get(url).send().await.unwrap_err())
    }

    #[tokio::test]
    async fn each_way_to_get_no_answer_has_its_word() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let hang_up = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.read_u8().await.unwrap();
        });
        assert_eq!(reason_of(&format!("http://{address}/")).await, "cut_off");
        hang_up.await.unwrap();
        assert_eq!(reason_of(&format!("http://{address}/")).await, "refused");
        assert_eq!(reason_of("http://nobody.invalid/").await, "no_address");
    }
}
