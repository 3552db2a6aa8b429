//! Connections that are kept alive, never more than so many at once.

use crate::Fault;
use bytes::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::{net::SocketAddr, sync::Mutex};
use tokio::{net::TcpStream, sync::Semaphore};
use url::Url;

/// One server, reached by a bounded number of connections. Whoever finds none free waits.
pub(crate) struct Client {
    address: SocketAddr,
    host: String,
    idle: Mutex<Vec<SendRequest<Full<Bytes>>>>,
    places: Semaphore,
}

/// What a server said.
pub(crate) struct Answer {
    /// Of HTTP.
    pub(crate) status: u16,
    /// Where to go; empty when it does not say.
    pub(crate) location: String,
    /// `name=value` of each cookie that it sets.
    pub(crate) cookies: Vec<String>,
    /// The body, whole.
    pub(crate) body: Bytes,
}

impl Client {
    pub(crate) fn new(url: &Url, connections: usize) -> Result<Self, Fault> {
        let address = *url
            .socket_addrs(|| None)?
            .first()
            .ok_or("the host has no address")?;
        Ok(Self {
            address,
            host: address.to_string(),
            idle: Mutex::default(),
            places: Semaphore::new(connections),
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer, Fault> {
        let request = self.request("GET", path, headers);
        self.ask(request.body(Full::default())?).await
    }

    pub(crate) async fn post(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        form: String,
    ) -> Result<Answer, Fault> {
        let request = self
            .request("POST", path, headers)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Full::from(form))?).await
    }

    fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host);
        headers
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value))
    }

    async fn ask(&self, request: Request<Full<Bytes>>) -> Result<Answer, Fault> {
        let _place = self.places.acquire().await?;
        let mut connection = match self.take_idle() {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        connection.ready().await?;
        let answer = read(connection.send_request(request).await?).await?;
        self.keep(connection);
        Ok(answer)
    }

    fn take_idle(&self) -> Option<SendRequest<Full<Bytes>>> {
        let mut idle = self.idle.lock().ok()?;
        std::iter::from_fn(|| idle.pop()).find(|connection| !connection.is_closed())
    }

    fn keep(&self, connection: SendRequest<Full<Bytes>>) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(connection);
        }
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, Fault> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // A connection that breaks is told to whoever waits for its answer.
        tokio::spawn(connection);
        Ok(sender)
    }
}

async fn read(answer: Response<hyper::body::Incoming>) -> Result<Answer, Fault> {
    let status = answer.status().as_u16();
    let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let location = answer
        .headers()
        .get(header::LOCATION)
        .map(text)
        .unwrap_or_default();
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter().map(text);
    let cookies = cookies
        .map(|cookie| cookie.split(';').next().unwrap_or_default().to_owned())
        .collect();
    Ok(Answer {
        status,
        location,
        cookies,
        body: answer.into_body().collect().await?.to_bytes(),
    })
}
