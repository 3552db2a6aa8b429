//! A gate between a portal and the twin. It lets everything through, byte by byte; it stops one request where a test wants
//! it, and it remembers the answers that passed.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    time::timeout,
};

/// Nobody waits so long here; a test that would never end fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A running gate. It ends with the runtime of its test.
pub(crate) struct Gate {
    pub address: SocketAddr,
    keeper: Arc<Keeper>,
}

/// Where the next request stops.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Bar {
    /// Before the twin hears of it.
    Request,
    /// After the twin has acted, before the portal hears of it.
    Answer,
}

/// One answer as it went over the wire, whole or not.
#[derive(Clone)]
pub(crate) struct Passed {
    /// Method and path.
    pub request: String,
    pub answer: Vec<u8>,
}

/// What has become of the request that was to stop.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Progress {
    NotYet,
    Stopped,
    Opened,
    /// Whoever asked has read the answer to its end.
    Taken,
}

struct Keeper {
    twin: SocketAddr,
    bar: Mutex<Option<(&'static str, Bar)>>,
    progress: watch::Sender<Progress>,
    passed: Mutex<Vec<Passed>>,
}

impl Gate {
    pub(crate) async fn before(twin: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let keeper = Arc::new(Keeper {
            twin,
            bar: Mutex::default(),
            progress: watch::Sender::new(Progress::NotYet),
            passed: Mutex::default(),
        });
        let everyone = Arc::clone(&keeper);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let keeper = Arc::clone(&everyone);
                // An error is a side that went away, which some tests are about.
                tokio::spawn(async move { keeper.relay(client).await });
            }
        });
        Self { address, keeper }
    }

    /// Lets the next request by this method come so far and no further.
    pub(crate) fn bar(&self, method: &'static str, bar: Bar) {
        *self.keeper.bar.lock().unwrap() = Some((method, bar));
        self.keeper.progress.send_replace(Progress::NotYet);
    }

    /// Returns when a request stands at the bar.
    pub(crate) async fn stopped(&self) {
        self.reaches(Progress::Stopped).await;
    }

    /// Lets the request that stands at the bar go on.
    pub(crate) fn open(&self) {
        self.keeper.progress.send_replace(Progress::Opened);
    }

    /// Returns when the portal has read the whole answer that was let go on.
    pub(crate) async fn taken(&self) {
        self.reaches(Progress::Taken).await;
    }

    async fn reaches(&self, progress: Progress) {
        let reached = timeout(PATIENCE, self.keeper.wait_for(progress)).await;
        reached.unwrap_or_else(|_| panic!("it never came to {progress:?}"));
    }

    /// Every answer that came to its end, oldest first.
    pub(crate) fn passed(&self) -> Vec<Passed> {
        self.keeper.passed.lock().unwrap().clone()
    }
}

impl Keeper {
    async fn wait_for(&self, progress: Progress) {
        let mut seen = self.progress.subscribe();
        seen.wait_for(|now| *now == progress).await.unwrap();
    }

    async fn stop(&self) {
        self.progress.send_replace(Progress::Stopped);
        self.wait_for(Progress::Opened).await;
    }

    fn bar_for(&self, request: &str) -> Option<Bar> {
        let mut bar = self.bar.lock().unwrap();
        let is_meant = bar.is_some_and(|(method, _)| request.starts_with(method));
        if !is_meant {
            return None;
        }
        bar.take().map(|(_, bar)| bar)
    }

    async fn relay(&self, mut client: TcpStream) -> io::Result<()> {
        let request = read_request(&mut client).await?;
        let bar = self.bar_for(&request);
        if bar == Some(Bar::Request) {
            self.stop().await;
        }
        let line = request.lines().next().unwrap_or_default().to_owned();
        let mut twin = TcpStream::connect(self.twin).await?;
        // The portal closes its side as soon as it has read an answer after which nothing follows: so that is seen.
        let closing = request.replacen("\r\n", "\r\nConnection: close\r\n", 1);
        twin.write_all(closing.as_bytes()).await?;
        let answer = self.pass(&mut client, twin, bar == Some(Bar::Answer)).await?;
        self.passed.lock().unwrap().push(Passed {
            request: line,
            answer,
        });
        if bar.is_some() {
            self.progress.send_replace(Progress::Taken);
        }
        Ok(())
    }

    /// Passes the answer on until one side ends it.
    async fn pass(&self, client: &mut TcpStream, mut twin: TcpStream, stops: bool) -> io::Result<Vec<u8>> {
        let mut answer = Vec::new();
        loop {
            let before = answer.len();
            tokio::select! {
                read = twin.read_buf(&mut answer) => if read.unwrap_or(0) == 0 { break },
                // Whoever hangs up: the twin must learn of it.
                _ = client.read_u8() => return Ok(answer),
            }
            if stops && before == 0 {
                self.stop().await;
            }
            client.write_all(&answer[before..]).await?;
        }
        client.shutdown().await?;
        client.read_to_end(&mut Vec::new()).await?;
        Ok(answer)
    }
}

/// A whole request; the portal's have a length.
async fn read_request(client: &mut TcpStream) -> io::Result<String> {
    let mut bytes = Vec::new();
    loop {
        if client.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= length(head)
        {
            return Ok(text.into_owned());
        }
    }
}

fn length(head: &str) -> usize {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = fields.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths
        .next()
        .map_or(0, |(_, value)| value.trim().parse().unwrap())
}
