//! A connection that asks and reads as cheaply as can be: what the load takes of the machine, a fast server does not get.

use crate::Fault;
use httparse::{EMPTY_HEADER, Response, Status};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// One connection that is kept alive.
pub(crate) struct Wire {
    stream: TcpStream,
    answer: Vec<u8>,
}

const HEADERS: usize = 64;
const END_OF_CHUNKS: &[u8] = b"\r\n0\r\n\r\n";

impl Wire {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self, Fault> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            answer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a whole request, and gives the status of the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<u16, Fault> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the connection was closed".into());
            }
            if let Some(status) = status_if_whole(&self.answer)? {
                return Ok(status);
            }
        }
    }
}

fn status_if_whole(answer: &[u8]) -> Result<Option<u16>, Fault> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut response = Response::new(&mut headers);
    let Status::Complete(head) = response.parse(answer)? else {
        return Ok(None);
    };
    let header = |name: &str| {
        let mut all = response.headers.iter();
        all.find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value)
    };
    let whole = match header("content-length") {
        Some(length) => answer.len() >= head + std::str::from_utf8(length)?.parse::<usize>()?,
        None if header("transfer-encoding").is_some() => answer.ends_with(END_OF_CHUNKS),
        None => return Err("an answer without a length".into()),
    };
    Ok(response.code.filter(|_| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_by_its_length_or_its_last_chunk() {
        let counted = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
        let chunked = b"HTTP/1.1 303 See Other\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
        for (answer, status) in [(&counted[..], 200), (&chunked[..], 303)] {
            assert_eq!(status_if_whole(answer).unwrap(), Some(status));
            for end in 0..answer.len() {
                assert_eq!(status_if_whole(&answer[..end]).unwrap(), None, "{end}");
            }
        }
        assert!(status_if_whole(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
